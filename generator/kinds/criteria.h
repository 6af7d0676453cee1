// Criteria of marking: what a mark is given for, by subject, class and kind of work.
//
// Shapes   a file has many records; what stands in the file beside them is the default of each. The
//          checks resolve the defaults into the records: afterwards a record is complete by itself.
// Models   points (a scale over points, perhaps the sum of parts), errors (how many errors of which
//          kind a mark allows), descriptor (a text for each mark), credit (passed or not).
// Source   formats §5, domain §2.1–2.2.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kinds/kind.h"
#include "kinds/parts.h"
#include "kinds/scale_report.h"

namespace vitrina {

enum class MarkingModel : std::uint8_t { None, Points, Errors, Descriptor, Credit };
template <> const WordList<MarkingModel>& word_list<MarkingModel>();
template <> struct Codec<MarkingModel> : WordCodec<MarkingModel> {};

enum class ErrorKind : std::uint8_t { Orthographic, Punctuation, Grammatical, Gross, Minor, Flaw };
template <> const WordList<ErrorKind>& word_list<ErrorKind>();
template <> struct Codec<ErrorKind> : WordCodec<ErrorKind> {};

// At most `count` errors of this kind.
struct ErrorLimit {
    ErrorKind kind{};
    int count = 0;
};

// One way to get a mark: all limits are kept. A kind that is not named is not limited.
struct ErrorLimits {
    std::vector<ErrorLimit> limits;
    Span span;
};

// What a mark is given for: a text (descriptor), or any of several sets of limits (errors).
struct MarkRule {
    InlineText text;
    std::vector<ErrorLimits> any_of;
    bool otherwise = false;  // whatever no better mark allows
    Span span;
};
VITRINA_CODEC(MarkRule);

// How work is marked; the part of a record that may also stand in the file for all of them.
struct MarkingRule {
    std::vector<WorkName> works;  // `*` alone: any work
    std::string programme;        // ООП ООО, АООП; empty: the school's only one
    std::string group;            // базовый, углублённый
    Located<MarkingModel> model;
    BlockText volume;
    Located<std::optional<Decimal>> max;  // points
    std::vector<Part> parts;              // points
    MarkThresholds scale;                 // points; after the checks also of `scale_percent`
    MarkThresholds scale_percent;         // points
    std::vector<Located<ErrorKind>> error_kinds;  // errors; never empty after the checks
    Pairs<int, MarkRule> marks;           // errors and descriptor; best mark first after the checks
    Located<bool> no_mark;                // descriptor
    BlockText pass;                       // credit
    std::vector<InlineText> conditions;
    BlockText text;
};

struct CriteriaRecord {
    Located<std::string> id;
    std::vector<SubjectName> subjects;
    ClassList classes;
    Validity valid;
    Reference approved_by;  // the record's own; `act_of` also knows the file's
    MarkingRule rule;
    Span span;
};

struct Criteria {
    MarkingRule defaults;  // empty after the checks
    std::vector<CriteriaRecord> records;
};

template <> const FieldTable<MarkingRule>& field_table<MarkingRule>();
template <> const FieldTable<CriteriaRecord>& field_table<CriteriaRecord>();
template <> const FieldTable<Criteria>& field_table<Criteria>();
Kind criteria_kind();

// The act or clause that approves a record of a file: its own, else the file's; perhaps unset.
const Reference& act_of(const Record& file, const CriteriaRecord& record);
// The record with this id; null when there is none.
const CriteriaRecord* find_criterion(const Record& file, std::string_view id);

// Two records that both say how one work is marked. The names of subjects and works must be
// canonical already, so the site asks, for the records of all its files together.
struct CriteriaUse {
    const Record* file = nullptr;
    const CriteriaRecord* record = nullptr;
};
struct CriteriaOverlap {
    CriteriaUse first;
    CriteriaUse second;  // the later one: where the message stands
    std::string subject;
    ClassLabel label;
    std::string work;
};

// Every record is named at most once as the second. A record without any validity holds from the
// beginning of the site's school year.
std::vector<CriteriaOverlap> find_overlaps(std::span<const CriteriaUse> uses, SchoolYear now);

// `criteria-overlap` at the second record, with a note at the first.
void report_overlap(const CriteriaOverlap& overlap, Diagnostics& out);

}  // namespace vitrina
