#include "pages/question_answer.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "base/text.h"
#include "kinds/shuffle.h"
#include "pages/marking_scheme.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

// Without Ё, Й, Ъ, Ы, Ь, which school tests leave out too.
constexpr std::string_view russian_letters[] = {
    "А", "Б", "В", "Г", "Д", "Е", "Ж", "З", "И", "К", "Л", "М", "Н", "О",
    "П", "Р", "С", "Т", "У", "Ф", "Х", "Ц", "Ч", "Ш", "Щ", "Э", "Ю", "Я"};
constexpr std::string_view english_letters[] = {
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M",
    "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z"};

// А, Б … Я, then АА, ББ …
std::string letter_at(Language language, std::size_t place) {
    const auto pick = [place](const auto& letters) {
        std::string text;
        for (std::size_t round = 0; round <= place / std::size(letters); ++round)
            text += letters[place % std::size(letters)];
        return text;
    };
    return language == Language::Russian ? pick(russian_letters) : pick(english_letters);
}

struct AnswerMaker {
    PageMaker& page;
    const QuestionUse& use;
    const QuestionMarks& marks;

    stache::Html text(const InlineText& inline_text) const {
        return page.inline_of(use.owner.source, inline_text);
    }

    static Value line(std::string mark, stache::Html text, stache::Html other = {}) {
        return Object{{"mark", std::move(mark)},
                      {"text", std::move(text)},
                      {"other", std::move(other)}};
    }

    // The right answer in full: options, pairs, the sequence.
    Values right() const {
        const Question& question = use.question;
        Values lines;
        for (std::size_t place = 0; place < question.options.size(); ++place) {
            const Option& option = question.options[marks.order[place]];
            if (option.right)
                lines.push_back(line(marks.number(place), text(option.text)));
        }
        for (std::size_t i = 0; i < question.pairs.size(); ++i) {
            const std::size_t place = marks.place_of(right_choice(question, i));
            lines.push_back(line(marks.letter(i) + " — " + marks.number(place),
                                 text(question.pairs[i].left), text(question.pairs[i].right)));
        }
        for (std::size_t i = 0; i < question.sequence.size(); ++i)
            lines.push_back(line(marks.letter(marks.place_of(i)), text(question.sequence[i])));
        return lines;
    }

    Values feedback_of_options() const {
        Values lines;
        for (std::size_t place = 0; place < use.question.options.size(); ++place) {
            const Option& option = use.question.options[marks.order[place]];
            if (!option.feedback.empty())
                lines.push_back(line(marks.number(place), text(option.feedback)));
        }
        return lines;
    }

    std::string other_variants() const {
        std::string list;
        if (use.question.type.value == QuestionType::Text)
            for (std::size_t i = 1; i < use.question.answer.variants.size(); ++i)
                list += (list.empty() ? "" : ", ") + use.question.answer.variants[i].value;
        return list;
    }

    std::string tolerance() const {
        const std::optional<Decimal>& allowed = use.question.tolerance.value;
        if (!allowed || *allowed == Decimal::of(0))
            return {};
        return page.theme().text("answer_tolerance", {number_text(page.theme(), *allowed)});
    }

    // How many points an answer gets that is right, or nearly so.
    std::string marking() const {
        const std::optional<Decimal>& max = use.question.max.value;
        if (!max || !use.question.parts.empty())
            return {};
        const std::string points = points_text(page.theme(), *max);
        switch (use.question.partial.value) {
        case PartialRule::OneErrorMinusOne:
            return page.theme().text("marking_minus_one", {points});
        case PartialRule::PerRight:
            return page.theme().text(use.question.type.value == QuestionType::Multi
                                         ? "marking_per_right_multi"
                                         : "marking_per_right",
                                     {points});
        case PartialRule::AllOrNothing:
            break;
        }
        return page.theme().text("marking_all", {points});
    }

    Value scheme() const {
        return marking_scheme(page, use.question.parts,
                              {use.owner.source, page.theme().text("scheme_caption", {use.label})});
    }
};

}  // namespace

std::size_t right_choice(const Question& question, std::size_t pair) {
    const std::vector<const InlineText*> choices = match_choices(question);
    const auto found = std::ranges::find_if(choices, [&](const InlineText* one) {
        return one->text.text == question.pairs[pair].right.text.text;
    });
    return static_cast<std::size_t>(std::distance(choices.begin(), found));
}

