#include "kinds/results_checks.h"

#include <algorithm>
#include <utility>

#include "base/year_ids.h"
#include "content/markdown.h"
#include "kinds/person_names.h"
#include "kinds/results_figures.h"
#include "kinds/task_points.h"

namespace vitrina {
namespace {

constexpr int most_people = 100'000;

class PeopleCheck {
public:
    PeopleCheck(const Record& record, Diagnostics& out) : record_(record), out_(out) {}

    // Words of all kinds that stand on the page, in its address or beside it. What the work is
    // about may be a writer; what is said of pupils may not.
    void check(const Results& results) {
        const Common& common = record_.common;
        check(common.title.text, WriterNames::WithBothInitials);
        for (const MappedText* text :
             {&common.summary.text, &common.intro->text, &common.notes->text, &results.comment.text})
            check(*text, WriterNames::BesideWorks);
        for (const Attachment& attachment : common.attachments)
            check(attachment.title.text, WriterNames::BesideWorks);
        for (const Revision& revision : common.revisions)
            check(revision.what.text, WriterNames::BesideWorks);
        for (const Located<std::string>& topic : results.topics)
            check(topic.value, topic.span, WriterNames::WithBothInitials);
        for (const ResultTask& task : results.tasks) {
            check(task.skill.text, WriterNames::WithBothInitials);
            check(task.no, task.max.span, WriterNames::BesideWorks);
        }
    }

private:
    void check(std::string_view text, Span span, WriterNames writers) {
        const std::string person = find_person(text, writers);
        if (!person.empty())
            out_.error(ids::results_person, record_.place(span), person);
    }
    void check(const MappedText& text, WriterNames writers) {
        check(flatten_markdown(text.text), text.span, writers);
    }

