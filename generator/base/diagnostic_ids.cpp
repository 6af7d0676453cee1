#include "base/diagnostic_ids.h"

#include <array>

namespace vitrina {
namespace {

constexpr auto messages = std::to_array<MessageText>({
#define VITRINA_MESSAGE(ident, name, severity, en, ru, help_en, help_ru, explain_en, explain_ru) \
    {name, Severity::severity, {en, ru}, {help_en, help_ru}, {explain_en, explain_ru}},
#include "base/messages/all.inc"
#include "base/messages/import.inc"
#include "base/messages/year.inc"
#include "base/messages/committee.inc"
#include "base/messages/search.inc"
#undef VITRINA_MESSAGE
});

}  // namespace

const MessageText& message_text(MessageId id) {
    return messages[static_cast<std::size_t>(id)];
}

std::optional<MessageId> find_message(std::string_view name) {
    for (std::size_t i = 0; i < messages.size(); ++i)
        if (messages[i].name == name)
            return static_cast<MessageId>(i);
    return std::nullopt;
}

std::size_t message_count() {
    return messages.size();
}

}  // namespace vitrina
