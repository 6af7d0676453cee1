#include "base/per_thread.h"

#include <atomic>
#include <new>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using namespace vitrina;

namespace {

struct Counted {
    static inline std::atomic<int> alive = 0;
    static inline std::atomic<int> refusals = 0;
    int value = 0;

    Counted() {
        if (refusals > 0) {
            --refusals;
            throw std::bad_alloc();
        }
        ++alive;
    }
    ~Counted() { --alive; }
};

struct Other {
    int value = 0;
};

}  // namespace

TEST_SUITE("base/per_thread") {
    TEST_CASE("a thread has one object of a type, which ends with it") {
        const int before = Counted::alive;
        std::vector<std::thread> threads;
        std::atomic<int> ready = 0;
        std::atomic<int> wrong = 0;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] {
                per_thread<Counted>().value = i + 1;
                per_thread<Other>().value = -i;
                ++ready;
                while (ready < 8)  // all of them live at once
                    std::this_thread::yield();
                wrong += per_thread<Counted>().value == i + 1 && per_thread<Other>().value == -i ? 0 : 1;
            });
        for (std::thread& thread : threads)
            thread.join();
        CHECK(wrong == 0);
        CHECK(Counted::alive == before);
    }

    TEST_CASE("an object that was refused is asked for again") {
        std::thread([] {
            Counted::refusals = 2;
            CHECK_THROWS_AS(per_thread<Counted>(), std::bad_alloc);
            CHECK_THROWS_AS(per_thread<Counted>(), std::bad_alloc);
            per_thread<Counted>().value = 7;
            CHECK(per_thread<Counted>().value == 7);
        }).join();
        CHECK(Counted::alive == 0);
    }
}
