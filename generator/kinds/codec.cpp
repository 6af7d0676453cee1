#include "kinds/codec.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/text.h"
#include "content/markdown.h"

namespace vitrina {
namespace {

constexpr std::string_view yes_words[] = {"true", "yes", "да"};
constexpr std::string_view no_words[] = {"false", "no", "нет"};
constexpr int highest_class = 12;

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

// What a value in YAML may also be before the field's type reads it.
JsonValue scalar_schema() {
    JsonObject object;
    object.add("type", JsonArray{"string", "number", "boolean"});
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

// One of `5`, `5-9`, `5А`.
bool decode_classes(const YamlNode& node, DecodeContext& context, std::set<ClassLabel>& labels) {
    if (!expect_scalar(node, context, "a class such as 5, 5-9 or 5А", "класс: 5, 5-9 или 5А"))
        return false;
    const std::string_view text = trim(node.text());
    std::size_t dash = text.find('-');
    std::size_t width = 1;
    if (const std::size_t long_dash = text.find("–"); long_dash != std::string_view::npos) {
        dash = long_dash;
        width = std::string_view("–").size();
    }
    if (dash == std::string_view::npos) {
        const auto label = parse_class(text, context, node.span);
        if (label)
            labels.insert(*label);
        return label.has_value();
    }
    const auto first = parse_whole(trim(text.substr(0, dash)));
    const auto last = parse_whole(trim(text.substr(dash + width)));
    if (!first || !last || *first < 1 || *last > highest_class || *first > *last) {
        context.out.error(ids::class_range, context.place(node.span), text);
        return false;
    }
    for (int number = *first; number <= *last; ++number)
        labels.insert({number, ""});
    return true;
}

template <class Name>
bool decode_name(const YamlNode& node,
                 DecodeContext& context,
                 std::pair<std::string_view, std::string_view> expected,
                 Name& value) {
    if (!expect_scalar(node, context, expected.first, expected.second))
        return false;
    value.name = collapse_spaces(trim(node.text()));
    value.span = node.span;
    return true;
}

}  // namespace

std::string Reference::text() const {
    std::string all = site.empty() ? "" : site + ":";
    all += id;
    if (!anchor.empty())
        all += "#" + anchor;
    return all;
}

Reference parse_reference(std::string_view text, Span span) {
    Reference reference;
    reference.span = span;
    text = trim(text);
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && colon < text.find('/') && colon < text.find('#')) {
        reference.site = text.substr(0, colon);
        text.remove_prefix(colon + 1);
    }
    const std::size_t hash = text.find('#');
    if (hash != std::string_view::npos)
        reference.anchor = text.substr(hash + 1);
    std::string_view id = text.substr(0, hash);
    while (id.starts_with('/'))
        id.remove_prefix(1);
    reference.id = id;
    return reference;
}

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
    report_type(node, context, "fields `key: value`", "поля вида `ключ: значение`");
    return false;
}

JsonValue string_schema() {
    return typed_schema("string");
}

std::string json_key(const JsonValue& value) {
    if (const std::string* text = value.as_string())
        return *text;
    return json_text(value, JsonForm::Compact);
}

bool fold_latin_lookalikes(std::string& text) {
    static constexpr std::array<std::pair<char, std::string_view>, 20> pairs = {{
        {'A', "А"}, {'B', "В"}, {'C', "С"}, {'E', "Е"}, {'H', "Н"}, {'K', "К"}, {'M', "М"},
        {'O', "О"}, {'P', "Р"}, {'T', "Т"}, {'X', "Х"}, {'a', "а"}, {'c', "с"}, {'e', "е"},
        {'o', "о"}, {'p', "р"}, {'x', "х"}, {'b', "в"}, {'k', "к"}, {'m', "м"},
    }};
    std::string folded;
    bool changed = false;
    for (const char letter : text) {
        const auto found = std::ranges::find(pairs, letter, &std::pair<char, std::string_view>::first);
        changed = changed || found != pairs.end();
        if (found != pairs.end())
            folded += found->second;
        else
            folded += letter;
    }
    text = std::move(folded);
    return changed;
}

