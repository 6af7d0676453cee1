#include "pages/committee_schema.h"

#include "base/json.h"
#include "kinds/comparison.h"
#include "kinds/fields.h"

namespace vitrina {
namespace {

JsonValue list_of(JsonValue item) {
    JsonObject list;
    list.add("type", "array");
    list.add("items", std::move(item));
    return list;
}

JsonValue verdicts() {
    JsonArray words;
    for (std::size_t i = 0; i < verdict_count; ++i)
        words.emplace_back(verdict_word(static_cast<Verdict>(i)));
    JsonObject one;
    one.add("enum", std::move(words));
    return one;
}

JsonValue record_schema() {
    JsonObject source;
    source.add("url", string_schema());
    source.add("sha256", pattern_schema("^[0-9a-f]{64}$"));
    source.add("fetched", Codec<Date>::schema(SchemaForm::Published));
    JsonObject record;
    for (const char* name : {"subject", "class", "work", "programme", "group", "school", "why"})
        record.add(name, string_schema());
    record.add("verdict", verdicts());
    record.add("source", object_schema(std::move(source), {"sha256", "fetched"}));
    return object_schema(std::move(record), {"subject", "class", "work", "school", "verdict", "why",
                                             "source"});
}

JsonValue part_schema() {
    JsonObject part;
    part.add("school", string_schema());
    part.add("url", string_schema());
    part.add("sha256", pattern_schema("^[0-9a-f]{64}$"));
    return object_schema(std::move(part), {"school", "url"});
}

}  // namespace

std::string comparison_schema(const Site& site) {
    JsonObject whole;
    whole.add("reference", string_schema());
    whole.add("generated", Codec<Date>::schema(SchemaForm::Published));
    whole.add("records", list_of(record_schema()));
    whole.add("parts", list_of(part_schema()));
    const JsonValue schema = object_schema(std::move(whole), {"reference"});
    JsonObject text;
    text.add("$schema", "https://json-schema.org/draft/2020-12/schema");
    text.add("$id", site.config.base_url.value + "schemas/comparison.json");
    for (const JsonMember& member : schema.as_object()->members)
        text.add(member.first, member.second);
    return json_text(text, JsonForm::Indented);
}

}  // namespace vitrina
