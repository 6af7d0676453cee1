#include <algorithm>

#include "base/text.h"
#include "content/json_read.h"
#include "kinds/codec.h"
#include "kinds/published.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_name = 200;     // bytes
constexpr std::size_t longest_summary = 300;  // code points
constexpr std::size_t longest_line = 300;     // the same

// The strings of a list; what is too long or too much is passed over.
std::vector<std::string> names_of(const JsonObject& object, std::string_view key) {
    std::vector<std::string> names;
    const JsonValue* value = object.find(key);
    const JsonArray* items = value != nullptr ? value->as_array() : nullptr;
    if (items == nullptr)
        return names;
    for (const JsonValue& item : *items) {
        const std::string* text = item.as_string();
        std::string name = text != nullptr ? collapse_spaces(*text) : std::string();
        if (!name.empty() && name.size() <= longest_name && names.size() < most_filed_names)
            names.push_back(std::move(name));
    }
    return names;
}

std::vector<ClassLabel> classes_of(const JsonObject& object) {
    std::vector<ClassLabel> labels;
    Diagnostics told;
    DecodeContext context{std::make_shared<const Source>(), told};
    for (const std::string& name : names_of(object, "classes"))
        if (const auto label = parse_class(name, context, {}))
            labels.push_back(*label);
    std::ranges::sort(labels);
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    return labels;
}

std::vector<Audience> audiences_of(const JsonObject& object) {
    constexpr Audience all[] = {Audience::Parents, Audience::Pupils, Audience::Teachers,
                                Audience::Administration, Audience::Methodists};
    const std::vector<std::string> names = names_of(object, "audience");
    std::vector<Audience> audiences;
    for (const Audience audience : all)
        if (std::ranges::find(names, word_of(audience, Language::English)) != names.end())
            audiences.push_back(audience);
    return audiences;
}

std::string line_of(const JsonObject& object, std::string_view key) {
    const JsonValue* value = object.find(key);
    const std::string* text = value != nullptr ? value->as_string() : nullptr;
    return text != nullptr ? shorten(collapse_spaces(*text), longest_line) : std::string();
}

const JsonObject* object_in(const JsonObject& object, std::string_view key) {
    const JsonValue* value = object.find(key);
    return value != nullptr ? value->as_object() : nullptr;
}

std::vector<const JsonObject*> objects_in(const JsonObject& object, std::string_view key) {
    std::vector<const JsonObject*> objects;
    const JsonValue* value = object.find(key);
    if (value != nullptr && value->as_array() != nullptr)
        for (const JsonValue& item : *value->as_array())
            if (const JsonObject* one = item.as_object())
                objects.push_back(one);
    return objects;
}

PublishedRow row_of(const JsonObject& object) {
    constexpr std::string_view states[] = {"planned", "in_progress", "done", "cancelled", "moved"};
    PublishedRow row{line_of(object, "id"), line_of(object, "measure"), "", "",
                     line_of(object, "status"), parse_date(line_of(object, "done")).value_or(Date{}),
                     {}};
    if (std::ranges::find(states, row.status) == std::end(states))
        row.status.clear();
    if (const JsonObject* deadline = object_in(object, "deadline"))
        row.deadline = line_of(*deadline, "text");
    if (const JsonObject* moved = object_in(object, "moved"))
        row.moved_to = parse_date(line_of(*moved, "to")).value_or(Date{});
    for (const JsonObject* one : objects_in(object, "responsible"))
        row.responsible += (row.responsible.empty() ? "" : ", ") + line_of(*one, "name");
    row.responsible = shorten(row.responsible, longest_line);
    return row;
}

}  // namespace

std::optional<std::vector<PublishedRow>> read_published_rows(std::string_view json) {
    const auto value = read_json(json, {});
    const JsonObject* object = value ? value->as_object() : nullptr;
    if (object == nullptr)
        return std::nullopt;
    std::vector<PublishedRow> rows;
    for (const JsonObject* section : objects_in(*object, "sections"))
        for (const JsonObject* row : objects_in(*section, "rows"))
            rows.push_back(row_of(*row));
    return rows;
}

PublishedFiling read_published_filing(std::string_view json) {
    const auto value = read_json(json, {});
    const JsonObject* object = value ? value->as_object() : nullptr;
    if (object == nullptr)
        return {};
    PublishedFiling filing{names_of(*object, "subjects"), classes_of(*object),
                           audiences_of(*object), ""};
    const JsonValue* summary = object->find("summary");
    if (summary != nullptr && summary->as_string() != nullptr)
        filing.summary = shorten(collapse_spaces(*summary->as_string()), longest_summary);
    return filing;
}

}  // namespace vitrina
