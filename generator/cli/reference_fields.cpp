// The reference of fields: the JSON Schema of every kind, told to people.
#include <deque>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "cli/reference.h"
#include "kinds/kind.h"
#include "kinds/site_config.h"

namespace vitrina {
namespace {

// An object inside a field, still to be described under a heading of its own.
struct Nested {
    std::string path;  // `sections → rows`
    const JsonObject* schema;
};

struct FieldRow {
    std::vector<std::string> names;  // the field, then its other spellings
    bool required = false;
    const JsonObject* schema = nullptr;
};

const JsonObject* member(const JsonObject& schema, std::string_view name) {
    const JsonValue* found = schema.find(name);
    return found == nullptr ? nullptr : found->as_object();
}

const JsonArray* list_member(const JsonObject& schema, std::string_view name) {
    const JsonValue* found = schema.find(name);
    return found == nullptr ? nullptr : found->as_array();
}

std::string_view text_member(const JsonObject& schema, std::string_view name) {
    const JsonValue* found = schema.find(name);
    const std::string* text = found == nullptr ? nullptr : found->as_string();
    return text == nullptr ? std::string_view() : std::string_view(*text);
}

std::string compact(const JsonValue& value) {
    return json_text(value, JsonForm::Compact);
}

bool is_array(const JsonObject& schema) {
    return text_member(schema, "type") == "array";
}

class KindReference {
public:
    // `known`: properties that are described elsewhere, by name and schema.
    KindReference(std::string name, const JsonObject* known)
        : name_(std::move(name)), known_(known) {}

    std::string describe(const JsonObject& schema) {
        describe_object(schema, "");
        while (!nested_.empty()) {
            const Nested next = nested_.front();
            nested_.pop_front();
            text_ += fmt::format("\n### {}: поля внутри {}\n\n", name_, next.path);
            describe_object(*next.schema, next.path + " → ");
        }
        return text_;
    }

private:
    void describe_object(const JsonObject& schema, const std::string& prefix) {
        const std::vector<FieldRow> rows = rows_of(schema, prefix.empty());
        if (rows.empty()) {
            text_ += "Своих полей нет, только общие.\n";
            return;
        }
        text_ += "| поле | что это | значение |\n|---|---|---|\n";
        for (const FieldRow& row : rows)
            text_ += row_text(row, prefix);
    }

    std::vector<FieldRow> rows_of(const JsonObject& schema, bool is_top) const {
        std::vector<FieldRow> rows;
        const JsonObject* properties = member(schema, "properties");
        if (properties == nullptr)
            return rows;
        std::string last;
        for (const auto& [name, value] : properties->members) {
            const JsonValue* elsewhere = is_top && known_ != nullptr ? known_->find(name) : nullptr;
            const std::string described = compact(value);
            if (elsewhere != nullptr && compact(*elsewhere) == described)
                continue;
            // Other spellings of a field stand before it, with the same description.
            if (described == last)
                rows.back().names.insert(rows.back().names.begin(), name);
            else
                rows.push_back({{name}, false, value.as_object()});
            rows.back().required = rows.back().required || is_required(schema, name);
            last = described;
        }
        return rows;
    }

    static bool is_required(const JsonObject& schema, std::string_view name) {
        const JsonArray* required = list_member(schema, "required");
        if (required == nullptr)
            return false;
        for (const JsonValue& one : *required)
            if (one.as_string() != nullptr && *one.as_string() == name)
                return true;
        return false;
    }

    std::string row_text(const FieldRow& row, const std::string& prefix) {
        std::string names;
        for (const std::string& name : row.names)
            names += (names.empty() ? "`" : ", `") + name + "`";
        if (row.required)
            names += " — обязательное";
        const std::string path = prefix + "`" + row.names.front() + "`";
        return fmt::format("| {} | {} | {} |\n", names,
                           plain_markdown(text_member(*row.schema, "description")),
                           plain_markdown(value_text(*row.schema, path)));
    }

