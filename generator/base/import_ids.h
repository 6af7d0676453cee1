// The messages of documents and tables that come in and of what goes out in one piece: import of
// Word and Excel, updates, reports, packs. They stand behind those of diagnostic_ids.h, in a header
// of their own, because only a few files give them.
#pragma once

#include <cstddef>

#include "base/diagnostic_ids.h"

namespace vitrina {

inline constexpr std::size_t common_message_count = 0
#define VITRINA_MESSAGE(ident, ...) +1
#include "base/messages/all.inc"
#undef VITRINA_MESSAGE
    ;

enum class ImportMessage : std::uint16_t {
#define VITRINA_MESSAGE(ident, ...) ident,
#include "base/messages/import.inc"
#undef VITRINA_MESSAGE
};

namespace ids {
#define VITRINA_MESSAGE(ident, ...)                              \
    inline constexpr MessageId ident{static_cast<std::uint16_t>( \
        common_message_count + static_cast<std::size_t>(ImportMessage::ident))};
#include "base/messages/import.inc"
#undef VITRINA_MESSAGE
}  // namespace ids

}  // namespace vitrina
