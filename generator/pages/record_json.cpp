#include "pages/record_json.h"

#include "pages/criteria.h"
#include "pages/links.h"

namespace vitrina {
namespace {

JsonObject string_type() {
    JsonObject object;
    object.add("type", "string");
    return object;
}

JsonObject integer_type() {
    JsonObject object;
    object.add("type", "integer");
    return object;
}

JsonObject enum_of(JsonArray words) {
    JsonObject object;
    object.add("enum", std::move(words));
    return object;
}

JsonObject pattern_type(std::string_view pattern) {
    JsonObject object = string_type();
    object.add("pattern", pattern);
    return object;
}

JsonObject array_of(JsonObject item) {
    JsonObject object;
    object.add("type", "array");
    object.add("items", std::move(item));
    return object;
}

JsonObject closed(JsonObject properties, JsonArray required) {
    JsonObject object;
    object.add("type", "object");
    object.add("properties", std::move(properties));
    object.add("required", std::move(required));
    object.add("additionalProperties", false);
    return object;
}

constexpr std::string_view date_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

Rendered rendered_json(const JsonValue& value) {
    Rendered rendered;
    rendered.bytes = json_text(value, JsonForm::Indented);
    return rendered;
}

JsonValue with_dialect(std::string_view id, const JsonValue& schema) {
    JsonObject object;
    object.add("$schema", "https://json-schema.org/draft/2020-12/schema");
    object.add("$id", id);
    for (const JsonMember& member : schema.as_object()->members)
        object.add(member.first, member.second);
    return object;
}

void add_schema(const PageWorld& world, const std::string& name, JsonValue schema, Outputs& outputs) {
    Output output;
    output.path = "schemas/" + name + ".json";
    const std::string id = world.site.config.base_url.value + output.path;
    output.render = [id, schema = std::move(schema)](const PublishedFiles&) {
        return rendered_json(with_dialect(id, schema));
    };
    outputs.push_back(std::move(output));
}

}  // namespace

std::string SiteEncodeContext::reference_url(const Reference& reference) const {
    const Target target = site_.resolve(reference);
    if (target.url.empty())
        return {};
    std::string url = target.record ? site_.config.base_url.value + target.url.substr(1) : target.url;
    if (!target.anchor.empty())
        url += "#" + target.anchor;
    return url;
}

std::string SiteEncodeContext::reference_title(const Reference& reference) const {
    return site_.resolve(reference).title;
}

std::string SiteEncodeContext::file_url(std::string_view path) const {
    const auto file = site_path(site_, record_.source->path, path);
    return file ? site_.config.base_url.value + percent_encoded(*file) : std::string();
}

std::string SiteEncodeContext::body_name(std::string_view id) const {
    const std::string name = site_.body_name(id);
    return name == id ? std::string() : name;
}

std::string json_url(const Entry& entry) {
    return entry.url.substr(0, entry.url.size() - 1) + ".json";
}

JsonObject encode_record(const Site& site, RecordId id) {
    const Record& record = site.at(id);
    JsonObject object;
    object.add("id", record.id);
    object.add("kind", record.kind->name);
    object.add("title", site.entry(id).title);
    object.add("url", site.config.base_url.value + site.entry(id).url.substr(1));
    JsonObject fields;
    record.kind->encode(record, SiteEncodeContext(site, record), fields);
    for (JsonMember& member : fields.members)
        if (object.find(member.first) == nullptr)
            object.add(std::move(member.first), std::move(member.second));
    return object;
}

void plan_record_json(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        const Record& record = world.site.records[i];
        if (!record.kind->has_json)
            continue;
        const auto id = static_cast<RecordId>(i);
        Output output;
        output.path = json_url(world.site.entry(id)).substr(1);
        output.origin = record.place({});
        output.catalogued = true;
        output.render = [&world, id](const PublishedFiles&) {
            return rendered_json(encode_record(world.site, id));
        };
        outputs.push_back(std::move(output));
    }
}

void plan_schemas(const PageWorld& world, Outputs& outputs) {
    for (const Kind& kind : all_kinds())
        if (kind.has_json)
            add_schema(world, std::string(kind.name), kind.schema(SchemaForm::Published), outputs);
    add_schema(world, "criteria-index", criteria_index_schema(), outputs);
    add_schema(world, "portal", portal_schema(), outputs);
}

JsonValue portal_schema() {
    JsonObject hotline;
    for (const char* name : {"title", "phone", "email", "hours", "from", "to"})
        hotline.add(name, string_type());
    JsonObject organization;
    organization.add("kind", enum_of({"school", "committee", "methodical-service"}));
    for (const char* name : {"name", "short_name", "inn", "address", "email", "website"})
        organization.add(name, string_type());
    organization.add("phones", array_of(string_type()));
    JsonObject section;
    section.add("kind", string_type());
    section.add("audience", string_type());
    section.add("count", integer_type());
    section.add("newest", pattern_type(date_pattern));
    section.add("url", string_type());
    JsonObject record;
    record.add("id", string_type());
    record.add("kind", string_type());
    record.add("title", string_type());
    record.add("url", string_type());
    record.add("json", string_type());
    record.add("sha256", pattern_type("^[0-9a-f]{64}$"));
    record.add("size", integer_type());
    record.add("revision", pattern_type(date_pattern));
    record.add("form", enum_of({"data", "file"}));
    JsonObject removed;
    removed.add("id", string_type());
    removed.add("date", pattern_type(date_pattern));
    JsonObject portal;
    portal.add("version", enum_of({JsonValue::number(1)}));
    portal.add("site", string_type());
    portal.add("base_url", string_type());
    portal.add("title", string_type());
    portal.add("organization", closed(std::move(organization), {"kind", "name", "short_name"}));
    portal.add("school_year", pattern_type("^[0-9]{4}-[0-9]{4}$"));
    portal.add("sequence", integer_type());
    portal.add("generated", pattern_type(date_pattern));
    portal.add("hotlines", array_of(closed(std::move(hotline), {"title"})));
    portal.add("sections", array_of(closed(std::move(section), {"kind", "count", "url"})));
    portal.add("records", array_of(closed(std::move(record),
                                          {"id", "kind", "title", "url", "form"})));
    portal.add("removed", array_of(closed(std::move(removed), {"id", "date"})));
    return closed(std::move(portal), {"version", "site", "base_url", "title", "organization",
                                      "school_year", "sections", "records", "removed"});
}

}  // namespace vitrina