    // «список: дата», and what has fields of its own is left for later.
    std::string value_text(const JsonObject& schema, const std::string& path) {
        if (const auto title = text_member(schema, "title"); !title.empty())
            return std::string(title);
        if (const JsonArray* either = list_member(schema, "anyOf"))
            return either_text(*either, path);
        if (is_array(schema))
            return array_text(schema, path);
        if (const JsonObject* values = member(schema, "additionalProperties"))
            return "пары «ключ: значение», значение — " + value_text(*values, path);
        if (member(schema, "properties") != nullptr)
            return object_text(schema, path);
        return text_member(schema, "type") == "integer" ? "целое число" : "текст";
    }

    std::string array_text(const JsonObject& schema, const std::string& path) {
        if (const JsonArray* pair = list_member(schema, "prefixItems")) {
            std::string text = "в квадратных скобках:";
            for (const JsonValue& one : *pair)
                text += (&one == &pair->front() ? " " : ", ") + value_text(*one.as_object(), path);
            return text;
        }
        const JsonObject* items = member(schema, "items");
        return "список; каждое значение — " +
               (items == nullptr ? "текст" : value_text(*items, path));
    }

    std::string either_text(const JsonArray& either, const std::string& path) {
        const JsonObject& first = *either.front().as_object();
        const JsonValue* items = is_array(first) ? first.find("items") : nullptr;
        if (items != nullptr && either.size() == 2 && compact(*items) == compact(either[1]))
            return array_text(first, path);
        std::string text;
        for (const JsonValue& one : either)
            text += (text.empty() ? "" : "; или ") + value_text(*one.as_object(), path);
        return text;
    }

    std::string object_text(const JsonObject& schema, const std::string& path) {
        const auto [place, fresh] = described_.emplace(compact(schema), path);
        if (!fresh)
            return "поля — те же, что внутри " + place->second;
        nested_.push_back({path, &schema});
        return "поля (ниже)";
    }

    std::string name_;
    const JsonObject* known_;
    std::string text_;
    std::deque<Nested> nested_;
    std::map<std::string, std::string> described_;  // schema → where its table stands
};

JsonObject schema_of(const auto& table) {
    JsonObject properties;
    JsonArray required;
    describe_fields(table, SchemaForm::Input, properties, required);
    return object_schema(std::move(properties), std::move(required));
}

std::string heading(std::string_view title, std::string_view id) {
    return fmt::format("\n## {} {{#{}}}\n\n", title, id);
}

}  // namespace

std::string files_of_kind(const Kind& kind) {
    // The curriculum is one file at the top of the site.
    if (kind.name == "curriculum")
        return "curriculum.yaml";
    return fmt::format("{}/**.{}", kind.folder, kind.form == FileForm::Markdown ? "md" : "yaml");
}

std::string fields_reference() {
    std::string text = reference_page_head(
        "Справочник полей",
        "Все поля всех видов файлов: как называются, что значат, что в них пишут.");
    text +=
        "Если поле может быть списком, одно значение пишут и без скобок. Слова можно писать "
        "по-русски и по-английски. Тот же справочник для редакторов — `vitrina schema ВИД`.\n";
    const JsonObject common = schema_of(field_table<Common>());
    text += heading("Общие поля всех записей", "common");
    text += KindReference("общие", nullptr).describe(common);
    const JsonObject site = schema_of(field_table<SiteConfig>());
    text += heading("site.yaml — сам сайт", "site");
    text += KindReference("site.yaml", nullptr).describe(site);
    for (const Kind& kind : all_kinds()) {
        const JsonValue schema = kind.schema(SchemaForm::Input);
        text += heading(fmt::format("{} — {}", kind.name, kind.doc.ru), kind.name);
        text += fmt::format("Файлы: `{}`. Кроме этих полей — [общие](#common).\n\n",
                            files_of_kind(kind));
        text += KindReference(std::string(kind.name), member(common, "properties"))
                    .describe(*schema.as_object());
    }
    return text;
}

}  // namespace vitrina
