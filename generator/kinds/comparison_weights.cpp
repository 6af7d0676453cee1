// Weights and the mark of a term, against the reference; and thresholds, which they share with
// points.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "kinds/comparing.h"

namespace vitrina {
namespace {

std::string number(const Decimal& value) {
    return decimal_text(value, ',');
}

const Decimal* threshold_of(const MarkThresholds& thresholds, int mark) {
    for (const auto& [key, from] : thresholds.items)
        if (key.value == mark)
            return &from;
    return nullptr;
}

// Marks of both, best first.
std::set<int, std::greater<>> marks_of(const MarkThresholds& ours, const MarkThresholds& theirs) {
    std::set<int, std::greater<>> marks;
    for (const MarkThresholds* thresholds : {&ours, &theirs})
        for (const auto& [mark, from] : thresholds->items)
            marks.insert(mark.value);
    return marks;
}

using WeightMap = std::map<std::string, const Decimal*, std::less<>>;  // by the folded name

WeightMap weights_by_work(const Weights& weights) {
    WeightMap map;
    for (const auto& [work, weight] : weights.weights.items)
        map.emplace(comparable_text(work.value.name), &weight);
    return map;
}

// By what most works of the reference are multiplied, so that 10 : 6 : 2 is the same as 5 : 3 : 1.
// Of ratios that equally many works have, that of equal weights, else the smallest: the choice does
// not depend on the order in which a school writes its works.
Rational common_ratio(const WeightMap& ours, const WeightMap& theirs) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> counts;
    for (const auto& [work, our] : ours) {
        const auto their = theirs.find(work);
        if (their == theirs.end() || *our <= Decimal::of(0))
            continue;
        const Rational one = ratio(*their->second, *our);
        ++counts[{one.numerator, one.denominator}];
    }
    std::pair<std::int64_t, std::int64_t> best{1, 1};
    std::size_t most = 0;
    for (const auto& [one, count] : counts) {
        const bool is_plain = one.first == one.second;
        if (count > most || (count == most && is_plain)) {
            best = one;
            most = count;
        }
    }
    return {best.first, best.second};
}

Decimal times(const Decimal& value, const Rational& factor) {
    return round(ratio(value * Decimal::of(factor.numerator), Decimal::of(factor.denominator)), 4,
                 Rounding::HalfUp);
}

// 2; 0,5; 2/3.
std::string ratio_text(const Rational& factor) {
    const Decimal rounded = times(Decimal::of(1), factor);
    if (compare(factor, rounded) == std::strong_ordering::equal)
        return number(rounded);
    return std::to_string(factor.numerator) + "/" + std::to_string(factor.denominator);
}

bool is_multiple(const Decimal& ours, const Decimal& theirs, const Rational& factor) {
    return ours * Decimal::of(factor.numerator) == theirs * Decimal::of(factor.denominator);
}

std::string rounding_text(const RoundingRule& rule) {
    std::string_view mode;
    for (const Word<Rounding>& word : word_list<Rounding>())
        if (word.value == rule.mode)
            mode = word.en;
    return std::to_string(rule.digits.count) + " " + std::string(mode);
}

}  // namespace

Verdict verdict_of(const Decimal& ours, const Decimal& theirs) {
    if (ours == theirs)
        return Verdict::Same;
    return theirs > ours ? Verdict::Stricter : Verdict::Softer;
}

void compare_thresholds(const ThresholdPair& pair, Comparing& to) {
    for (const int mark : marks_of(pair.ours, pair.theirs)) {
        const Decimal* our = threshold_of(pair.ours, mark);
        const Decimal* their = threshold_of(pair.theirs, mark);
        // The lowest mark needs no threshold of its own.
        if ((our == nullptr && *their == Decimal::of(0)) ||
            (their == nullptr && *our == Decimal::of(0)))
            continue;
        const std::string written = our ? number(*our) + std::string(pair.unit) : "—";
        if (our == nullptr || their == nullptr) {
            to.add(
                {pair.what, Verdict::Different, mark, "", written, their ? number(*their) : "—"});
            continue;
        }
        const Decimal expected = pair.expected(*our);
        const Verdict verdict = verdict_of(expected, *their);
        if (verdict == Verdict::Same)
            continue;
        Difference difference{pair.what, verdict, mark, "", written, number(*their)};
        if (number(expected) != written)
            difference.expected = number(expected);
        to.add(std::move(difference));
    }
}

Comparison compare_weights(const Weights& ours, const Weights& theirs, ComparedAs as) {
    Comparing result;
    const WeightMap our_works = weights_by_work(ours);
    const WeightMap their_works = weights_by_work(theirs);
    const Rational factor =
        as == ComparedAs::Shares ? common_ratio(our_works, their_works) : Rational{1, 1};
    const bool is_scaled = factor.numerator != factor.denominator;
    if (is_scaled)
        result.add({Differing::Ratio, Verdict::Same, 0, "", "1", ratio_text(factor)});
    for (const auto& [work, our] : ours.weights.items) {
        const auto their = their_works.find(comparable_text(work.value.name));
        if (their == their_works.end()) {
            result.add(
                {Differing::Weight, Verdict::Different, 0, work.value.name, number(our), ""});
            continue;
        }
        if (is_multiple(our, *their->second, factor))
            continue;
        Difference difference{Differing::Weight, Verdict::Different, 0,
                              work.value.name,   number(our),        number(*their->second)};
        if (is_scaled)
            difference.expected = number(times(our, factor));
        result.add(std::move(difference));
    }
    // A work more pulls the mean too.
    for (const auto& [work, their] : theirs.weights.items)
        if (!our_works.contains(comparable_text(work.value.name)))
            result.add(
                {Differing::Weight, Verdict::Different, 0, work.value.name, "", number(their)});
    return result.take();
}

Comparison compare_terms(const Weights& ours, const Weights& theirs) {
    Comparing result;
    compare_thresholds({ours.term_mark, theirs.term_mark, Differing::Term, "",
                        [](const Decimal& from) { return from; }},
                       result);
    const Decimal our = Decimal::of(ours.min_marks.value);
    const Decimal their = Decimal::of(theirs.min_marks.value);
    if (our != their)
        result.add(
            {Differing::MinMarks, verdict_of(our, their), 0, "", number(our), number(their)});
    const std::string our_rounding = rounding_text(ours.rounding);
    const std::string their_rounding = rounding_text(theirs.rounding);
    if (our_rounding != their_rounding)
        result.add({Differing::Rounding, Verdict::Different, 0, "", our_rounding, their_rounding});
    return result.take();
}

}  // namespace vitrina
