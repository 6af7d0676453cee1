// Codecs of what leads somewhere or names somebody: references, files, addresses, vocabularies.
#include <algorithm>

#include "base/text.h"
#include "kinds/codec.h"
#include "kinds/schema_title.h"

namespace vitrina {
namespace {

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
        return titled_schema(string_schema(), "ссылка на запись: plans/2026#r04");
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
    return titled_schema(string_schema(), "путь к файлу: /files/prikaz.pdf");
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
    return titled_schema(
        pattern_schema("^([hH][tT][tT][pP][sS]?://|[mM][aA][iI][lL][tT][oO]:|[tT][eE][lL]:).+"),
        "адрес: https://…, mailto:… или tel:…");
}

bool Codec<SubjectName>::decode(const YamlNode& node, DecodeContext& context, SubjectName& value) {
    return decode_name(node, context, {"a school subject", "учебный предмет"}, value);
}
JsonValue Codec<SubjectName>::encode(const SubjectName& value, const EncodeContext&) {
    return value.name;
}
JsonValue Codec<SubjectName>::schema(SchemaForm) {
    return titled_schema(string_schema(), "учебный предмет");
}

bool Codec<WorkName>::decode(const YamlNode& node, DecodeContext& context, WorkName& value) {
    return decode_name(node, context, {"a kind of work", "вид работы"}, value);
}
JsonValue Codec<WorkName>::encode(const WorkName& value, const EncodeContext&) {
    return value.name;
}
JsonValue Codec<WorkName>::schema(SchemaForm) {
    return titled_schema(string_schema(), "вид работы");
}

bool Codec<ProcedureName>::decode(const YamlNode& node,
                                  DecodeContext& context,
                                  ProcedureName& value) {
    return decode_name(node, context, {"a procedure", "оценочная процедура"}, value);
}
JsonValue Codec<ProcedureName>::encode(const ProcedureName& value, const EncodeContext&) {
    return value.name;
}
JsonValue Codec<ProcedureName>::schema(SchemaForm) {
    return titled_schema(string_schema(), "оценочная процедура");
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
        return titled_schema(string_schema(), "имя из `bodies` или название исполнителя");
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
