#include "kinds/codec.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"
#include "content/markdown.h"
#include "kinds/schema_title.h"

namespace vitrina {
namespace {

constexpr std::string_view yes_words[] = {"true", "yes", "да"};
constexpr std::string_view no_words[] = {"false", "no", "нет"};

// What a value in YAML may also be before the field's type reads it.
JsonValue scalar_schema() {
    JsonObject object;
    object.add("type", JsonArray{"string", "number", "boolean"});
    return object;
}

void report_type(const YamlNode& node,
                 DecodeContext& context,
                 std::string_view expected_en,
                 std::string_view expected_ru) {
    const std::string found = node.is_scalar() ? shorten(node.text(), 60) : std::string();
    if (node.is_mapping())
        context.out.error(ids::value_is_mapping, context.place(node.span), expected_en, expected_ru);
    else if (node.is_sequence())
        context.out.error(ids::value_is_list, context.place(node.span), expected_en, expected_ru);
    else
        context.out.error(ids::value_type, context.place(node.span), expected_en, expected_ru, found);
}

// Blanks and comments alone.
bool is_blank_yaml(std::string_view text) {
    for (std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < text.size(); ++i) {
        if (text[i] == '#')
            i = std::min(text.find('\n', i), text.size() - 1);
        else if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r' && text[i] != '\n')
            return false;
    }
    return true;
}

}  // namespace

bool expect_scalar(const YamlNode& node,
                   DecodeContext& context,
                   std::string_view expected_en,
                   std::string_view expected_ru) {
    if (node.is_scalar())
        return true;
    report_type(node, context, expected_en, expected_ru);
    return false;
}

bool expect_mapping(const YamlNode& node, DecodeContext& context) {
    if (node.is_mapping())
        return true;
    if (node.is_null() && is_blank_yaml(context.source->text)) {
        context.out.error(ids::front_matter_empty_file, context.place(node.span));
        return false;
    }
    report_type(node, context, "fields `key: value`", "поля вида `ключ: значение`");
    return false;
}

JsonObject typed_schema(std::string_view type) {
    JsonObject object;
    object.add("type", type);
    return object;
}

JsonValue pattern_schema(std::string_view pattern) {
    JsonObject object = typed_schema("string");
    object.add("pattern", pattern);
    return object;
}

std::optional<int> parse_whole(std::string_view text) {
    int value = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end || text.empty())
        return std::nullopt;
    return value;
}

JsonValue string_schema() {
    return typed_schema("string");
}

std::string json_key(const JsonValue& value) {
    if (const std::string* text = value.as_string())
        return *text;
    return json_text(value, JsonForm::Compact);
}

std::optional<std::size_t> decode_word(const YamlNode& node,
                                       DecodeContext& context,
                                       const std::vector<WordSpelling>& words) {
    if (!expect_scalar(node, context, "a word", "слово"))
        return std::nullopt;
    // Nearly always the word is spelt as in the list.
    for (std::size_t i = 0; i < words.size(); ++i)
        if (!node.text().empty() && (node.text() == words[i].en || node.text() == words[i].ru))
            return i;
    const std::string wanted = fold_yo(to_lower(trim(node.text())));
    std::vector<std::string_view> names;
    std::string listed;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const WordSpelling& word = words[i];
        for (const std::string_view spelling : {word.en, word.ru, word.alias}) {
            if (!spelling.empty() && fold_yo(to_lower(spelling)) == wanted)
                return i;
            if (!spelling.empty())
                names.push_back(spelling);
        }
        listed += (listed.empty() ? "" : ", ") + std::string(word.ru.empty() ? word.en : word.ru);
    }
    context.out.error(ids::word_unknown, context.place(node.span), shorten(node.text(), 60), listed,
                      nearest_name(node.text(), names));
    return std::nullopt;
}

