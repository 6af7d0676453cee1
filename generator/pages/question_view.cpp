#include "pages/question_view.h"

#include <algorithm>

#include "base/text.h"
#include "kinds/shuffle.h"
#include "pages/question_answer.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

// Lines for a full solution on paper: more for more points.
constexpr std::int64_t fewest_lines = 6;
constexpr std::int64_t most_lines = 24;
constexpr std::int64_t lines_per_point = 4;

Value wrapped(Values items) {
    if (items.empty())
        return {};
    return Object{{"items", std::move(items)}};
}

// A text with a formula is read aloud from one line: the letters of its markup would run together.
Value choice(PageMaker& page, const QuestionUse& use, std::string mark, const InlineText& source) {
    stache::Html text = page.inline_of(use.owner.source, source);
    const bool has_formula = text.text.find("<math") != std::string::npos;
    std::string spoken;
    if (has_formula)
        spoken.append(mark).append(" ").append(readable_line(source.text.text));
    return Object{
        {"mark", std::move(mark)}, {"text", std::move(text)}, {"spoken", std::move(spoken)}};
}

Value options_view(PageMaker& page, const QuestionUse& use, const QuestionMarks& marks) {
    Values list;
    for (std::size_t place = 0; place < use.question.options.size(); ++place)
        list.push_back(
            choice(page, use, marks.number(place), use.question.options[marks.order[place]].text));
    return wrapped(std::move(list));
}

Value match_view(PageMaker& page, const QuestionUse& use, const QuestionMarks& marks) {
    if (use.question.pairs.empty())
        return {};
    Values left;
    for (std::size_t i = 0; i < use.question.pairs.size(); ++i)
        left.push_back(choice(page, use, marks.letter(i), use.question.pairs[i].left));
    const std::vector<const InlineText*> choices = match_choices(use.question);
    Values right;
    for (std::size_t place = 0; place < marks.order.size(); ++place)
        right.push_back(choice(page, use, marks.number(place), *choices[marks.order[place]]));
    return Object{{"left", std::move(left)}, {"right", std::move(right)}};
}

Value order_view(PageMaker& page, const QuestionUse& use, const QuestionMarks& marks) {
    Values list;
    if (use.question.type.value == QuestionType::Order)
        for (std::size_t place = 0; place < marks.order.size(); ++place)
            list.push_back(
                choice(page, use, marks.letter(place), use.question.sequence[marks.order[place]]));
    return wrapped(std::move(list));
}

Value lines_view(const Question& question) {
    if (question.type.value != QuestionType::Task)
        return {};
    const Rational points = ratio(question.max.value.value_or(Decimal::of(1)), Decimal::of(1));
    const std::int64_t wanted = lines_per_point * points.numerator / points.denominator;
    Values lines;
    for (std::int64_t i = 0; i < std::clamp(wanted, fewest_lines, most_lines); ++i)
        lines.push_back(Value::number(i + 1));
    return wrapped(std::move(lines));
}

// What the pupil is asked to do: «Выберите один ответ».
std::string hint_of(const Theme& theme, const Question& question) {
    return std::string(theme.text("question_hint_" +
                                  std::string(word_of(question.type.value, Language::English))));
}

}  // namespace

std::string number_text(const Theme& theme, const Decimal& number) {
    return decimal_text(number, theme.language() == Language::Russian ? ',' : '.');
}

const Record& question_owner(const Site& site, const Record& test, const Reference& use) {
    if (use.is_set())
        if (const Target target = site.resolve(use); target.record)
            return site.at(*target.record);
    return test;
}

std::string points_text(const Theme& theme, const Decimal& points) {
    return theme.text("points", {number_text(theme, points)});
}

std::string_view level_name(const Theme& theme, Level level) {
    switch (level) {
        case Level::Basic:
            return theme.text("level_basic");
        case Level::Advanced:
            return theme.text("level_advanced");
        case Level::High:
            return theme.text("level_high");
        case Level::None:
            break;
    }
    return {};
}

std::string_view type_name(const Theme& theme, QuestionType type) {
    return theme.text("question_type_" + std::string(word_of(type, Language::English)));
}

std::string joined_codes(const std::vector<std::string>& codes) {
    std::string text;
    for (const std::string& code : codes)
        text += (text.empty() ? "" : ", ") + code;
    return text;
}

std::string question_key(const Theme& theme, const QuestionUse& use) {
    return short_answer(use, question_marks(theme, use));
}

Value reference_list(PageMaker& page,
                     const Record& owner,
                     const std::vector<Reference>& references) {
    Values links;
    for (const Reference& reference : references) {
        const Target target = page.site().resolve(reference);
        page.link_to(target, owner.place(reference.span));
        links.push_back(page.target_link(target));
    }
    return wrapped(std::move(links));
}

Shape reference_list_shape() {
    return Shape::object("links", {{"items", Shape::list(link_shape()), "The links.", ""}});
}

void add_question(PageMaker& page, const QuestionUse& use, Object& to) {
    const Question& question = use.question;
    const QuestionMarks marks = question_marks(page.theme(), use);
    to.add("passage", page.block_of(use.owner.source, question.passage));
    to.add("stem", page.block_of(use.owner.source, question.stem));
    to.add("hint", hint_of(page.theme(), question));
    to.add("options", options_view(page, use, marks));
    to.add("match", match_view(page, use, marks));
    to.add("order", order_view(page, use, marks));
    to.add("is_short",
           question.type.value != QuestionType::Task && question.type.value != QuestionType::Match);
    to.add("unit", page.inline_of(use.owner.source, question.unit));
    to.add("lines", lines_view(question));
    to.add("repeat", reference_list(page, use.owner, question.repeat));
    to.add("answer", use.answers ? answer_view(page, use, marks) : Value());
}

Shape::Fields question_fields() {
    const Shape item = Shape::object(
        "choice", {
                      {"mark", Shape::text(), "Its number or letter.", "1)"},
                      {"text", Shape::html(), "What it says.", ""},
                      {"spoken", Shape::text(),
                       "The same to be read aloud, where it holds a formula.", "1) x²"},
                  });
    const Shape choices = Shape::object("choices", {{"items", Shape::list(item), "As shown.", ""}});
    const Shape match = Shape::object(
        "match", {
                     {"left", Shape::list(item), "Lettered left column.", ""},
                     {"right", Shape::list(item), "Numbered right column, in another order.", ""},
                 });
    const Shape lines = Shape::object(
        "lines", {
                     {"items", Shape::list(Shape::text()), "One per empty line on paper.", ""},
                 });
    return {
        {"passage", Shape::html(), "What is read first; may be empty.", ""},
        {"stem", Shape::html(), "What is asked.", ""},
        {"hint", Shape::text(), "How to answer; may be empty.", "Выберите один ответ."},
        {"options", choices, "Answers to choose from.", "", Presence::Optional},
        {"match", match, "Two columns to join.", "", Presence::Optional},
        {"order", choices, "What to put in order.", "", Presence::Optional},
        {"is_short", Shape::flag(), "Whether one line is enough for the answer.", ""},
        {"unit", Shape::html(), "Unit of a number; may be empty.", "см"},
        {"lines", lines, "Lines for a full solution.", "", Presence::Optional},
        {"repeat", reference_list_shape(), "What to repeat.", "", Presence::Optional},
        answer_field(),
    };
}

}  // namespace vitrina
