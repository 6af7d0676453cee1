#include <doctest/doctest.h>

#include "preview/burst.h"

namespace vitrina {
namespace {

using namespace std::chrono_literals;

const Burst::Time start{1h};

}  // namespace

TEST_SUITE("preview/burst") {
    TEST_CASE("a finished save is due a moment later") {
        Burst burst;
        CHECK(!burst.due());
        burst.saw("a.md", Burst::Event::Written, start);
        burst.saw("a.md", Burst::Event::Finished, start + 1ms);
        REQUIRE(burst.due());
        CHECK(*burst.due() <= start + 20ms);
        CHECK(burst.take() == std::vector<std::string>{"a.md"});
        CHECK(!burst.due());
    }

    TEST_CASE("a file that is being written is waited for, but not for long") {
        Burst burst;
        burst.saw("a.md", Burst::Event::Written, start);
        CHECK(*burst.due() >= start + 100ms);
        for (auto now = start; now < start + 10s; now += 50ms)
            burst.saw("a.md", Burst::Event::Written, now);
        CHECK(*burst.due() <= start + 500ms);
    }

    TEST_CASE("a burst of events is one, and a long one is cut into few") {
        Burst burst;
        int taken = 0;
        auto now = start;
        for (int i = 0; i < 5000; ++i, now += 1ms) {
            if (burst.due() && *burst.due() <= now) {
                burst.take();
                ++taken;
            }
            burst.saw("memos/" + std::to_string(i), Burst::Event::Finished, now);
        }
        CHECK(taken <= 50);
        CHECK(taken >= 5);
    }
}

}  // namespace vitrina
