#include "kinds/mirrored.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "content/json_read.h"

namespace vitrina {
namespace {

constexpr std::string_view portal_name = "portal.json";
constexpr std::size_t longest_title = 4000;    // bytes
constexpr std::size_t longest_address = 1000;  // bytes
constexpr std::size_t longest_text = 1'000'000;
constexpr std::int64_t largest_size = std::int64_t{1} << 40;

tl::unexpected<Error> wrong(std::string_view file, std::string_view field) {
    return failure(ids::mirror_portal, {std::string(file), std::string(field)});
}

// Signs that turn the direction of a text around: a title could show another than it is.
bool turns_direction(char32_t sign) {
    return (sign >= 0x202A && sign <= 0x202E) || (sign >= 0x2066 && sign <= 0x2069) ||
           sign == 0x200E || sign == 0x200F || sign == 0x061C;
}

bool is_clean_text(std::string_view text, std::size_t limit) {
    if (text.size() > limit)
        return false;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint sign = code_point_at(text, at);
        const bool is_control = (sign.value < 0x20 && sign.value != '\n' && sign.value != '\t') ||
                                (sign.value >= 0x7F && sign.value <= 0x9F);
        if (!sign.is_valid || is_control || turns_direction(sign.value))
            return false;
        at += sign.length;
    }
    return true;
}

// `criteria/math.json`: below the site, without scheme, query, `..` or empty parts.
bool is_plain_address(std::string_view text) {
    if (text.empty() || text.size() > longest_address || text.front() == '/')
        return false;
    const bool clean = std::ranges::all_of(text, [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
               (byte >= '0' && byte <= '9') ||
               std::string_view("-_./~").find(byte) != std::string_view::npos;
    });
    const std::string framed = "/" + std::string(text);
    return clean && framed.find("/.") == std::string::npos &&
           framed.find("//") == std::string::npos;
}

std::string text_of(const JsonObject& object, std::string_view key) {
    const JsonValue* value = object.find(key);
    const std::string* text = value != nullptr ? value->as_string() : nullptr;
    return text != nullptr ? *text : std::string();
}

// Absent or a string: nothing else.
bool is_text(const JsonObject& object, std::string_view key) {
    const JsonValue* value = object.find(key);
    return value == nullptr || value->as_string() != nullptr;
}

std::optional<std::int64_t> whole_of(const JsonObject& object, std::string_view key) {
    const JsonValue* value = object.find(key);
    const auto* number = value != nullptr ? std::get_if<JsonNumber>(&value->variant()) : nullptr;
    if (number == nullptr)
        return std::nullopt;
    std::int64_t whole = 0;
    const char* end = number->text.data() + number->text.size();
    const auto [stop, problem] = std::from_chars(number->text.data(), end, whole);
    return problem == std::errc() && stop == end ? std::optional(whole) : std::nullopt;
}

bool is_one_line(const std::string& text, std::size_t limit) {
    return is_clean_text(text, limit) && text.find('\n') == std::string::npos;
}

Result<MirroredRecord> read_record(const JsonValue& value, std::size_t index) {
    const std::string name = fmt::format("records[{}]", index);
    const JsonObject* object = value.as_object();
    if (object == nullptr)
        return wrong(portal_name, name);
    for (const std::string_view key : {"id", "kind", "title", "url", "json", "sha256", "revision"})
        if (!is_text(*object, key))
            return wrong(portal_name, fmt::format("{}.{}", name, key));
    MirroredRecord record{text_of(*object, "id"),
                          text_of(*object, "kind"),
                          text_of(*object, "title"),
                          text_of(*object, "url"),
                          text_of(*object, "json"),
                          text_of(*object, "sha256"),
                          0,
                          text_of(*object, "revision")};
    std::string_view bad;
    if (record.id.empty() || !is_one_line(record.id, longest_address))
        bad = "id";
    else if (record.kind.empty() || !is_plain_address(record.kind))
        bad = "kind";
    else if (record.title.empty() || !is_one_line(record.title, longest_title))
        bad = "title";
    else if (!is_plain_address(record.url))
        bad = "url";
    else if (!record.revision.empty() && !parse_date(record.revision))
        bad = "revision";
    else if (!record.json.empty() && !is_plain_address(record.json))
        bad = "json";
    else if (!record.json.empty() && !is_sha256(record.sha256))
        bad = "sha256";
    const auto size = whole_of(*object, "size");
    if (bad.empty() && !record.json.empty() && (!size || *size < 0 || *size > largest_size))
        bad = "size";
    if (!bad.empty())
        return wrong(portal_name, fmt::format("{}.{}", name, bad));
    record.size = static_cast<std::uint64_t>(size.value_or(0));
    record.is_document = text_of(*object, "form") == "file";
    return record;
}

Result<void> read_records(const JsonValue& list, const MirroredLimits& limits, MirroredSet& set) {
    const JsonArray* items = list.as_array();
    if (items == nullptr || items->size() > limits.records)
        return wrong(portal_name, "records");
    std::set<std::string, std::less<>> ids_seen;
    std::set<std::string, std::less<>> files_seen;
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < items->size(); ++i) {
        auto record = read_record((*items)[i], i);
        if (!record)
            return tl::unexpected(record.error());
        const bool fresh = ids_seen.insert(to_nfc(record->id)).second &&
                           (record->json.empty() || files_seen.insert(record->json).second);
        if (!fresh)
            return failure(ids::mirror_ids_twice, {record->id});
        bytes += record->size;
        if (bytes > limits.bytes)
            return failure(ids::mirror_too_large,
                           {std::string(portal_name), fmt::to_string(limits.bytes)});
        set.records.push_back(std::move(*record));
    }
    return {};
}

