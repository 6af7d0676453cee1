#include "fuzz/target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include "base/message_text.h"
#include "base/text.h"

namespace vitrina::fuzz {
namespace {

// A file in another encoding was read as a Source of its own.
void check_place(MessageId id, const Place& place, const SourcePtr& source) {
    if (place.source == nullptr || place.source->path != source->path)
        return;
    const std::size_t size = std::max(place.source->text.size(), source->text.size());
    require(place.span.begin <= place.span.end && place.span.end <= size,
            "a message stands within its file", message_text(id).name);
}

}  // namespace

void require(bool is_kept, std::string_view promise, std::string_view more) {
    if (is_kept)
        return;
    std::fprintf(stderr, "broken promise: %.*s\n%.*s\n", static_cast<int>(promise.size()),
                 promise.data(), static_cast<int>(more.size()), more.data());
    std::abort();
}

SourcePtr source_of(std::string path, std::string_view bytes) {
    return std::make_shared<const Source>(Source{std::move(path), std::string(bytes)});
}

Span whole(const SourcePtr& source) {
    return {0, static_cast<std::uint32_t>(source->text.size())};
}

void check_messages(const Diagnostics& messages, const SourcePtr& source) {
    for (const Diagnostic& item : messages.items()) {
        check_place(item.id, item.place, source);
        for (const Note& note : item.notes)
            check_place(note.id, note.place, source);
    }
    if (messages.items().empty())
        return;
    const TextLoader load = [&](const std::string&) { return std::optional(source->text); };
    for (const Language language : {Language::Russian, Language::English})
        for (const MessageFormat format :
             {MessageFormat::Text, MessageFormat::Json, MessageFormat::Sarif}) {
            ReportOptions options;
            options.format = format;
            options.style.language = language;
            const std::string told = render_diagnostics(messages, options, load);
            require(is_utf8(told), "messages are UTF-8", told);
            require(format != MessageFormat::Text || !find_control(told),
                    "messages hold no control characters", told);
        }
}

}  // namespace vitrina::fuzz
