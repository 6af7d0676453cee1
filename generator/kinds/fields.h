// The field table: the one description of a format.
//
// A struct that an author can write has a table of its fields; the table drives decoding, the
// messages («возможно, вы имели в виду `deadline`»), the JSON Schema that `vitrina schema` prints,
// the published JSON and its schema, and the reference page of the handbook.
//
// Shape    `field_table<S>()` is specialised beside S; a table may name a shorthand: what is no
//          mapping is read as the value of that field (`deadline: сентябрь` = `{text: сентябрь}`).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kinds/codec.h"

namespace vitrina {

enum class Need : std::uint8_t { Optional, Required };
// Hidden fields are read but stay out of the published JSON.
enum class Visibility : std::uint8_t { Published, Hidden };

struct FieldDoc {
    std::string_view ru;
    std::string_view en;
};

template <class S>
struct Field {
    std::string_view name;
    std::string_view alias;  // the other number of a list key, or empty
    FieldDoc doc;
    Need need = Need::Optional;
    Visibility visibility = Visibility::Published;
    std::function<bool(const YamlNode&, DecodeContext&, S&)> decode;
    std::function<JsonValue(const S&, const EncodeContext&)> encode;
    std::function<JsonValue(SchemaForm)> schema;
    std::function<void(S&, FieldVisitor&)> visit;

