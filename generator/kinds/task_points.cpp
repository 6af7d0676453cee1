#include "kinds/task_points.h"

#include <algorithm>
#include <vector>

namespace vitrina {

// Pupils and tasks as a transport: each pair gives at most the points of the task. It is possible
// when no group of pupils has more points than the tasks can give them (the least cut); of groups
// of one size the strongest is the hardest. Between the sizes asked here both sides are straight.
bool can_be_got(std::span<const std::int64_t> counts, std::span<const TaskPoints> tasks) {
    std::int64_t pupils = 0;
    std::int64_t points = 0;
    for (std::size_t score = 0; score < counts.size(); ++score) {
        pupils += counts[score];
        points += counts[score] * static_cast<std::int64_t>(score);
    }
    std::vector<std::int64_t> sizes;
    for (const TaskPoints& task : tasks) {
        points -= task.sum;
        sizes.push_back(std::min(pupils, task.sum / task.max));
        sizes.push_back(std::min(pupils, task.sum / task.max + 1));
    }
    if (points != 0)
        return false;
    std::int64_t group = 0;
    for (std::size_t score = counts.size(); score-- > 0;)
        sizes.push_back(group += counts[score]);
    return std::ranges::all_of(sizes, [&](std::int64_t size) {
        std::int64_t have = 0;
        std::int64_t left = size;
        for (std::size_t score = counts.size(); score-- > 0 && left > 0;) {
            const std::int64_t some = std::min(left, counts[score]);
            have += some * static_cast<std::int64_t>(score);
            left -= some;
        }
        std::int64_t give = 0;
        for (const TaskPoints& task : tasks)
            give += std::min(task.sum, size * task.max);
        return have <= give;
    });
}

std::int64_t unlisted_points(const Results& results) {
    std::int64_t left = results.primary.max.value;
    for (const ResultTask& task : results.tasks)
        left -= task.max.value;
    return left;
}

std::int64_t points_of_scores(const Results& results) {
    std::int64_t points = 0;
    for (std::size_t score = 0; score < results.primary.counts.size(); ++score)
        points += results.primary.counts[score].value * static_cast<std::int64_t>(score);
    return points;
}

std::int64_t points_of_tasks(const Results& results) {
    std::int64_t points = 0;
    for (const ResultTask& task : results.tasks)
        points += task.sum.value;
    return points;
}

}  // namespace vitrina
