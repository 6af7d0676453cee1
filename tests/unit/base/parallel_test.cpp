#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

namespace vitrina {

TEST_SUITE_BEGIN("base/parallel");

TEST_CASE("every index is visited once, for any number of threads") {
    for (const std::size_t threads : {0, 1, 2, 3, 8})
        for (const std::size_t count : {0, 1, 2, 7, 100, 5000}) {
            CAPTURE(threads);
            CAPTURE(count);
            std::vector<int> visits(count, 0);

            parallel_for(count, threads, [&](std::size_t i) { ++visits[i]; });

            CHECK(std::ranges::count(visits, 1) == static_cast<std::ptrdiff_t>(count));
        }
}

TEST_CASE("an exception of one index reaches the caller and ends the loop") {
    std::atomic<std::size_t> visited = 0;
    const auto body = [&](std::size_t i) {
        ++visited;
        if (i == 3)
            throw std::runtime_error("three");
    };

    CHECK_THROWS_WITH(parallel_for(100'000, 2, body), "three");
    CHECK(visited < 100'000);
}

TEST_CASE("there is always a thread") {
    CHECK(default_threads() >= 1);
}

TEST_SUITE_END();

}  // namespace vitrina