    const Record& record_;
    Diagnostics& out_;
};

void check_count(const Record& record, const Located<int>& count, Diagnostics& out) {
    if (count.value < 0 || count.value > most_people)
        out.error(ids::results_count, record.place(count.span), count.value);
}

bool check_matrix(const Record& record, const Results& results, Diagnostics& out) {
    std::int64_t sum = 0;
    bool good = true;
    std::array<bool, result_marks> is_told{};
    for (const auto& [mark, counts] : results.journal_vs_work.items) {
        const int row = mark.value - lowest_result_mark;
        const bool is_mark = row >= 0 && row < static_cast<int>(result_marks);
        const bool is_row = is_mark && counts.size() == result_marks &&
                            !std::exchange(is_told[static_cast<std::size_t>(row)], true);
        if (!is_row) {
            out.error(ids::results_matrix, record.place(mark.span));
            good = false;
        }
        for (const Located<int>& count : counts) {
            check_count(record, count, out);
            sum += count.value;
        }
    }
    if (good && !results.journal_vs_work.empty() && sum > results.participants.value) {
        out.error(ids::results_sum, record.place(results.participants.span), sum,
                  results.participants.value);
        good = false;
    }
    return good;
}

std::vector<std::int64_t> counts_of(const PrimaryScores& primary) {
    std::vector<std::int64_t> counts;
    for (const Located<int>& count : primary.counts)
        counts.push_back(count.value);
    return counts;
}

bool check_bounds(const Record& record, const PrimaryScores& primary, Diagnostics& out) {
    if (primary.bounds.empty())
        return true;
    const std::vector<int> bounds = bounds_of(primary);
    bool good = bounds.size() + 1 == result_marks && bounds.front() >= 1 &&
                bounds.back() <= primary.max.value &&
                std::ranges::adjacent_find(bounds, std::ranges::greater_equal{}) == bounds.end();
    for (const auto& [mark, bound] : primary.bounds.items)
        good = good && mark.value >= 3 && mark.value <= 5;
    if (!good)
        out.error(ids::results_bounds, record.place(primary.bounds.items.front().first.span));
    return good;
}

bool check_scores(const Record& record, const Results& results, Diagnostics& out) {
    const PrimaryScores& primary = results.primary;
    if (primary.counts.empty())
        return check_bounds(record, primary, out);
    std::int64_t sum = 0;
    for (const Located<int>& count : primary.counts) {
        check_count(record, count, out);
        sum += count.value;
    }
    const Place place = record.place(primary.max.span);
    if (static_cast<int>(primary.counts.size()) != primary.max.value + 1) {
        out.error(ids::results_scores, place, primary.counts.size(), primary.max.value,
                  primary.max.value + 1);
        return false;
    }
    if (sum != results.participants.value) {
        out.error(ids::results_sum, record.place(results.participants.span), sum,
                  results.participants.value);
        return false;
    }
    return check_bounds(record, primary, out);
}

// By the scores and by the table as many pupils have each mark; those without a mark in the journal
// stand in the scores alone.
void check_bands(const Record& record, const Results& results, Diagnostics& out) {
    const PrimaryScores& primary = results.primary;
    if (primary.counts.empty() || primary.bounds.empty() || results.journal_vs_work.empty())
        return;
    const MarkCounts by_scores = marks_of_scores(counts_of(primary), bounds_of(primary));
    const MarkCounts by_table = marks_of_table(matrix_of(results));
    const bool all_compared = sum_of(by_table) == results.participants.value;
    for (std::size_t mark = 0; mark < result_marks; ++mark)
        if (by_table[mark] > by_scores[mark] ||
            (all_compared && by_table[mark] != by_scores[mark])) {
            out.error(ids::results_bands,
                      record.place(primary.span.end == 0
                                       ? results.participants.span
                                       : Span{primary.span.begin, primary.span.begin + 1}),
                      by_scores[mark], lowest_result_mark + static_cast<int>(mark), by_table[mark]);
            return;
        }
}

// Tasks that are not listed stand together for one more task.
bool has_possible_points(const Results& results) {
    std::vector<TaskPoints> tasks;
    for (const ResultTask& task : results.tasks)
        tasks.push_back({task.max.value, task.sum.value});
    if (const std::int64_t rest = unlisted_points(results); rest > 0)
        tasks.push_back({rest, points_of_scores(results) - points_of_tasks(results)});
    return can_be_got(counts_of(results.primary), tasks);
}

void check_points(const Record& record, const Results& results, Diagnostics& out) {
    const std::int64_t rest = unlisted_points(results);
    const Place place = record.place(results.tasks.front().max.span);
    if (results.primary.max.value > 0 && rest < 0) {
        out.error(ids::results_task_max, place, results.primary.max.value - rest,
                  results.primary.max.value);
        return;
    }
    if (results.primary.counts.empty())
        return;
    const std::int64_t by_scores = points_of_scores(results);
    const std::int64_t by_tasks = points_of_tasks(results);
    const std::int64_t others = by_scores - by_tasks;
    if (others < 0 || others > rest * results.participants.value)
        out.error(ids::results_points, place, by_tasks, by_scores);
    else if (!has_possible_points(results))
        out.error(ids::results_points_spread, place);
}

bool check_tasks(const Record& record, const Results& results, Diagnostics& out) {
    bool good = true;
    for (const ResultTask& task : results.tasks) {
        check_count(record, task.sum, out);
        const std::int64_t most = std::int64_t{task.max.value} * results.participants.value;
        if (task.max.value >= 1 && task.sum.value >= 0 && task.sum.value <= most)
            continue;
        good = false;
        if (task.sum.value >= 0)
            out.error(ids::results_task, record.place(task.sum.span), task.no, task.sum.value,
                      most);
    }
    return good;
}

void check_numbers(const Record& record, const Results& results, Diagnostics& out) {
    check_count(record, results.participants, out);
    const bool matrix = check_matrix(record, results, out);
    const bool scores = check_scores(record, results, out);
    if (matrix && scores)
        check_bands(record, results, out);
    const bool tasks = check_tasks(record, results, out);
    if (tasks && scores && !results.tasks.empty())
        check_points(record, results, out);
    if (!results.journal_vs_work.empty() && !results.primary.counts.empty() &&
        results.primary.bounds.empty())
        out.warning(ids::results_no_bounds,
                    record.place(results.journal_vs_work.items.front().first.span));
}

}  // namespace

void check_results(Record& record, CheckContext& context) {
    const Results& results = as<Results>(record);
    if (record.common.classes.labels.empty())
        context.out.error(ids::results_classes, record.place(record.common.title.text.span));
    PeopleCheck(record, context.out).check(results);
    check_numbers(record, results, context.out);
}

bool is_sound(const Results& results) {
    Diagnostics found;
    check_numbers(Record(), results, found);
    return !found.has_errors();
}

}  // namespace vitrina
