#include "search/word_table.h"

#include <algorithm>
#include <cstring>

namespace vitrina {
namespace {

constexpr std::size_t first_slots = 4096;

// Eight bytes at a time.
std::uint32_t hash_of(std::string_view word) {
    constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = word.size() * factor;
    for (std::size_t at = 0; at < word.size(); at += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, word.data() + at, std::min<std::size_t>(8, word.size() - at));
        hash = (hash ^ bytes) * factor;
        hash ^= hash >> 32U;
    }
    return static_cast<std::uint32_t>(hash);
}

}  // namespace

WordTable::WordTable() : slots_(first_slots) {}

bool WordTable::holds(const Slot& slot, std::uint32_t hash, std::string_view word) const {
    if (slot.hash != hash || slot.length != word.size() ||
        std::memcmp(slot.start.data(), word.data(), std::min(word.size(), inline_size)) != 0)
        return false;
    return word.size() <= inline_size ||
           std::string_view(rests_).substr(slot.rest, word.size() - inline_size) ==
               word.substr(inline_size);
}

std::optional<std::uint32_t> WordTable::find(std::string_view word) const {
    const std::uint32_t hash = hash_of(word);
    for (std::size_t at = hash;; ++at) {
        const Slot& slot = slots_[at & (slots_.size() - 1)];
        if (slot.length == 0)
            return std::nullopt;
        if (holds(slot, hash, word))
            return slot.number;
    }
}

void WordTable::add(std::string_view word, std::uint32_t number) {
    if (2 * ++used_ > slots_.size())
        grow();
    Slot added{hash_of(word), number, static_cast<std::uint32_t>(rests_.size()),
               static_cast<std::uint8_t>(word.size()), {}};
    std::copy_n(word.begin(), std::min(word.size(), inline_size), added.start.begin());
    if (word.size() > inline_size)
        rests_ += word.substr(inline_size);
    std::size_t at = added.hash;
    while (slots_[at & (slots_.size() - 1)].length != 0)
        ++at;
    slots_[at & (slots_.size() - 1)] = added;
}

void WordTable::grow() {
    std::vector<Slot> before(2 * slots_.size());
    before.swap(slots_);
    for (const Slot& slot : before) {
        if (slot.length == 0)
            continue;
        std::size_t at = slot.hash;
        while (slots_[at & (slots_.size() - 1)].length != 0)
            ++at;
        slots_[at & (slots_.size() - 1)] = slot;
    }
}

}  // namespace vitrina
