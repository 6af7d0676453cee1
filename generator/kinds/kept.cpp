#include "kinds/kept.h"

#include <charconv>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/json.h"
#include "base/sealed_text.h"
#include "content/json_read.h"
#include "kinds/mirrored.h"

namespace vitrina {
namespace {

constexpr std::uint64_t largest_text = std::uint64_t{256} << 20;

JsonValue number(std::int64_t value) {
    return JsonValue::number(value);
}

std::string text_of(const JsonObject& object, std::string_view key) {
    const JsonValue* value = object.find(key);
    const std::string* text = value != nullptr ? value->as_string() : nullptr;
    return text != nullptr ? *text : std::string();
}

std::int64_t number_of(const JsonObject& object, std::string_view key) {
    const JsonValue* value = object.find(key);
    const auto* number = value != nullptr ? std::get_if<JsonNumber>(&value->variant()) : nullptr;
    std::int64_t whole = 0;
    if (number != nullptr)
        std::from_chars(number->text.data(), number->text.data() + number->text.size(), whole);
    return whole;
}

KeptState state_of(const JsonObject& object) {
    KeptState state{.school = text_of(object, "school"),
                    .site = text_of(object, "site"),
                    .set = text_of(object, "set"),
                    .sequence = number_of(object, "sequence"),
                    .first_seen = number_of(object, "first_seen"),
                    .succeeded = number_of(object, "succeeded"),
                    .failures = number_of(object, "failures"),
                    .failed = number_of(object, "failed"),
                    .not_before = number_of(object, "not_before"),
                    .reason = text_of(object, "reason"),
                    .reason_args = {},
                    .etag = text_of(object, "etag"),
                    .last_modified = text_of(object, "last_modified"),
                    .missing = {}};
    if (const JsonValue* args = object.find("reason_args"); args != nullptr && args->as_array())
        for (const JsonValue& arg : *args->as_array())
            state.reason_args.push_back(arg.as_string() != nullptr ? *arg.as_string() : "");
    if (const JsonValue* missing = object.find("missing");
        missing != nullptr && missing->as_array())
        for (const JsonValue& item : *missing->as_array())
            if (const JsonObject* one = item.as_object())
                state.missing.push_back(
                    {text_of(*one, "id"), text_of(*one, "sha256"), number_of(*one, "since")});
    return state;
}

}  // namespace

std::string kept_version_line(const TakenVersion& version,
                              std::size_t index,
                              const std::string& before) {
    JsonObject line;
    line.add("version", number(static_cast<std::int64_t>(index + 1)));
    line.add("set", version.set);
    line.add("site", version.site);
    line.add("sequence", number(version.sequence));
    line.add("first_seen", number(version.first_seen));
    line.add("records", number(static_cast<std::int64_t>(version.records)));
    line.add("before", before);
    return json_text(line, JsonForm::Compact);
}

std::string kept_chain_hash(std::string_view lines) {
    if (lines.empty())
        return std::string(64, '0');
    lines.remove_suffix(1);
    const std::size_t begin = lines.rfind('\n') + 1;
    return sha256_hex(lines.substr(begin));
}

tl::unexpected<Error> KeptReader::damaged(std::string_view name) const {
    return failure(ids::mirror_kept_damaged, {school_, fmt::format("{}/{}", folder_, name)});
}

Result<KeptState> KeptReader::read_state(const FileReader& files) const {
    const auto text = files.read(folder_ + "/state.json", largest_text);
    if (!text && text.error().id == ids::file_missing)
        return KeptState{.school = school_};
    if (!text)
        return tl::unexpected(text.error());
    const auto body = unseal_text(kept_seal, *text);
    const auto value = body ? read_json(*body, {}) : JsonRead(tl::unexpect, "seal");
    if (!value || value->as_object() == nullptr)
        return damaged("state.json");
    KeptState state = state_of(*value->as_object());
    if (state.school != school_ || (!state.set.empty() && !is_sha256(state.set)))
        return damaged("state.json");
    return state;
}

Result<KeptJournal> KeptReader::read_journal(const FileReader& files) const {
    auto text = files.read(folder_ + "/journal.jsonl", largest_text);
    if (!text && text.error().id == ids::file_missing)
        return KeptJournal{};
    if (!text)
        return tl::unexpected(text.error());
    KeptJournal journal;
    std::string_view rest = *text;
    std::string before = kept_chain_hash({});
    while (!rest.empty()) {
        const auto line = take_until(rest, '\n');
        const auto value = line ? read_json(*line, {}) : JsonRead(tl::unexpect, "line");
        const JsonObject* object = value ? value->as_object() : nullptr;
        const std::size_t index = journal.versions.size();
        if (object == nullptr)
            return damaged(fmt::format("journal.jsonl:{}", index + 1));
        TakenVersion version{text_of(*object, "set"), text_of(*object, "site"),
                             number_of(*object, "sequence"), number_of(*object, "first_seen"),
                             static_cast<std::size_t>(number_of(*object, "records"))};
        if (!is_sha256(version.set) || kept_version_line(version, index, before) != *line)
            return damaged(fmt::format("journal.jsonl:{}", index + 1));
        before = sha256_hex(*line);
        journal.versions.push_back(std::move(version));
    }
    journal.text = std::move(*text);
    return journal;
}

Result<std::optional<std::string>> KeptReader::read_object(const FileReader& files,
                                                           std::string_view sha256) const {
    const std::string name = fmt::format("objects/{}", sha256);
    auto bytes = files.read(fmt::format("{}/{}", folder_, name), largest_text);
    if (!bytes && bytes.error().id == ids::file_missing)
        return std::optional<std::string>();
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (sha256_hex(*bytes) != sha256)
        return damaged(name);
    return std::optional(std::move(*bytes));
}

}  // namespace vitrina
