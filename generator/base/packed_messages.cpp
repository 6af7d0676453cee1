#include "base/packed_messages.h"

namespace vitrina {
namespace {

MessageId unpack_id(PackReader& from) {
    const std::uint64_t number = from.number();
    if (number < message_count())
        return static_cast<MessageId>(number);
    from.fail();
    return {};
}

}  // namespace

void pack_place(const Place& place, PackWriter& to) {
    to.number(place.source ? 1 : 0);
    if (place.source)
        to.text(place.source->path);
    to.number(place.span.begin);
    to.number(place.span.end);
}

Place unpack_place(PackReader& from) {
    Place place;
    if (from.number() == 1)
        place.source = std::make_shared<const Source>(Source{std::string(from.text()), ""});
    place.span.begin = static_cast<std::uint32_t>(from.number());
    place.span.end = static_cast<std::uint32_t>(from.number());
    return place;
}

void pack_messages(const Diagnostics& messages, PackWriter& to) {
    to.number(messages.items().size());
    for (const Diagnostic& message : messages.items()) {
        to.number(static_cast<std::uint64_t>(message.id));
        pack_place(message.place, to);
        to.texts(message.args);
        to.number(message.notes.size());
        for (const Note& note : message.notes) {
            to.number(static_cast<std::uint64_t>(note.id));
            pack_place(note.place, to);
            to.texts(note.args);
        }
        to.number(message.count);
    }
}

Diagnostics unpack_messages(PackReader& from) {
    Diagnostics messages;
    for (std::size_t left = from.count(); left > 0 && !from.failed(); --left) {
        Diagnostic message;
        message.id = unpack_id(from);
        message.severity = message_text(message.id).severity;
        message.place = unpack_place(from);
        message.args = from.texts();
        message.notes.resize(from.count());
        for (Note& note : message.notes) {
            note.id = unpack_id(from);
            note.place = unpack_place(from);
            note.args = from.texts();
        }
        message.count = static_cast<std::size_t>(from.number());
        messages.add(std::move(message));
    }
    return messages;
}

}  // namespace vitrina
