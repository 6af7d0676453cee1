#include "base/word_numbers.h"

#include <atomic>

namespace vitrina {
namespace {

std::uint64_t next_serial() {
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
}

}  // namespace

WordNumbers::WordNumbers() : serial_(next_serial()) {}

std::uint32_t WordNumbers::number_of(std::string_view word) {
    const std::scoped_lock lock(mutex_);
    const auto found = numbers_.find(word);
    if (found != numbers_.end())
        return found->second;
    const auto number = static_cast<std::uint32_t>(words_.size());
    words_.emplace_back(word);
    numbers_.emplace(words_.back(), number);
    return number;
}

std::vector<std::string_view> WordNumbers::words() const {
    const std::scoped_lock lock(mutex_);
    return {words_.begin(), words_.end()};
}

}  // namespace vitrina
