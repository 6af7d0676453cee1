// Small numbers, met in any order and taken in theirs: what sorting them would cost more.
//
// Cost     a bit for each number up to the greatest; taking looks at one word of 4096 numbers each.
// Lifetime empty again after each `take`, ready for the next page.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace vitrina {

class NumberSet {
public:
    // Numbers below `count` can be added.
    void reserve(std::size_t count) {
        words_.resize(count / bits + 1);
        blocks_.resize(count / (bits * bits) + 1);
    }

    void add(std::uint32_t number) {
        words_[number / bits] |= bit(number);
        blocks_[number / (bits * bits)] |= bit(number / bits);
    }

    // Calls `use(number)` in rising order.
    template <class Use>
    void take(Use&& use) {
        for (std::size_t block = 0; block < blocks_.size(); ++block) {
            for (; blocks_[block] != 0; blocks_[block] &= blocks_[block] - 1) {
                const std::size_t at = block * bits + first(blocks_[block]);
                for (; words_[at] != 0; words_[at] &= words_[at] - 1)
                    use(static_cast<std::uint32_t>(at * bits + first(words_[at])));
            }
        }
    }

private:
    static constexpr std::size_t bits = 64;

    static std::uint64_t bit(std::size_t number) { return std::uint64_t{1} << (number % bits); }
    static std::size_t first(std::uint64_t word) {
        return static_cast<std::size_t>(std::countr_zero(word));
    }

    std::vector<std::uint64_t> words_;
    std::vector<std::uint64_t> blocks_;  // a bit for each word that is not 0
};

}  // namespace vitrina