std::optional<ClassLabel> parse_class(std::string_view text, DecodeContext& context, Span span) {
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
        ++digits;
    const auto number = parse_whole(text.substr(0, digits));
    std::string letter = std::string(trim(text.substr(digits)));
    if (letter.starts_with("-"))
        letter.erase(0, 1);
    if (letter.size() >= 2 && (letter.starts_with("«") || letter.starts_with("\"")))
        letter = letter.substr(letter.starts_with("«") ? 2 : 1, 2);
    if (!number || *number < 1 || *number > highest_class || count_code_points(letter) > 1) {
        context.out.error(ids::class_unknown, context.place(span), shorten(text, 40));
        return std::nullopt;
    }
    if (fold_latin_lookalikes(letter))
        context.out.warning(ids::latin_letter, context.place(span), text,
                            std::to_string(*number) + letter);
    static constexpr std::string_view upper =
        "А Б В Г Д Е Ё Ж З И Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Э Ю Я";
    const std::string low = to_lower(letter);
    for (std::size_t i = 0; i + 1 < upper.size() && !letter.empty(); i += 3) {
        if (to_lower(upper.substr(i, 2)) == low)
            return ClassLabel{*number, std::string(upper.substr(i, 2))};
    }
    if (letter.empty())
        return ClassLabel{*number, ""};
    context.out.error(ids::class_unknown, context.place(span), shorten(text, 40));
    return std::nullopt;
}

std::optional<std::size_t> decode_word(const YamlNode& node,
                                       DecodeContext& context,
                                       const std::vector<WordSpelling>& words) {
    if (!expect_scalar(node, context, "a word", "слово"))
        return std::nullopt;
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
    std::set<std::string_view> seen;
    for (const WordSpelling& word : words) {
        for (const std::string_view spelling : {word.en, word.ru, word.alias}) {
            const bool wanted = form == SchemaForm::Input || spelling == word.en;
            if (wanted && !spelling.empty() && seen.insert(spelling).second)
                names.push_back(spelling);
        }
    }
    JsonObject object;
    object.add("enum", std::move(names));
    return object;
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
    return form == SchemaForm::Input ? scalar_schema() : string_schema();
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
    return Codec<std::string>::schema(form);
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
    return Codec<std::string>::schema(form);
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
    return object;
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
    return either;
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
    return either;
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
        return pattern_schema("^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4})$");
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
               ? pattern_schema("^[0-9]{1,4}[-.][0-9]{1,2}[-.][0-9]{1,4}([ T][0-9]{1,2}:[0-9]{2})?$")
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
    return form == SchemaForm::Input ? pattern_schema("^[0-9]{4}\\s*[-–—/]\\s*[0-9]{2,4}$")
                                     : pattern_schema("^[0-9]{4}-[0-9]{4}$");
}

// --- references, files, addresses ---------------------------------------------------------------

bool Codec<Reference>::decode(const YamlNode& node, DecodeContext& context, Reference& value) {
    if (!expect_scalar(node, context, "a reference like plans/name#row",
                       "ссылка вида plans/имя#строка"))
        return false;
    value = parse_reference(node.text(), node.span);
    if (value.is_set())
        return true;
    context.out.error(ids::reference_empty, context.place(node.span));
    return false;
}
JsonValue Codec<Reference>::encode(const Reference& value, const EncodeContext& context) {
    if (!value.is_set())
        return {};
    JsonObject object;
    object.add("ref", value.text());
    object.add_unless_empty("url", context.reference_url(value));
    return object;
}
JsonValue Codec<Reference>::schema(SchemaForm form) {
    if (form == SchemaForm::Input)
        return string_schema();
    JsonObject properties;
    properties.add("ref", string_schema());
    properties.add("url", string_schema());
    JsonObject object = typed_schema("object");
    object.add("properties", std::move(properties));
    object.add("required", JsonArray{"ref"});
    object.add("additionalProperties", false);
    return object;
}

bool Codec<FilePath>::decode(const YamlNode& node, DecodeContext& context, FilePath& value) {
    if (!expect_scalar(node, context, "the path of a file", "путь к файлу"))
        return false;
    value = {std::string(trim(node.text())), node.span};
    return true;
}
JsonValue Codec<FilePath>::encode(const FilePath& value, const EncodeContext& context) {
    return value.is_set() ? JsonValue(context.file_url(value.path)) : JsonValue();
}
JsonValue Codec<FilePath>::schema(SchemaForm) {
    return string_schema();
}

