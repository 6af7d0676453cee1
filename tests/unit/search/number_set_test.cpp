#include "search/number_set.h"

#include <random>
#include <set>

#include <doctest/doctest.h>

using namespace vitrina;

TEST_SUITE("search/number_set") {
    TEST_CASE("numbers come once and rising, and the set is empty behind them") {
        std::mt19937 random(3);
        NumberSet set;
        std::size_t limit = 1;
        for (int round = 0; round < 200; ++round) {
            limit = round % 50 == 0 ? limit * 17 : limit;
            set.reserve(limit);
            std::set<std::uint32_t> expected;
            for (std::size_t i = random() % 300; i > 0; --i) {
                const auto number = static_cast<std::uint32_t>(random() % limit);
                set.add(number);
                expected.insert(number);
            }
            std::vector<std::uint32_t> taken;
            set.take([&](std::uint32_t number) { taken.push_back(number); });
            REQUIRE(taken == std::vector(expected.begin(), expected.end()));
        }
    }

    TEST_CASE("the numbers at the ends of words and blocks are kept") {
        NumberSet set;
        set.reserve(3 * 4096);
        const std::vector<std::uint32_t> numbers = {0, 63, 64, 4095, 4096, 8191, 8192, 12287};
        for (const std::uint32_t number : numbers)
            set.add(number);
        std::vector<std::uint32_t> taken;
        set.take([&](std::uint32_t number) { taken.push_back(number); });
        CHECK(taken == numbers);
    }
}
