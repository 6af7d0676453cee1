// The one place that knows libstemmer. Words are folded; stems are UTF-8.
// Threads  any: the library's objects are made once per thread when first needed.
// Source   Snowball's algorithms `russian` and `english` (Porter 2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrina {

enum class SnowballLanguage : std::uint8_t { Russian, English };

std::string snowball_stem(SnowballLanguage language, std::string_view word);

}  // namespace vitrina
