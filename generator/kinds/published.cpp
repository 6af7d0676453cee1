#include "kinds/published.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "content/json_read.h"
#include "kinds/validity.h"

namespace vitrina {
namespace {

constexpr auto criteria_fields = std::to_array<std::string_view>(
    {"title", "subjects", "classes", "valid", "school_year", "records"});
constexpr auto criterion_fields = std::to_array<std::string_view>(
    {"id", "subjects", "classes", "valid", "work", "programme", "group", "model", "volume", "max",
     "parts", "scale", "error_kinds", "marks", "no_mark", "pass", "conditions", "text"});
constexpr auto part_fields =
    std::to_array<std::string_view>({"id", "title", "max", "levels"});
constexpr auto weights_fields = std::to_array<std::string_view>(
    {"title", "weights", "applies", "classes", "subjects", "valid", "period", "term_mark",
     "school_year", "min_marks", "rounding"});
constexpr auto revision_fields =
    std::to_array<std::string_view>({"updated", "revisions", "reviewed", "review_by"});
constexpr std::size_t longest_address = 1000;
constexpr std::size_t longest_note = 1000;

// The tree that field tables decode; it has no places, for there is nobody to tell.
YamlNode node_of(const JsonValue& value) {
    YamlNode node;
    if (const JsonObject* object = value.as_object()) {
        node.kind = YamlKind::Mapping;
        for (const JsonMember& member : object->members) {
            node.keys.push_back(node_of(JsonValue(member.first)));
            node.children.push_back(node_of(member.second));
        }
    } else if (const JsonArray* items = value.as_array()) {
        node.kind = YamlKind::Sequence;
        for (const JsonValue& item : *items)
            node.children.push_back(node_of(item));
    } else if (const std::string* text = value.as_string()) {
        node.kind = YamlKind::Scalar;
        node.style = YamlStyle::DoubleQuoted;
        node.scalar.text = *text;
    } else if (const auto* number = std::get_if<JsonNumber>(&value.variant())) {
        node.kind = YamlKind::Scalar;
        node.scalar.text = number->text;
    } else if (const auto* flag = std::get_if<bool>(&value.variant())) {
        node.kind = YamlKind::Scalar;
        node.scalar.text = *flag ? "true" : "false";
    }
    return node;
}

// What is not compared stays behind, so that a newer site with more fields can still be read.
template <std::size_t N>
JsonObject keep_fields(const JsonObject& object, const std::array<std::string_view, N>& names) {
    JsonObject kept;
    for (const JsonMember& member : object.members)
        if (std::ranges::find(names, member.first) != names.end())
            kept.add(member.first, member.second);
    return kept;
}

template <std::size_t N>
JsonArray keep_fields_of_each(const JsonValue* list,
                              const std::array<std::string_view, N>& names) {
    JsonArray kept;
    if (list != nullptr && list->as_array() != nullptr)
        for (const JsonValue& item : *list->as_array())
            if (const JsonObject* object = item.as_object())
                kept.emplace_back(keep_fields(*object, names));
    return kept;
}

JsonObject criterion_of(const JsonObject& published) {
    JsonObject criterion;
    for (JsonMember& member : keep_fields(published, criterion_fields).members) {
        if (member.first == "parts")
            criterion.add("parts", keep_fields_of_each(&member.second, part_fields));
        else
            criterion.add(std::move(member.first), std::move(member.second));
    }
    return criterion;
}

std::optional<JsonObject> read_object(std::string_view json) {
    auto value = read_json(json, {});
    if (!value || value->as_object() == nullptr)
        return std::nullopt;
    return std::move(*value->as_object());
}

// «5» from 4.5 and so on: every mark but the lowest from half a mark below it.
JsonObject usual_term(std::span<const int> marks) {
    JsonObject term;
    for (const int mark : marks)
        if (mark != std::ranges::min(marks))
            term.add(std::to_string(mark), JsonNumber{std::to_string(mark - 1) + ".5"});
    return term;
}

// By the kind's own table and checks; nothing after an error.
std::optional<Record> decode(const Kind& kind, const JsonObject& fields, std::span<const int> marks) {
    Diagnostics told;
    Record record;
    record.kind = &kind;
    record.source = std::make_shared<const Source>();
    DecodeContext decoding{record.source, told};
    if (!kind.decode(node_of(JsonValue(fields)), decoding, record) || told.has_errors())
        return std::nullopt;
    CheckContext checking{{}, {marks.begin(), marks.end()}, told};
    kind.check(record, checking);
    if (told.has_errors())
        return std::nullopt;
    return record;
}

std::string text_of(const JsonObject& object, std::string_view key) {
    const JsonValue* value = object.find(key);
    const std::string* text = value != nullptr ? value->as_string() : nullptr;
    return text != nullptr ? *text : std::string();
}

std::string address_of(const JsonObject& object, std::string_view key) {
    std::string url = text_of(object, key);
    return is_web_address(url) ? url : std::string();
}

std::string first_evidence(const JsonObject& row) {
    const JsonValue* list = row.find("evidence");
    if (list != nullptr && list->as_array() != nullptr)
        for (const JsonValue& item : *list->as_array())
            if (const JsonObject* one = item.as_object())
                if (std::string url = address_of(*one, "url"); !url.empty())
                    return url;
    return {};
}

bool is_word(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

void add_answers(const JsonValue* list,
                 std::string_view note_key,
                 const PublishedAnswer& row,
                 std::vector<PublishedAnswer>& answers) {
    if (list == nullptr || list->as_array() == nullptr)
        return;
    for (const JsonValue& item : *list->as_array()) {
        const JsonObject* object = item.as_object();
        if (object == nullptr)
            continue;
        PublishedAnswer answer = row;
        answer.measure = address_of(*object, "url");
        answer.extent = text_of(*object, "extent");
        answer.note = shorten(text_of(*object, note_key), longest_note);
        if (!answer.measure.empty() &&
            is_word(answer.extent, {"full", "partial", "absent", "not_applicable"}))
            answers.push_back(std::move(answer));
    }
}

void add_rows(const JsonObject& section, std::vector<PublishedAnswer>& answers) {
    const JsonValue* rows = section.find("rows");
    if (rows == nullptr || rows->as_array() == nullptr)
        return;
    for (const JsonValue& item : *rows->as_array()) {
        const JsonObject* object = item.as_object();
        if (object == nullptr)
            continue;
        PublishedAnswer row;
        row.row = address_of(*object, "url");
        row.status = text_of(*object, "status");
        if (!is_word(row.status, {"planned", "in_progress", "done", "cancelled", "moved"}))
            row.status.clear();
        row.done = parse_date(text_of(*object, "done")).value_or(Date{});
        row.evidence = first_evidence(*object);
        add_answers(object->find("implements"), "note", row, answers);
    }
}

PublishedAct act_of(const JsonObject& object) {
    PublishedAct act{"", shorten(collapse_spaces(text_of(object, "act")), longest_note)};
    const JsonValue* approved = object.find("approved_by");
    if (const JsonObject* reference = approved != nullptr ? approved->as_object() : nullptr)
        act.ref = text_of(*reference, "ref");
    return act;
}

// The same with the names of every object in the order of their bytes.
JsonValue in_order(const JsonValue& value) {
    if (const JsonArray* items = value.as_array()) {
        JsonArray made;
        for (const JsonValue& item : *items)
            made.push_back(in_order(item));
        return made;
    }
    if (const JsonObject* object = value.as_object()) {
        JsonObject made;
        for (const JsonMember& member : object->members)
            made.add(member.first, in_order(member.second));
        std::ranges::stable_sort(made.members, {}, &JsonMember::first);
        return made;
    }
    return value;
}

}  // namespace

bool is_web_address(std::string_view text) {
    const bool has_scheme = text.starts_with("https://") || text.starts_with("http://");
    if (!has_scheme || text.size() > longest_address)
        return false;
    const std::string_view host = text.substr(text.find("//") + 2);
    const char first = host.empty() ? '/' : host.front();
    if (std::string_view("/?#@:.").find(first) != std::string_view::npos)
        return false;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint sign = code_point_at(text, at);
        if (!sign.is_valid || !is_visible(sign.value) ||
            std::string_view("\"'<>\\^`{|}").find(text[at]) != std::string_view::npos)
            return false;
        at += sign.length;
    }
    return true;
}

std::optional<Criteria> read_published_criteria(std::string_view json, std::span<const int> marks) {
    const auto object = read_object(json);
    if (!object)
        return std::nullopt;
    JsonObject fields;
    for (JsonMember& member : keep_fields(*object, criteria_fields).members)
        if (member.first != "records")
            fields.add(std::move(member.first), std::move(member.second));
    JsonArray records;
    if (const JsonValue* list = object->find("records"); list != nullptr && list->as_array())
        for (const JsonValue& item : *list->as_array())
            if (const JsonObject* one = item.as_object())
                records.emplace_back(criterion_of(*one));
    fields.add("records", std::move(records));
    static const Kind kind = criteria_kind();
    auto record = decode(kind, fields, marks);
    if (!record)
        return std::nullopt;
    Criteria criteria = std::move(as<Criteria>(*record));
    for (CriteriaRecord& one : criteria.records)
        one.valid = validity_of(one.valid, record->common, {});
    return criteria;
}

std::optional<PublishedWeightsFile> read_published_weights(std::string_view json,
                                                           std::span<const int> marks) {
    const auto object = read_object(json);
    if (!object)
        return std::nullopt;
    JsonObject fields = keep_fields(*object, weights_fields);
    // A table sent by mail has weights alone; our checks want the thresholds of a term beside them.
    const bool has_term = fields.find("term_mark") != nullptr;
    if (!has_term)
        fields.add("term_mark", usual_term(marks));
    static const Kind kind = weights_kind();
    auto record = decode(kind, fields, marks);
    if (!record)
        return std::nullopt;
    PublishedWeightsFile file{std::move(as<Weights>(*record)), validity_of({}, record->common, {}),
                              has_term};
    if (!has_term)
        file.weights.term_mark = {};
    return file;
}

std::vector<PublishedAct> read_published_acts(std::string_view json) {
    const auto object = read_object(json);
    if (!object)
        return {};
    const PublishedAct whole = act_of(*object);
    const JsonValue* records = object->find("records");
    if (records == nullptr || records->as_array() == nullptr)
        return {whole};
    std::vector<PublishedAct> acts;
    for (const JsonValue& item : *records->as_array()) {
        const JsonObject* one = item.as_object();
        if (one == nullptr)
            continue;
        PublishedAct own = act_of(*one);
        acts.push_back(own.ref.empty() && own.title.empty() ? whole : std::move(own));
    }
    return acts;
}

std::string published_substance(std::string_view json) {
    auto object = read_object(json);
    if (!object)
        return {};
    std::erase_if(object->members, [](const JsonMember& member) {
        return std::ranges::find(revision_fields, member.first) != revision_fields.end();
    });
    return json_text(in_order(JsonValue(std::move(*object))), JsonForm::Compact);
}

std::optional<std::vector<PublishedAnswer>> read_published_answers(std::string_view json) {
    const auto object = read_object(json);
    if (!object)
        return std::nullopt;
    std::vector<PublishedAnswer> answers;
    const JsonValue* sections = object->find("sections");
    if (sections != nullptr && sections->as_array() != nullptr)
        for (const JsonValue& item : *sections->as_array())
            if (const JsonObject* section = item.as_object())
                add_rows(*section, answers);
    add_answers(object->find("not_adopted"), "why", {}, answers);
    return answers;
}

}  // namespace vitrina
