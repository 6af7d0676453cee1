// Which of many names a name is, with one look at memory: a search by halves among ten thousand
// waits for memory fourteen times.
//
// Shapes   the names stand elsewhere and have numbers; no two of them are the same.
// Lifetime made at once, for names that stay as they are.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace vitrina {

class NameIndex {
public:
    NameIndex() = default;

    // `name_of(number)` for the numbers below `count`.
    template <class NameOf>
    NameIndex(std::size_t count, NameOf&& name_of) : slots_(std::bit_ceil(2 * count + 1)) {
        for (std::size_t number = 0; number < count; ++number) {
            const std::uint64_t hash = hash_of(name_of(number));
            std::size_t at = first_slot(hash);
            while (slots_[at].number != free)
                at = (at + 1) & (slots_.size() - 1);
            slots_[at] = {mark_of(hash), static_cast<std::uint32_t>(number)};
        }
    }

    template <class NameOf>
    std::optional<std::size_t> find(std::string_view name, NameOf&& name_of) const {
        if (slots_.empty())
            return std::nullopt;
        const std::uint64_t hash = hash_of(name);
        for (std::size_t at = first_slot(hash); slots_[at].number != free;
             at = (at + 1) & (slots_.size() - 1))
            if (slots_[at].mark == mark_of(hash) && name_of(slots_[at].number) == name)
                return slots_[at].number;
        return std::nullopt;
    }

private:
    static constexpr std::uint32_t free = UINT32_MAX;

    struct Slot {
        std::uint32_t mark = 0;
        std::uint32_t number = free;
    };

    static std::uint64_t hash_of(std::string_view name) { return content_hash(name).low; }
    static std::uint32_t mark_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32U); }
    std::size_t first_slot(std::uint64_t hash) const { return hash & (slots_.size() - 1); }

    std::vector<Slot> slots_;  // a power of two of them, less than half in use
};

}  // namespace vitrina
