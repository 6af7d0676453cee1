#include "kinds/results_figures.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/decimal.h"

namespace vitrina {
namespace {

constexpr std::int64_t large_sample = 50;
constexpr double marker_ratio = 2;
constexpr double marker_z = 2;
constexpr std::int64_t mastery_of[] = {16, 36, 64, 100};

std::int64_t rounded(std::int64_t numerator, std::int64_t denominator) {
    return (2 * numerator + denominator) / (2 * denominator);
}

std::int64_t count_at(std::span<const std::int64_t> counts, std::ptrdiff_t score) {
    const bool is_there = score >= 0 && score < static_cast<std::ptrdiff_t>(counts.size());
    return is_there ? counts[static_cast<std::size_t>(score)] : 0;
}

// The scores of one mark, joined; nothing when they are too few for a bin.
std::optional<std::vector<CountedBin>> join_band(std::span<const std::int64_t> counts,
                                                 int from,
                                                 int to,
                                                 std::int64_t least) {
    std::vector<CountedBin> bins;
    CountedBin open{from, from - 1, 0};
    for (int score = from; score <= to; ++score) {
        open.to = score;
        open.count += counts[static_cast<std::size_t>(score)];
        if (open.count >= least) {
            bins.push_back(open);
            open = {score + 1, score, 0};
        }
    }
    if (open.to < open.from)
        return bins;
    if (open.count == 0 || bins.empty()) {
        if (open.count != 0)
            return std::nullopt;
        bins.push_back(open);
        return bins;
    }
    bins.back().to = open.to;
    bins.back().count += open.count;
    return bins;
}

}  // namespace

std::int64_t sum_of(std::span<const std::int64_t> counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

std::vector<int> bounds_of(const PrimaryScores& primary) {
    std::vector<std::pair<int, int>> marks;
    for (const auto& [mark, bound] : primary.bounds.items)
        marks.emplace_back(mark.value, bound.value);
    std::ranges::sort(marks);
    std::vector<int> bounds;
    for (const auto& [mark, bound] : marks)
        bounds.push_back(bound);
    return bounds;
}

MarkCounts marks_of_table(const MarkMatrix& matrix) {
    MarkCounts marks{};
    for (const auto& row : matrix)
        for (std::size_t work = 0; work < result_marks; ++work)
            marks[work] += row[work];
    return marks;
}

MarkCounts marks_of_scores(std::span<const std::int64_t> counts, std::span<const int> bounds) {
    MarkCounts marks{};
    std::size_t mark = 0;
    for (std::size_t score = 0; score < counts.size(); ++score) {
        while (mark < bounds.size() && static_cast<int>(score) >= bounds[mark])
            ++mark;
        marks[mark] += counts[score];
    }
    return marks;
}

std::int64_t percent(std::int64_t part, std::int64_t whole) {
    return rounded(part * 10'000, whole);
}

std::optional<MarkFigures> mark_figures(const MarkCounts& counts) {
    const std::int64_t whole = sum_of(counts);
    if (whole == 0)
        return std::nullopt;
    MarkFigures figures;
    std::int64_t marks = 0;
    std::int64_t mastery = 0;
    for (std::size_t i = 0; i < result_marks; ++i) {
        marks += counts[i] * (lowest_result_mark + static_cast<std::int64_t>(i));
        mastery += counts[i] * mastery_of[i];
    }
    figures.mean = rounded(marks * 100, whole);
    figures.success = percent(whole - counts[0], whole);
    figures.quality = percent(counts[2] + counts[3], whole);
    figures.mastery = rounded(mastery * 100, whole);
    return figures;
}

Peak peak_at(std::span<const std::int64_t> counts, std::size_t score) {
    const auto at = static_cast<std::ptrdiff_t>(score);
    const auto around = static_cast<double>(count_at(counts, at - 2) + count_at(counts, at - 1) +
                                            count_at(counts, at + 1) + count_at(counts, at + 2));
    const auto here = static_cast<double>(count_at(counts, at));
    const auto below = static_cast<double>(count_at(counts, at - 1));
    Peak peak;
    peak.ratio = around > 0 ? here * 4 / around : here > 0 ? marker_ratio : 0;
    peak.z = here + below > 0 ? (here - below) / std::sqrt(here + below) : 0;
    return peak;
}

PeakState peak_state(std::span<const std::int64_t> counts, std::size_t score) {
    if (sum_of(counts) < large_sample)
        return PeakState::SmallSample;
    const Peak peak = peak_at(counts, score);
    return peak.ratio >= marker_ratio && peak.z >= marker_z ? PeakState::Possible : PeakState::None;
}

TaskZone task_zone(Level level, std::int64_t percent_of_points) {
    if (level == Level::None)
        return TaskZone::Unknown;
    const std::int64_t enough = level == Level::Basic ? 6000 : 3000;
    const std::int64_t low = level == Level::Basic ? 5700 : 2850;
    if (percent_of_points >= enough)
        return TaskZone::Enough;
    return percent_of_points < low ? TaskZone::Low : TaskZone::Border;
}

std::vector<CountedBin> join_scores(std::span<const std::int64_t> counts,
                                    std::span<const int> bounds,
                                    std::int64_t least) {
    std::vector<CountedBin> all;
    int from = 0;
    for (std::size_t i = 0; i <= bounds.size(); ++i) {
        const int to = (i < bounds.size() ? bounds[i] : static_cast<int>(counts.size())) - 1;
        const auto band = join_band(counts, from, to, least);
        if (!band)
            return {};
        all.insert(all.end(), band->begin(), band->end());
        from = to + 1;
    }
    return all;
}

}  // namespace vitrina
