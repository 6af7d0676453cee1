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
#include "kinds/task_points.h"

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

}  // namespace vitrina
