// What a mark is given for, in words: what the tables of points and errors say, for reading aloud.
#include <algorithm>

#include "pages/criteria_parts.h"
#include "pages/question_view.h"

namespace vitrina {
namespace {

using stache::Html;
using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

std::string quoted(int mark) {
    return "«" + std::to_string(mark) + "»";
}

Html plain_html(std::string_view text) {
    return {escape_html(text)};
}

// «от 17 из 20 баллов: потерять можно не больше 3».
std::string points_words(const Theme& theme, const Band& band, const Decimal& max) {
    const std::string from = number_text(theme, band.from);
    const std::string most = number_text(theme, max);
    if (band.from == max)
        return theme.text("criteria_words_all", {most});
    if (band.to == max)
        return theme.text("criteria_words_best",
                          {from, most, number_text(theme, max + Decimal::of(-1) * band.from)});
    if (band.from == Decimal::of(0))
        return theme.text("criteria_words_lowest", {number_text(theme, band.to), most});
    if (band.from == band.to)
        return theme.text("criteria_words_one", {from, most});
    return theme.text("criteria_words_between", {from, number_text(theme, band.to), most});
}

// «без орфографических ошибок, негрубых — не больше 1»: the noun is said once.
std::string limits_words(const Theme& theme, const ErrorLimits& limits) {
    std::string noun(theme.text("errors_noun"));
    std::string text;
    for (const ErrorLimit& limit : limits.limits) {
        const bool is_flaw = limit.kind == ErrorKind::Flaw;
        const std::string key = "errors_of_" + std::string(word_of(limit.kind, Language::English));
        const std::string kind = theme.text(key, {is_flaw ? std::string() : noun});
        if (!is_flaw)
            noun.clear();
        text += text.empty() ? "" : ", ";
        text += limit.count == 0
                    ? theme.text("criteria_words_without", {kind})
                    : theme.text("criteria_words_at_most", {kind, std::to_string(limit.count)});
    }
    return text;
}

Value words_row(int mark, Values ways) {
    return Object{{"mark", quoted(mark)}, {"ways", std::move(ways)}};
}

Value errors_row(PageMaker& page, int mark, const MarkRule& rule) {
    const Html note = page.inline_html(rule.text);
    Values ways;
    for (const ErrorLimits& one : rule.any_of) {
        const std::string way = limits_words(page.theme(), one);
        ways.emplace_back(plain_html(
            ways.empty() ? way : page.theme().text("criteria_words_or", {way})));
    }
    if (rule.any_of.empty() && (rule.otherwise || note.text.empty()))
        ways.emplace_back(plain_html(page.theme().text("criteria_more_errors")));
    if (!note.text.empty())
        ways.emplace_back(note);
    return words_row(mark, std::move(ways));
}

}  // namespace

std::vector<Band> points_bands(const Site& site, const MarkingRule& rule) {
    if (rule.scale.empty() || !rule.max.value)
        return {};
    const auto& marks = site.config.marks;
    BandLimits limits;
    limits.lowest_mark = marks.empty() ? 0 : std::ranges::min(marks);
    limits.most = *rule.max.value;
    limits.digits = point_digits(rule);
    return scale_bands(scale_of(rule.scale), limits);
}

// Half points make bands like 13–16,5.
int point_digits(const MarkingRule& rule) {
    int digits = rule.max.value ? rule.max.value->scale : 0;
    for (const Part& part : rule.parts)
        for (const auto& [points, meaning] : part.levels.items)
            digits = std::max(digits, points.value.scale);
    return digits;
}

Value mark_words(PageMaker& page, const MarkingRule& rule) {
    Values rows;
    for (const Band& band : points_bands(page.site(), rule))
        rows.push_back(words_row(
            band.mark,
            {Value(plain_html(points_words(page.theme(), band, *rule.max.value)))}));
    for (const auto& [mark, what] : rule.marks.items)
        rows.push_back(rule.model.value == MarkingModel::Errors
                           ? errors_row(page, mark.value, what)
                           : words_row(mark.value, {Value(page.inline_html(what.text))}));
    return rows.empty() ? Value() : Object{{"rows", std::move(rows)}};
}

stache::ShapeField mark_words_shape() {
    const Shape row = Shape::object("mark in words", {
        {"mark", Shape::text(), "The mark.", "«5»"},
        {"ways", Shape::list(Shape::html()), "Each way to get it.",
         "от 17 из 20 баллов: потерять можно не больше 3"},
    });
    return {"words",
            Shape::object("marks in words", {
                {"rows", Shape::list(row), "Marks, the best first.", ""}}),
            "What marks are given for, in words.", "", Presence::Optional};
}

}  // namespace vitrina
