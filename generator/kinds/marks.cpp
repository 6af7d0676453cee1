#include "kinds/marks.h"

#include <algorithm>

namespace vitrina {
namespace {

const Decimal zero = Decimal::of(0);
const Decimal heaviest = Decimal::of(1000);
constexpr int finest_weight = 3;

std::vector<Threshold> best_first(const Scale& scale) {
    std::vector<Threshold> thresholds = scale.thresholds;
    std::ranges::stable_sort(thresholds, std::ranges::greater(), &Threshold::mark);
    return thresholds;
}

bool contains(std::span<const int> marks, int mark) {
    return std::ranges::find(marks, mark) != marks.end();
}

void check_marks(const std::vector<Threshold>& thresholds,
                 std::span<const int> marks,
                 std::vector<ScaleFault>& faults) {
    std::vector<int> sorted(marks.begin(), marks.end());
    std::ranges::sort(sorted, std::ranges::greater());
    for (const Threshold& threshold : thresholds)
        if (!contains(marks, threshold.mark))
            faults.push_back({ScaleProblem::UnknownMark, threshold.mark});
    for (const int mark : sorted) {
        const auto count = std::ranges::count(thresholds, mark, &Threshold::mark);
        if (count > 1)
            faults.push_back({ScaleProblem::RepeatedMark, mark});
        if (count == 0 && mark != sorted.back())
            faults.push_back({ScaleProblem::MissingMark, mark});
        if (count == 1 && mark == sorted.back() && thresholds.back().from > zero)
            faults.push_back({ScaleProblem::StartsAboveZero, mark});
    }
}

void check_values(const std::vector<Threshold>& thresholds,
                  std::optional<Decimal> max,
                  std::vector<ScaleFault>& faults) {
    for (std::size_t i = 0; i < thresholds.size(); ++i) {
        const Threshold& here = thresholds[i];
        if (here.from < zero)
            faults.push_back({ScaleProblem::BelowZero, here.mark});
        if (max && here.from > *max)
            faults.push_back({ScaleProblem::AboveMax, here.mark});
        if (i + 1 == thresholds.size() || thresholds[i + 1].mark == here.mark)
            continue;
        const Decimal& lower = thresholds[i + 1].from;
        if (here.from < lower)
            faults.push_back({ScaleProblem::NotFalling, here.mark});
        else if (here.from == lower)
            faults.push_back({ScaleProblem::Overlap, here.mark});
    }
}

// One unit of the last of so many digits, to be added.
Decimal minus_one_unit(int digits) {
    return {-1, digits};
}

}  // namespace

std::vector<ScaleFault> check_scale(const Scale& scale,
                                    std::span<const int> marks,
                                    std::optional<Decimal> max) {
    if (scale.thresholds.empty())
        return {{ScaleProblem::Empty, 0}};
    const std::vector<Threshold> thresholds = best_first(scale);
    std::vector<ScaleFault> faults;
    check_marks(thresholds, marks, faults);
    check_values(thresholds, max, faults);
    std::ranges::stable_sort(faults, std::ranges::greater(), &ScaleFault::mark);
    return faults;
}

std::vector<Band> scale_bands(const Scale& scale, const BandLimits& limits) {
    std::vector<Threshold> thresholds = best_first(scale);
    int digits = limits.digits;
    for (const Threshold& threshold : thresholds)
        digits = std::max(digits, threshold.from.scale);
    if (thresholds.empty() || thresholds.back().mark != limits.lowest_mark)
        thresholds.push_back({limits.lowest_mark, limits.least});
    thresholds.back().from = std::max(thresholds.back().from, limits.least);
    std::vector<Band> bands;
    Decimal to = limits.most;
    for (const Threshold& threshold : thresholds) {
        if (threshold.from <= to)
            bands.push_back({threshold.mark, threshold.from, to});
        to = std::min(to, threshold.from + minus_one_unit(digits));
    }
    return bands;
}

Scale scale_from_percent(const Scale& percent, const Decimal& max) {
    Scale points;
    for (const Threshold& threshold : percent.thresholds) {
        const Rational needed = ratio(threshold.from * max, Decimal::of(100));
        points.thresholds.push_back({threshold.mark, round(needed, 0, Rounding::Up)});
    }
    return points;
}

int mark_of(const Scale& scale, const Decimal& value, int lowest_mark) {
    int mark = lowest_mark;
    for (const Threshold& threshold : scale.thresholds)
        if (value >= threshold.from)
            mark = std::max(mark, threshold.mark);
    return mark;
}

bool is_weight(const Decimal& weight) {
    return weight > zero && weight <= heaviest && weight.scale <= finest_weight;
}

MarkSum operator+(const MarkSum& sum, const WeightedMark& mark) {
    return {sum.marks + Decimal::of(mark.mark) * mark.weight, sum.weights + mark.weight};
}

MarkSum sum_marks(std::span<const WeightedMark> marks) {
    MarkSum sum;
    for (const WeightedMark& mark : marks)
        sum = sum + mark;
    return sum;
}

Rational mean_of(const MarkSum& sum) {
    return ratio(sum.marks, sum.weights);
}

Rational weighted_mean(std::span<const WeightedMark> marks) {
    return mean_of(sum_marks(marks));
}

std::vector<ScaleFault> check_term_rule(const TermRule& rule, std::span<const int> marks) {
    const int best = marks.empty() ? rule.lowest_mark : std::ranges::max(marks);
    std::vector<ScaleFault> faults = check_scale(rule.thresholds, marks, Decimal::of(best));
    for (const Threshold& threshold : best_first(rule.thresholds)) {
        const Rational exact = ratio(threshold.from, Decimal::of(1));
        if (round(exact, rule.digits, Rounding::Down) != threshold.from)
            faults.push_back({ScaleProblem::TooFine, threshold.mark});
    }
    std::ranges::stable_sort(faults, std::ranges::greater(), &ScaleFault::mark);
    return faults;
}

int term_mark(const Rational& mean, const TermRule& rule) {
    return mark_of(rule.thresholds, round(mean, rule.digits, rule.rounding), rule.lowest_mark);
}

std::vector<BoundaryCase> boundary_cases(const TermRule& rule) {
    std::vector<BoundaryCase> cases;
    for (const Threshold& threshold : best_first(rule.thresholds)) {
        if (threshold.mark == rule.lowest_mark)
            continue;
        BoundaryCase boundary;
        boundary.below =
            threshold.from + minus_one_unit(std::max(rule.digits, threshold.from.scale));
        boundary.mark_below = mark_of(rule.thresholds, boundary.below, rule.lowest_mark);
        boundary.at = threshold.from;
        boundary.mark_at = mark_of(rule.thresholds, boundary.at, rule.lowest_mark);
        cases.push_back(boundary);
    }
    return cases;
}

}  // namespace vitrina
