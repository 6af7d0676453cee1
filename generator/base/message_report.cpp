#include "base/message_report.h"

#include <algorithm>

#include "base/json.h"
#include "base/message_place.h"

namespace vitrina {
namespace {

JsonValue count(std::size_t value) {
    return JsonValue::number(static_cast<std::int64_t>(value));
}

std::string_view severity_name(Severity severity) {
    if (severity == Severity::Error)
        return "error";
    return severity == Severity::Warning ? "warning" : "note";
}

void add_place(JsonObject& to, const LocatedPlace& place) {
    to.add_unless_empty("path", place.path);
    if (!place.has_position)
        return;
    to.add("line", count(place.begin.line));
    to.add("column", count(place.begin.column));
    to.add("end_line", count(place.end.line));
    to.add("end_column", count(place.end.column));
}

// RFC 3986: what is not unreserved or `/` is escaped, so that any file name is a relative
// reference.
std::string uri_of(std::string_view path) {
    std::string uri;
    for (const char byte : path) {
        const bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                              (byte >= '0' && byte <= '9') ||
                              std::string_view("-._~/").find(byte) != std::string_view::npos;
        if (is_plain)
            uri += byte;
        else
            uri += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
    return uri;
}

JsonObject text_object(std::string text) {
    JsonObject object;
    object.add("text", std::move(text));
    return object;
}

void add_physical_location(JsonObject& to, const LocatedPlace& place) {
    if (place.path.empty())
        return;
    JsonObject artifact;
    artifact.add("uri", uri_of(place.path));
    JsonObject physical;
    physical.add("artifactLocation", std::move(artifact));
    if (place.has_position) {
        JsonObject region;
        region.add("startLine", count(place.begin.line));
        region.add("startColumn", count(place.begin.column));
        region.add("endLine", count(place.end.line));
        region.add("endColumn", count(place.end.column));
        physical.add("region", std::move(region));
    }
    to.add("physicalLocation", std::move(physical));
}

std::string_view in_language(const BilingualText& text, Language language) {
    return language == Language::Russian ? text.ru : text.en;
}

std::vector<MessageId> ids_of(const std::vector<Diagnostic>& messages) {
    std::vector<MessageId> ids;
    for (const Diagnostic& message : messages)
        ids.push_back(message.id);
    std::ranges::sort(ids, {}, [](MessageId id) { return message_text(id).name; });
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

JsonObject sarif_driver(const std::vector<MessageId>& ids, const ReportOptions& options) {
    JsonArray rules;
    for (const MessageId id : ids) {
        const MessageText& message = message_text(id);
        JsonObject rule;
        rule.add("id", message.name);
        rule.add(
            "fullDescription",
            text_object(std::string(in_language(message.explanation, options.style.language))));
        rules.push_back(std::move(rule));
    }
    JsonObject driver;
    driver.add("name", "vitrina");
    driver.add_unless_empty("version", options.version);
    driver.add("rules", std::move(rules));
    return driver;
}

JsonObject sarif_result(const Diagnostic& message, Language language, PlaceReader& places) {
    const MessageWords words = words_of(message.id, message.args, language);
    JsonObject result;
    result.add("ruleId", message_text(message.id).name);
    result.add("level", severity_name(message.severity));
    result.add("message",
               text_object(words.help.empty() ? words.text : words.text + "\n" + words.help));
    JsonObject location;
    add_physical_location(location, places.locate(message.place));
    if (!location.members.empty())
        result.add("locations", JsonArray{std::move(location)});
    JsonArray related;
    for (const Note& note : message.notes) {
        JsonObject place;
        add_physical_location(place, places.locate(note.place));
        place.add("message", text_object(words_of(note.id, note.args, language).text));
        related.push_back(std::move(place));
    }
    result.add_unless_empty("relatedLocations", std::move(related));
    if (message.count > 1)
        result.add("occurrenceCount", count(message.count));
    return result;
}

}  // namespace

std::string render_json_report(const std::vector<Diagnostic>& sorted,
                               const ReportOptions& options,
                               const TextLoader& load) {
    PlaceReader places(load);
    PlaceReader note_places(load);
    std::string report = "[";
    for (const Diagnostic& message : sorted) {
        const MessageWords words = words_of(message.id, message.args, options.style.language);
        JsonObject object;
        add_place(object, places.locate(message.place));
        object.add("severity", severity_name(message.severity));
        object.add("id", message_text(message.id).name);
        object.add("text", words.text);
        object.add_unless_empty("help", words.help);
        JsonArray notes;
        for (const Note& note : message.notes) {
            JsonObject noted;
            add_place(noted, note_places.locate(note.place));
            noted.add("text", words_of(note.id, note.args, options.style.language).text);
            notes.push_back(std::move(noted));
        }
        object.add_unless_empty("notes", std::move(notes));
        object.add("count", count(message.count));
        report += report.size() > 1 ? ",\n" : "\n";
        report += json_text(std::move(object), JsonForm::Compact);
    }
    return report + (sorted.empty() ? "]\n" : "\n]\n");
}

std::string render_sarif_report(const std::vector<Diagnostic>& sorted,
                                const ReportOptions& options,
                                const TextLoader& load) {
    PlaceReader places(load);
    JsonArray results;
    for (const Diagnostic& message : sorted)
        results.push_back(sarif_result(message, options.style.language, places));
    JsonObject tool;
    tool.add("driver", sarif_driver(ids_of(sorted), options));
    JsonObject run;
    run.add("tool", std::move(tool));
    run.add("columnKind", "unicodeCodePoints");
    run.add("results", std::move(results));
    JsonObject log;
    log.add("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    log.add("version", "2.1.0");
    log.add("runs", JsonArray{std::move(run)});
    return json_text(std::move(log), JsonForm::Indented);
}

}  // namespace vitrina
