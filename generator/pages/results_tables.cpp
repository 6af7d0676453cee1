#include "pages/results_tables.h"

#include <algorithm>

#include "kinds/results_figures.h"
#include "pages/question_view.h"

namespace vitrina {

using stache::Object;
using stache::Value;
using stache::Values;

namespace {

constexpr int chart_width = 640;
constexpr int chart_height = 200;
constexpr int chart_foot = 44;  // labels below, values above

// Nothing to tell is not the same as kept back.
Value told_or_none(const Theme& theme, std::string text) {
    return results_cell(text.empty() ? std::string(theme.text("results_nothing"))
                                     : std::move(text));
}

std::string peaks_text(const Theme& theme, const ResultsView& view) {
    if (view.peaks.empty())
        return {};
    if (view.peaks.front().state == PeakState::SmallSample)
        return std::string(theme.text("results_peaks_small"));
    std::string marks;
    for (const BoundPeak& peak : view.peaks)
        if (peak.state == PeakState::Possible)
            marks += (marks.empty() ? "" : ", ") + quoted(peak.mark);
    return marks.empty() ? std::string(theme.text("results_peaks_none"))
                         : theme.text("results_peaks", {marks});
}

std::string_view zone_text(const Theme& theme, TaskZone zone) {
    switch (zone) {
        case TaskZone::Low:
            return theme.text("results_zone_low");
        case TaskZone::Border:
            return theme.text("results_zone_border");
        case TaskZone::Enough:
            return theme.text("results_zone_enough");
        case TaskZone::Unknown:
            break;
    }
    return {};
}

}  // namespace

std::string hundredths(const Theme& theme, std::int64_t value) {
    return number_text(theme, Decimal{value, 2});
}

std::string quoted(int mark) {
    return "«" + std::to_string(mark) + "»";
}

std::string count_text(const ShownCount& count) {
    return count ? std::to_string(*count) : std::string();
}

// «32,69 %»; empty when either number is kept back.
std::string share_text(const Theme& theme, const ShownCount& part, const ShownCount& whole) {
    if (!part || !whole || *whole == 0)
        return {};
    return hundredths(theme, percent(*part, *whole)) + "\u00A0%";
}

std::optional<MarkCounts> all_shown(const std::array<ShownCount, result_marks>& counts) {
    MarkCounts known{};
    for (std::size_t i = 0; i < result_marks; ++i) {
        if (!counts[i])
            return std::nullopt;
        known[i] = *counts[i];
    }
    return known;
}

std::string bin_text(const ScoreBin& bin) {
    return bin.from == bin.to ? std::to_string(bin.from)
                              : std::to_string(bin.from) + "–" + std::to_string(bin.to);
}

// Columns side by side; what is kept back is a gap with «—».
Value chart_view(std::string title, const std::vector<ChartBar>& bars) {
    std::int64_t most = 1;
    for (const ChartBar& bar : bars)
        most = std::max(most, bar.size.value_or(0));
    const int step = chart_width / std::max(1, static_cast<int>(bars.size()));
    Values columns;
    int x = 0;
    for (const ChartBar& bar : bars) {
        const int room = chart_height - chart_foot;
        const int height = static_cast<int>(bar.size.value_or(0) * room / most);
        columns.push_back(
            Object{{"x", std::to_string(x + step / 6)},
                   {"y", std::to_string(chart_height - chart_foot / 2 - height)},
                   {"width", std::to_string(step * 2 / 3)},
                   {"height", std::to_string(height)},
                   {"middle", std::to_string(x + step / 2)},
                   {"top", std::to_string(chart_height - chart_foot / 2 - height - 5)},
                   {"label", bar.label},
                   {"value", bar.size ? bar.value : "—"}});
        x += step;
    }
    return Object{{"title", std::move(title)},
                  {"width", std::to_string(chart_width)},
                  {"height", std::to_string(chart_height)},
                  {"foot", std::to_string(chart_height - 5)},
                  {"bars", std::move(columns)}};
}

Value results_cell(std::string text) {
    return Object{{"text", std::move(text)}};
}

Value results_marks_view(const Theme& theme, const ResultsView& view) {
    if (!view.has_matrix)
        return {};
    Values rows;
    std::vector<ChartBar> bars;
    for (std::size_t i = result_marks; i-- > 0;) {
        const int mark = lowest_result_mark + static_cast<int>(i);
        rows.push_back(Object{
            {"title", quoted(mark)},
            {"cells", Values{results_cell(count_text(view.work[i])),
                             results_cell(share_text(theme, view.work[i], view.compared)),
                             results_cell(count_text(view.journal[i])),
                             results_cell(share_text(theme, view.journal[i], view.compared))}}});
        bars.push_back({quoted(mark), view.work[i], count_text(view.work[i])});
    }
    Values sentences;
    const auto work = all_shown(view.work);
    if (const auto figures = work ? mark_figures(*work) : std::nullopt) {
        sentences.emplace_back(
            theme.text("results_quality",
                       {hundredths(theme, figures->quality), hundredths(theme, figures->success)}));
        const auto journal = all_shown(view.journal);
        const auto before = journal ? mark_figures(*journal) : std::nullopt;
        sentences.emplace_back(
            before ? theme.text("results_means",
                                {hundredths(theme, figures->mean), hundredths(theme, before->mean)})
                   : theme.text("results_mean", {hundredths(theme, figures->mean)}));
        sentences.emplace_back(
            theme.text("results_mastery", {hundredths(theme, figures->mastery)}));
    }
    return Object{{"sentences", std::move(sentences)},
                  {"chart", chart_view(std::string(theme.text("results_marks_chart")), bars)},
                  {"rows", std::move(rows)}};
}

Value results_comparison_view(const Theme& theme, const ResultsView& view) {
    if (!view.has_matrix)
        return {};
    Values changes;
    for (const auto& [key, count] :
         {std::pair{"results_lowered", view.lowered},
          std::pair{"results_confirmed", view.confirmed}, std::pair{"results_raised", view.raised},
          std::pair{"results_gap", view.gap}})
        changes.push_back(
            Object{{"title", theme.text(key)},
                   {"cells", Values{results_cell(count_text(count)),
                                    results_cell(share_text(theme, count, view.compared))}}});
    Values rows;
    for (std::size_t journal = result_marks; journal-- > 0;) {
        Values cells;
        for (std::size_t work = 0; work < result_marks; ++work)
            cells.push_back(results_cell(count_text(view.matrix[journal][work])));
        cells.push_back(results_cell(count_text(view.journal[journal])));
        rows.push_back(Object{{"title", quoted(lowest_result_mark + static_cast<int>(journal))},
                              {"cells", std::move(cells)}});
    }
    Values sums;
    for (const ShownCount& count : view.work)
        sums.push_back(results_cell(count_text(count)));
    sums.push_back(results_cell(count_text(view.compared)));
    rows.push_back(Object{{"title", theme.text("results_sum")}, {"cells", std::move(sums)}});
    return Object{
        {"compared", view.compared ? theme.text("results_compared", {count_text(view.compared)})
                                   : std::string()},
        {"changes", std::move(changes)},
        {"rows", std::move(rows)}};
}

Value results_scores_view(const Theme& theme, const ResultsView& view) {
    const std::string peaks = peaks_text(theme, view);
    if (view.bins.empty() && peaks.empty())
        return {};
    std::vector<ChartBar> bars;
    Values rows;
    for (const ScoreBin& bin : view.bins) {
        bars.push_back({bin_text(bin), bin.count, count_text(bin.count)});
        rows.push_back(Object{
            {"title", bin_text(bin)},
            {"cells", Values{results_cell(count_text(bin.count)),
                             results_cell(share_text(theme, bin.count, view.participants))}}});
    }
    Value chart;
    if (!bars.empty())
        chart = chart_view(std::string(theme.text("results_scores_chart")), bars);
    return Object{{"sentence", peaks}, {"chart", std::move(chart)}, {"rows", std::move(rows)}};
}

Value results_tasks_view(const Theme& theme, const ResultsView& view) {
    if (view.tasks.empty())
        return {};
    Values rows;
    for (const ShownTask& task : view.tasks) {
        const std::string share =
            task.percent ? hundredths(theme, *task.percent) + "\u00A0%" : std::string();
        // Kept back is only what the points would tell; the rest is there or not.
        const Value zone = task.percent
                               ? told_or_none(theme, std::string(zone_text(theme, task.zone)))
                               : results_cell({});
        rows.push_back(
            Object{{"title", task.no},
                   {"cells",
                    Values{told_or_none(theme, task.skill),
                           told_or_none(theme, std::string(word_of(task.level, theme.language()))),
                           results_cell(std::to_string(task.max)), results_cell(share), zone}}});
    }
    return Object{{"rows", std::move(rows)}};
}

}  // namespace vitrina
