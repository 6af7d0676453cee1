// The ids of the messages of the school year (messages/year.inc), numbered behind those of all.inc
// and import.inc, as diagnostic_ids.cpp lists them.
// They stand apart because few files report them: a new one does not compile the whole program anew.
#pragma once

#include "base/diagnostic_ids.h"

namespace vitrina {

namespace year_messages {

enum class Order : std::uint16_t {
#define VITRINA_MESSAGE(ident, ...) ident,
#include "base/messages/year.inc"
#undef VITRINA_MESSAGE
};

inline constexpr std::uint16_t first = 0
#define VITRINA_MESSAGE(...) +1
#include "base/messages/all.inc"
#include "base/messages/import.inc"
#undef VITRINA_MESSAGE
    ;

}  // namespace year_messages

namespace ids {
#define VITRINA_MESSAGE(ident, ...)                                    \
    inline constexpr MessageId ident = static_cast<MessageId>(         \
        year_messages::first + static_cast<std::uint16_t>(year_messages::Order::ident));
#include "base/messages/year.inc"
#undef VITRINA_MESSAGE
}  // namespace ids

}  // namespace vitrina
