#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "kinds/shuffle.h"

using namespace vitrina;

namespace {

bool is_permutation(std::vector<std::size_t> order) {
    std::ranges::sort(order);
    for (std::size_t i = 0; i < order.size(); ++i)
        if (order[i] != i)
            return false;
    return true;
}

}  // namespace

TEST_SUITE("kinds/shuffle") {
    TEST_CASE("the order is a permutation and the same for the same seed") {
        for (std::size_t count = 0; count < 12; ++count) {
            CAPTURE(count);
            const auto order = shuffled(count, count, "demos/x#1");
            CHECK(order.size() == count);
            CHECK(is_permutation(order));
            CHECK(order == shuffled(count, count, "demos/x#1"));
        }
        CHECK(shuffled(8, 8, "demos/x#1") != shuffled(8, 8, "demos/x#2"));
    }

    TEST_CASE("what has an order is never shown in it") {
        for (int seed = 0; seed < 200; ++seed) {
            CAPTURE(seed);
            const std::string name = "demos/x#" + std::to_string(seed);
            CHECK(shuffled(2, 2, name) == std::vector<std::size_t>{1, 0});
            const auto match = shuffled(3, 2, name);
            CHECK(is_permutation(match));
            CHECK_FALSE((match[0] == 0 && match[1] == 1));
        }
    }

    TEST_CASE("one thing alone keeps its place") {
        CHECK(shuffled(1, 1, "x") == std::vector<std::size_t>{0});
        CHECK(shuffled(0, 0, "x").empty());
    }
}
