// The field tables of questions.
#include <algorithm>

#include "base/text.h"
#include "kinds/question.h"

namespace vitrina {

template <>
const WordList<QuestionType>& word_list<QuestionType>() {
    static const WordList<QuestionType> words = {
        {QuestionType::Single, "single", "один ответ", ""},
        {QuestionType::Multi, "multi", "несколько ответов", ""},
        {QuestionType::Text, "text", "слово", "краткий ответ"},
        {QuestionType::Number, "number", "число", ""},
        {QuestionType::Match, "match", "соответствие", ""},
        {QuestionType::Order, "order", "порядок", "последовательность"},
        {QuestionType::Task, "task", "задача", "развёрнутый ответ"},
    };
    return words;
}

template <>
const WordList<Level>& word_list<Level>() {
    static const WordList<Level> words = {
        {Level::Basic, "basic", "Б", "базовый"},
        {Level::Advanced, "advanced", "П", "повышенный"},
        {Level::High, "high", "В", "высокий"},
    };
    return words;
}

template <>
const WordList<PartialRule>& word_list<PartialRule>() {
    static const WordList<PartialRule> words = {
        {PartialRule::AllOrNothing, "all_or_nothing", "всё или ничего", ""},
        {PartialRule::OneErrorMinusOne, "one_error_minus_one", "ошибка минус балл", ""},
        {PartialRule::PerRight, "per_right", "балл за каждый верный", ""},
    };
    return words;
}

bool Codec<Level>::decode(const YamlNode& node, DecodeContext& context, Level& value) {
    std::string letter(trim(node.text()));
    if (letter != "B" && letter != "b")
        return WordCodec<Level>::decode(node, context, value);
    context.out.warning(ids::latin_letter, context.place(node.span), letter, "В");
    value = Level::High;
    return true;
}

JsonValue Codec<PartialRule>::encode(const PartialRule& value, const EncodeContext& context) {
    return value == PartialRule::AllOrNothing ? JsonValue()
                                              : WordCodec<PartialRule>::encode(value, context);
}

bool Codec<Answer>::decode(const YamlNode& node, DecodeContext& context, Answer& value) {
    value.span = node.span;
    return Codec<std::vector<Located<std::string>>>::decode(node, context, value.variants);
}
JsonValue Codec<Answer>::encode(const Answer& value, const EncodeContext& context) {
    if (value.number)
        return Codec<Decimal>::encode(*value.number, context);
    return Codec<std::vector<Located<std::string>>>::encode(value.variants, context);
}
JsonValue Codec<Answer>::schema(SchemaForm form) {
    if (form == SchemaForm::Input)
        return Codec<std::vector<std::string>>::schema(form);
    JsonObject either;
    either.add("anyOf", JsonArray{Codec<Decimal>::schema(form),
                                  Codec<std::vector<std::string>>::schema(form)});
    return either;
}

template <>
const FieldTable<Option>& field_table<Option>() {
    static const FieldTable<Option> table = {
        {field("text", &Option::text, {"вариант ответа", "the option"}).required(),
         field("right", &Option::right, {"верный", "is right"}),
         field("feedback", &Option::feedback,
               {"что сказать выбравшему", "said to whoever chose it"})},
        "text",
    };
    return table;
}

// The right side is not published with `answers: none`, so its absence is told by the checks.
template <>
const FieldTable<MatchPair>& field_table<MatchPair>() {
    static const FieldTable<MatchPair> table = {
        {field("left", &MatchPair::left, {"левая часть пары", "left side"}).required(),
         field("right", &MatchPair::right, {"правая часть пары", "right side"})},
        "",
    };
    return table;
}

template <>
const FieldTable<Question>& field_table<Question>() {
    static const FieldTable<Question> table = {
        {field("type", &Question::type, {"вид задания", "type of question"}),
         field("level", &Question::level, {"уровень: Б, П, В", "level: Б, П, В"}),
         field("max", &Question::max, {"наибольший балл", "highest points"}),
         field("kes", &Question::kes, {"коды элементов содержания", "codes of content"}),
         field("kt", &Question::kt, {"коды проверяемых требований", "codes of requirements"}),
         field("passage", &Question::passage,
               {"текст, который читают сначала", "text to read first"}),
         field("stem", &Question::stem, {"условие", "what is asked"}),
         field("options", &Question::options, {"варианты ответа", "options"}).with_alias("option"),
         field("shuffle", &Question::shuffle, {"перемешивать варианты", "shuffle the options"}),
         field("pairs", &Question::pairs, {"верные пары", "right pairs"}).with_alias("pair"),
         field("extra", &Question::extra,
               {"лишние правые части", "right sides without a left one"}),
         field("sequence", &Question::sequence, {"верный порядок", "the right order"}),
         field("answer", &Question::answer, {"верный ответ или его варианты", "right answers"})
             .with_alias("answers"),
         field("tolerance", &Question::tolerance, {"допустимое отклонение", "tolerance"}),
         field("unit", &Question::unit, {"единица измерения", "unit"}),
         field("parts", &Question::parts, {"критерии К1 … Kn", "parts К1 … Kn"}).with_alias("part"),
         field("partial", &Question::partial,
               {"как считают неполный ответ", "points of a partly right answer"}),
         field("feedback", &Question::feedback, {"пояснение к ответу", "said with the answer"}),
         field("solution", &Question::solution, {"решение", "solution"}),
         field("repeat", &Question::repeat, {"что повторить", "what to repeat"})},
        "",
    };
    return table;
}

}  // namespace vitrina
