// Where a random author or writer takes its choices from: a generator with a seed in tests, the
// bytes of an input in fuzzing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <string_view>

namespace vitrina::test {

// A number below `count`, which is not 0.
using Chance = std::function<std::size_t(std::size_t count)>;

inline Chance seeded_chance(std::uint32_t seed) {
    return [random = std::mt19937(seed)](std::size_t count) mutable {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
    };
}

// As many bytes for each choice as it needs; always the first choice when there are no more.
inline Chance chance_of(std::string_view bytes) {
    return [rest = bytes](std::size_t count) mutable {
        std::size_t number = 0;
        for (std::size_t reach = 1; reach < count && !rest.empty(); reach *= 256) {
            number = number * 256 + static_cast<unsigned char>(rest.front());
            rest.remove_prefix(1);
        }
        return number % count;
    };
}

}  // namespace vitrina::test
