// The numbers of one record of results as one system of unknowns and sums: pupils by journal mark
// and mark of the work, pupils by primary score, points by task.
//
// Joined   by what both sides know: the pupils of a mark are those of its scores, the points of the
//          tasks are those of the scores. Which pupil of a mark has which score is nowhere printed
//          and may be shared out at will, so that no unknown is needed for it.
#pragma once

#include <optional>
#include <vector>

#include "kinds/results.h"
#include "kinds/results_figures.h"
#include "kinds/suppression.h"

namespace vitrina {

inline constexpr std::size_t no_mark = result_marks;  // the row of pupils without a journal mark

// Where the cells of each table begin; nothing: the table is not there.
struct ResultCells {
    std::optional<std::size_t> matrix;  // 16 by row, then journal, work, the changes, compared
    std::optional<std::size_t> bins;
    std::optional<std::size_t> tasks;
};

enum class PeakUse : std::uint8_t { Told, Untold };

struct ResultsSystem {
    NumberSystem numbers;
    ResultCells cells;
    std::vector<std::int64_t> counts;  // by score; empty without scores
    std::vector<CountedBin> bins;
    std::vector<BoundPeak> peaks;
};

// Of sound results only.
ResultsSystem make_results_system(const Results& results, int min_cell, PeakUse use);

// So many pupils have each score; points of each task. Whether there are pupils who got just so.
struct TaskPoints {
    std::int64_t max = 0;
    std::int64_t sum = 0;
};
bool can_be_got(std::span<const std::int64_t> counts, std::span<const TaskPoints> tasks);

// What tasks that are not listed can give; 0 when all are.
std::int64_t unlisted_points(const Results& results);
std::int64_t points_of_scores(const Results& results);
std::int64_t points_of_tasks(const Results& results);

}  // namespace vitrina
