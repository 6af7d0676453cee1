// Numbers for words: 0, 1, 2 … in the order in which words are first seen.
//
// Threads  any; whoever asks often keeps what he was told, for every question takes a lock.
// Lifetime texts stay where they are as long as the table.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vitrina {

class WordNumbers {
public:
    WordNumbers();
    WordNumbers(const WordNumbers&) = delete;
    WordNumbers& operator=(const WordNumbers&) = delete;

    std::uint32_t number_of(std::string_view word);
    // All words so far, by number.
    std::vector<std::string_view> words() const;
    // Tells tables apart, also one that stands where another stood before.
    std::uint64_t serial() const { return serial_; }

private:
    const std::uint64_t serial_;
    mutable std::mutex mutex_;
    std::deque<std::string> words_;
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace vitrina
