// The ids of the messages of the search (messages/search.inc), numbered behind those of all.inc,
// import.inc, year.inc and committee.inc, as diagnostic_ids.cpp lists them.
// They stand apart because few files report them: a new one does not compile the whole program anew.
#pragma once

#include "base/diagnostic_ids.h"

namespace vitrina {

enum class SearchMessage : std::uint16_t {
#define VITRINA_MESSAGE(ident, ...) ident,
#include "base/messages/search.inc"
#undef VITRINA_MESSAGE
};

inline constexpr std::uint16_t first_search_message = 0
#define VITRINA_MESSAGE(...) +1
#include "base/messages/all.inc"
#include "base/messages/import.inc"
#include "base/messages/year.inc"
#include "base/messages/committee.inc"
#undef VITRINA_MESSAGE
    ;

namespace ids {
#define VITRINA_MESSAGE(ident, ...)                            \
    inline constexpr MessageId ident = static_cast<MessageId>( \
        first_search_message + static_cast<std::uint16_t>(SearchMessage::ident));
#include "base/messages/search.inc"
#undef VITRINA_MESSAGE
}  // namespace ids

}  // namespace vitrina
