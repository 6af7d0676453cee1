#include "pages/calculators.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "pages/question_view.h"

namespace vitrina {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

namespace {

// Stands for the kind of work in an address that readers share: it outlives a new order of works.
std::string key_of(const WorkName& work, std::set<std::string>& taken) {
    std::string key = transliterate_path(work.name);
    std::ranges::replace(key, '/', '-');
    if (key.empty())
        key = "work";
    while (!taken.insert(key).second)
        key += "-2";
    return key;
}

Values works_view(const Theme& theme, const Weights& weights) {
    std::set<std::string> taken;
    Values works;
    for (const auto& [work, weight] : weights.weights.items)
        works.push_back(Object{{"key", key_of(work.value, taken)},
                               {"work", work.value.name},
                               {"weight", number_text(theme, weight)},
                               {"value", exact_text(weight)}});
    return works;
}

}  // namespace

std::string exact_text(const Decimal& number) {
    return decimal_text(number, '.');
}

std::string thresholds_text(const Scale& scale) {
    std::vector<Threshold> thresholds = scale.thresholds;
    std::ranges::stable_sort(thresholds, std::ranges::greater(), &Threshold::mark);
    std::string text;
    for (const Threshold& threshold : thresholds)
        text += (text.empty() ? "" : " ") + std::to_string(threshold.mark) + ":" +
                exact_text(threshold.from);
    return text;
}

Value marks_calculator_view(const PageMaker& page, const Weights& weights) {
    const std::vector<int>& marks = page.site().config.marks;
    if (weights.weights.empty() || weights.term_mark.empty() || marks.size() < 2)
        return {};
    const TermRule rule = term_rule_of(weights, marks);
    Values names;
    for (const int mark : marks)
        names.emplace_back(std::to_string(mark));
    return Object{{"marks", std::move(names)},
                  {"thresholds", thresholds_text(rule.thresholds)},
                  {"digits", std::to_string(rule.digits)},
                  {"rounding", word_of(rule.rounding, Language::English)},
                  {"min_marks", std::to_string(rule.min_marks)},
                  {"works", works_view(page.theme(), weights)}};
}

stache::ShapeField marks_calculator_shape() {
    const Shape work = Shape::object("work of the calculator", {
        {"key", Shape::text(), "Its name in an address.", "ustnyy-otvet"},
        {"work", Shape::text(), "Kind of work.", "устный ответ"},
        {"weight", Shape::text(), "What it weighs.", "1,5"},
        {"value", Shape::text(), "The same for the script.", "1.5"},
    });
    return {"calculator",
            Shape::object("calculator of marks", {
                {"marks", Shape::list(Shape::text()), "Marks of the site, the best first.", "5"},
                {"thresholds", Shape::text(), "Lowest means of the marks.",
                 "5:4.65 4:3.65 3:2.65"},
                {"digits", Shape::text(), "Digits behind the point of a mean.", "2"},
                {"rounding", Shape::text(), "How it is rounded.", "half_up"},
                {"min_marks", Shape::text(), "How many marks a term needs.", "3"},
                {"works", Shape::list(work), "Kinds of work.", ""},
            }),
            "The rule for the calculator.", "", Presence::Optional};
}

}  // namespace vitrina
