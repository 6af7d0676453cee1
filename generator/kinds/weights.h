// Weighted marks («разновзвешенная оценка»): what each kind of work weighs and how the mark of a
// term follows.
//
// Units    weights and thresholds are exact decimals; a mean is rounded once, as `rounding` says.
// Source   formats §6, domain §2.3.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kinds/kind.h"
#include "kinds/marks.h"
#include "kinds/scale_report.h"

namespace vitrina {

template <> const WordList<Rounding>& word_list<Rounding>();
template <> struct Codec<Rounding> : WordCodec<Rounding> {};

// Digits behind the point, 0 to 6; unlike other numbers 0 is published.
struct Digits {
    int count = 2;
    Span span;
};
VITRINA_CODEC(Digits);

struct RoundingRule {
    Digits digits;
    Rounding mode = Rounding::HalfUp;
};

// Of an empty list every class or subject; `except_subjects` takes away from it.
struct WeightsScope {
    ClassList classes;
    std::vector<SubjectName> subjects;
    std::vector<SubjectName> except_subjects;
};

struct YearRule {
    InlineText from;  // of which marks: четвертные отметки
    InlineText rule;
};

// `[5, устный ответ]`
struct ExampleMark {
    Located<int> mark;
    WorkName work;
};
template <>
struct Codec<ExampleMark> {
    static bool decode(const YamlNode& node, DecodeContext& context, ExampleMark& value);
    static JsonValue encode(const ExampleMark& value, const EncodeContext& context);
    static JsonValue schema(SchemaForm form);
    static void visit(ExampleMark& value, FieldVisitor& visitor) { visitor.work(value.work); }
};

// Results are computed (`work_example`), never typed.
struct WeightsExample {
    std::vector<ExampleMark> marks;
    Span span;
};

struct Weights {
    Pairs<WorkName, Decimal> weights;
    WeightsScope applies;  // after the checks also what the common `classes` and `subjects` say
    InlineText period;     // четверть, полугодие, триместр
    MarkThresholds term_mark;
    Located<int> min_marks;  // 0: any number gives a mark
    YearRule year;
    RoundingRule rounding;
    std::vector<WeightsExample> examples;
};

template <> const FieldTable<RoundingRule>& field_table<RoundingRule>();
template <> const FieldTable<WeightsScope>& field_table<WeightsScope>();
template <> const FieldTable<YearRule>& field_table<YearRule>();
template <> const FieldTable<WeightsExample>& field_table<WeightsExample>();
template <> const FieldTable<Weights>& field_table<Weights>();
Kind weights_kind();

// For kinds/marks.h. `marks` are those of the site.
TermRule term_rule_of(const Weights& weights, std::span<const int> marks);
// What a kind of work weighs; null when it has no weight. The name must be canonical.
const Decimal* weight_of(const Weights& weights, std::string_view work);
// An example worked through; works without a weight are left out (they have been reported).
MeanSteps work_example(const Weights& weights, const WeightsExample& example,
                       std::span<const int> marks);

bool applies_to(const WeightsScope& scope, std::string_view subject, const ClassLabel& label);

// For the site, when the names of works are canonical: works that are named twice under two names,
// and examples with works that have no weight.
void check_weight_names(const Record& file, Diagnostics& out);

// Two files that both say how the term's mark of one class and subject is found.
struct WeightsOverlap {
    const Record* first = nullptr;
    const Record* second = nullptr;
    ClassLabel label;
    std::string subject;  // empty: of any subject that neither names
};
// For the site, when the names of subjects are canonical. Every file is named at most once as the
// second. A file without any validity holds from the beginning of the site's school year.
std::vector<WeightsOverlap> find_overlaps(std::span<const Record* const> files, SchoolYear now);
// `weights-overlap` at the second file, with a note at the first.
void report_overlap(const WeightsOverlap& overlap, Diagnostics& out);

}  // namespace vitrina
