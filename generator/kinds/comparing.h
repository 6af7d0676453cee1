// What the comparisons of rules and of weights share; see kinds/comparison.h.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "kinds/comparison.h"

namespace vitrina {

// Differences as they are found, and what they come to together.
class Comparing {
public:
    void add(Difference difference) {
        result_.verdict = join_verdicts(result_.verdict, difference.verdict);
        result_.why.push_back(std::move(difference));
    }
    Comparison take() { return std::move(result_); }

private:
    Comparison result_;
};

// A higher demand is stricter.
Verdict verdict_of(const Decimal& ours, const Decimal& theirs);

struct ThresholdPair {
    const MarkThresholds& ours;
    const MarkThresholds& theirs;
    Differing what{};
    std::string_view unit;                            // of ours, when it is shown: ` %`
    std::function<Decimal(const Decimal&)> expected;  // ours on the scale of theirs
};
void compare_thresholds(const ThresholdPair& pair, Comparing& to);

// Two texts that differ, held to be one demand when only their percentages do: «не менее 60 %» and
// «не менее 70 %». `Different` when it is not told which way is harder.
Verdict verdict_of_percents(std::string_view ours, std::string_view theirs);

}  // namespace vitrina
