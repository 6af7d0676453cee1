// What a mark is given for, as written: a text, limits of errors, or several sets of limits.
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "kinds/criteria.h"

namespace vitrina {
namespace {

constexpr std::string_view any_of_key = "any_of";
constexpr std::string_view otherwise_key = "otherwise";
constexpr std::string_view text_key = "text";
constexpr int most_errors = 1000;

std::optional<ErrorKind> find_error_kind(std::string_view name) {
    const std::string wanted = fold_yo(to_lower(trim(name)));
    for (const Word<ErrorKind>& word : word_list<ErrorKind>())
        for (const std::string_view spelling : {word.en, word.ru, word.alias})
            if (fold_yo(to_lower(spelling)) == wanted)
                return word.value;
    return std::nullopt;
}

void report_kind(const YamlNode& key, DecodeContext& context, bool inside_any_of) {
    std::vector<std::string_view> names;
    std::string listed;
    for (const Word<ErrorKind>& word : word_list<ErrorKind>()) {
        names.insert(names.end(), {word.en, word.ru, word.alias});
        listed += (listed.empty() ? "" : ", ") + std::string(word.en);
    }
    if (!inside_any_of)
        names.insert(names.end(), {any_of_key, otherwise_key, text_key});
    context.out.error(ids::criteria_error_kind, context.place(key.span), shorten(key.text(), 40),
                      listed, nearest_name(key.text(), names));
}

bool read_limit(const YamlNode& node, DecodeContext& context, ErrorKind kind, ErrorLimits& to) {
    if (!expect_scalar(node, context, "a number of errors", "число ошибок"))
        return false;
    const std::string_view text = trim(node.text());
    int count = -1;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const bool whole = error == std::errc() && stop == text.data() + text.size();
    if (!whole || count < 0 || count > most_errors) {
        context.out.error(ids::criteria_error_count, context.place(node.span), shorten(text, 40));
        return false;
    }
    to.limits.push_back({kind, count});
    return true;
}

// `{orthographic: 2, punctuation: 2}`
bool read_limits(const YamlNode& node, DecodeContext& context, MarkRule& rule) {
    if (!expect_mapping(node, context))
        return false;
    ErrorLimits limits{{}, node.span};
    bool good = true;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const auto kind = find_error_kind(node.keys[i].text());
        if (kind)
            good = read_limit(node.children[i], context, *kind, limits) && good;
        else
            report_kind(node.keys[i], context, true);
        good = good && kind.has_value();
    }
    rule.any_of.push_back(std::move(limits));
    return good;
}

bool read_any_of(const YamlNode& node, DecodeContext& context, MarkRule& rule) {
    if (!node.is_sequence())
        return read_limits(node, context, rule);
    bool good = true;
    for (const YamlNode& child : node.children)
        good = read_limits(child, context, rule) && good;
    return good;
}

// A mapping has limits at its own level or under `any_of`, and may have a text for readers.
bool read_rule(const YamlNode& node, DecodeContext& context, MarkRule& rule) {
    ErrorLimits own{{}, node.span};
    bool good = true;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const std::string_view key = node.keys[i].text();
        const YamlNode& value = node.children[i];
        if (const auto kind = find_error_kind(key)) {
            good = read_limit(value, context, *kind, own) && good;
        } else if (key == any_of_key) {
            good = read_any_of(value, context, rule) && good;
        } else if (key == text_key) {
            good = Codec<InlineText>::decode(value, context, rule.text) && good;
        } else if (key == otherwise_key) {
            good = Codec<bool>::decode(value, context, rule.otherwise) && good;
        } else {
            report_kind(node.keys[i], context, false);
            good = false;
        }
    }
    if (!own.limits.empty() && !rule.any_of.empty()) {
        context.out.error(ids::criteria_limits_twice,
                          context.place({node.span.begin, node.span.begin + 1}));
        return false;
    }
    if (!own.limits.empty())
        rule.any_of.push_back(std::move(own));
    return good;
}

JsonObject limit_properties(SchemaForm form) {
    JsonObject count;
    count.add("type", "integer");
    count.add("minimum", JsonValue::number(0));
    JsonObject properties;
    for (const Word<ErrorKind>& word : word_list<ErrorKind>()) {
        JsonObject limit = count;
        if (form == SchemaForm::Input)
            limit.add("description", "сколько можно: " + std::string(word.ru));
        for (const std::string_view spelling : {word.en, word.ru, word.alias})
            if (!spelling.empty() && (form == SchemaForm::Input || spelling == word.en))
                properties.add(std::string(spelling), limit);
    }
    return properties;
}

}  // namespace

bool Codec<MarkRule>::decode(const YamlNode& node, DecodeContext& context, MarkRule& value) {
    value.span = node.span;
    if (node.is_mapping())
        return read_rule(node, context, value);
    return Codec<InlineText>::decode(node, context, value.text);
}

JsonValue Codec<MarkRule>::encode(const MarkRule& value, const EncodeContext& context) {
    JsonValue text = Codec<InlineText>::encode(value.text, context);
    if (!value.otherwise && value.any_of.empty())
        return text;
    JsonArray alternatives;
    for (const ErrorLimits& one : value.any_of) {
        JsonObject limits;
        for (const ErrorLimit& limit : one.limits)
            limits.add(std::string(word_of(limit.kind, Language::English)),
                       JsonValue::number(limit.count));
        alternatives.push_back(std::move(limits));
    }
    JsonObject object;
    object.add_unless_empty("any_of", std::move(alternatives));
    if (value.otherwise)
        object.add("otherwise", true);
    object.add_unless_empty("text", std::move(text));
    return object;
}

JsonValue Codec<MarkRule>::schema(SchemaForm form) {
    JsonObject alternatives;
    alternatives.add("type", "array");
    alternatives.add("items", object_schema(limit_properties(form), {}));
    JsonObject properties = form == SchemaForm::Input ? limit_properties(form) : JsonObject();
    properties.add("any_of", std::move(alternatives));
    properties.add("otherwise", Codec<bool>::schema(form));
    properties.add("text", Codec<InlineText>::schema(form));
    JsonObject either;
    either.add("anyOf", JsonArray{Codec<InlineText>::schema(form),
                                  object_schema(std::move(properties), {})});
    return either;
}

}  // namespace vitrina
