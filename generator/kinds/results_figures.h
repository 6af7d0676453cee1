// What follows from aggregated counts: the formulas and thresholds of domain §2.7–2.8.
//
// Units    percents in hundredths (6154 is 61,54 %), means in hundredths (346 is 3,46).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kinds/results.h"

namespace vitrina {

std::int64_t sum_of(std::span<const std::int64_t> counts);

// The lowest scores of «3», «4» and «5», in this order.
std::vector<int> bounds_of(const PrimaryScores& primary);
// Pupils by mark of the work: by the table those who have a mark in the journal, by the scores all.
MarkCounts marks_of_table(const MarkMatrix& matrix);
MarkCounts marks_of_scores(std::span<const std::int64_t> counts, std::span<const int> bounds);

std::int64_t percent(std::int64_t part, std::int64_t whole);  // whole is not zero
struct MarkFigures {
    std::int64_t mean = 0;     // hundredths of a mark
    std::int64_t success = 0;  // «3», «4», «5»
    std::int64_t quality = 0;  // «4», «5»
    std::int64_t mastery = 0;  // СОУ: 100, 64, 36, 16 %
};
// Nothing without pupils.
std::optional<MarkFigures> mark_figures(const MarkCounts& counts);

// How a score at a bound stands out: against its neighbours, and against the one below.
struct Peak {
    double ratio = 0;
    double z = 0;
};
Peak peak_at(std::span<const std::int64_t> counts, std::size_t score);
PeakState peak_state(std::span<const std::int64_t> counts, std::size_t score);

// A percent of completion against the threshold of its level: 60 ± 3 and 30 ± 1.5.
TaskZone task_zone(Level level, std::int64_t percent_of_points);

// Neighbouring scores joined until each bin is empty or holds `least`, never across a bound;
// nothing when a band between bounds cannot be shown.
struct CountedBin {
    int from = 0;
    int to = 0;
    std::int64_t count = 0;
};
std::vector<CountedBin> join_scores(std::span<const std::int64_t> counts,
                                    std::span<const int> bounds,
                                    std::int64_t least);

}  // namespace vitrina
