#include "search/word_table.h"

#include <algorithm>
#include <cstring>

namespace vitrina {
namespace {

constexpr std::size_t first_slots = 4096;

template <class Number>
Number load(const char* from) {
    Number number = 0;
    std::memcpy(&number, from, sizeof number);
    return number;
}

// The first and the last bytes of a word of at most eight; they may be the same ones.
std::uint64_t short_bytes(std::string_view word) {
    if (word.size() >= 4)
        return load<std::uint32_t>(word.data()) |
               std::uint64_t{load<std::uint32_t>(word.data() + word.size() - 4)} << 32U;
    const auto byte = [&](std::size_t at) -> std::uint64_t {
        return static_cast<unsigned char>(word[at]);
    };
    return byte(0) | byte(word.size() / 2) << 8U | byte(word.size() - 1) << 16U;
}

// Eight bytes at a time, the last eight whole: lengths that are known are loaded without a call.
std::uint32_t hash_of(std::string_view word) {
    constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = word.size() * factor;
    const auto mix = [&](std::uint64_t bytes) {
        hash = (hash ^ bytes) * factor;
        hash ^= hash >> 32U;
    };
    if (word.size() < 8) {
        mix(word.empty() ? 0 : short_bytes(word));
    } else {
        for (std::size_t at = 0; at + 8 < word.size(); at += 8)
            mix(load<std::uint64_t>(word.data() + at));
        mix(load<std::uint64_t>(word.data() + word.size() - 8));
    }
    return static_cast<std::uint32_t>(hash);
}

bool are_same(const char* a, const char* b, std::size_t size) {
    if (size < 8)
        return size == 0 || short_bytes({a, size}) == short_bytes({b, size});
    for (std::size_t at = 0; at + 8 < size; at += 8)
        if (load<std::uint64_t>(a + at) != load<std::uint64_t>(b + at))
            return false;
    return load<std::uint64_t>(a + size - 8) == load<std::uint64_t>(b + size - 8);
}

}  // namespace

WordTable::WordTable() : slots_(first_slots) {}

bool WordTable::holds(const Slot& slot, std::uint32_t hash, std::string_view word) const {
    if (slot.hash != hash || slot.length != word.size() ||
        !are_same(slot.start.data(), word.data(), std::min(word.size(), inline_size)))
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
