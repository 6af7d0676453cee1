#include "cli/columns.h"

#include <doctest/doctest.h>

namespace vitrina {

TEST_SUITE("cli/columns") {
    TEST_CASE("columns are as wide as their widest word in letters") {
        CHECK(align_columns({{"a", "план", "x"}, {"abc", "ё", "y"}}) ==
              "a    план  x\nabc  ё     y\n");
    }

    TEST_CASE("an empty cell keeps its column and leaves no blanks at the end") {
        CHECK(align_columns({{"a", "", "x"}, {"b", "cc", ""}}) == "a      x\nb  cc\n");
    }

    TEST_CASE("rows may be shorter than others") {
        CHECK(align_columns({{"a"}, {"b", "c"}}) == "a\nb  c\n");
    }
}

}  // namespace vitrina
