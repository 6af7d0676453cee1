// From raw counts to what may be published: what the system of all numbers leaves open.
#include <algorithm>

#include "content/markdown.h"
#include "kinds/results_checks.h"
#include "kinds/results_system.h"

namespace vitrina {
namespace {

class ViewReader {
public:
    ViewReader(const Results& results, const ResultsSystem& system)
        : results_(results), system_(system) {}

    ResultsView read() const {
        ResultsView view;
        view.participants = results_.participants.value;
        view.has_matrix = system_.cells.matrix.has_value();
        if (view.has_matrix)
            read_matrix(view);
        read_bins(view);
        view.peaks = system_.peaks;
        read_tasks(view);
        view.marks_need_bounds = !view.has_matrix && sum_of(marks_of_table(matrix_of(results_))) > 0;
        view.scores_left_out = !system_.counts.empty() && view.bins.empty();
        view.bounds_untold = !system_.counts.empty() && view.peaks.empty() &&
                             !results_.primary.bounds.empty();
        view.is_partial =
            std::ranges::any_of(system_.numbers.cells,
                                [](const CountCell& cell) { return !cell.is_open; }) ||
            view.marks_need_bounds || view.tasks_need_scores || view.scores_left_out ||
            view.bounds_untold;
        return view;
    }

private:
    ShownCount shown(std::size_t cell) const {
        const CountCell& one = system_.numbers.cells[cell];
        return one.is_open ? ShownCount(one.sum.value) : std::nullopt;
    }

    void read_matrix(ResultsView& view) const {
        std::size_t next = *system_.cells.matrix;
        for (auto& row : view.matrix)
            for (ShownCount& count : row)
                count = shown(next++);
        for (ShownCount& count : view.journal)
            count = shown(next++);
        for (ShownCount& count : view.work)
            count = shown(next++);
        for (ShownCount* count :
             {&view.lowered, &view.confirmed, &view.raised, &view.gap, &view.compared})
            *count = shown(next++);
    }

    // A histogram without a column is none, and so is one of all pupils in one column.
    void read_bins(ResultsView& view) const {
        for (std::size_t i = 0; i < system_.bins.size(); ++i) {
            const CountedBin& bin = system_.bins[i];
            view.bins.push_back({bin.from, bin.to, shown(*system_.cells.bins + i)});
        }
        if (view.bins.size() == 1 ||
            std::ranges::none_of(view.bins, [](const ScoreBin& bin) { return bin.count > 0; }))
            view.bins.clear();
    }

    // Without scores nobody can tell what the points of the tasks say of the marks: they are shown
    // beside a table of marks only when nothing of it is kept back.
    bool tasks_need_scores() const {
        return system_.cells.tasks && system_.cells.matrix && system_.counts.empty() &&
               std::any_of(system_.numbers.cells.begin() +
                               static_cast<std::ptrdiff_t>(*system_.cells.matrix),
                           system_.numbers.cells.begin() +
                               static_cast<std::ptrdiff_t>(*system_.cells.tasks),
                           [](const CountCell& cell) { return !cell.is_open; });
    }

    void read_tasks(ResultsView& view) const {
        view.tasks_need_scores = tasks_need_scores();
        for (std::size_t i = 0; i < results_.tasks.size(); ++i) {
            const ResultTask& task = results_.tasks[i];
            ShownTask shown_task;
            shown_task.no = task.no;
            shown_task.max = task.max.value;
            shown_task.level = task.level;
            shown_task.skill = flatten_markdown(task.skill.text.text);
            if (!view.tasks_need_scores && shown(*system_.cells.tasks + i)) {
                shown_task.percent =
                    percent(task.sum.value, std::int64_t{task.max.value} * *view.participants);
                shown_task.zone = task_zone(task.level, *shown_task.percent);
            }
            view.tasks.push_back(std::move(shown_task));
        }
    }

    const Results& results_;
    const ResultsSystem& system_;
};

}  // namespace

ResultsView hidden_view(HiddenWhy why) {
    ResultsView view;
    view.hidden = why;
    view.is_partial = true;
    return view;
}

MarkMatrix matrix_of(const Results& results) {
    MarkMatrix matrix{};
    for (const auto& [mark, counts] : results.journal_vs_work.items) {
        const int row = mark.value - lowest_result_mark;
        if (row < 0 || row >= static_cast<int>(result_marks))
            continue;
        for (std::size_t i = 0; i < std::min(counts.size(), result_marks); ++i)
            matrix[static_cast<std::size_t>(row)][i] = counts[i].value;
    }
    return matrix;
}

ResultsView publish_view(const Results& results, int min_cell) {
    if (results.participants.value < min_cell)
        return hidden_view(HiddenWhy::Few);
    if (!is_sound(results))
        return hidden_view(HiddenWhy::Derivable);
    // The words about the bounds come last: they are told when all secrets are safe with them.
    for (const PeakUse use : {PeakUse::Told, PeakUse::Untold}) {
        ResultsSystem system = make_results_system(results, min_cell, use);
        if (suppress(system.numbers, min_cell))
            return ViewReader(results, system).read();
    }
    return hidden_view(HiddenWhy::Derivable);
}

}  // namespace vitrina
