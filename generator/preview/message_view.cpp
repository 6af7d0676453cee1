#include "preview/message_view.h"

#include <algorithm>
#include <utility>

#include "base/message_place.h"
#include "base/message_report.h"
#include "content/walk.h"
#include "preview/address.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Shape;
using stache::Value;
using stache::Values;

std::string shown_place(const LocatedPlace& place) {
    if (!place.has_position)
        return escape_controls(place.path);
    return escape_controls(place.path) + ":" + std::to_string(place.begin.line) + ":" +
           std::to_string(place.begin.column);
}

Object place_view(const LocatedPlace& place, const FileReader& files) {
    return {{"place", shown_place(place)},
            {"editor", place.path.empty() ? std::string()
                                          : editor_link(files, place.path, place.begin)},
            {"excerpt", place.has_position ? render_excerpt(place, "") : std::string()}};
}

Value message_view(const Diagnostic& message,
                   PlaceReader& reader,
                   const FileReader& files,
                   Language language) {
    const MessageWords words = words_of(message.id, message.args, language);
    Object view = place_view(reader.locate(message.place), files);
    view.add("is_error", message.severity == Severity::Error);
    view.add("text", escape_controls(words.text));
    view.add("id", message_text(message.id).name);
    view.add("help", escape_controls(words.help));
    Values notes;
    for (const Note& note : message.notes) {
        Object one = place_view(reader.locate(note.place), files);
        one.add("text", escape_controls(words_of(note.id, note.args, language).text));
        notes.push_back(std::move(one));
    }
    view.add("notes", std::move(notes));
    return view;
}

}  // namespace

Values message_views(const std::vector<Diagnostic>& sorted,
                     const FileReader& files,
                     Language language,
                     std::size_t limit) {
    const TextLoader load = [&files](const std::string& path) -> std::optional<std::string> {
        auto text = files.read(path, text_file_limit);
        return text ? std::optional(std::move(*text)) : std::nullopt;
    };
    PlaceReader reader(load);
    Values views;
    for (const Diagnostic& message : sorted)
        if (views.size() < limit)
            views.push_back(message_view(message, reader, files, language));
    return views;
}

Shape message_shape() {
    const Shape::Fields place{
        {"place", Shape::text(), "File, line and column.", "memos/vpr.md:3:5"},
        {"editor", Shape::text(), "Link that opens the place in an editor.", ""},
        {"excerpt", Shape::text(), "The line and the carets below it.", ""},
        {"text", Shape::text(), "What is wrong.", ""},
    };
    Shape::Fields fields = place;
    fields.push_back({"is_error", Shape::flag(), "Not a warning.", ""});
    fields.push_back({"id", Shape::text(), "Name of the message.", "link-unknown"});
    fields.push_back({"help", Shape::text(), "What to do; may be empty.", ""});
    fields.push_back({"notes", Shape::list(Shape::object("note", place)), "More places.", ""});
    return Shape::object("message", std::move(fields));
}

std::string editor_link(const FileReader& files, const std::string& path, LineColumn place) {
    const auto real = files.real_path(path);
    if (!real || !*real)
        return {};
    return "vscode://file" + encode_path(**real) + ":" + std::to_string(place.line) + ":" +
           std::to_string(place.column);
}

}  // namespace vitrina
