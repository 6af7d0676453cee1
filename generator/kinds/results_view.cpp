// From raw counts to what may be published: every number of a record is a cell of one system.
#include <algorithm>

#include "content/markdown.h"
#include "kinds/results_figures.h"
#include "kinds/suppression.h"

namespace vitrina {
namespace {

// Below so many pupils «all of them» is said of nobody.
constexpr std::int64_t least_alike = 10;
constexpr std::size_t no_mark = result_marks;  // the row of pupils without a mark in the journal

enum Table : int { MatrixTable, JournalTable, WorkTable, ChangeTable, GapTable, ComparedTable,
                   AllTable, BinTable, PointsTable, OutsideTable };

// Atoms: so many pupils with this journal mark and this score; without scores, with this mark.
class CellSystem {
public:
    CellSystem(const Results& results, int min_cell)
        : results_(results), min_cell_(min_cell), matrix_(matrix_of(results)) {
        for (const auto& row : matrix_)
            for (const std::int64_t count : row)
                compared_ += count;
        read_scores();
        add_cells();
        suppress(cells_, (result_marks + 1) * scores_, min_cell);
    }

    ResultsView view() const {
        ResultsView view;
        view.participants = shown(all_);
        view.compared = shown(compared_cell_);
        view.has_matrix = compared_ > 0;
        if (view.has_matrix)
            read_matrix(view);
        view.max_score = results_.primary.max.value;
        if (bins_are_shown())
            for (std::size_t i = 0; i < bins_.size(); ++i)
                view.bins.push_back({bins_[i].from, bins_[i].to, shown(first_bin_ + i)});
        for (const auto& [mark, bound] : results_.primary.bounds.items)
            if (!counts_.empty())
                view.peaks.push_back({mark.value, bound.value,
                                      peak_state(counts_, static_cast<std::size_t>(bound.value))});
        std::ranges::sort(view.peaks, {}, &BoundPeak::mark);
        add_tasks(view);
        view.is_partial = std::ranges::any_of(cells_, [](const CountCell& cell) {
            return cell.is_shown && !cell.is_open;
        }) || (!counts_.empty() && view.bins.empty()) ||
            std::ranges::any_of(view.tasks, [](const ShownTask& task) { return !task.percent; });
        return view;
    }

private:
    std::uint32_t atom(std::size_t row, std::size_t score) const {
        return static_cast<std::uint32_t>(row * scores_ + score);
    }

    // Scores of each mark; without bounds or counts a mark is one score.
    void read_scores() {
        for (const Located<int>& count : results_.primary.counts)
            counts_.push_back(count.value);
        std::vector<int> bounds;
        for (const auto& [mark, bound] : results_.primary.bounds.items)
            bounds.push_back(bound.value);
        std::ranges::sort(bounds);
        if (counts_.empty() || bounds.size() + 1 != result_marks) {
            scores_ = counts_.empty() ? result_marks : counts_.size();
            knows_bands_ = counts_.empty();
            for (std::size_t mark = 0; mark < result_marks; ++mark)
                bands_.push_back({mark, mark + 1});
            if (!counts_.empty())
                bins_ = join_scores(counts_, {}, min_cell_);
            return;
        }
        scores_ = counts_.size();
        std::size_t from = 0;
        for (std::size_t mark = 0; mark < result_marks; ++mark) {
            const std::size_t to =
                mark < bounds.size() ? static_cast<std::size_t>(bounds[mark]) : scores_;
            bands_.push_back({from, to});
            from = to;
        }
        bins_ = join_scores(counts_, bounds, min_cell_);
    }

    // All atoms of some journal rows and some scores.
    template <class Takes>
    std::size_t add(Table table, std::int64_t value, const Takes& takes) {
        CountCell cell;
        for (std::size_t row = 0; row <= no_mark; ++row)
            for (std::size_t score = 0; score < scores_; ++score)
                if (takes(row, score))
                    cell.atoms.emplace_back(atom(row, score), 1);
        cell.value = value;
        cell.table = table;
        cells_.push_back(std::move(cell));
        return cells_.size() - 1;
    }

    bool in_band(std::size_t mark, std::size_t score) const {
        return score >= bands_[mark].first && score < bands_[mark].second;
    }
    std::size_t band_of(std::size_t score) const {
        std::size_t mark = 0;
        while (mark + 1 < result_marks && !in_band(mark, score))
            ++mark;
        return mark;
    }

    void add_cells() {
        const std::int64_t all = results_.participants.value;
        if (compared_ > 0 && knows_bands_)
            add_matrix();
        compared_cell_ = add(ComparedTable, compared_,
                             [](std::size_t row, std::size_t) { return row != no_mark; });
        all_ = add(AllTable, all, [](std::size_t, std::size_t) { return true; });
        const std::size_t outside = add(OutsideTable, all - compared_, [](std::size_t row, std::size_t) {
            return row == no_mark;
        });
        cells_[outside].is_shown = false;
        first_bin_ = cells_.size();
        for (const CountedBin& bin : bins_)
            add(BinTable, bin.count, [&](std::size_t, std::size_t score) {
                return static_cast<int>(score) >= bin.from && static_cast<int>(score) <= bin.to;
            });
        add_points();
        hide_alike();
    }

