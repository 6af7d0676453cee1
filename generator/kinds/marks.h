// Marks by arithmetic: scales of points or percent, weighted means, marks of a term.
//
// Shapes   a Scale gives the lowest value of each mark («4» from 13); below the last threshold
// stands
//          the lowest mark of the site. Marks are whole numbers, a higher one is better.
// Units    points, percent and weights are exact decimals; a mean is an exact fraction, rounded
// once,
//          by the rule of the school, and only then compared with the thresholds.
// Limits   weights satisfy `is_weight`, marks lie in 1–100 and at most 100,000 of them are added;
//          within these nothing can overflow.
// Errors   none: faults of a scale are values that the kinds turn into messages.
// Source   formats §5–6, domain §2.2–2.3.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"

namespace vitrina {

struct Threshold {
    int mark = 0;
    Decimal from;
};

struct Scale {
    std::vector<Threshold> thresholds;  // in any order
};

enum class ScaleProblem : std::uint8_t {
    Empty,         // no thresholds at all
    UnknownMark,   // not a mark of the site
    RepeatedMark,  // has two thresholds
    MissingMark,   // a hole: only the lowest mark may be left out
    NotFalling,    // begins below the next lower mark
    Overlap,       // begins where the next lower mark does
    BelowZero,
    AboveMax,
    StartsAboveZero,  // the lowest mark must begin at 0
    TooFine,          // of a term: more digits than the mean is rounded to
};

struct ScaleFault {
    ScaleProblem problem{};
    int mark = 0;  // where; of Empty none
    bool operator==(const ScaleFault&) const = default;
};

// `marks` are those of the site; without `max` nothing can be above it. Best mark first.
std::vector<ScaleFault> check_scale(const Scale& scale,
                                    std::span<const int> marks,
                                    std::optional<Decimal> max);

struct Band {
    int mark = 0;
    Decimal from;
    Decimal to;  // inclusive
    bool operator==(const Band&) const = default;
};

struct BandLimits {
    int lowest_mark = 2;
    Decimal least;  // 0 of points, the lowest mark of a mean
    Decimal most;
    int digits = 0;  // that values have behind the point, if thresholds have not more
};

// «4»: 13–16. Best mark first; a mark that no value can have is left out.
std::vector<Band> scale_bands(const Scale& scale, const BandLimits& limits);

// For each percent the lowest whole point that reaches it.
Scale scale_from_percent(const Scale& percent, const Decimal& max);

int mark_of(const Scale& scale, const Decimal& value, int lowest_mark);

struct WeightedMark {
    int mark = 0;
    Decimal weight;
};

// Above 0, at most 1,000, at most three digits behind the point.
bool is_weight(const Decimal& weight);

struct MarkSum {
    Decimal marks;    // Σ mark·weight
    Decimal weights;  // Σ weight
};

MarkSum sum_marks(std::span<const WeightedMark> marks);
MarkSum operator+(const MarkSum& sum, const WeightedMark& mark);
// Of at least one mark.
Rational mean_of(const MarkSum& sum);
Rational weighted_mean(std::span<const WeightedMark> marks);

// How a term's mark comes from the mean.
struct TermRule {
    Scale thresholds;
    int lowest_mark = 2;
    int digits = 2;
    Rounding rounding = Rounding::HalfUp;
    std::size_t min_marks = 0;  // fewer give no mark
};

// What check_scale finds, up to the best mark, and thresholds the rounded mean cannot meet.
std::vector<ScaleFault> check_term_rule(const TermRule& rule, std::span<const int> marks);
int term_mark(const Rational& mean, const TermRule& rule);

// An example worked through; `mean_formula` prints it.
struct MeanSteps {
    std::vector<WeightedMark> marks;
    MarkSum sum;
    Rational mean;
    Decimal rounded;
    bool exact = false;       // rounding changed nothing
    std::optional<int> mark;  // nothing: fewer marks than the rule demands
};

MeanSteps work_mean(std::vector<WeightedMark> marks, const TermRule& rule);
// `(5·3 + 5·1 + 4·5) : (3 + 1 + 5) = 40 : 9 ≈ 4,44 → «4»`; empty without marks.
std::string mean_formula(const MeanSteps& steps, char point);

// «4,64 → 4; 4,65 → 5».
struct BoundaryCase {
    Decimal below;  // the nearest rounded mean under the threshold
    int mark_below = 0;
    Decimal at;
    int mark_at = 0;
};

// One per threshold, best mark first.
std::vector<BoundaryCase> boundary_cases(const TermRule& rule);

inline constexpr int most_repairs = 1000;

// The fewest marks like `repair` that lift the term's mark to `target`; nothing when even
// `most_repairs` do not.
std::optional<int> marks_needed(const MarkSum& start,
                                const WeightedMark& repair,
                                int target,
                                const TermRule& rule);

struct RepairRow {
    Decimal weight;                          // of the bad mark
    int mark = 0;                            // of the term, after it
    std::vector<std::optional<int>> needed;  // by the weight of the good ones, as in `weights`
};

// How many «5» repair one «2»: with the marks in `start` so many best marks bring back the term's
// mark that one bad mark took.
struct RepairTable {
    int mark = 0;  // of the term, before the bad mark
    std::vector<Decimal> weights;
    std::vector<RepairRow> rows;  // one per weight
};

struct RepairMarks {
    int bad = 2;
    int good = 5;
};

RepairTable repair_table(const MarkSum& start,
                         std::vector<Decimal> weights,
                         RepairMarks marks,
                         const TermRule& rule);

}  // namespace vitrina
