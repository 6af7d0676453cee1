// The field tables of weights.
#include <charconv>

#include "base/text.h"
#include "kinds/weights.h"

namespace vitrina {
namespace {

constexpr int most_digits = 6;

}  // namespace

template <>
const WordList<Rounding>& word_list<Rounding>() {
    static const WordList<Rounding> words = {
        {Rounding::HalfUp, "half_up", "по правилам математики", "математическое"},
        {Rounding::HalfEven, "half_even", "половина до чётного", ""},
        {Rounding::Down, "down", "вниз", ""},
        {Rounding::Up, "up", "вверх", ""},
    };
    return words;
}

bool Codec<Digits>::decode(const YamlNode& node, DecodeContext& context, Digits& value) {
    if (!expect_scalar(node, context, "a whole number", "целое число"))
        return false;
    const std::string_view text = trim(node.text());
    int count = -1;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const bool whole = error == std::errc() && stop == text.data() + text.size();
    if (!whole || count < 0 || count > most_digits) {
        context.out.error(ids::weights_digits, context.place(node.span), shorten(text, 40));
        return false;
    }
    value = {count, node.span};
    return true;
}
JsonValue Codec<Digits>::encode(const Digits& value, const EncodeContext&) {
    return JsonValue::number(value.count);
}
JsonValue Codec<Digits>::schema(SchemaForm form) {
    return Codec<int>::schema(form);
}

bool Codec<ExampleMark>::decode(const YamlNode& node, DecodeContext& context, ExampleMark& value) {
    if (!node.is_sequence() || node.children.size() != 2) {
        context.out.error(ids::weights_example_form, context.place(node.span));
        return false;
    }
    return Codec<Located<int>>::decode(node.children[0], context, value.mark) &&
           Codec<WorkName>::decode(node.children[1], context, value.work);
}
JsonValue Codec<ExampleMark>::encode(const ExampleMark& value, const EncodeContext&) {
    JsonObject object;
    object.add("mark", JsonValue::number(value.mark.value));
    object.add("work", value.work.name);
    return object;
}
JsonValue Codec<ExampleMark>::schema(SchemaForm form) {
    if (form == SchemaForm::Published) {
        JsonObject properties;
        properties.add("mark", Codec<int>::schema(form));
        properties.add("work", Codec<WorkName>::schema(form));
        return object_schema(std::move(properties), JsonArray{"mark", "work"});
    }
    JsonObject pair;
    pair.add("type", "array");
    pair.add("prefixItems", JsonArray{Codec<int>::schema(form), Codec<WorkName>::schema(form)});
    pair.add("minItems", JsonValue::number(2));
    pair.add("maxItems", JsonValue::number(2));
    return pair;
}

template <>
const FieldTable<RoundingRule>& field_table<RoundingRule>() {
    static const FieldTable<RoundingRule> table = {
        {field("digits", &RoundingRule::digits,
               {"знаков после запятой", "digits behind the point"}),
         field("mode", &RoundingRule::mode, {"как округляют", "how it is rounded"})},
        "",
    };
    return table;
}

template <>
const FieldTable<WeightsScope>& field_table<WeightsScope>() {
    static const FieldTable<WeightsScope> table = {
        {field("classes", &WeightsScope::classes, {"классы: 5-9", "classes"}).with_alias("class"),
         field("subjects", &WeightsScope::subjects,
               {"предметы; пусто — все", "subjects; empty: all"})
             .with_alias("subject"),
         field("except_subjects", &WeightsScope::except_subjects,
               {"кроме предметов", "but not these subjects"})
             .with_alias("except_subject")},
        "",
    };
    return table;
}

template <>
const FieldTable<YearRule>& field_table<YearRule>() {
    static const FieldTable<YearRule> table = {
        {field("from", &YearRule::from, {"из каких отметок", "of which marks"}),
         field("rule", &YearRule::rule, {"по какому правилу", "by which rule"})},
        "rule",
    };
    return table;
}

template <>
const FieldTable<WeightsExample>& field_table<WeightsExample>() {
    static const FieldTable<WeightsExample> table = {
        {field("marks", &WeightsExample::marks,
               {"отметки и виды работ: [5, устный ответ]", "marks and kinds of work"})
             .required()},
        "",
    };
    return table;
}

template <>
const FieldTable<Weights>& field_table<Weights>() {
    static const FieldTable<Weights> table = {
        {field("weights", &Weights::weights, {"вид работы и его вес", "what each work weighs"})
             .required(),
         field("applies", &Weights::applies, {"для кого действует", "whom it concerns"}),
         field("period", &Weights::period, {"за что выводят отметку: четверть", "term"}),
         field("term_mark", &Weights::term_mark,
               {"с какого среднего ставится отметка", "lowest mean of each mark"})
             .required(),
         field("min_marks", &Weights::min_marks,
               {"сколько отметок нужно не меньше", "how many marks are needed"}),
         field("year", &Weights::year, {"как выводят отметку за год", "the mark of the year"}),
         field("rounding", &Weights::rounding, {"как округляют среднее", "how a mean is rounded"}),
         field("examples", &Weights::examples,
               {"примеры; результат считает программа", "examples; results are computed"})
             .with_alias("example")},
        "",
    };
    return table;
}

}  // namespace vitrina
