// A kind of record: one line in the table of kinds ties a folder to a struct, its field table and
// its checks. Nothing else in the program switches over kinds.
//
// A record is what one file holds. Its kind's struct is kept behind `std::any`: `as<Plan>(record)`.
#pragma once

#include <any>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/hash.h"
#include "content/yaml.h"
#include "kinds/common.h"

namespace vitrina {

struct Kind;

struct Record {
    std::string id;           // path from the site's root without extension
    const Kind* kind = nullptr;
    SourcePtr source;         // of a Markdown file its text has been dropped
    Common common;
    std::any data;            // the kind's own struct
    Span body;                // the Markdown in the file; empty for YAML
    ContentHash source_hash;  // of the file's bytes
    ContentHash head_hash;    // of those that fields are decoded from: all but the body
    std::vector<std::string> anchors;  // explicit ids of the parts inside: rows, tasks, criteria

    Place place(Span span) const { return {source, span}; }
};

// A part of a record that can be referred to: a row, a task, a criterion.
struct PartName {
    std::string id;
    std::string title;  // plain text; may be empty
};

enum class FileForm : std::uint8_t { Markdown, Yaml };
enum class TitleNeed : std::uint8_t { Required, Composed };

// What a kind's own checks may ask. They see one record alone; what concerns several is the site's.
struct CheckContext {
    SchoolYear school_year;  // of site.yaml
    std::vector<int> marks;  // of site.yaml, highest first: 5 4 3 2
    Diagnostics& out;
};

struct Kind {
    std::string_view name;    // memo, plan …: in `vitrina new`, `schema`, portal.json
    std::string_view folder;  // memos, plans …
    FileForm form = FileForm::Markdown;
    TitleNeed title = TitleNeed::Required;
    bool has_json = false;    // whether the record has a JSON neighbour
    FieldDoc doc;
    // Decodes the mapping into record.common and record.data; false after an error.
    std::function<bool(const YamlNode&, DecodeContext&, Record&)> decode;
    std::function<void(Record&, CheckContext&)> check;
    std::function<void(const Record&, const EncodeContext&, JsonObject&)> encode;
    std::function<JsonValue(SchemaForm)> schema;
    std::function<void(Record&, FieldVisitor&)> visit;
    // The parts with explicit ids, in the order of the file, after `check`; null: the kind has none.
    std::function<std::vector<PartName>(const Record&)> parts;
};

// Every kind of this version, in the order of the menu.
const std::vector<Kind>& all_kinds();
const Kind* find_kind(std::string_view name);
const Kind* find_kind_of_folder(std::string_view folder);
template <class T>
const T& as(const Record& record) {
    return std::any_cast<const T&>(record.data);
}
template <class T>
T& as(Record& record) {
    return std::any_cast<T&>(record.data);
}

// What a part is called where it is referred to: the first line of its text, as a reader sees it.
std::string part_title(std::string_view markdown);

// Ids of parts (rows, tasks, criteria) are Latin letters, digits, `-`, `.`, `_`: they are anchors.
void check_part_id(const Record& record, const Located<std::string>& id, Diagnostics& out);

// Two tables over one mapping: a name that the kind itself defines wins over the common one.
std::vector<FieldName> join_field_names(const std::vector<FieldName>& own, TitleNeed title);

template <class S>
bool decode_record(const YamlNode& node, DecodeContext& context, TitleNeed title, Record& record) {
    if (!expect_mapping(node, context))
        return false;
    const FieldTable<S>& own = field_table<S>();
    static const std::vector<FieldName> names[] = {  // by TitleNeed
        join_field_names(field_names(own), TitleNeed::Required),
        join_field_names(field_names(own), TitleNeed::Composed)};
    const auto matched = match_keys(node, names[static_cast<std::size_t>(title)], context);
    S data{};
    bool good = decode_fields(node, context, own, matched, 0, data);
    good = decode_fields(node, context, field_table<Common>(), matched, own.fields.size(),
                         record.common) && good;
    record.data = std::move(data);
    return good;
}

// The published names: the kind's own fields beside the common ones they do not shadow.
JsonObject merge_fields(JsonObject common, JsonObject own);

// The schema of a file (Input) or of its JSON (Published), from the properties of both tables.
JsonValue file_schema(JsonObject properties, JsonArray required, TitleNeed title, SchemaForm form);

struct KindOptions {
    std::string_view name;
    std::string_view folder;
    FileForm form = FileForm::Markdown;
    TitleNeed title = TitleNeed::Required;
    bool has_json = false;
    FieldDoc doc;
};

// A kind whose struct is S; `check` may be null.
template <class S>
Kind make_kind(const KindOptions& options, void (*check)(Record&, CheckContext&)) {
    Kind kind{options.name, options.folder, options.form, options.title, options.has_json,
              options.doc, {}, {}, {}, {}, {}, {}};
    kind.decode = [title = options.title](const YamlNode& node, DecodeContext& context,
                                          Record& record) {
        return decode_record<S>(node, context, title, record);
    };
    kind.check = check;
    kind.encode = [](const Record& record, const EncodeContext& context, JsonObject& to) {
        JsonObject common;
        JsonObject own;
        encode_fields(record.common, field_table<Common>(), context, common);
        encode_fields(as<S>(record), field_table<S>(), context, own);
        for (JsonMember& member : merge_fields(std::move(common), std::move(own)).members)
            to.add_unless_empty(std::move(member.first), std::move(member.second));
    };
    kind.schema = [title = options.title](SchemaForm form) {
        JsonObject properties;
        JsonArray required;
        describe_fields(field_table<S>(), form, properties, required);
        describe_fields(field_table<Common>(), form, properties, required);
        return file_schema(std::move(properties), std::move(required), title, form);
    };
    kind.visit = [](Record& record, FieldVisitor& visitor) {
        visit_fields(record.common, field_table<Common>(), visitor);
        visit_fields(as<S>(record), field_table<S>(), visitor);
    };
    return kind;
}

}  // namespace vitrina
