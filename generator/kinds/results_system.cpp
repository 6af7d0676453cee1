#include "kinds/results_system.h"

#include <algorithm>
#include <utility>

namespace vitrina {
namespace {

// What says most comes first: it is opened first.
enum Table : int {
    ComparedTable,
    WorkTable,
    JournalTable,
    ChangeTable,
    GapTable,
    BinTable,
    MatrixTable,
    TaskTable
};

using Runs = std::vector<std::pair<std::size_t, std::size_t>>;  // scores, both ends included

class SystemBuilder {
public:
    SystemBuilder(const Results& results, int min_cell, PeakUse use)
        : results_(results),
          min_cell_(min_cell),
          all_(results.participants.value),
          matrix_(matrix_of(results)),
          by_work_(marks_of_table(matrix_)),
          compared_(sum_of(by_work_)),
          bounds_(bounds_of(results.primary)) {
        for (const Located<int>& count : results.primary.counts)
            made_.counts.push_back(count.value);
        add_scores();
        add_marks();
        add_tasks();
        if (use == PeakUse::Told)
            add_peaks();
        made_.numbers.test = test();
    }

    ResultsSystem take() { return std::move(made_); }

private:
    bool has_scores() const { return !made_.counts.empty(); }
    bool has_bands() const { return has_scores() && !bounds_.empty(); }

    std::uint32_t add_unknown(std::int64_t value, std::int64_t most) {
        made_.numbers.unknowns.push_back({value, most});
        return static_cast<std::uint32_t>(made_.numbers.unknowns.size() - 1);
    }

    std::size_t add_cell(Table table, LinearSum sum) {
        CountCell cell;
        cell.is_secret = sum.value > 0 && sum.value < least_alike && are_alike(table, sum);
        cell.sum = std::move(sum);
        cell.table = table;
        made_.numbers.cells.push_back(std::move(cell));
        return made_.numbers.cells.size() - 1;
    }

    // «All of them» is told of nobody in a small group: neither that all got «4», nor that all were
    // marked lower. That all have some score says nothing.
    bool are_alike(Table table, const LinearSum& sum) const {
        switch (table) {
            case JournalTable:
            case WorkTable:
            case MatrixTable:
            case ChangeTable:
            case GapTable:
                return sum.value == compared_;
            case BinTable:
                return sum.value == all_ && sum.terms.size() < made_.counts.size();
            default:
                return false;
        }
    }

    bool is_small(std::int64_t value) const { return value > 0 && value < min_cell_; }

    void keep_secret(LinearSum sum) {
        if (is_small(sum.value))
            made_.numbers.secrets.push_back({std::move(sum), 0});
    }

    void add_scores() {
        if (!has_scores())
            return;
        first_score_ = static_cast<std::uint32_t>(made_.numbers.unknowns.size());
        for (const std::int64_t count : made_.counts)
            add_unknown(count, all_);
        made_.numbers.relations.push_back(scores_between(0, made_.counts.size() - 1));
        made_.bins = join_scores(made_.counts, bounds_, min_cell_);
        Runs runs;
        for (const CountedBin& bin : made_.bins) {
            const auto from = static_cast<std::size_t>(bin.from);
            const auto to = static_cast<std::size_t>(bin.to);
            const std::size_t cell = add_cell(BinTable, scores_between(from, to));
            if (!made_.cells.bins)
                made_.cells.bins = cell;
            runs.emplace_back(from, to);
        }
        if (runs.empty())
            runs = bands();
        for (const auto& [from, to] : runs)
            keep_run(from, to);
        if (!results_.tasks.empty())
            keep_points_within(runs);
    }

    Runs bands() const {
        Runs bands;
        std::size_t from = 0;
        for (const int bound : bounds_) {
            bands.emplace_back(from, static_cast<std::size_t>(bound) - 1);
            from = static_cast<std::size_t>(bound);
        }
        bands.emplace_back(from, made_.counts.size() - 1);
        return bands;
    }

    LinearSum scores_between(std::size_t from, std::size_t to) const {
        LinearSum sum;
        for (std::size_t score = from; score <= to; ++score) {
            sum.terms.push_back({first_score_ + static_cast<std::uint32_t>(score), 1});
            sum.value += made_.counts[score];
        }
        return sum;
    }

    // How many have a score, up to a score and from a score on.
    void keep_run(std::size_t from, std::size_t to) {
        for (std::size_t score = from; score <= to; ++score) {
            keep_secret(scores_between(score, score));
            if (score > from)
                keep_secret(scores_between(from, score));
            if (score > from && score < to)
                keep_secret(scores_between(score, to));
        }
    }

