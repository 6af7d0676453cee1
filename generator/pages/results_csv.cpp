#include "pages/results_csv.h"

#include "formats/csv.h"
#include "pages/results_tables.h"

namespace vitrina {
namespace {

class Rows {
public:
    explicit Rows(const Theme& theme) : theme_(theme), rows_(1) {
        for (const char* key : {"csv_table", "csv_what", "csv_value", "csv_suppressed"})
            rows_.front().emplace_back(theme.text(key));
    }

    void add(std::string_view table, std::string what, const ShownCount& count) {
        add_text(table, std::move(what), count_text(count));
    }
    // Empty: kept back.
    void add_text(std::string_view table, std::string what, std::string value) {
        const char* kept_back = value.empty() ? "1" : "0";
        rows_.push_back(
            {std::string(theme_.text(table)), std::move(what), std::move(value), kept_back});
    }
    void add_marks(std::string_view table, const std::array<ShownCount, result_marks>& counts) {
        for (std::size_t i = 0; i < result_marks; ++i)
            add(table, mark(i), counts[i]);
    }
    static std::string mark(std::size_t i) {
        return std::to_string(lowest_result_mark + static_cast<int>(i));
    }
    std::string text() const { return csv_text(rows_); }

private:
    const Theme& theme_;
    std::vector<CsvRow> rows_;
};

void add_matrix(const Theme& theme, const ResultsView& view, Rows& rows) {
    rows.add("results_changes_table", std::string(theme.text("results_sum")), view.compared);
    for (const auto& [key, count] :
         {std::pair{"results_lowered", view.lowered},
          std::pair{"results_confirmed", view.confirmed}, std::pair{"results_raised", view.raised},
          std::pair{"results_gap", view.gap}})
        rows.add("results_changes_table", std::string(theme.text(key)), count);
    for (std::size_t journal = 0; journal < result_marks; ++journal)
        for (std::size_t work = 0; work < result_marks; ++work)
            rows.add("results_comparison_table", Rows::mark(journal) + "-" + Rows::mark(work),
                     view.matrix[journal][work]);
    rows.add_marks("results_marks", view.work);
    rows.add_marks("results_journal_marks", view.journal);
}

}  // namespace

std::string results_csv(const PageWorld& world, RecordId id) {
    const Theme& theme = world.theme;
    const ResultsView& view = as<Results>(world.site.at(id)).view;
    Rows rows(theme);
    rows.add("results_participants", "", view.participants);
    if (view.has_matrix)
        add_matrix(theme, view, rows);
    for (const ScoreBin& bin : view.bins)
        rows.add("results_scores", bin_text(bin), bin.count);
    for (const ShownTask& task : view.tasks)
        rows.add_text("results_tasks_percent", task.no,
                      task.percent ? hundredths(theme, *task.percent) : std::string());
    return rows.text();
}

}  // namespace vitrina
