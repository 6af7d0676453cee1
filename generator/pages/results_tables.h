// The tables and drawings of a page of results, from what may be published alone: a number that is
// kept back is an empty text, which the theme shows as «—».
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kinds/results.h"
#include "pages/page.h"

namespace vitrina {

std::string hundredths(const Theme& theme, std::int64_t value);
std::string quoted(int mark);
std::string count_text(const ShownCount& count);
// «32,69 %»; empty when either number is kept back.
std::string share_text(const Theme& theme, const ShownCount& part, const ShownCount& whole);
std::string bin_text(const ScoreBin& bin);
// Nothing when one of them is kept back.
std::optional<MarkCounts> all_shown(const std::array<ShownCount, result_marks>& counts);

struct ChartBar {
    std::string label;
    ShownCount size;
    std::string value;  // as text
};
stache::Value chart_view(std::string title, const std::vector<ChartBar>& bars);
stache::Value results_cell(std::string text);

// Each is empty when the record has nothing of it.
stache::Value results_marks_view(const Theme& theme, const ResultsView& view);
stache::Value results_comparison_view(const Theme& theme, const ResultsView& view);
stache::Value results_scores_view(const Theme& theme, const ResultsView& view);
stache::Value results_tasks_view(const Theme& theme, const ResultsView& view);

}  // namespace vitrina