std::string QuestionMarks::number(std::size_t place) const {
    return std::to_string(place + 1) + ")";
}

std::string QuestionMarks::letter(std::size_t place) const {
    return letter_at(language, place) + ")";
}

std::size_t QuestionMarks::place_of(std::size_t index) const {
    return static_cast<std::size_t>(std::distance(order.begin(), std::ranges::find(order, index)));
}

QuestionMarks question_marks(const Theme& theme, const QuestionUse& use) {
    const Question& question = use.question;
    QuestionMarks marks{theme.language(), {}};
    if (question.type.value == QuestionType::Match) {
        marks.order = shuffled(match_choices(question).size(), question.pairs.size(), use.seed);
    } else if (question.type.value == QuestionType::Order) {
        marks.order = shuffled(question.sequence.size(), question.sequence.size(), use.seed);
    } else if (question.shuffle.value) {
        marks.order = shuffled(question.options.size(), 0, use.seed);
    } else {
        marks.order.resize(question.options.size());
        std::iota(marks.order.begin(), marks.order.end(), std::size_t{0});
    }
    return marks;
}

std::string short_answer(const QuestionUse& use, const QuestionMarks& marks) {
    const Question& question = use.question;
    std::string text;
    const auto append = [&text](const std::string& part) {
        text += (text.empty() ? "" : ", ") + part;
    };
    for (std::size_t place = 0; place < question.options.size(); ++place)
        if (question.options[marks.order[place]].right)
            append(std::to_string(place + 1));
    for (std::size_t i = 0; i < question.pairs.size(); ++i)
        append(letter_at(marks.language, i) + " — " +
               std::to_string(marks.place_of(right_choice(question, i)) + 1));
    for (std::size_t i = 0; i < question.sequence.size(); ++i)
        append(letter_at(marks.language, marks.place_of(i)));
    if (question.answer.number)
        append(decimal_text(*question.answer.number,
                            marks.language == Language::Russian ? ',' : '.'));
    else if (!question.answer.variants.empty())
        append(question.answer.variants.front().value);
    return text;
}

Value answer_view(PageMaker& page, const QuestionUse& use, const QuestionMarks& marks) {
    const AnswerMaker maker{page, use, marks};
    Values right = maker.right();
    Values feedback = maker.feedback_of_options();
    Object view;
    view.add("short", short_answer(use, marks));
    view.add("other", maker.other_variants());
    view.add("tolerance", maker.tolerance());
    view.add("has_right", !right.empty());
    view.add("right", std::move(right));
    view.add("has_option_notes", !feedback.empty());
    view.add("option_notes", std::move(feedback));
    view.add("feedback", page.block_of(use.owner.source, use.question.feedback));
    view.add("solution", page.block_of(use.owner.source, use.question.solution));
    view.add("scheme", maker.scheme());
    view.add("marking", maker.marking());
    return view;
}

stache::ShapeField answer_field() {
    const Shape line = Shape::object("answer line", {
        {"mark", Shape::text(), "Number or letter.", "А) — 2)"},
        {"text", Shape::html(), "What it says.", ""},
        {"other", Shape::html(), "Of a pair its right side; may be empty.", ""},
    });
    return {"answer",
            Shape::object("answer", {
                {"short", Shape::text(), "As a key gives it; may be empty.", "А — 2, Б — 1"},
                {"other", Shape::text(), "What is accepted too; may be empty.", "произведением"},
                {"tolerance", Shape::text(), "How far a number may be off; may be empty.", ""},
                {"has_right", Shape::flag(), "Whether the right choices follow in full.", ""},
                {"right", Shape::list(line), "The right choices in full.", ""},
                {"has_option_notes", Shape::flag(), "Whether options are explained.", ""},
                {"option_notes", Shape::list(line), "What to say about options.", ""},
                {"feedback", Shape::html(), "What to say to everybody; may be empty.", ""},
                {"solution", Shape::html(), "The solution; may be empty.", ""},
                marking_scheme_shape(),
                {"marking", Shape::text(), "How points are given; may be empty.", ""},
            }),
            "What is right; absent where answers are not shown.", "", Presence::Optional};
}

}  // namespace vitrina