JsonValue word_schema(const std::vector<WordSpelling>& words, SchemaForm form) {
    JsonArray names;
    std::string title = "слово:";
    std::set<std::string_view> seen;
    for (const WordSpelling& word : words) {
        for (const std::string_view spelling : {word.en, word.ru, word.alias}) {
            const bool wanted = form == SchemaForm::Input || spelling == word.en;
            if (wanted && !spelling.empty() && seen.insert(spelling).second)
                names.push_back(spelling);
        }
        title += &word == &words.front() ? " `" : ", `";
        title += word.en;
        title += "` (";
        title += word.ru;
        title += ")";
    }
    JsonObject object;
    object.add("enum", std::move(names));
    return form == SchemaForm::Input ? titled_schema(object, title) : object;
}

// --- text ---------------------------------------------------------------------------------------

bool Codec<std::string>::decode(const YamlNode& node, DecodeContext& context, std::string& value) {
    if (!expect_scalar(node, context, "text", "текст"))
        return false;
    value = node.text();
    return true;
}
JsonValue Codec<std::string>::encode(const std::string& value, const EncodeContext&) {
    return value;
}
JsonValue Codec<std::string>::schema(SchemaForm form) {
    return form == SchemaForm::Input ? titled_schema(scalar_schema(), "текст") : string_schema();
}

bool Codec<InlineText>::decode(const YamlNode& node, DecodeContext& context, InlineText& value) {
    if (!expect_scalar(node, context, "one line of text", "строка текста"))
        return false;
    value.text = node.scalar;
    return true;
}
JsonValue Codec<InlineText>::encode(const InlineText& value, const EncodeContext&) {
    return flatten_markdown(value.text.text);
}
JsonValue Codec<InlineText>::schema(SchemaForm form) {
    return form == SchemaForm::Input ? titled_schema(scalar_schema(), "строка с разметкой")
                                     : string_schema();
}

bool Codec<BlockText>::decode(const YamlNode& node, DecodeContext& context, BlockText& value) {
    if (!expect_scalar(node, context, "text", "текст"))
        return false;
    value.text = node.scalar;
    return true;
}
JsonValue Codec<BlockText>::encode(const BlockText& value, const EncodeContext&) {
    return flatten_markdown(value.text.text);
}
JsonValue Codec<BlockText>::schema(SchemaForm form) {
    return form == SchemaForm::Input ? titled_schema(scalar_schema(), "текст с разметкой")
                                     : string_schema();
}

// --- numbers and words --------------------------------------------------------------------------

bool Codec<bool>::decode(const YamlNode& node, DecodeContext& context, bool& value) {
    if (!expect_scalar(node, context, "`true` or `false`", "`true` или `false` (да или нет)"))
        return false;
    const std::string word = to_lower(trim(node.text()));
    value = std::ranges::find(yes_words, word) != std::end(yes_words);
    if (value || std::ranges::find(no_words, word) != std::end(no_words))
        return true;
    report_type(node, context, "`true` or `false`", "`true` или `false` (да или нет)");
    return false;
}
JsonValue Codec<bool>::encode(const bool& value, const EncodeContext&) {
    return value ? JsonValue(true) : JsonValue();
}
JsonValue Codec<bool>::schema(SchemaForm form) {
    if (form == SchemaForm::Published)
        return typed_schema("boolean");
    JsonObject object;
    object.add("enum", JsonArray{true, false, "true", "false", "yes", "no", "да", "нет"});
    return titled_schema(object, "да или нет");
}

bool Codec<int>::decode(const YamlNode& node, DecodeContext& context, int& value) {
    if (!expect_scalar(node, context, "a whole number", "целое число"))
        return false;
    const auto number = parse_whole(trim(node.text()));
    if (!number) {
        report_type(node, context, "a whole number", "целое число");
        return false;
    }
    value = *number;
    return true;
}
JsonValue Codec<int>::encode(const int& value, const EncodeContext&) {
    return value == 0 ? JsonValue() : JsonValue::number(value);
}
JsonValue Codec<int>::schema(SchemaForm form) {
    if (form == SchemaForm::Published)
        return typed_schema("integer");
    JsonObject either;
    either.add("anyOf", JsonArray{typed_schema("integer"), pattern_schema("^[+-]?[0-9]+$")});
    return titled_schema(either, "целое число");
}

