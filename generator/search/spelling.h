// What search keeps of one spelling of a group of synonyms, and why it may keep nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrina {

inline constexpr std::size_t longest_phrase = 8;  // words

enum class SpellingFault : std::uint8_t {
    None,
    Empty,    // no word but stop words
    OneLeft,  // what is left of «не согласны» would make every «согласны» mean it
    Long,
};

struct Spelling {
    std::vector<std::string> stems;
    std::vector<std::string> words;  // folded, without stop words
    SpellingFault fault = SpellingFault::None;
};

Spelling read_spelling(std::string_view text);

}  // namespace vitrina
