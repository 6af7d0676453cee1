// Every message of the program: one line of the tables in messages/*.inc gives its id, severity,
// English and Russian text, help and explanation. `vitrina explain ID` prints the explanation.
//
// Texts    `{0}`, `{1}` … are the arguments in the order of the call; `{0|строка|строки|строк}`
//          chooses the plural form of a count (in English two forms). A help text whose argument is
//          empty is left out, so that «did you mean» appears only when there is a candidate.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vitrina {

enum class Severity : std::uint8_t { Error, Warning, Note };

enum class MessageId : std::uint16_t {
#define VITRINA_MESSAGE(ident, ...) ident,
#include "base/messages/all.inc"
#undef VITRINA_MESSAGE
};

// Shorthand at the place of use: `out.error(ids::yaml_duplicate_key, place, key)`.
namespace ids {
using enum MessageId;
}

struct BilingualText {
    std::string_view en;
    std::string_view ru;
};

struct MessageText {
    std::string_view name;  // kebab-case, as printed in brackets
    Severity severity;
    BilingualText text;
    BilingualText help;
    BilingualText explanation;
};

const MessageText& message_text(MessageId id);
std::optional<MessageId> find_message(std::string_view name);
std::size_t message_count();

}  // namespace vitrina