    // The points of all pupils, less those that the bins give anyway: a few points are a few
    // pupils.
    void keep_points_within(const Runs& runs) {
        LinearSum above;
        LinearSum below;
        for (const auto& [from, to] : runs)
            for (std::size_t score = from; score <= to; ++score) {
                const std::uint32_t unknown = first_score_ + static_cast<std::uint32_t>(score);
                const auto up = static_cast<std::int64_t>(score - from);
                const auto down = static_cast<std::int64_t>(to - score);
                above.terms.push_back({unknown, up});
                above.value += up * made_.counts[score];
                below.terms.push_back({unknown, down});
                below.value += down * made_.counts[score];
            }
        for (LinearSum* sum : {&above, &below}) {
            std::erase_if(sum->terms, [](const Summand& term) { return term.factor == 0; });
            keep_secret(std::move(*sum));
        }
    }

    // Without bounds nobody knows which scores are which mark: the table of marks is left out.
    void add_marks() {
        if (compared_ == 0 || (has_scores() && !has_bands()))
            return;
        first_mark_ = static_cast<std::uint32_t>(made_.numbers.unknowns.size());
        for (const auto& row : matrix_)
            for (const std::int64_t count : row)
                add_unknown(count, all_);
        add_pupils_without_mark();
        SmallSet everybody;
        for (std::size_t row = 0; row <= no_mark; ++row)
            for (std::size_t work = 0; work < without_mark(row); ++work)
                everybody.push_back(pupils({{row, work}}));
        LinearSum sum;
        for (const LinearSum& one : everybody) {
            sum.terms.push_back(one.terms.front());
            sum.value += one.value;
        }
        made_.numbers.relations.push_back(std::move(sum));
        made_.numbers.sets.push_back(std::move(everybody));
        add_mark_cells();
        keep_parts_of_lines();
    }

    // Columns of a row: pupils without a journal mark are known by their mark of the work only when
    // the scores tell it.
    std::size_t without_mark(std::size_t row) const {
        return row == no_mark && !has_scores() ? 1 : result_marks;
    }

    void add_pupils_without_mark() {
        if (!has_scores()) {
            outside_ = {all_ - compared_};
            add_unknown(outside_.front(), all_);
            return;
        }
        const Runs scores = bands();
        for (std::size_t work = 0; work < result_marks; ++work) {
            LinearSum band = scores_between(scores[work].first, scores[work].second);
            outside_.push_back(band.value - by_work_[work]);
            const std::uint32_t unknown = add_unknown(outside_.back(), all_);
            for (std::size_t row = 0; row < result_marks; ++row)
                band.terms.push_back({mark_unknown(row, work), -1});
            band.terms.push_back({unknown, -1});
            band.value = 0;
            made_.numbers.relations.push_back(std::move(band));
        }
    }

    std::uint32_t mark_unknown(std::size_t row, std::size_t work) const {
        return first_mark_ + static_cast<std::uint32_t>(row * result_marks + work);
    }

    using Places = std::vector<std::pair<std::size_t, std::size_t>>;  // journal, work
    LinearSum pupils(const Places& places) const {
        LinearSum sum;
        for (const auto& [row, work] : places) {
            sum.terms.push_back({mark_unknown(row, work), 1});
            sum.value += row == no_mark ? outside_[work] : matrix_[row][work];
        }
        return sum;
    }
    template <class Takes>
    LinearSum pupils_where(const Takes& takes) const {
        Places places;
        for (std::size_t row = 0; row < result_marks; ++row)
            for (std::size_t work = 0; work < result_marks; ++work)
                if (takes(row, work))
                    places.emplace_back(row, work);
        return pupils(places);
    }

    void add_mark_cells() {
        made_.cells.matrix = made_.numbers.cells.size();
        for (std::size_t row = 0; row < result_marks; ++row)
            for (std::size_t work = 0; work < result_marks; ++work)
                add_cell(MatrixTable, pupils({{row, work}}));
        for (std::size_t i = 0; i < result_marks; ++i)
            add_cell(JournalTable, pupils_where([&](auto row, auto) { return row == i; }));
        for (std::size_t i = 0; i < result_marks; ++i)
            add_cell(WorkTable, pupils_where([&](auto, auto work) { return work == i; }));
        add_cell(ChangeTable, pupils_where([](auto row, auto work) { return work < row; }));
        add_cell(ChangeTable, pupils_where([](auto row, auto work) { return work == row; }));
        add_cell(ChangeTable, pupils_where([](auto row, auto work) { return work > row; }));
        add_cell(GapTable, pupils_where([](auto row, auto work) {
                     return std::max(row, work) - std::min(row, work) >= 2;
                 }));
        add_cell(ComparedTable, pupils_where([](auto, auto) { return true; }));
    }

    // What is left of a row or a column without some of its cells is a count of pupils too. Those
    // without a mark in the journal are a row.
    void keep_parts_of_lines() {
        for (std::size_t row = 0; row <= no_mark; ++row) {
            Places line;
            for (std::size_t work = 0; work < without_mark(row); ++work)
                line.emplace_back(row, work);
            keep_parts(line);
        }
        for (std::size_t work = 0; work < result_marks; ++work) {
            Places line;
            for (std::size_t row = 0; row <= no_mark; ++row)
                if (work < without_mark(row))
                    line.emplace_back(row, work);
            // By the marks of the work alone those without a journal mark stand in no column.
            if (!has_scores() && line.size() > result_marks)
                line.pop_back();
            keep_parts(line);
        }
    }

