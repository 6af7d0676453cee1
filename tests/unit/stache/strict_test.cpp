// Strict templates: what they refuse, at which place and with which arguments.
#include <doctest/doctest.h>

#include "unit/stache/cases.h"

TEST_SUITE("stache/strict") {
    using vitrina::stache::test::check_topic;

    TEST_CASE("slips in the syntax are reported at their place") {
        check_topic("syntax", 14);
    }
    TEST_CASE("names are checked against the shape of the view") {
        check_topic("names", 19);
    }
    TEST_CASE("templates in templates are checked where they stand") {
        check_topic("includes", 10);
    }
    TEST_CASE("values stand only where escaping makes them harmless") {
        check_topic("contexts", 22);
    }
}
