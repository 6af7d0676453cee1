#include "pages/question_check.h"

#include "base/json.h"
#include "content/markdown.h"
#include "pages/question_answer.h"

namespace vitrina {
namespace {

std::string plain_number(const Decimal& number) {
    return decimal_text(number, '.');
}

JsonValue place_from_one(std::size_t place) {
    return JsonValue::number(static_cast<std::int64_t>(place) + 1);
}

JsonArray right_places(const Question& question, const QuestionMarks& marks) {
    JsonArray places;
    for (std::size_t place = 0; place < question.options.size(); ++place)
        if (question.options[marks.order[place]].right)
            places.push_back(place_from_one(place));
    for (std::size_t i = 0; i < question.pairs.size(); ++i)
        places.push_back(place_from_one(marks.place_of(right_choice(question, i))));
    for (std::size_t i = 0; i < question.sequence.size(); ++i)
        places.push_back(place_from_one(marks.place_of(i)));
    return places;
}

void add_short_answer(const Question& question, JsonObject& check) {
    if (question.type.value == QuestionType::Text) {
        JsonArray texts;
        for (const Located<std::string>& variant : question.answer.variants)
            texts.emplace_back(variant.value);
        check.add("texts", std::move(texts));
    }
    if (!question.answer.number)
        return;
    check.add("number", plain_number(*question.answer.number));
    if (question.tolerance.value)
        check.add("tolerance", plain_number(*question.tolerance.value));
    check.add_unless_empty("unit", flatten_markdown(question.unit.text.text));
}

JsonArray parts_of(const Question& question) {
    JsonArray parts;
    for (const Part& part : question.parts) {
        JsonObject one;
        one.add("id", part.id.value);
        one.add("max", plain_number(part.max.value.value_or(Decimal::of(0))));
        JsonArray levels;
        for (const auto& [points, meaning] : part.levels.items)
            levels.emplace_back(plain_number(points.value));
        one.add_unless_empty("levels", std::move(levels));
        if (part.zero_if.is_set())
            one.add("zero", JsonArray{part.zero_if.part, plain_number(part.zero_if.points)});
        parts.emplace_back(std::move(one));
    }
    return parts;
}

}  // namespace

std::string question_check(const Theme& theme, const QuestionUse& use) {
    const Question& question = use.question;
    JsonObject check;
    check.add("max", plain_number(question.max.value.value_or(Decimal::of(0))));
    if (question.partial.value != PartialRule::AllOrNothing)
        check.add("rule", word_of(question.partial.value, Language::English));
    check.add_unless_empty("right", right_places(question, question_marks(theme, use)));
    add_short_answer(question, check);
    check.add_unless_empty("parts", parts_of(question));
    return json_text(check, JsonForm::Compact);
}

void add_shown(ContentHasher& hasher, const Theme& theme, const QuestionUse& use) {
    const Question& question = use.question;
    const QuestionMarks marks = question_marks(theme, use);
    const auto add = [&hasher](std::string_view text) {
        hasher.add(text);
        hasher.add("\n");
    };
    add(word_of(question.type.value, Language::English));
    add(question.passage.text.text);
    add(question.stem.text.text);
    for (std::size_t place = 0; place < question.options.size(); ++place)
        add(question.options[marks.order[place]].text.text.text);
    const std::vector<const InlineText*> choices = match_choices(question);
    for (const MatchPair& pair : question.pairs)
        add(pair.left.text.text);
    for (std::size_t place = 0; place < choices.size(); ++place)
        add(choices[marks.order[place]]->text.text);
    for (std::size_t place = 0; place < question.sequence.size(); ++place)
        add(question.sequence[marks.order[place]].text.text);
    add(question.unit.text.text);
}

}  // namespace vitrina