bool Codec<Decimal>::decode(const YamlNode& node, DecodeContext& context, Decimal& value) {
    if (node.is_sequence() && node.style == YamlStyle::Flow && node.children.size() == 2) {
        // `[0,5]`: a decimal comma in square brackets became two numbers.
        context.out.error(ids::number_in_brackets, context.place(node.span),
                          std::string(node.children[0].text()) + "." +
                              std::string(node.children[1].text()));
        return false;
    }
    if (!expect_scalar(node, context, "a number", "число"))
        return false;
    const auto number = parse_decimal(trim(node.text()));
    if (!number) {
        report_type(node, context, "a number", "число");
        return false;
    }
    value = *number;
    return true;
}
JsonValue Codec<Decimal>::encode(const Decimal& value, const EncodeContext&) {
    return JsonNumber{decimal_text(value, '.')};
}
JsonValue Codec<Decimal>::schema(SchemaForm form) {
    if (form == SchemaForm::Published)
        return typed_schema("number");
    JsonObject either;
    either.add("anyOf", JsonArray{typed_schema("number"),
                                  pattern_schema("^[+-]?[0-9][0-9  ]*([.,][0-9]+)?$")});
    return titled_schema(either, "число");
}

// --- dates --------------------------------------------------------------------------------------

bool Codec<Date>::decode(const YamlNode& node, DecodeContext& context, Date& value) {
    if (!expect_scalar(node, context, "a date like 2026-03-19", "дата вида 2026-03-19"))
        return false;
    const auto date = parse_date(trim(node.text()));
    if (!date) {
        context.out.error(ids::date_format, context.place(node.span), shorten(node.text(), 40));
        return false;
    }
    value = *date;
    return true;
}
JsonValue Codec<Date>::encode(const Date& value, const EncodeContext&) {
    return value.is_set() ? JsonValue(iso_date(value)) : JsonValue();
}
JsonValue Codec<Date>::schema(SchemaForm form) {
    if (form == SchemaForm::Input)
        return titled_schema(
            pattern_schema("^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4})$"),
            "дата: 2026-03-19");
    JsonObject object = typed_schema("string");
    object.add("format", "date");
    return object;
}

bool Codec<DateTime>::decode(const YamlNode& node, DecodeContext& context, DateTime& value) {
    if (!expect_scalar(node, context, "a date like 2026-03-19 18:00", "дата вида 2026-03-19 18:00"))
        return false;
    const auto moment = parse_date_time(trim(node.text()));
    if (!moment) {
        context.out.error(ids::date_format, context.place(node.span), shorten(node.text(), 40));
        return false;
    }
    value = *moment;
    return true;
}
JsonValue Codec<DateTime>::encode(const DateTime& value, const EncodeContext&) {
    return value.date.is_set() ? JsonValue(iso_date_time(value)) : JsonValue();
}
JsonValue Codec<DateTime>::schema(SchemaForm form) {
    return form == SchemaForm::Input
               ? titled_schema(pattern_schema("^[0-9]{1,4}[-.][0-9]{1,2}[-.][0-9]{1,4}"
                                              "([ T][0-9]{1,2}:[0-9]{2})?$"),
                               "дата и время: 2026-03-19 18:00")
               : pattern_schema("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$");
}

bool Codec<SchoolYear>::decode(const YamlNode& node, DecodeContext& context, SchoolYear& value) {
    if (!expect_scalar(node, context, "a school year like 2025-2026", "учебный год вида 2025-2026"))
        return false;
    const auto year = parse_school_year(trim(node.text()));
    if (!year) {
        context.out.error(ids::school_year_format, context.place(node.span),
                          shorten(node.text(), 40));
        return false;
    }
    value = *year;
    return true;
}
JsonValue Codec<SchoolYear>::encode(const SchoolYear& value, const EncodeContext&) {
    return value.is_set() ? JsonValue(school_year_name(value)) : JsonValue();
}
JsonValue Codec<SchoolYear>::schema(SchemaForm form) {
    return form == SchemaForm::Input
               ? titled_schema(pattern_schema("^[0-9]{4}\\s*[-–—/]\\s*[0-9]{2,4}$"),
                               "учебный год: 2025-2026")
               : pattern_schema("^[0-9]{4}-[0-9]{4}$");
}

}  // namespace vitrina
