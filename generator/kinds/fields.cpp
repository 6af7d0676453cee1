#include "kinds/fields.h"

#include <algorithm>

#include "base/text.h"

namespace vitrina {

std::vector<std::optional<std::size_t>> match_keys(const YamlNode& node,
                                                   const std::vector<FieldName>& fields,
                                                   DecodeContext& context) {
    std::vector<std::optional<std::size_t>> matched(node.keys.size());
    std::vector<const YamlNode*> given(fields.size());
    std::vector<std::string> meant;  // by keys that are no fields
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const std::string_view key = node.keys[i].text();
        for (std::size_t f = 0; f < fields.size() && !matched[i]; ++f)
            if (key == fields[f].name || (!fields[f].alias.empty() && key == fields[f].alias))
                matched[i] = f;
        if (!matched[i]) {
            std::vector<std::string_view> names;
            for (const FieldName& field : fields)
                names.push_back(field.name);
            meant.emplace_back(nearest_name(key, names));
            context.out.error(ids::key_unknown, context.place(node.keys[i].span), shorten(key, 60),
                              meant.back());
            continue;
        }
        const YamlNode*& first = given[*matched[i]];
        if (first != nullptr) {
            Diagnostic& message = context.out.error(ids::key_twice, context.place(node.keys[i].span),
                                                    key, first->text());
            Diagnostics::note(message, ids::note_first_here, context.place(first->span));
            matched[i].reset();
            continue;
        }
        first = &node.keys[i];
        if (node.children[i].is_null() && !node.keys[i].is_value_cut)
            context.out.error(ids::value_missing, context.place(node.keys[i].span), key);
    }
    // A name misspelt is told once: the field that it means is not missing.
    for (std::size_t f = 0; f < fields.size(); ++f)
        if (given[f] == nullptr && fields[f].need == Need::Required &&
            std::ranges::find(meant, fields[f].name) == meant.end())
            context.out.error(ids::field_required,
                              context.place({node.span.begin, node.span.begin + 1}), fields[f].name);
    return matched;
}

JsonObject object_schema(JsonObject properties, JsonArray required) {
    JsonObject object;
    object.add("type", "object");
    object.add("properties", std::move(properties));
    object.add_unless_empty("required", std::move(required));
    object.add("additionalProperties", false);
    return object;
}

}  // namespace vitrina
