// Rules in one line: marks and numbers.
#include <algorithm>

#include "base/text.h"
#include "kinds/comparison.h"

namespace vitrina {
namespace {

std::string number(const Decimal& value) {
    return decimal_text(value, ',');
}

std::string limits_text(const MarkingRule& rule, const ErrorLimits& limits) {
    std::string text;
    for (const Located<ErrorKind>& kind : rule.error_kinds) {
        const auto found = std::ranges::find(limits.limits, kind.value, &ErrorLimit::kind);
        text += (text.empty() ? "" : "/") +
                (found == limits.limits.end() ? std::string("∞") : std::to_string(found->count));
    }
    return text;
}

}  // namespace

std::string errors_of_mark(const MarkingRule& rule, int mark) {
    std::string text;
    for (const auto& [key, what] : rule.marks.items)
        if (key.value == mark)
            for (const ErrorLimits& one : what.any_of)
                text += (text.empty() ? "" : " | ") + limits_text(rule, one);
    return text.empty() ? "—" : text;
}

std::string brief_rule(const MarkingRule& rule, Language language) {
    std::string text;
    const auto add = [&](int mark, const std::string& what) {
        text += (text.empty() ? "" : " · ") + ("«" + std::to_string(mark) + "» " + what);
    };
    if (rule.model.value == MarkingModel::Points) {
        for (const auto& [mark, from] : rule.scale.items)
            if (from != Decimal::of(0))
                add(mark.value, number(from));
        if (rule.max.value)
            text += " (" + number(*rule.max.value) + ")";
    } else if (rule.model.value == MarkingModel::Errors) {
        for (const auto& [mark, what] : rule.marks.items)
            if (!what.any_of.empty())
                add(mark.value, errors_of_mark(rule, mark.value));
        std::string kinds;
        for (const Located<ErrorKind>& kind : rule.error_kinds)
            kinds += (kinds.empty() ? "" : "/") + std::string(word_of(kind.value, language));
        text += " (" + kinds + ")";
    } else if (rule.model.value == MarkingModel::Credit) {
        text = collapse_spaces(rule.pass.text.text);
    }
    return shorten(text, longest_brief);
}

std::string brief_weights(const Weights& weights) {
    std::string text;
    for (const auto& [work, weight] : weights.weights.items)
        text += (text.empty() ? "" : " · ") + work.value.name + " " + number(weight);
    return shorten(text, longest_brief);
}

std::string brief_terms(const Weights& weights) {
    std::string text;
    for (const auto& [mark, from] : weights.term_mark.items)
        text += (text.empty() ? "" : " · ") +
                ("«" + std::to_string(mark.value) + "» " + number(from));
    return text;
}

}  // namespace vitrina
