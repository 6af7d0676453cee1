// JSON of others, read strictly: one value in UTF-8 without a byte order mark, no key twice,
// numbers that are numbers, and neither deeper nor larger than a reader asks for.
//
// Numbers keep their text only if they are whole; others are given in their shortest form.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "base/json.h"

namespace vitrina {

struct JsonLimits {
    std::size_t depth = 32;
    std::size_t values = 200'000;  // of all kinds, members and items together
};

// Why it is none, in the words of the format: they name a byte, never a text of the file.
using JsonRead = tl::expected<JsonValue, std::string>;

JsonRead read_json(std::string_view text, const JsonLimits& limits);

}  // namespace vitrina
