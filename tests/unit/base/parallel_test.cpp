#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

namespace vitrina {
namespace {

// Says that its thread is no more: whatever the loop made that thread do has been done.
struct EndOfThread {
    std::atomic<bool>* told = nullptr;
    ~EndOfThread() {
        if (told != nullptr)
            *told = true;
    }
};

void tell_end_of_thread(std::atomic<bool>& ended) {
    thread_local EndOfThread end;
    end.told = &ended;
}

void wait_for(const std::atomic<bool>& flag) {
    while (!flag)
        std::this_thread::yield();
}

}  // namespace

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
    std::size_t visited = 0;
    const auto body = [&](std::size_t i) {
        ++visited;
        if (i == 3)
            throw std::runtime_error("three");
    };

    CHECK_THROWS_WITH(parallel_for(100'000, 1, body), "three");
    CHECK(visited == 4);
}

TEST_CASE("an exception of one thread ends the loop of the other") {
    const std::thread::id caller = std::this_thread::get_id();
    std::atomic<bool> has_ended = false;
    std::size_t visited = 0;
    const auto body = [&](std::size_t) {
        if (std::this_thread::get_id() != caller) {
            tell_end_of_thread(has_ended);
            throw std::runtime_error("other");
        }
        wait_for(has_ended);
        ++visited;
    };

    CHECK_THROWS_WITH(parallel_for(100'000, 2, body), "other");
    CHECK(visited < 100);  // what had been handed out
}

TEST_CASE("what comes after the bodies is called in order, whichever of them ends first") {
    for (const std::size_t threads : {1, 2, 8}) {
        CAPTURE(threads);
        std::vector<std::atomic<int>> visits(3000);
        std::atomic<std::size_t> spent = 0;
        std::vector<std::size_t> order;

        parallel_in_order(
            visits.size(), threads,
            [&](std::size_t i) {
                for (std::size_t work = (i % 7) * 1000; work > 0; --work)
                    ++spent;
                ++visits[i];
            },
            [&](std::size_t i) {
                CHECK(visits[i] == 1);
                order.push_back(i);
                return true;
            });

        REQUIRE(order.size() == visits.size());
        CHECK(std::ranges::is_sorted(order));
    }
}

TEST_CASE("nobody waits for a body that takes long but those that come after it") {
    std::atomic<std::size_t> ended = 0;
    std::size_t before_after = 0;
    parallel_in_order(
        100, 2,
        [&](std::size_t i) {
            // The first ends when all others have: it would never, did they wait for it.
            while (i == 0 && ended < 99)
                std::this_thread::yield();
            ++ended;
        },
        [&](std::size_t i) {
            if (i == 0)
                before_after = ended;
            return true;
        });

    CHECK(before_after == 100);
}

TEST_CASE("nothing is begun once what comes after says so") {
    std::size_t called = 0;
    std::size_t visited = 0;
    parallel_in_order(
        100'000, 1, [&](std::size_t) { ++visited; },
        [&](std::size_t i) {
            ++called;
            return i < 3;
        });

    CHECK(called == 4);
    CHECK(visited == 4);
}

TEST_CASE("nothing is begun by one thread once what comes after says so to the other") {
    // The other thread ends all behind its first index, while the caller is held at the next.
    const std::thread::id caller = std::this_thread::get_id();
    std::atomic<bool> has_begun = false;
    std::atomic<bool> is_held = false;
    std::atomic<bool> has_ended = false;
    std::size_t last = 0;
    std::size_t called = 0;
    std::size_t visited = 0;
    parallel_in_order(
        100'000, 2,
        [&](std::size_t i) {
            if (std::this_thread::get_id() != caller) {
                tell_end_of_thread(has_ended);
                last = i;
                has_begun = true;
                wait_for(is_held);
                return;
            }
            wait_for(has_begun);
            ++visited;
            if (i > last) {
                is_held = true;
                wait_for(has_ended);
            }
        },
        [&](std::size_t i) {
            ++called;
            return i < last;
        });

    CHECK(called == last + 1);
    CHECK(visited == last + 1);  // by the caller: all before, and the one where it was held
}

TEST_CASE("there is always a thread") {
    CHECK(default_threads() >= 1);
}

TEST_SUITE_END();

}  // namespace vitrina