    void add_matrix() {
        for (std::size_t row = 0; row < result_marks; ++row)
            for (std::size_t mark = 0; mark < result_marks; ++mark)
                add(MatrixTable, matrix_[row][mark], [&](std::size_t r, std::size_t score) {
                    return r == row && in_band(mark, score);
                });
        for (std::size_t row = 0; row < result_marks; ++row) {
            std::int64_t sum = 0;
            for (const std::int64_t count : matrix_[row])
                sum += count;
            add(JournalTable, sum, [&](std::size_t r, std::size_t) { return r == row; });
        }
        for (std::size_t mark = 0; mark < result_marks; ++mark) {
            std::int64_t sum = 0;
            for (const auto& row : matrix_)
                sum += row[mark];
            add(WorkTable, sum, [&](std::size_t r, std::size_t score) {
                return r != no_mark && in_band(mark, score);
            });
        }
        const MarkComparison comparison = compare_marks(matrix_);
        const auto changed = [&](auto test) {
            return [this, test](std::size_t row, std::size_t score) {
                return row != no_mark && test(row, band_of(score));
            };
        };
        add(ChangeTable, comparison.lowered, changed([](auto j, auto w) { return w < j; }));
        add(ChangeTable, comparison.confirmed, changed([](auto j, auto w) { return w == j; }));
        add(ChangeTable, comparison.raised, changed([](auto j, auto w) { return w > j; }));
        add(GapTable, comparison.gap, changed([](auto j, auto w) {
                return std::max(j, w) - std::min(j, w) >= 2;
            }));
    }

    // The points of all tasks together are the points of all pupils.
    void add_points() {
        std::int64_t points = 0;
        for (const ResultTask& task : results_.tasks) {
            points += task.sum.value;
            knows_points_ = knows_points_ || is_task_open(task);
        }
        if (counts_.empty() || !knows_points_)
            return;
        CountCell cell;
        for (std::size_t row = 0; row <= no_mark; ++row)
            for (std::size_t score = 1; score < scores_; ++score)
                cell.atoms.emplace_back(atom(row, score), static_cast<std::int64_t>(score));
        cell.value = points;
        cell.table = PointsTable;
        cell.is_count = false;
        points_ = cells_.size();
        cells_.push_back(std::move(cell));
    }

    // «All of them» is told of nobody in a small group.
    void hide_alike() {
        for (CountCell& cell : cells_) {
            const bool is_share = cell.table == JournalTable || cell.table == WorkTable ||
                                  cell.table == MatrixTable || cell.table == BinTable;
            if (is_share && cell.value > 0 && cell.value < least_alike &&
                (cell.value == compared_ || cell.value == results_.participants.value))
                cell.is_secret = true;
        }
    }

    ShownCount shown(std::size_t cell) const {
        return cells_[cell].is_open ? ShownCount(cells_[cell].value) : std::nullopt;
    }

    bool bins_are_shown() const {
        return std::ranges::any_of(cells_, [](const CountCell& cell) {
            return cell.table == BinTable && cell.is_open && cell.value > 0;
        });
    }

    void read_matrix(ResultsView& view) const {
        if (!knows_bands_) {
            view.has_matrix = false;
            return;
        }
        std::size_t next = 0;
        for (auto& row : view.matrix)
            for (ShownCount& count : row)
                count = shown(next++);
        for (ShownCount& count : view.journal)
            count = shown(next++);
        for (ShownCount& count : view.work)
            count = shown(next++);
        view.lowered = shown(next++);
        view.confirmed = shown(next++);
        view.raised = shown(next++);
        view.gap = shown(next);
    }

    // So many points are what a few pupils got, or what a few pupils missed.
    bool is_task_open(const ResultTask& task) const {
        const std::int64_t most = std::int64_t{task.max.value} * results_.participants.value;
        const std::int64_t missed = most - task.sum.value;
        const std::int64_t least = std::int64_t{task.max.value} * min_cell_;
        const auto few = [&](std::int64_t points) { return points > 0 && points < least; };
        const bool all_alike = (task.sum.value == 0 || missed == 0) &&
                               results_.participants.value < least_alike;
        return most > 0 && !few(task.sum.value) && !few(missed) && !all_alike;
    }

    void add_tasks(ResultsView& view) const {
        const bool may = !points_ || cells_[*points_].is_open;
        for (const ResultTask& task : results_.tasks) {
            ShownTask shown_task;
            shown_task.no = task.no;
            shown_task.max = task.max.value;
            shown_task.level = task.level;
            shown_task.skill = flatten_markdown(task.skill.text.text);
            if (may && is_task_open(task)) {
                const std::int64_t most =
                    std::int64_t{task.max.value} * results_.participants.value;
                shown_task.percent = percent(task.sum.value, most);
                shown_task.zone = task_zone(task.level, *shown_task.percent);
            }
            view.tasks.push_back(std::move(shown_task));
        }
    }

    const Results& results_;
    int min_cell_;
    MarkMatrix matrix_;
    std::int64_t compared_ = 0;
    std::vector<std::int64_t> counts_;  // by score; empty without a histogram
    std::vector<CountedBin> bins_;
    std::size_t scores_ = result_marks;
    bool knows_bands_ = true;  // whether a score has a mark
    bool knows_points_ = false;
    std::vector<std::pair<std::size_t, std::size_t>> bands_;
    std::vector<CountCell> cells_;
    std::size_t compared_cell_ = 0;
    std::size_t all_ = 0;
    std::size_t first_bin_ = 0;
    std::optional<std::size_t> points_;
};

}  // namespace

MarkMatrix matrix_of(const Results& results) {
    MarkMatrix matrix{};
    for (const auto& [mark, counts] : results.journal_vs_work.items)
        for (std::size_t i = 0; i < std::min(counts.size(), result_marks); ++i)
            matrix[static_cast<std::size_t>(mark.value - lowest_result_mark)][i] = counts[i].value;
    return matrix;
}

ResultsView publish_view(const Results& results, int min_cell) {
    if (results.participants.value < min_cell) {
        ResultsView view;
        view.hidden = HiddenWhy::Few;
        view.is_partial = true;
        return view;
    }
    return CellSystem(results, min_cell).view();
}

}  // namespace vitrina
