#include "kinds/marks.h"

#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace vitrina;

namespace {

constexpr std::array<int, 4> school_marks = {5, 4, 3, 2};

Decimal number(std::string_view text) {
    return parse_decimal(text).value();
}

Scale scale_of(const std::vector<std::pair<int, std::string_view>>& thresholds) {
    Scale scale;
    for (const auto& [mark, from] : thresholds)
        scale.thresholds.push_back({mark, number(from)});
    return scale;
}

const TermRule usual_rule{.thresholds = scale_of({{5, "4.65"}, {4, "3.65"}, {3, "2.65"}})};

// `5: 17–20; 4: 13–16`.
std::string shown(const std::vector<Band>& bands) {
    std::string text;
    for (const Band& band : bands)
        text += (text.empty() ? "" : "; ") + std::to_string(band.mark) + ": " +
                decimal_text(band.from, ',') + "–" + decimal_text(band.to, ',');
    return text;
}

std::vector<ScaleFault> faults(const std::vector<std::pair<int, std::string_view>>& thresholds,
                               std::optional<Decimal> max = Decimal::of(20)) {
    return check_scale(scale_of(thresholds), school_marks, max);
}

WeightedMark mark(int value, std::string_view weight) {
    return {value, number(weight)};
}

std::string formula(std::vector<WeightedMark> marks, const TermRule& rule = usual_rule) {
    return mean_formula(work_mean(std::move(marks), rule), ',');
}

}  // namespace