    Field with_alias(std::string_view other) && {
        alias = other;
        return std::move(*this);
    }
    Field required() && {
        need = Need::Required;
        return std::move(*this);
    }
    Field hidden() && {
        visibility = Visibility::Hidden;
        return std::move(*this);
    }
};

template <class S, class M>
Field<S> field(std::string_view name, M S::*member, FieldDoc doc) {
    Field<S> made;
    made.name = name;
    made.doc = doc;
    made.decode = [member](const YamlNode& node, DecodeContext& context, S& to) {
        return Codec<M>::decode(node, context, to.*member);
    };
    made.encode = [member](const S& from, const EncodeContext& context) {
        return Codec<M>::encode(from.*member, context);
    };
    made.schema = [](SchemaForm form) { return Codec<M>::schema(form); };
    made.visit = [member](S& to, FieldVisitor& visitor) { visit_value(to.*member, visitor); };
    return made;
}

template <class S>
struct FieldTable {
    std::vector<Field<S>> fields;
    std::string_view shorthand;  // the field that a value which is no mapping stands for
};

// Specialised beside every S.
template <class S>
const FieldTable<S>& field_table();

// Adds the fields of a struct that is a member of S, as if S had them itself: a rule that stands in
// every record and, as a default, in the file.
template <class S, class Inner>
void add_fields(std::vector<Field<S>>& to, const FieldTable<Inner>& inner, Inner S::*member) {
    for (const Field<Inner>& one : inner.fields) {
        Field<S> lifted{one.name, one.alias, one.doc, one.need, one.visibility, {}, {}, {}, {}};
        lifted.decode = [member, &one](const YamlNode& node, DecodeContext& context, S& value) {
            return one.decode(node, context, value.*member);
        };
        lifted.encode = [member, &one](const S& from, const EncodeContext& context) {
            return one.encode(from.*member, context);
        };
        lifted.schema = one.schema;
        lifted.visit = [member, &one](S& value, FieldVisitor& visitor) {
            one.visit(value.*member, visitor);
        };
        to.push_back(std::move(lifted));
    }
}

// What the untyped part of decoding needs to know of a field.
struct FieldName {
    std::string_view name;
    std::string_view alias;
    Need need;
};

// For each key of the mapping the index of its field, or nothing after reporting `key-unknown`;
// reports keys given twice under two names, and missing required fields (at `node`'s place).
std::vector<std::optional<std::size_t>> match_keys(const YamlNode& node,
                                                   const std::vector<FieldName>& fields,
                                                   DecodeContext& context);

template <class S>
std::vector<FieldName> field_names(const FieldTable<S>& table) {
    std::vector<FieldName> names;
    for (const Field<S>& one : table.fields)
        names.push_back({one.name, one.alias, one.need});
    return names;
}

// Reads the mapping's keys that the table knows; `matched[i]` is the field of key i (see match_keys),
// counted from `first`: two tables may share one mapping.
template <class S>
bool decode_fields(const YamlNode& node,
                   DecodeContext& context,
                   const FieldTable<S>& table,
                   const std::vector<std::optional<std::size_t>>& matched,
                   std::size_t first,
                   S& to) {
    bool good = true;
    for (std::size_t i = 0; i < matched.size(); ++i) {
        if (!matched[i] || *matched[i] < first || *matched[i] >= first + table.fields.size())
            continue;
        const YamlNode& value = node.children[i];
        if (!value.is_null())
            good = table.fields[*matched[i] - first].decode(value, context, to) && good;
    }
    return good;
}

template <class S>
void encode_fields(const S& from,
                   const FieldTable<S>& table,
                   const EncodeContext& context,
                   JsonObject& to) {
    for (const Field<S>& one : table.fields)
        if (one.visibility == Visibility::Published)
            to.add_unless_empty(std::string(one.name), one.encode(from, context));
}

// The field that a shorthand stands for speaks with the name of the field that holds the struct:
// `evidence`, not `ref`.
template <class S>
void visit_fields(S& value, const FieldTable<S>& table, FieldVisitor& visitor) {
    for (const Field<S>& one : table.fields) {
        const std::string_view outer = visitor.field;
        if (one.name != table.shorthand || outer.empty())
            visitor.field = one.name;
        one.visit(value, visitor);
        visitor.field = outer;
    }
}

template <class S>
void describe_fields(const FieldTable<S>& table,
                     SchemaForm form,
                     JsonObject& properties,
                     JsonArray& required) {
    for (const Field<S>& one : table.fields) {
        if (form == SchemaForm::Published && one.visibility == Visibility::Hidden)
            continue;
        if (properties.find(one.name) != nullptr)
            continue;  // the kind's own field shadows the common one
        JsonValue schema = one.schema(form);
        if (JsonObject* object = schema.as_object())
            object->add("description", std::string(one.doc.ru));
        if (form == SchemaForm::Input && !one.alias.empty() && !properties.find(one.alias))
            properties.add(std::string(one.alias), schema);
        properties.add(std::string(one.name), std::move(schema));
        if (one.need == Need::Required && one.alias.empty())
            required.push_back(std::string(one.name));
    }
}

// A closed object of these properties.
JsonObject object_schema(JsonObject properties, JsonArray required);

// Every struct with a field table; others have no codec at all, and nothing inside to visit.
template <class S>
    requires requires { field_table<S>(); }
struct Codec<S> {
    static bool decode(const YamlNode& node, DecodeContext& context, S& value) {
        const FieldTable<S>& table = field_table<S>();
        if constexpr (requires { value.span = node.span; })
            value.span = node.span;  // structs that later checks point at keep their place
        if (!node.is_mapping() && !table.shorthand.empty()) {
            for (const Field<S>& one : table.fields)
                if (one.name == table.shorthand)
                    return one.decode(node, context, value);
        }
        if (!expect_mapping(node, context))
            return false;
        const auto matched = match_keys(node, field_names(table), context);
        return decode_fields(node, context, table, matched, 0, value);
    }
    static JsonValue encode(const S& value, const EncodeContext& context) {
        JsonObject object;
        encode_fields(value, field_table<S>(), context, object);
        return object;
    }
    static void visit(S& value, FieldVisitor& visitor) {
        const std::string_view outer = visitor.part;
        if constexpr (requires { value.id.value; })
            visitor.part = value.id.value;
        visit_fields(value, field_table<S>(), visitor);
        visitor.part = outer;
    }
    static JsonValue schema(SchemaForm form) {
        const FieldTable<S>& table = field_table<S>();
        JsonObject properties;
        JsonArray required;
        describe_fields(table, form, properties, required);
        JsonValue closed = object_schema(std::move(properties), std::move(required));
        if (table.shorthand.empty() || form == SchemaForm::Published)
            return closed;
        for (const Field<S>& one : table.fields) {
            if (one.name != table.shorthand)
                continue;
            JsonObject either;
            either.add("anyOf", JsonArray{one.schema(form), closed});
            return either;
        }
        return closed;
    }
};

}  // namespace vitrina
