// Points of tasks and primary scores: two ways of counting the same points.
#pragma once

#include <cstdint>
#include <span>

#include "kinds/results.h"

namespace vitrina {

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
