// Deadlines of plans: «Сентябрь 2020 г.- апрель 2021 г. /по плану …/» understood as intervals.
//
// Shapes   free Russian text in; intervals of days, or «постоянно», «по запросу», «по плану» out.
// The
//          text itself is kept byte for byte: what is printed is always what was issued.
// Years    a missing year is resolved within the school year of the plan, never from today.
//          Without a school year that of the document's date serves; without both a deadline that
//          needs a year has no intervals.
// Terms    quarters, half-years and trimesters are the school's own; by custom they are taken as
//          quarters September–October, November–December, January–March, April–May; half-years
//          September–December, January–May; trimesters September–November, December–February,
//          March–May. A date that matters is written as a date.
// Errors   none: what is not understood is `Unknown` with a remark. Linear time; a text longer than
//          `deadline_limit` bytes is prose and not understood.
// Source   domain §1.5 (33 spellings and eight rules of resolution), formats §4.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/dates.h"
#include "base/diagnostics.h"
#include "base/source.h"

namespace vitrina {

inline constexpr std::size_t deadline_limit = 4096;

enum class DeadlineKind : std::uint8_t { Dates, Continuous, OnDemand, ByPlan, Unknown };

struct Deadline {
    std::string text;  // as issued
    DeadlineKind kind = DeadlineKind::Unknown;
    // In time order, without repetitions; only of `Dates`. «До 15 марта» is the one day 15 March:
    // when the work begins is not said.
    std::vector<DateRange> intervals;
    // What sets it off, beside a date too: «запрос руководителей», «получение результатов ВПР».
    std::string trigger;
    // Whose plan («По плану ИМЦ, РМО» → ИМЦ and РМО) or which one («план ОО», «график»).
    std::vector<std::string> by_plan;
    bool open_end = false;  // goes on after the last interval: «далее …», «с 1 марта», «постоянно»
};

struct DeadlineContext {
    SchoolYear school_year;
    Date document_date;  // of the act that set the plan; may be unset
};

struct DeadlineRemark {
    MessageId id{};
    Span part;  // bytes in the deadline's text
    std::array<std::string, 2> args;
};

// A word that was not understood, and the only one known that is like it.
struct DeadlineSlip {
    Span word;
    std::string nearest;
};

struct DeadlineReading {
    Deadline deadline;
    std::vector<DeadlineRemark> remarks;
    std::optional<DeadlineSlip> slip;  // only of `Unknown`
};

DeadlineReading read_deadline(std::string_view text, const DeadlineContext& context);

// `{text, from, to}`: the author's dates count, the text still tells trigger and plan. Only `from`:
// open end; only `to`: due that day. One of them is set, and `from` is not after `to`.
Deadline fixed_deadline(std::string_view text, Date from, Date to, const DeadlineContext& context);

// Gives the remarks as messages at their places; `at` is the scalar the text came from.
void report_remarks(const DeadlineReading& reading,
                    const Place& file,
                    const MappedText& at,
                    Diagnostics& out);

// Orders a column of deadlines when compared as bytes: first day, last day, text; without dates
// last.
std::string deadline_sort_key(const Deadline& deadline);

}  // namespace vitrina