    void keep_parts(const Places& line) {
        for (std::size_t parts = 1; parts < (std::size_t{1} << line.size()); ++parts) {
            Places some;
            for (std::size_t i = 0; i < line.size(); ++i)
                if ((parts >> i & 1U) != 0)
                    some.push_back(line[i]);
            keep_secret(pupils(some));
        }
    }

    void add_tasks() {
        if (results_.tasks.empty())
            return;
        first_task_ = static_cast<std::uint32_t>(made_.numbers.unknowns.size());
        made_.cells.tasks = made_.numbers.cells.size();
        SmallSet got;
        SmallSet missed;
        for (const ResultTask& task : results_.tasks) {
            const std::int64_t most = std::int64_t{task.max.value} * all_;
            const LinearSum sum{{{add_unknown(task.sum.value, most), 1}}, task.sum.value};
            const std::size_t cell = add_cell(TaskTable, sum);
            made_.numbers.cells[cell].is_count = false;
            made_.numbers.cells[cell].is_secret = !is_task_open(task);
            made_.numbers.cells[cell].spread = std::int64_t{task.max.value} * (min_cell_ - 2);
            got.push_back(sum);
            missed.push_back({{{sum.terms.front().unknown, -1}}, most - task.sum.value});
            task_max_.push_back(task.max.value);
        }
        if (has_scores())
            relate_points(got, missed);
        made_.numbers.sets.push_back(std::move(got));
        made_.numbers.sets.push_back(std::move(missed));
    }

    // The points of all tasks together, listed or not, are the points of all pupils.
    void relate_points(SmallSet& got, SmallSet& missed) {
        if (const std::int64_t rest = unlisted_points(results_); rest > 0) {
            const std::int64_t value = points_of_scores(results_) - points_of_tasks(results_);
            const LinearSum sum{{{add_unknown(value, rest * all_), 1}}, value};
            missed.push_back({{{sum.terms.front().unknown, -1}}, rest * all_ - value});
            if (is_small(value) || is_small(rest * all_ - value))
                made_.numbers.secrets.push_back({sum, 0});
            got.push_back(sum);
            task_max_.push_back(rest);
        }
        LinearSum points;
        for (const LinearSum& task : got)
            points.terms.push_back(task.terms.front());
        for (std::size_t score = 1; score < made_.counts.size(); ++score)
            points.terms.push_back({first_score_ + static_cast<std::uint32_t>(score),
                                    -static_cast<std::int64_t>(score)});
        made_.numbers.relations.push_back(std::move(points));
    }

    // So many points are what a few pupils got, or what a few pupils missed.
    bool is_task_open(const ResultTask& task) const {
        const std::int64_t most = std::int64_t{task.max.value} * all_;
        const std::int64_t missed = most - task.sum.value;
        const std::int64_t least = std::int64_t{task.max.value} * min_cell_;
        const auto few = [&](std::int64_t points) { return points > 0 && points < least; };
        const bool all_alike = (task.sum.value == 0 || missed == 0) && all_ < least_alike;
        return !few(task.sum.value) && !few(missed) && !all_alike;
    }

    void add_peaks() {
        if (!has_scores())
            return;
        for (const auto& [mark, bound] : results_.primary.bounds.items)
            made_.peaks.push_back(
                {mark.value, bound.value,
                 peak_state(made_.counts, static_cast<std::size_t>(bound.value))});
        std::ranges::sort(made_.peaks, {}, &BoundPeak::mark);
    }

    NumbersTest test() const {
        if (!has_scores())
            return {};
        return [peaks = made_.peaks, task_max = task_max_, scores = made_.counts.size(),
                first_score = first_score_,
                first_task = first_task_](std::span<const std::int64_t> numbers) {
            const auto counts = numbers.subspan(first_score, scores);
            std::vector<TaskPoints> tasks;
            for (std::size_t i = 0; i < task_max.size(); ++i)
                tasks.push_back({task_max[i], numbers[first_task + i]});
            return std::ranges::all_of(peaks,
                                       [&](const BoundPeak& peak) {
                                           return peak_state(counts, static_cast<std::size_t>(
                                                                         peak.score)) == peak.state;
                                       }) &&
                   (tasks.empty() || can_be_got(counts, tasks));
        };
    }

    const Results& results_;
    int min_cell_;
    std::int64_t all_;
    MarkMatrix matrix_;
    MarkCounts by_work_;
    std::int64_t compared_;
    std::vector<int> bounds_;
    std::vector<std::int64_t> outside_;  // without a journal mark, by mark of the work
    std::vector<std::int64_t> task_max_;
    std::uint32_t first_score_ = 0;
    std::uint32_t first_mark_ = 0;
    std::uint32_t first_task_ = 0;
    ResultsSystem made_;
};

}  // namespace

ResultsSystem make_results_system(const Results& results, int min_cell, PeakUse use) {
    return SystemBuilder(results, min_cell, use).take();
}

}  // namespace vitrina
