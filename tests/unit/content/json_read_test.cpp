#include "content/json_read.h"

#include <array>

#include <doctest/doctest.h>

namespace vitrina {

TEST_SUITE("content/json_read") {
    TEST_CASE("what is read is written again as it was") {
        constexpr std::string_view text = R"({"a":[1,-2,{"b":null}],"c":"Ё","d":true,"e":{}})";
        const auto value = read_json(text, {});
        REQUIRE(value);
        CHECK(json_text(*value, JsonForm::Compact) == text);
    }

    TEST_CASE("text that is not strict JSON is refused") {
        const std::array<std::string_view, 12> texts = {
            "",      "{",           "[1,]",     "{} x",           "NaN",      "01",
            "1e999", "\"\\ud800\"", "\"\x01\"", "\xEF\xBB\xBF{}", "\"\xff\"", R"({"a":1,"a":2})"};
        for (const std::string_view text : texts) {
            CAPTURE(text);
            CHECK_FALSE(read_json(text, {}));
        }
    }

    TEST_CASE("depth and number of values have limits") {
        CHECK(read_json("[[1]]", {2, 10}));
        CHECK_FALSE(read_json("[[[1]]]", {2, 10}));
        CHECK(read_json("[1,2]", {2, 3}));
        CHECK_FALSE(read_json("[1,2,3]", {2, 3}));
    }
}

}  // namespace vitrina