Result<void> read_removed(const JsonValue* list, MirroredSet& set) {
    if (list == nullptr)
        return {};
    const JsonArray* items = list->as_array();
    if (items == nullptr)
        return wrong(portal_name, "removed");
    for (const JsonValue& item : *items) {
        const JsonObject* object = item.as_object();
        std::string id = object != nullptr ? text_of(*object, "id") : std::string();
        if (id.empty() || !is_one_line(id, longest_address))
            return wrong(portal_name, "removed");
        set.removed.push_back(std::move(id));
    }
    return {};
}

Result<MirroredSection> read_section(const JsonObject& object) {
    MirroredSection section{text_of(object, "kind"),
                            text_of(object, "audience"),
                            text_of(object, "url"),
                            whole_of(object, "count").value_or(-1),
                            {}};
    const std::string newest = text_of(object, "newest");
    const auto date = parse_date(newest);
    if (!is_plain_address(section.kind) || !is_plain_address(section.url) || section.count < 0 ||
        (!section.audience.empty() && !is_plain_address(section.audience)) ||
        (!newest.empty() && !date))
        return wrong(portal_name, "sections");
    section.newest = date.value_or(Date{});
    return section;
}

Result<MirroredHotline> read_hotline(const JsonObject& object) {
    MirroredHotline line{text_of(object, "title"), text_of(object, "phone")};
    if (line.title.empty() || !is_one_line(line.title, longest_title) ||
        !is_one_line(line.phone, longest_address))
        return wrong(portal_name, "hotlines");
    return line;
}

// A list of the catalogue that older sites may not have.
template <class Item>
Result<void> read_list(const JsonObject& portal,
                       std::string_view key,
                       Result<Item> (*read)(const JsonObject&),
                       std::vector<Item>& to) {
    const JsonValue* list = portal.find(key);
    if (list == nullptr)
        return {};
    if (list->as_array() == nullptr)
        return wrong(portal_name, key);
    for (const JsonValue& item : *list->as_array()) {
        if (item.as_object() == nullptr)
            return wrong(portal_name, key);
        auto one = read(*item.as_object());
        if (!one)
            return tl::unexpected(one.error());
        to.push_back(std::move(*one));
    }
    return {};
}

Result<JsonValue> read_strictly(std::string_view file, std::string_view text) {
    auto value = read_json(text, {});
    if (!value)
        return failure(ids::mirror_not_json, {std::string(file), value.error()});
    return std::move(*value);
}

bool has_clean_texts(const JsonValue& value) {
    if (const std::string* text = value.as_string())
        return is_clean_text(*text, longest_text);
    if (const JsonArray* items = value.as_array())
        return std::ranges::all_of(*items, has_clean_texts);
    if (const JsonObject* object = value.as_object())
        return std::ranges::all_of(object->members, [](const JsonMember& member) {
            return is_clean_text(member.first, longest_address) && has_clean_texts(member.second);
        });
    return true;
}

}  // namespace

MirroredName mirrored_name(std::string_view json) {
    const auto value = read_json(json, {});
    const JsonObject* object = value ? value->as_object() : nullptr;
    if (object == nullptr)
        return {};
    MirroredName name{text_of(*object, "kind"), text_of(*object, "title")};
    if (!is_one_line(name.title, longest_title))
        name.title.clear();
    return name;
}

bool is_sha256(std::string_view text) {
    return text.size() == 64 && std::ranges::all_of(text, [](char byte) {
               return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
           });
}

Result<MirroredSet> read_mirrored_set(std::string_view portal, const MirroredLimits& limits) {
    const auto value = read_strictly(portal_name, portal);
    if (!value)
        return tl::unexpected(value.error());
    const JsonObject* object = value->as_object();
    if (object == nullptr || whole_of(*object, "version") != 1)
        return wrong(portal_name, "version");
    MirroredSet set;
    set.site = text_of(*object, "site");
    set.title = text_of(*object, "title");
    if (set.site.empty() || !is_one_line(set.site, longest_address))
        return wrong(portal_name, "site");
    if (set.title.empty() || !is_one_line(set.title, longest_title))
        return wrong(portal_name, "title");
    const auto sequence = whole_of(*object, "sequence");
    if ((object->find("sequence") != nullptr && !sequence) || sequence.value_or(0) < 0)
        return wrong(portal_name, "sequence");
    set.sequence = sequence.value_or(0);
    if (object->find("generated") != nullptr) {
        const auto date = parse_date(text_of(*object, "generated"));
        if (!date)
            return wrong(portal_name, "generated");
        set.generated = *date;
    }
    const JsonValue* records = object->find("records");
    if (records == nullptr)
        return wrong(portal_name, "records");
    if (auto read = read_records(*records, limits, set); !read)
        return tl::unexpected(read.error());
    if (auto read = read_removed(object->find("removed"), set); !read)
        return tl::unexpected(read.error());
    set.base_url = text_of(*object, "base_url");
    if (!is_one_line(set.base_url, longest_address))
        return wrong(portal_name, "base_url");
    if (auto read = read_list(*object, "sections", read_section, set.sections); !read)
        return tl::unexpected(read.error());
    if (auto read = read_list(*object, "hotlines", read_hotline, set.hotlines); !read)
        return tl::unexpected(read.error());
    return set;
}

Result<void> check_mirrored_record(std::string_view json, const MirroredRecord& record) {
    const auto value = read_strictly(record.json, json);
    if (!value)
        return tl::unexpected(value.error());
    const JsonObject* object = value->as_object();
    if (object == nullptr || text_of(*object, "id") != record.id)
        return wrong(record.json, "id");
    if (text_of(*object, "kind") != record.kind)
        return wrong(record.json, "kind");
    if (!has_clean_texts(*value))
        return wrong(record.json, "text");
    return {};
}

}  // namespace vitrina
