#include "kinds/comparison.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "base/text.h"
#include "kinds/comparing.h"

namespace vitrina {
namespace {

constexpr int unlimited = std::numeric_limits<int>::max();

std::string number(const Decimal& value) {
    return decimal_text(value, ',');
}

// The lowest whole point of another maximum that reaches the share.
Decimal rescaled(const Decimal& from, const Decimal& max, const Decimal& other_max) {
    if (max <= Decimal::of(0))
        return from;
    return round(ratio(from * other_max, max), 0, Rounding::Up);
}

// К1 up to 2, К2 up to 3.
std::string parts_text(const MarkingRule& rule) {
    std::string text;
    for (const Part& part : rule.parts)
        text += (text.empty() ? "" : ", ") + part.id.value +
                (part.max.value ? " " + number(*part.max.value) : std::string());
    return text;
}

void compare_points(const MarkingRule& ours,
                    const MarkingRule& theirs,
                    ComparedAs as,
                    Comparing& to) {
    const Decimal our_max = ours.max.value.value_or(Decimal::of(0));
    const Decimal their_max = theirs.max.value.value_or(our_max);
    if (our_max != their_max)
        to.add({Differing::Max, as == ComparedAs::Shares ? Verdict::Same : Verdict::Different, 0,
                "", number(our_max), number(their_max)});
    const bool has_other_scale = our_max != their_max && as == ComparedAs::Shares;
    // A scale in percent says itself what another maximum gives.
    const bool is_percent = has_other_scale && !ours.scale_percent.empty();
    compare_thresholds({is_percent ? ours.scale_percent : ours.scale, theirs.scale,
                        Differing::Threshold, is_percent ? " %" : "",
                        [&](const Decimal& from) {
                            return has_other_scale
                                       ? rescaled(from, is_percent ? Decimal::of(100) : our_max,
                                                  their_max)
                                       : from;
                        }},
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

void compare_pass(const MarkingRule& ours, const MarkingRule& theirs, Comparing& to) {
    const std::string& our = ours.pass.text.text;
    const std::string& their = theirs.pass.text.text;
    if (comparable_text(our) == comparable_text(their))
        return;
    to.add({Differing::Pass, verdict_of_percents(our, their), 0, "", our, their});
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

// A text that only one of two versions has is a change; of two publishers it tells nothing.
void compare_volume(const MarkingRule& ours,
                    const MarkingRule& theirs,
                    ComparedAs as,
                    Comparing& to) {
    const bool is_told = !ours.volume.empty() && !theirs.volume.empty();
    if ((is_told || as == ComparedAs::Written) &&
        comparable_text(ours.volume.text.text) != comparable_text(theirs.volume.text.text))
        to.add({Differing::Volume, Verdict::Different, 0, "", ours.volume.text.text,
                theirs.volume.text.text});
}

}  // namespace

std::string_view verdict_word(Verdict verdict) {
    constexpr std::string_view words[] = {"same",    "stricter", "softer",   "different",
                                          "missing", "extra",    "unchecked"};
    return words[static_cast<std::size_t>(verdict)];
}

std::string_view differing_word(Differing what) {
    constexpr std::string_view words[] = {
        "model",     "max",       "threshold", "errors",   "text",    "pass",
        "condition", "parts",     "volume",    "no_mark",  "weight",  "ratio",
        "term",      "min_marks", "rounding",  "subjects", "classes", "works",
        "measure",   "deadline",  "responsible", "status", "done",    "moved"};
    return words[static_cast<std::size_t>(what)];
}

Verdict join_verdicts(Verdict a, Verdict b) {
    if (a == Verdict::Same || a == b)
        return b;
    return b == Verdict::Same ? a : Verdict::Different;
}

Comparison compare_rules(const MarkingRule& ours, const MarkingRule& theirs, ComparedAs as) {
    Comparing result;
    if (ours.model.value != theirs.model.value) {
        result.add({Differing::Model, Verdict::Different, 0, "",
                    std::string(word_of(ours.model.value, Language::English)),
                    std::string(word_of(theirs.model.value, Language::English))});
        return result.take();
    }
    switch (ours.model.value) {
        case MarkingModel::Points:
            compare_points(ours, theirs, as, result);
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
    compare_volume(ours, theirs, as, result);
    return result.take();
}

}  // namespace vitrina
