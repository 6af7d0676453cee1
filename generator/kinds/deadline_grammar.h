// What a deadline says, before years are known: the syntax of deadlines.
//
//   deadline  := part {[separator] part}
//   part      := moments | phrase | recurring | duration | "(" part … ")" | "/" part … "/"
//   moments   := ["в" | "в течение" | …] term [dash term] | "с" term ["по" term] | "до" term | "не
//   позднее" term term      := date | [days] month [year] | ordinals unit [year] | season [year] |
//   years phrase    := one of the table in deadline_phrases.cpp, with what it governs
//
// Internal to the reading of deadlines (deadline.h); `resolve_terms` gives the years.
// Lifetime nothing points into the text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/dates.h"
#include "kinds/deadline_words.h"

namespace vitrina {

// Days of one month. A day ≤ 0 is counted from the month's end: 0 the last day, -6 the seventh from
// it.
struct Moment {
    int month = 0;
    int first_day = 1;
    int last_day = 0;
    std::optional<int> year;
};

struct DeadlineTerm {
    Moment from;
    Moment to;
    bool range = false;
    bool open = false;  // «с 1 марта»: `to` is where the school year ends
};

// «в течение 10 дней»: counted from the document's date.
struct Duration {
    int days = 0;
    int months = 0;
};

struct DeadlineSyntax {
    std::vector<DeadlineTerm> terms;
    bool whole_year = false;
    bool recurring = false;
    bool continuous = false;
    bool as_needed = false;
    bool later = false;
    std::optional<Duration> within;
    std::string trigger;
    std::vector<std::string> by_plan;
};

struct DeadlineParse {
    std::optional<DeadlineSyntax> syntax;  // nothing: not understood
    std::size_t stuck = 0;                 // then: the token that could not be read
};

DeadlineParse parse_deadline(std::string_view text, const std::vector<DeadlineToken>& tokens);

// The eight rules of domain §1.5. Nothing: a day that does not exist, a range that ends before it
// begins, a year beyond 1900–2199. Without a school year terms without a year give no interval.
std::optional<std::vector<DateRange>> resolve_terms(std::vector<DeadlineTerm> terms, SchoolYear year);

}  // namespace vitrina
