// The judge of the calculators replays these results in the script of the theme: the arithmetic of
// a page and of its calculator must not differ by a digit (tests/judges/calculators.mjs).
//
// A line `rule DIGITS ROUNDING MARKS THRESHOLDS` holds for the cases below it:
// `MARK*WEIGHT,… MEAN TERM-MARK WEIGHT TARGET NEXT COUNT`: the rounded mean and the term's mark, the
// lowest next mark of WEIGHT that makes TARGET, and how many best marks of it do; `-` for none.
// VITRINA_UPDATE=1 rewrites the file: read the diff.
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "kinds/marks.h"
#include "support/archive.h"
#include "support/tests_folder.h"

using namespace vitrina;

namespace {

struct CaseRule {
    std::vector<int> marks;  // best first
    TermRule term;
};

class CaseMaker {
public:
    std::string all() {
        std::string text;
        for (int rule = 0; rule < 48; ++rule)
            text += rule_with_cases();
        return text;
    }

private:
    // Only the generator's own numbers are the same everywhere, not the distributions over them.
    int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }

    std::string rule_with_cases() {
        constexpr Rounding modes[] = {Rounding::HalfUp, Rounding::HalfEven, Rounding::Down,
                                      Rounding::Up};
        constexpr const char* names[] = {"half_up", "half_even", "down", "up"};
        const std::vector<std::vector<int>> scales = {
            {5, 4, 3, 2}, {5, 4, 3, 2}, {5, 4, 3, 2, 1}, {12, 10, 9, 7, 4, 1}, {100, 60, 30, 1}};
        CaseRule rule;
        rule.marks = scales[static_cast<std::size_t>(below(5))];
        const int mode = below(4);
        rule.term.rounding = modes[mode];
        rule.term.digits = below(5) == 0 ? below(7) : below(3);
        rule.term.lowest_mark = rule.marks.back();
        std::string thresholds;
        std::string marks;
        for (std::size_t i = 0; i < rule.marks.size(); ++i) {
            marks += (i > 0 ? "," : "") + std::to_string(rule.marks[i]);
            if (i + 1 == rule.marks.size())
                continue;
            const Threshold threshold{rule.marks[i], threshold_of(rule, i)};
            rule.term.thresholds.thresholds.push_back(threshold);
            thresholds += (i > 0 ? "," : "") + std::to_string(threshold.mark) + ":" +
                          decimal_text(threshold.from, '.');
        }
        std::string text = "rule " + std::to_string(rule.term.digits) + " " + names[mode] + " " +
                           marks + " " + thresholds + "\n";
        for (int one = 0; one < 84; ++one)
            text += a_case(rule);
        return text;
    }

    // Above the next lower mark, up to the mark itself, as fine as the mean is rounded.
    Decimal threshold_of(const CaseRule& rule, std::size_t index) {
        int unit = 1;
        for (int digit = 0; digit < rule.term.digits; ++digit)
            unit *= 10;
        const int lower = rule.marks[index + 1];
        const int width = (rule.marks[index] - lower) * unit;
        return {std::int64_t{lower} * unit + 1 + below(width), rule.term.digits};
    }

    Decimal weight() {
        constexpr Decimal usual[] = {{1, 0}, {2, 0},   {3, 0},    {4, 0}, {5, 0},
                                     {5, 1}, {15, 1}, {125, 3}, {8, 0}, {16, 0}};
        if (below(6) > 0)
            return usual[below(10)];
        return {1 + below(1000), below(4)};
    }

    std::string a_case(const CaseRule& rule) {
        const int count = below(20) == 0 ? 1 + below(40) : 1 + below(7);
        std::vector<WeightedMark> marks;
        std::string shown;
        for (int i = 0; i < count; ++i) {
            const int mark = rule.marks[static_cast<std::size_t>(
                below(static_cast<int>(rule.marks.size())))];
            marks.push_back({mark, weight()});
            shown += (i > 0 ? "," : "") + std::to_string(mark) + "*" +
                     decimal_text(marks.back().weight, '.');
        }
        const MeanSteps steps = work_mean(marks, rule.term);
        const Decimal next = weight();
        const int target = rule.marks[static_cast<std::size_t>(
            below(static_cast<int>(rule.marks.size()) - 1))];
        const auto needed =
            marks_needed(steps.sum, {rule.marks.front(), next}, target, rule.term);
        return shown + " " + decimal_text(steps.rounded, '.') + " " +
               std::to_string(steps.mark.value()) + " " + decimal_text(next, '.') + " " +
               std::to_string(target) + " " + next_mark(rule, steps.sum, next, target) + " " +
               (needed ? std::to_string(*needed) : "-") + "\n";
    }

    static std::string next_mark(const CaseRule& rule,
                                 const MarkSum& sum,
                                 const Decimal& weight,
                                 int target) {
        for (auto mark = rule.marks.rbegin(); mark != rule.marks.rend(); ++mark)
            if (term_mark(mean_of(sum + WeightedMark{*mark, weight}), rule.term) >= target)
                return std::to_string(*mark);
        return "-";
    }

    std::mt19937 random_{20260831};
};

}  // namespace

TEST_SUITE("kinds/marks_cases") {
    TEST_CASE("the results that the calculator is tried with are those of the generator") {
        const std::string path = test::tests_folder() + "/judges/marks_cases.txt";
        const std::string made = CaseMaker().all();
        if (std::getenv("VITRINA_UPDATE") != nullptr)
            std::ofstream(path, std::ios::binary) << made;
        CHECK(test::read_test_file(path) == made);
    }
}
