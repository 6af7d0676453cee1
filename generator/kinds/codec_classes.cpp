// Classes as schools write them: 5, 5-9, 5А, 5 «А»; a Latin letter is taken for its Cyrillic twin.
#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "kinds/codec.h"
#include "kinds/schema_title.h"

namespace vitrina {
namespace {

constexpr int highest_class = 12;

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

}  // namespace

bool fold_latin_lookalikes(std::string& text) {
    static constexpr std::array<std::pair<char, std::string_view>, 20> pairs = {{
        {'A', "А"}, {'B', "В"}, {'C', "С"}, {'E', "Е"}, {'H', "Н"}, {'K', "К"}, {'M', "М"},
        {'O', "О"}, {'P', "Р"}, {'T', "Т"}, {'X', "Х"}, {'a', "а"}, {'c', "с"}, {'e', "е"},
        {'o', "о"}, {'p', "р"}, {'x', "х"}, {'b', "в"}, {'k', "к"}, {'m', "м"},
    }};
    std::string folded;
    bool changed = false;
    for (const char letter : text) {
        const auto found =
            std::ranges::find(pairs, letter, &std::pair<char, std::string_view>::first);
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
    return titled_schema(either, "классы: 4, 5-9, 5А");
}

}  // namespace vitrina
