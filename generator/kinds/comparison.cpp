#include "kinds/comparison.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <set>

#include "base/text.h"

namespace vitrina {
namespace {

constexpr int unlimited = std::numeric_limits<int>::max();

std::string number(const Decimal& value) {
    return decimal_text(value, ',');
}

// A higher demand is stricter.
Verdict verdict_of(const Decimal& ours, const Decimal& theirs) {
    if (ours == theirs)
        return Verdict::Same;
    return theirs > ours ? Verdict::Stricter : Verdict::Softer;
}

class Comparing {
public:
    void add(Difference difference) {
        result_.verdict = join_verdicts(result_.verdict, difference.verdict);
        result_.why.push_back(std::move(difference));
    }
    Comparison take() { return std::move(result_); }

private:
    Comparison result_;
};

const Decimal* threshold_of(const MarkThresholds& thresholds, int mark) {
    for (const auto& [key, from] : thresholds.items)
        if (key.value == mark)
            return &from;
    return nullptr;
}

// Marks of both, best first.
std::vector<int> marks_of(const MarkThresholds& ours, const MarkThresholds& theirs) {
    std::set<int, std::greater<>> marks;
    for (const MarkThresholds* thresholds : {&ours, &theirs})
        for (const auto& [mark, from] : thresholds->items)
            marks.insert(mark.value);
    return {marks.begin(), marks.end()};
}

// The lowest whole point of another maximum that reaches the share; the same scale otherwise.
Decimal rescaled(const Decimal& from, const Decimal& max, const Decimal& other_max) {
    if (max == other_max || max <= Decimal::of(0))
        return from;
    return round(ratio(from * other_max, max), 0, Rounding::Up);
}

void compare_thresholds(const MarkThresholds& ours,
                        const MarkThresholds& theirs,
                        Differing what,
                        const std::function<Decimal(const Decimal&)>& expected,
                        Comparing& to) {
    for (const int mark : marks_of(ours, theirs)) {
        const Decimal* our = threshold_of(ours, mark);
        const Decimal* their = threshold_of(theirs, mark);
        // The lowest mark needs no threshold of its own.
        if ((our == nullptr && *their == Decimal::of(0)) ||
            (their == nullptr && *our == Decimal::of(0)))
            continue;
        if (our == nullptr || their == nullptr) {
            to.add({what, Verdict::Different, mark, "", our ? number(*our) : "—",
                    their ? number(*their) : "—"});
            continue;
        }
        const Decimal wanted = expected(*our);
        if (const Verdict verdict = verdict_of(wanted, *their); verdict != Verdict::Same)
            to.add({what, verdict, mark, "", number(wanted), number(*their)});
    }
}

// К1 up to 2, К2 up to 3.
std::string parts_text(const MarkingRule& rule) {
    std::string text;
    for (const Part& part : rule.parts)
        text += (text.empty() ? "" : ", ") + part.id.value +
                (part.max.value ? " " + number(*part.max.value) : std::string());
    return text;
}

void compare_points(const MarkingRule& ours, const MarkingRule& theirs, Comparing& to) {
    const Decimal our_max = ours.max.value.value_or(Decimal::of(0));
    const Decimal their_max = theirs.max.value.value_or(our_max);
    if (our_max != their_max)
        to.add({Differing::Max, Verdict::Same, 0, "", number(our_max), number(their_max)});
    // A scale in percent says itself what another maximum gives.
    const bool is_percent = our_max != their_max && !ours.scale_percent.empty();
    compare_thresholds(
        is_percent ? ours.scale_percent : ours.scale, theirs.scale, Differing::Threshold,
        [&](const Decimal& from) {
            return rescaled(from, is_percent ? Decimal::of(100) : our_max, their_max);
        },
        to);
    if (const std::string our = parts_text(ours), their = parts_text(theirs); our != their)
        to.add({Differing::Parts, Verdict::Different, 0, "", our, their});
}

// Limits by kind; a kind that is not named is not limited.
using Limits = std::map<ErrorKind, int>;

Limits limits_of(const ErrorLimits& written) {
    Limits limits;
    for (const ErrorLimit& limit : written.limits)
        limits[limit.kind] = limit.count;
    return limits;
}

bool is_within(const Limits& inner, const Limits& outer) {
    return std::ranges::all_of(outer, [&](const auto& limit) {
        const auto found = inner.find(limit.first);
        const int count = found == inner.end() ? unlimited : found->second;
        return count <= limit.second;
    });
}

// The works that get at least this mark: any of these sets of limits is kept.
std::vector<Limits> reach_of(const MarkingRule& rule, int mark) {
    std::vector<Limits> reach;
    for (const auto& [key, what] : rule.marks.items)
        if (key.value >= mark)
            for (const ErrorLimits& one : what.any_of)
                reach.push_back(limits_of(one));
    return reach;
}

bool is_within(const std::vector<Limits>& inner, const std::vector<Limits>& outer) {
    return std::ranges::all_of(inner, [&](const Limits& one) {
        return std::ranges::any_of(outer, [&](const Limits& other) { return is_within(one, other); });
    });
}

std::set<int, std::greater<>> marks_with_limits(const MarkingRule& ours, const MarkingRule& theirs) {
    std::set<int, std::greater<>> marks;
    for (const MarkingRule* rule : {&ours, &theirs})
        for (const auto& [mark, what] : rule->marks.items)
            if (!what.any_of.empty())
                marks.insert(mark.value);
    return marks;
}

void compare_errors(const MarkingRule& ours, const MarkingRule& theirs, Comparing& to) {
    for (const int mark : marks_with_limits(ours, theirs)) {
        const std::vector<Limits> our = reach_of(ours, mark);
        const std::vector<Limits> their = reach_of(theirs, mark);
        const bool is_narrower = is_within(their, our);
        const bool is_wider = is_within(our, their);
        if (is_narrower && is_wider)
            continue;
        const Verdict verdict = is_narrower ? Verdict::Stricter
                                : is_wider  ? Verdict::Softer
                                            : Verdict::Different;
        to.add({Differing::Errors, verdict, mark, "", errors_of_mark(ours, mark),
                errors_of_mark(theirs, mark)});
    }
}

std::string mark_text(const MarkingRule& rule, int mark) {
    for (const auto& [key, what] : rule.marks.items)
        if (key.value == mark)
            return what.text.text.text;
    return {};
}

void compare_texts(const MarkingRule& ours, const MarkingRule& theirs, Comparing& to) {
    if (ours.no_mark.value != theirs.no_mark.value)
        to.add({Differing::NoMark, Verdict::Different, 0, "", "", theirs.no_mark.value ? "1" : ""});
    std::set<int, std::greater<>> marks;
    for (const MarkingRule* rule : {&ours, &theirs})
        for (const auto& [mark, what] : rule->marks.items)
            marks.insert(mark.value);
    for (const int mark : marks) {
        const std::string our = mark_text(ours, mark);
        const std::string their = mark_text(theirs, mark);
        if (comparable_text(our) != comparable_text(their))
            to.add({Differing::Text, Verdict::Different, mark, "", our, their});
    }
}

// The only percentage of a text, taken out of it; nothing if there are none or several.
std::optional<int> take_percent(std::string& text) {
    const std::size_t sign = text.find('%');
    if (sign == std::string::npos || text.find('%', sign + 1) != std::string::npos)
        return std::nullopt;
    std::size_t end = sign;
    while (end > 0 && (text[end - 1] < '0' || text[end - 1] > '9'))
        --end;
    std::size_t begin = end;
    while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9')
        --begin;
    if (begin == end || end - begin > 3)
        return std::nullopt;
    const int percent = std::stoi(text.substr(begin, end - begin));
    text.erase(begin, sign + 1 - begin);
    return percent;
}

void compare_pass(const MarkingRule& ours, const MarkingRule& theirs, Comparing& to) {
    std::string our = ours.pass.text.text;
    std::string their = theirs.pass.text.text;
    if (comparable_text(our) == comparable_text(their))
        return;
    Difference difference{Differing::Pass, Verdict::Different, 0, "", our, their};
    const auto our_percent = take_percent(our);
    const auto their_percent = take_percent(their);
    if (our_percent && their_percent && comparable_text(our) == comparable_text(their))
        difference.verdict = verdict_of(Decimal::of(*our_percent), Decimal::of(*their_percent));
    if (difference.verdict != Verdict::Same)
        to.add(std::move(difference));
}

// One more condition makes it harder, one less easier.
void compare_conditions(const MarkingRule& ours, const MarkingRule& theirs, Comparing& to) {
    std::map<std::string, std::string> our;
    std::map<std::string, std::string> their;
    for (const InlineText& one : ours.conditions)
        our.emplace(comparable_text(one.text.text), one.text.text);
    for (const InlineText& one : theirs.conditions)
        their.emplace(comparable_text(one.text.text), one.text.text);
    for (const auto& [key, text] : our)
        if (!their.contains(key))
            to.add({Differing::Condition, Verdict::Softer, 0, "", text, ""});
    for (const auto& [key, text] : their)
        if (!our.contains(key))
            to.add({Differing::Condition, Verdict::Stricter, 0, "", "", text});
}

const Decimal* find_weight(const Weights& weights, std::string_view folded) {
    for (const auto& [work, weight] : weights.weights.items)
        if (comparable_text(work.value.name) == folded)
            return &weight;
    return nullptr;
}

// What all weights of the school are multiplied by, so that 10 : 6 : 2 is the same as 5 : 3 : 1.
std::optional<std::pair<Decimal, Decimal>> common_ratio(const Weights& ours, const Weights& theirs) {
    for (const auto& [work, weight] : ours.weights.items)
        if (const Decimal* their = find_weight(theirs, comparable_text(work.value.name)))
            return std::pair(weight, *their);
    return std::nullopt;
}

}  // namespace

std::string_view verdict_word(Verdict verdict) {
    constexpr std::string_view words[] = {"same",      "stricter", "softer",
                                          "different", "missing",  "extra"};
    return words[static_cast<std::size_t>(verdict)];
}

std::string_view differing_word(Differing what) {
    constexpr std::string_view words[] = {"model",     "max",   "threshold", "errors", "text",
                                          "pass",      "condition", "parts", "volume", "no_mark",
                                          "weight",    "term",  "min_marks"};
    return words[static_cast<std::size_t>(what)];
}

Verdict join_verdicts(Verdict a, Verdict b) {
    if (a == Verdict::Same || a == b)
        return b;
    return b == Verdict::Same ? a : Verdict::Different;
}

std::string comparable_text(std::string_view text) {
    const std::string folded = fold_yo(fold_case(to_nfc(text)));
    std::string words;
    bool is_apart = false;
    for (std::size_t at = 0; at < folded.size();) {
        const CodePoint sign = code_point_at(folded, at);
        // Numbers keep their commas and percents: «0,5» is not «05», «60 %» is not «60».
        const bool counts = is_letter_or_digit(sign.value) || sign.value == U'%';
        if (counts && is_apart && !words.empty())
            words += ' ';
        if (counts)
            words.append(folded, at, sign.length);
        is_apart = !counts;
        at += sign.length;
    }
    return words;
}

Comparison compare_rules(const MarkingRule& ours, const MarkingRule& theirs) {
    Comparing result;
    if (ours.model.value != theirs.model.value) {
        result.add({Differing::Model, Verdict::Different, 0, "",
                    std::string(word_of(ours.model.value, Language::English)),
                    std::string(word_of(theirs.model.value, Language::English))});
        return result.take();
    }
    switch (ours.model.value) {
        case MarkingModel::Points:
            compare_points(ours, theirs, result);
            break;
        case MarkingModel::Errors:
            compare_errors(ours, theirs, result);
            break;
        case MarkingModel::Descriptor:
            compare_texts(ours, theirs, result);
            break;
        case MarkingModel::Credit:
            compare_pass(ours, theirs, result);
            break;
        case MarkingModel::None:
            break;
    }
    compare_conditions(ours, theirs, result);
    if (!ours.volume.empty() && !theirs.volume.empty() &&
        comparable_text(ours.volume.text.text) != comparable_text(theirs.volume.text.text))
        result.add({Differing::Volume, Verdict::Different, 0, "", ours.volume.text.text,
                    theirs.volume.text.text});
    return result.take();
}

Comparison compare_weights(const Weights& ours, const Weights& theirs) {
    Comparing result;
    const auto common = common_ratio(ours, theirs);
    for (const auto& [work, weight] : ours.weights.items) {
        const Decimal* their = find_weight(theirs, comparable_text(work.value.name));
        const bool is_same = their != nullptr && common &&
                             weight * common->second == *their * common->first;
        if (!is_same)
            result.add({Differing::Weight, Verdict::Different, 0, work.value.name, number(weight),
                        their != nullptr ? number(*their) : "—"});
    }
    return result.take();
}

Comparison compare_terms(const Weights& ours, const Weights& theirs) {
    Comparing result;
    compare_thresholds(
        ours.term_mark, theirs.term_mark, Differing::Term,
        [](const Decimal& from) { return from; }, result);
    const Decimal our = Decimal::of(ours.min_marks.value);
    const Decimal their = Decimal::of(theirs.min_marks.value);
    if (our != their)
        result.add({Differing::MinMarks, verdict_of(our, their), 0, "", number(our), number(their)});
    return result.take();
}

}  // namespace vitrina
