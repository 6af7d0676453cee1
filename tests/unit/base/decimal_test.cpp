#include "base/decimal.h"

#include <doctest/doctest.h>

using namespace vitrina;

namespace {

std::string rounded(std::string_view above, std::string_view below, int digits, Rounding mode) {
    return decimal_text(round(ratio(*parse_decimal(above), *parse_decimal(below)), digits, mode),
                        ',');
}

}  // namespace

TEST_SUITE("base/decimal") {
    TEST_CASE("a number is read with point or comma and spaces between thousands") {
        struct Case {
            std::string_view text;
            std::string_view shown;
        };
        const Case cases[] = {
            {"4,65", "4,65"},
            {"4.650", "4,65"},
            {"3,0", "3"},
            {"-0,5", "-0,5"},
            {"−2", "-2"},
            {"+7", "7"},
            {"1 234,5", "1234,5"},
            {"1\u00A0234\u202F567", "1234567"},
            {"007", "7"},
            {"-0", "0"},
            {"999999999999.999999", "999999999999,999999"},
            {"0.000001", "0,000001"},
        };
        for (const Case& item : cases) {
            CAPTURE(item.text);
            const auto value = parse_decimal(item.text);
            REQUIRE(value.has_value());
            CHECK(decimal_text(*value, ',') == item.shown);
        }
    }

    TEST_CASE("what is no plain number is refused") {
        for (const std::string_view text :
             {"",          "-",        ".",   ",5",      "5,",  "1.2.3", "1e3",   "12 34",
              "1 2345",    "1234 567", " 5",  "5 ",      "- 5", "0x10",  "4,65%", "1234567890123",
              "0.1234567", "٣",        "--1", "1 234 56"}) {
            CAPTURE(text);
            CHECK_FALSE(parse_decimal(text).has_value());
        }
    }

    TEST_CASE("comparisons are exact whatever the number of digits") {
        CHECK(*parse_decimal("4.65") == *parse_decimal("4.650000"));
        CHECK(*parse_decimal("0.1") + *parse_decimal("0.2") == *parse_decimal("0.3"));
        CHECK(*parse_decimal("4.645") < *parse_decimal("4.6451"));
        CHECK(*parse_decimal("-1") < *parse_decimal("-0.999999"));
        CHECK(*parse_decimal("999999999999.999999") > *parse_decimal("999999999999.999998"));
        CHECK(*parse_decimal("1.5") * *parse_decimal("-0.02") == *parse_decimal("-0.03"));
    }

    TEST_CASE("a ratio stands in lowest terms with a positive denominator") {
        const Rational mark = ratio(*parse_decimal("40"), *parse_decimal("9"));
        CHECK(mark.numerator == 40);
        CHECK(mark.denominator == 9);
        const Rational half = ratio(*parse_decimal("1.5"), *parse_decimal("-3"));
        CHECK(half.numerator == -1);
        CHECK(half.denominator == 2);
        CHECK(ratio(Decimal::of(0), Decimal::of(7)).denominator == 1);
    }

    TEST_CASE("a ratio is compared with a boundary without rounding") {
        const Rational mark = ratio(*parse_decimal("40"), *parse_decimal("9"));
        CHECK(compare(mark, *parse_decimal("4.44")) == std::strong_ordering::greater);
        CHECK(compare(mark, *parse_decimal("4.444445")) == std::strong_ordering::less);
        CHECK(compare(ratio(*parse_decimal("9"), *parse_decimal("2")), *parse_decimal("4.5")) ==
              std::strong_ordering::equal);
    }

    TEST_CASE("halves are rounded as the mode says") {
        CHECK(rounded("40", "9", 2, Rounding::HalfUp) == "4,44");
        CHECK(rounded("4.645", "1", 2, Rounding::HalfUp) == "4,65");
        CHECK(rounded("4.645", "1", 2, Rounding::HalfEven) == "4,64");
        CHECK(rounded("4.655", "1", 2, Rounding::HalfEven) == "4,66");
        CHECK(rounded("4.6451", "1", 2, Rounding::HalfEven) == "4,65");
        CHECK(rounded("4.649", "1", 2, Rounding::Down) == "4,64");
        CHECK(rounded("4.641", "1", 2, Rounding::Up) == "4,65");
        CHECK(rounded("4.5", "1", 0, Rounding::HalfUp) == "5");
        CHECK(rounded("4.4999", "1", 0, Rounding::HalfUp) == "4");
    }

    TEST_CASE("negative values are rounded like positive ones") {
        CHECK(rounded("-4.645", "1", 2, Rounding::HalfUp) == "-4,65");
        CHECK(rounded("-4.649", "1", 2, Rounding::Down) == "-4,64");
        CHECK(rounded("-4.641", "1", 2, Rounding::Up) == "-4,65");
    }

    TEST_CASE("a product beyond 64 bits stops at their end") {
        const Decimal large = *parse_decimal("999999999999");
        CHECK((large * large).units == INT64_MAX);
    }
}
