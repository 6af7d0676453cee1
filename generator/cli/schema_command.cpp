// `schema KIND`: the JSON Schema of what an author writes, for editors that complete and check.
// Source   JSON Schema draft 2020-12.
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/reference.h"
#include "kinds/fields.h"
#include "kinds/kind.h"
#include "kinds/site_config.h"

namespace vitrina {
namespace {

constexpr std::string_view site_name = "site";

JsonValue site_schema() {
    JsonObject properties;
    JsonArray required;
    describe_fields(field_table<SiteConfig>(), SchemaForm::Input, properties, required);
    return object_schema(std::move(properties), std::move(required));
}

// The whole document: what it describes stands before the description.
JsonObject document(std::string_view name, BilingualText title, JsonValue schema) {
    JsonObject whole;
    whole.add("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.add("title", "vitrina: " + std::string(name));
    whole.add("description", title.ru);
    if (JsonObject* object = schema.as_object())
        for (JsonMember& member : object->members)
            if (whole.find(member.first) == nullptr)
                whole.add(std::move(member.first), std::move(member.second));
    return whole;
}

void list_kinds(const CommonOptions& common) {
    std::vector<std::vector<std::string>> rows;
    rows.push_back({std::string(site_name), "site.yaml",
                    std::string(choose(common.language, {"the site", "сам сайт"}))});
    for (const Kind& kind : all_kinds())
        rows.push_back({std::string(kind.name), files_of_kind(kind),
                        std::string(choose(common.language, {kind.doc.en, kind.doc.ru}))});
    if (common.format == MessageFormat::Text) {
        print_text(align_columns(rows));
        return;
    }
    JsonArray array;
    for (const auto& row : rows) {
        JsonObject one;
        one.add("kind", row[0]);
        one.add("files", row[1]);
        one.add("title", row[2]);
        array.push_back(std::move(one));
    }
    print_json(array);
}

}  // namespace

ExitCode run_schema(const CommonOptions& common, const std::string& name, FileSystem& files) {
    if (name.empty()) {
        list_kinds(common);
        return ExitCode::Done;
    }
    if (name == site_name) {
        print_json(document(name, {"the site", "сам сайт: site.yaml"}, site_schema()));
        return ExitCode::Done;
    }
    if (const Kind* kind = find_kind(name); kind != nullptr) {
        print_json(document(name, {kind->doc.en, kind->doc.ru}, kind->schema(SchemaForm::Input)));
        return ExitCode::Done;
    }
    return print_error(common, files, unknown_kind(name, site_name));
}

}  // namespace vitrina
