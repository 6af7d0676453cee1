#include "kinds/weights.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::size_t most_example_marks = 1000;

void check_values(const Record& file, const Weights& weights, Diagnostics& out) {
    if (weights.weights.empty())
        out.error(ids::weights_without_works, file.place(file.common.title.text.span));
    for (const auto& [work, weight] : weights.weights.items)
        if (!is_weight(weight))
            out.error(ids::weights_range, file.place(work.span), work.value.name,
                      decimal_text(weight, ','));
    if (weights.min_marks.value < 0)
        out.error(ids::weights_min_marks, file.place(weights.min_marks.span));
}

// A pupil who has only the mark M must get M: its threshold is not above M, that of the next better
// mark is.
void check_sense(const Record& file, const Weights& weights, CheckContext& context) {
    for (const auto& [mark, from] : weights.term_mark.items) {
        if (from > Decimal::of(mark.value)) {
            context.out.warning(ids::weights_threshold_high, file.place(mark.span), mark.value,
                                decimal_text(from, ','));
            continue;
        }
        const auto lower = std::ranges::find_if(
            context.marks, [mark = mark.value](int one) { return one < mark; });
        if (lower != context.marks.end() && from <= Decimal::of(*lower))
            context.out.warning(ids::weights_threshold_low, file.place(mark.span), mark.value,
                                decimal_text(from, ','), *lower);
    }
}

void check_term_mark(const Record& file, const Weights& weights, CheckContext& context) {
    TermRule rule = term_rule_of(weights, context.marks);
    // The lowest mark may be written with any threshold that a mean reaches: it changes nothing.
    std::erase_if(rule.thresholds.thresholds, [&](const Threshold& one) {
        return one.mark == rule.lowest_mark && one.from <= Decimal::of(rule.lowest_mark);
    });
    const auto faults = check_term_rule(rule, context.marks);
    const Decimal best = Decimal::of(context.marks.empty() ? 0 : context.marks.front());
    report_faults({file, weights.term_mark, file.common.title.text.span, best}, faults,
                  context.out);
    if (faults.empty())
        check_sense(file, weights, context);
}

void check_examples(const Record& file, const Weights& weights, CheckContext& context) {
    for (const WeightsExample& example : weights.examples) {
        const Place place = file.place({example.span.begin, example.span.begin + 1});
        if (example.marks.empty())
            context.out.error(ids::weights_example_empty, place);
        if (example.marks.size() > most_example_marks)
            context.out.error(ids::weights_example_long, place, most_example_marks);
        for (const ExampleMark& one : example.marks)
            if (std::ranges::find(context.marks, one.mark.value) == context.marks.end())
                context.out.error(ids::scale_mark_unknown, file.place(one.mark.span),
                                  one.mark.value);
    }
}

// `applies` and the common fields say the same: the page of a class finds the file by the latter.
void join_scope(Common& common, WeightsScope& applies) {
    if (applies.classes.empty())
        applies.classes = common.classes;
    if (applies.subjects.empty())
        applies.subjects = common.subjects;
    common.classes = applies.classes;
    common.subjects = applies.subjects;
}

void check_weights(Record& file, CheckContext& context) {
    Weights& weights = as<Weights>(file);
    join_scope(file.common, weights.applies);
    check_values(file, weights, context.out);
    check_term_mark(file, weights, context);
    check_examples(file, weights, context);
}

}  // namespace

TermRule term_rule_of(const Weights& weights, std::span<const int> marks) {
    TermRule rule;
    rule.thresholds = scale_of(weights.term_mark);
    rule.lowest_mark = marks.empty() ? 0 : std::ranges::min(marks);
    rule.digits = weights.rounding.digits.count;
    rule.rounding = weights.rounding.mode;
    rule.min_marks = static_cast<std::size_t>(std::max(weights.min_marks.value, 0));
    return rule;
}

const Decimal* weight_of(const Weights& weights, std::string_view work) {
    const std::string wanted = fold_case(work);
    for (const auto& [name, weight] : weights.weights.items)
        if (fold_case(name.value.name) == wanted)
            return &weight;
    return nullptr;
}

MeanSteps work_example(const Weights& weights,
                       const WeightsExample& example,
                       std::span<const int> marks) {
    std::vector<WeightedMark> weighted;
    for (const ExampleMark& one : example.marks)
        if (const Decimal* weight = weight_of(weights, one.work.name))
            weighted.push_back({one.mark.value, *weight});
    return work_mean(std::move(weighted), term_rule_of(weights, marks));
}

void check_weight_names(const Record& file, Diagnostics& out) {
    const Weights& weights = as<Weights>(file);
    std::set<std::string> seen;
    for (const auto& [work, weight] : weights.weights.items)
        if (!seen.insert(fold_case(work.value.name)).second)
            out.error(ids::weights_work_twice, file.place(work.span), work.value.name);
    for (const WeightsExample& example : weights.examples)
        for (const ExampleMark& one : example.marks)
            if (!seen.contains(fold_case(one.work.name)))
                out.error(ids::weights_example_work, file.place(one.work.span), one.work.name);
}

Kind weights_kind() {
    return make_kind<Weights>({.name = "weights",
                               .folder = "weights",
                               .form = FileForm::Yaml,
                               .has_json = true,
                               .doc = {"веса видов работ", "weights of kinds of work"}},
                              check_weights);
}

}  // namespace vitrina
