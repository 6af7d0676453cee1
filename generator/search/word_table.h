// What one thread remembers of the words it has met: a number for each, found with one look at memory.
//
// Shapes   words of at most `longest_word` bytes; a number of the caller's choice.
// Cost     a page has a thousand words and more: a table of nodes spends a fifth of a build waiting for
//          memory. Here a word's hash, number and first bytes stand in half a line of the cache; only
//          what is longer than them is compared elsewhere.
// Threads  one.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrina {

class WordTable {
public:
    static constexpr std::size_t longest_word = 255;

    WordTable();

    std::optional<std::uint32_t> find(std::string_view word) const;
    // The word is not there yet.
    void add(std::string_view word, std::uint32_t number);

private:
    static constexpr std::size_t inline_size = 19;

    struct Slot {
        std::uint32_t hash;
        std::uint32_t number;
        std::uint32_t rest;  // where the bytes behind `start` stand in `rests_`
        std::uint8_t length = 0;  // 0: free
        std::array<char, inline_size> start;
    };
    static_assert(sizeof(Slot) == 32);

    bool holds(const Slot& slot, std::uint32_t hash, std::string_view word) const;
    void grow();

    std::vector<Slot> slots_;  // a power of two of them
    std::size_t used_ = 0;
    std::string rests_;
};

}  // namespace vitrina
