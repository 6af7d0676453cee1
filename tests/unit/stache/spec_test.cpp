// The public Mustache specification, module by module, in lenient mode.
#include <doctest/doctest.h>

#include "unit/stache/cases.h"

TEST_SUITE("stache/spec") {
    using vitrina::stache::test::check_topic;

    TEST_CASE("comments leave nothing behind") {
        check_topic("comments", 12);
    }
    TEST_CASE("delimiters change for the rest of a file") {
        check_topic("delimiters", 14);
    }
    TEST_CASE("values are interpolated and escaped") {
        check_topic("interpolation", 40);
    }
    TEST_CASE("inverted sections show what is not there") {
        check_topic("inverted", 22);
    }
    TEST_CASE("partials are taken in with their indentation") {
        check_topic("partials", 13);
    }
    TEST_CASE("sections repeat and choose") {
        check_topic("sections", 36);
    }
    TEST_CASE("parents are filled block by block") {
        check_topic("inheritance", 34);
    }
}
