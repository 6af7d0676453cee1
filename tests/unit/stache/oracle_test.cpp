// The packaged Mustache library as an oracle: random templates and data (support/mustache_twins.h).
#include <doctest/doctest.h>

#include "support/mustache_twins.h"

namespace vitrina {

TEST_SUITE("stache/oracle") {
    TEST_CASE("random templates render as in the packaged library") {
        std::size_t differing = 0;
        std::size_t bytes = 0;
        for (unsigned seed = 0; seed < 3000 && differing < 3; ++seed) {
            const test::TwinRendering made = test::render_twins(test::seeded_chance(seed));
            CAPTURE(seed);
            CAPTURE(made.text);
            CHECK_FALSE(made.has_errors);
            CHECK(made.ours == made.theirs);
            differing += made.ours == made.theirs ? 0 : 1;
            bytes += made.ours.size();
        }
        CHECK(bytes > 40'000);
    }
}

}  // namespace vitrina