bool Codec<WebAddress>::decode(const YamlNode& node, DecodeContext& context, WebAddress& value) {
    if (!expect_scalar(node, context, "an address like https://…", "адрес вида https://…"))
        return false;
    value = {std::string(trim(node.text())), node.span};
    static constexpr std::string_view schemes[] = {"https://", "http://", "mailto:", "tel:"};
    const std::string low = to_lower(value.url);
    const bool known = std::ranges::any_of(schemes, [&](std::string_view scheme) {
        return low.starts_with(scheme) && low.size() > scheme.size();
    });
    const bool clean = std::ranges::none_of(value.url, [](char byte) {
        return static_cast<unsigned char>(byte) <= ' ' || byte == '<' || byte == '>' || byte == '"';
    });
    if (known && clean)
        return true;
    context.out.error(ids::web_address, context.place(node.span), shorten(value.url, 60));
    value = {};
    return false;
}
JsonValue Codec<WebAddress>::encode(const WebAddress& value, const EncodeContext&) {
    return value.url;
}
JsonValue Codec<WebAddress>::schema(SchemaForm) {
    return pattern_schema("^([hH][tT][tT][pP][sS]?://|[mM][aA][iI][lL][tT][oO]:|[tT][eE][lL]:).+");
}

bool Codec<ClassList>::decode(const YamlNode& node, DecodeContext& context, ClassList& value) {
    value.span = node.span;
    std::set<ClassLabel> labels;
    bool good = true;
    if (node.is_sequence()) {
        for (const YamlNode& child : node.children)
            good = decode_classes(child, context, labels) && good;
    } else {
        good = decode_classes(node, context, labels);
    }
    value.labels.assign(labels.begin(), labels.end());
    return good;
}
JsonValue Codec<ClassList>::encode(const ClassList& value, const EncodeContext&) {
    JsonArray labels;
    for (const ClassLabel& label : value.labels)
        labels.push_back(label.text());
    return labels;
}
JsonValue Codec<ClassList>::schema(SchemaForm form) {
    JsonObject array = typed_schema("array");
    if (form == SchemaForm::Published) {
        array.add("items", string_schema());
        return array;
    }
    JsonObject one;
    one.add("type", JsonArray{"string", "integer"});
    array.add("items", one);
    JsonObject either;
    either.add("anyOf", JsonArray{array, one});
    return either;
}

// --- names of vocabularies ----------------------------------------------------------------------

bool Codec<SubjectName>::decode(const YamlNode& node, DecodeContext& context, SubjectName& value) {
    return decode_name(node, context, {"a school subject", "учебный предмет"}, value);
}
JsonValue Codec<SubjectName>::encode(const SubjectName& value, const EncodeContext&) {
    return value.name;
}
JsonValue Codec<SubjectName>::schema(SchemaForm) {
    return string_schema();
}

bool Codec<WorkName>::decode(const YamlNode& node, DecodeContext& context, WorkName& value) {
    return decode_name(node, context, {"a kind of work", "вид работы"}, value);
}
JsonValue Codec<WorkName>::encode(const WorkName& value, const EncodeContext&) {
    return value.name;
}
JsonValue Codec<WorkName>::schema(SchemaForm) {
    return string_schema();
}

bool Codec<ProcedureName>::decode(const YamlNode& node, DecodeContext& context, ProcedureName& value) {
    return decode_name(node, context, {"a procedure", "оценочная процедура"}, value);
}
JsonValue Codec<ProcedureName>::encode(const ProcedureName& value, const EncodeContext&) {
    return value.name;
}
JsonValue Codec<ProcedureName>::schema(SchemaForm) {
    return string_schema();
}

bool Codec<BodyName>::decode(const YamlNode& node, DecodeContext& context, BodyName& value) {
    return decode_name(node, context, {"a body or a person", "исполнитель"}, value);
}
JsonValue Codec<BodyName>::encode(const BodyName& value, const EncodeContext& context) {
    JsonObject object;
    const std::string name = context.body_name(value.name);
    if (!name.empty())
        object.add("id", value.name);
    object.add("name", name.empty() ? value.name : name);
    return object;
}
JsonValue Codec<BodyName>::schema(SchemaForm form) {
    if (form == SchemaForm::Input)
        return string_schema();
    JsonObject properties;
    properties.add("id", string_schema());
    properties.add("name", string_schema());
    JsonObject object = typed_schema("object");
    object.add("properties", std::move(properties));
    object.add("required", JsonArray{"name"});
    object.add("additionalProperties", false);
    return object;
}

}  // namespace vitrina