TEST_SUITE("kinds/marks") {
    TEST_CASE("a scale that falls and leaves only the lowest mark out is right") {
        CHECK(faults({{5, "17"}, {4, "13"}, {3, "8"}}).empty());
        CHECK(faults({{3, "8"}, {4, "13"}, {5, "17"}, {2, "0"}}).empty());
        CHECK(faults({{5, "17"}, {4, "13"}, {3, "8"}}, std::nullopt).empty());
    }

    TEST_CASE("each fault of a scale is found at its mark") {
        using enum ScaleProblem;
        struct Case {
            std::vector<std::pair<int, std::string_view>> scale;
            std::vector<ScaleFault> faults;
        };
        const std::vector<Case> cases = {
            {{}, {{Empty, 0}}},
            {{{6, "19"}, {5, "17"}, {4, "13"}, {3, "8"}}, {{UnknownMark, 6}}},
            {{{5, "17"}, {4, "13"}, {4, "12"}, {3, "8"}}, {{RepeatedMark, 4}}},
            {{{5, "17"}, {3, "8"}}, {{MissingMark, 4}}},
            {{{4, "13"}, {3, "8"}}, {{MissingMark, 5}}},
            {{{5, "12"}, {4, "13"}, {3, "8"}}, {{NotFalling, 5}}},
            {{{5, "17"}, {4, "8"}, {3, "8"}}, {{Overlap, 4}}},
            {{{5, "17"}, {4, "13"}, {3, "-1"}}, {{BelowZero, 3}}},
            {{{5, "21"}, {4, "13"}, {3, "8"}}, {{AboveMax, 5}}},
            {{{5, "17"}, {4, "13"}, {3, "8"}, {2, "3"}}, {{StartsAboveZero, 2}}},
        };
        for (const Case& one : cases)
            CHECK(faults(one.scale) == one.faults);
    }

    TEST_CASE("bands are whole points down to zero") {
        const Scale scale = scale_of({{4, "13"}, {5, "17"}, {3, "8"}});
        CHECK(shown(scale_bands(scale, {.most = Decimal::of(20)})) ==
              "5: 17–20; 4: 13–16; 3: 8–12; 2: 0–7");
    }

    TEST_CASE("bands are as fine as their thresholds") {
        const Scale scale = scale_of({{5, "8.5"}, {4, "6"}, {3, "4"}, {2, "0"}});
        CHECK(shown(scale_bands(scale, {.most = Decimal::of(10)})) ==
              "5: 8,5–10; 4: 6–8,4; 3: 4–5,9; 2: 0–3,9");
    }

    TEST_CASE("bands of a mean begin at the lowest mark and have the digits of rounding") {
        const Scale scale = scale_of({{5, "4.5"}, {4, "3.5"}, {3, "2.5"}});
        CHECK(shown(scale_bands(scale,
                                {.least = Decimal::of(2), .most = Decimal::of(5), .digits = 2})) ==
              "5: 4,5–5; 4: 3,5–4,49; 3: 2,5–3,49; 2: 2–2,49");
    }

    TEST_CASE("a mark that no value can have is no band") {
        CHECK(shown(scale_bands(scale_of({{5, "2"}, {4, "1"}, {3, "0"}}),
                                {.most = Decimal::of(3)})) == "5: 2–3; 4: 1–1; 3: 0–0");
    }

    TEST_CASE("a percent is reached by the lowest whole point") {
        const Scale percent = scale_of({{5, "85"}, {4, "65"}, {3, "50"}});
        const auto points = [&](std::string_view max) {
            return shown(
                scale_bands(scale_from_percent(percent, number(max)), {.most = number(max)}));
        };
        CHECK(points("20") == "5: 17–20; 4: 13–16; 3: 10–12; 2: 0–9");
        CHECK(points("5") == "5: 5–5; 4: 4–4; 3: 3–3; 2: 0–2");
        CHECK(points("100") == "5: 85–100; 4: 65–84; 3: 50–64; 2: 0–49");
        CHECK(points("7") == "5: 6–7; 4: 5–5; 3: 4–4; 2: 0–3");
    }

    TEST_CASE("too few points for a scale of percent are found as an overlap") {
        const Scale points =
            scale_from_percent(scale_of({{5, "85"}, {4, "65"}, {3, "50"}}), Decimal::of(2));
        CHECK(check_scale(points, school_marks, Decimal::of(2)) ==
              std::vector<ScaleFault>{{ScaleProblem::Overlap, 5}});
    }

    TEST_CASE("points give the mark of their band") {
        const Scale scale = scale_of({{5, "17"}, {4, "13"}, {3, "8"}});
        for (const auto& [points, mark] : std::vector<std::pair<int, int>>{
                 {0, 2}, {7, 2}, {8, 3}, {12, 3}, {13, 4}, {16, 4}, {17, 5}, {20, 5}}) {
            CAPTURE(points);
            CHECK(mark_of(scale, Decimal::of(points), 2) == mark);
        }
    }

    TEST_CASE("the example that was published wrongly is computed rightly") {
        CHECK(formula({mark(5, "3"), mark(5, "1"), mark(4, "5")}) ==
              "(5·3 + 5·1 + 4·5) : (3 + 1 + 5) = 40 : 9 ≈ 4,44 → «4»");
    }

    TEST_CASE("an exact mean is shown as equal") {
        CHECK(formula({mark(5, "1"), mark(4, "1")}) == "(5·1 + 4·1) : (1 + 1) = 9 : 2 = 4,5 → «4»");
        CHECK(formula({mark(5, "0,5"), mark(5, "1,5")}) ==
              "(5·0,5 + 5·1,5) : (0,5 + 1,5) = 10 : 2 = 5 → «5»");
    }

    TEST_CASE("fewer marks than the rule demands give no mark") {
        TermRule rule = usual_rule;
        rule.min_marks = 3;
        CHECK(formula({mark(5, "1"), mark(4, "1")}, rule) == "(5·1 + 4·1) : (1 + 1) = 9 : 2 = 4,5");
        CHECK_FALSE(work_mean({mark(5, "1"), mark(4, "1")}, rule).mark);
        CHECK(formula({}, rule).empty());
    }

    TEST_CASE("a mean is rounded exactly and then compared with the thresholds") {
        const auto rounded = [](std::int64_t thousandths, Rounding rounding) {
            TermRule rule = usual_rule;
            rule.rounding = rounding;
            return term_mark({thousandths, 1000}, rule);
        };
        CHECK(rounded(4645, Rounding::HalfUp) == 5);
        CHECK(rounded(4644, Rounding::HalfUp) == 4);
        CHECK(rounded(4645, Rounding::HalfEven) == 4);
        CHECK(rounded(4649, Rounding::Down) == 4);
        CHECK(rounded(4641, Rounding::Up) == 5);
        CHECK(rounded(2000, Rounding::HalfUp) == 2);
    }

    TEST_CASE("boundary cases stand on both sides of each threshold") {
        std::string text;
        for (const BoundaryCase& one : boundary_cases(usual_rule))
            text += decimal_text(one.below, ',') + " → " + std::to_string(one.mark_below) + "; " +
                    decimal_text(one.at, ',') + " → " + std::to_string(one.mark_at) + "\n";
        CHECK(text == "4,64 → 4; 4,65 → 5\n3,64 → 3; 3,65 → 4\n2,64 → 2; 2,65 → 3\n");

        const TermRule halves{.thresholds = scale_of({{5, "4.5"}}), .digits = 2};
        CHECK(decimal_text(boundary_cases(halves).at(0).below, ',') == "4,49");
    }

    TEST_CASE("a threshold finer than the rounding is a fault of the rule") {
        TermRule rule = usual_rule;
        CHECK(check_term_rule(rule, school_marks).empty());
        rule.digits = 1;
        using enum ScaleProblem;
        CHECK(check_term_rule(rule, school_marks) ==
              std::vector<ScaleFault>{{TooFine, 5}, {TooFine, 4}, {TooFine, 3}});
        rule = {.thresholds = scale_of({{5, "5.5"}, {4, "4"}, {3, "3"}})};
        CHECK(check_term_rule(rule, school_marks) == std::vector<ScaleFault>{{AboveMax, 5}});
    }

    TEST_CASE("the number of fives agrees with the formula of the mean") {
        // 4 marks «5» of weight 1 and a «2» of weight 5: (20 + 10 + 5n) : (9 + n) ≥ 4,645
        const MarkSum spoiled = sum_marks(std::vector{mark(5, "4"), mark(2, "5")});
        CHECK(marks_needed(spoiled, mark(5, "1"), 5, usual_rule) == 34);
        CHECK(marks_needed(spoiled, mark(5, "5"), 5, usual_rule) == 7);
        CHECK(marks_needed(spoiled, mark(5, "1"), 3, usual_rule) == 0);
        CHECK(marks_needed({}, mark(5, "1"), 5, usual_rule) == 1);
    }

    TEST_CASE("marks that cannot lift the mean are never enough") {
        const MarkSum start = sum_marks(std::vector{mark(2, "1")});
        CHECK_FALSE(marks_needed(start, mark(4, "1"), 5, usual_rule));
        const TermRule strict{.thresholds = scale_of({{5, "5"}, {4, "4"}, {3, "3"}}),
                              .rounding = Rounding::Down};
        CHECK_FALSE(marks_needed(start, mark(5, "1"), 5, strict));
    }

    TEST_CASE("the table of repairs says what one bad mark costs for every weight") {
        const MarkSum start =
            sum_marks(std::vector{mark(5, "3"), mark(4, "3"), mark(5, "1"), mark(5, "5")});

        const RepairTable table = repair_table(start, {number("5"), number("1")}, {}, usual_rule);

        CHECK(table.mark == 5);
        REQUIRE(table.rows.size() == 2);
        CHECK(table.rows[0].mark == 4);
        CHECK(table.rows[0].needed == std::vector<std::optional<int>>{7, 34});
        CHECK(table.rows[1].mark == 4);
        CHECK(table.rows[1].needed == std::vector<std::optional<int>>{1, 4});
    }

    TEST_CASE("weights are above zero and of a size that can be added up") {
        CHECK(is_weight(number("0,5")));
        CHECK(is_weight(number("1000")));
        CHECK_FALSE(is_weight(number("0")));
        CHECK_FALSE(is_weight(number("-1")));
        CHECK_FALSE(is_weight(number("1001")));
        CHECK_FALSE(is_weight(number("0,0001")));
    }

    TEST_CASE("a hundred thousand of the heaviest marks are added without loss") {
        const MarkSum start{number("9999900000"), number("100000000")};
        const Rational mean = mean_of(start + mark(100, "999,999"));
        CHECK(compare(mean, number("99,99")) == std::strong_ordering::greater);
        CHECK(compare(mean, Decimal::of(100)) == std::strong_ordering::less);
    }
}
