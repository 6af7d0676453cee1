// The names of messages, in order, for tests.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/message_text.h"

namespace vitrina::test {

using Ids = std::vector<std::string>;

inline Ids ids_of(const Diagnostics& out) {
    Ids ids;
    for (const Diagnostic& message : out.items())
        ids.emplace_back(message_text(message.id).name);
    return ids;
}

}  // namespace vitrina::test
