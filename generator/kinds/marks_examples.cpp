// Weighted means worked through for readers: the steps of an example, and what repairs a bad mark.
#include <algorithm>
#include <utility>

#include "kinds/marks.h"

namespace vitrina {
namespace {

std::string quoted(int mark) {
    return "«" + std::to_string(mark) + "»";
}

MarkSum with_marks(const MarkSum& start, const WeightedMark& mark, int count) {
    const Decimal weight = Decimal::of(count) * mark.weight;
    return start + WeightedMark{mark.mark, weight};
}

}  // namespace

MeanSteps work_mean(std::vector<WeightedMark> marks, const TermRule& rule) {
    MeanSteps steps;
    steps.marks = std::move(marks);
    if (steps.marks.empty())
        return steps;
    steps.sum = sum_marks(steps.marks);
    steps.mean = mean_of(steps.sum);
    steps.rounded = round(steps.mean, rule.digits, rule.rounding);
    steps.exact = compare(steps.mean, steps.rounded) == std::strong_ordering::equal;
    if (steps.marks.size() >= rule.min_marks)
        steps.mark = term_mark(steps.mean, rule);
    return steps;
}

std::string mean_formula(const MeanSteps& steps, char point) {
    if (steps.marks.empty())
        return {};
    std::string products;
    std::string weights;
    for (const WeightedMark& mark : steps.marks) {
        const std::string weight = decimal_text(mark.weight, point);
        const std::string_view plus = products.empty() ? "" : " + ";
        products.append(plus).append(std::to_string(mark.mark)).append("·").append(weight);
        weights.append(plus).append(weight);
    }
    std::string formula = "(" + products + ") : (" + weights + ") = ";
    formula +=
        decimal_text(steps.sum.marks, point) + " : " + decimal_text(steps.sum.weights, point);
    formula += (steps.exact ? " = " : " ≈ ") + decimal_text(steps.rounded, point);
    if (steps.mark)
        formula += " → " + quoted(*steps.mark);
    return formula;
}

// The mean only rises with every further mark, so the first count that suffices can be halved in
// on.
std::optional<int> marks_needed(const MarkSum& start,
                                const WeightedMark& repair,
                                int target,
                                const TermRule& rule) {
    const auto suffices = [&](int count) {
        const MarkSum sum = with_marks(start, repair, count);
        return sum.weights > Decimal::of(0) && term_mark(mean_of(sum), rule) >= target;
    };
    if (suffices(0))
        return 0;
    if (!suffices(most_repairs))
        return std::nullopt;
    int too_few = 0;
    int enough = most_repairs;
    while (enough - too_few > 1) {
        const int middle = (too_few + enough) / 2;
        (suffices(middle) ? enough : too_few) = middle;
    }
    return enough;
}

RepairTable repair_table(const MarkSum& start,
                         std::vector<Decimal> weights,
                         RepairMarks marks,
                         const TermRule& rule) {
    RepairTable table;
    table.mark = term_mark(mean_of(start), rule);
    table.weights = std::move(weights);
    for (const Decimal& bad_weight : table.weights) {
        const MarkSum spoiled = start + WeightedMark{marks.bad, bad_weight};
        RepairRow row{bad_weight, term_mark(mean_of(spoiled), rule), {}};
        for (const Decimal& good_weight : table.weights)
            row.needed.push_back(
                marks_needed(spoiled, {marks.good, good_weight}, table.mark, rule));
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace vitrina
