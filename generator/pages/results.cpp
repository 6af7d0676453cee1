#include "pages/results.h"

#include <algorithm>

#include "formats/csv.h"
#include "kinds/results_figures.h"
#include "pages/question_view.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

constexpr int chart_width = 640;
constexpr int chart_height = 200;
constexpr int chart_foot = 44;  // labels below, values above

std::string csv_url(const Site& site, RecordId id) {
    const std::string& url = site.entry(id).url;
    return url.substr(0, url.size() - 1) + ".csv";
}

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
    return hundredths(theme, percent(*part, *whole)) + " %";
}

std::optional<MarkCounts> all_counts(const std::array<ShownCount, result_marks>& counts) {
    MarkCounts known{};
    for (std::size_t i = 0; i < result_marks; ++i) {
        if (!counts[i])
            return std::nullopt;
        known[i] = *counts[i];
    }
    return known;
}

struct ChartBar {
    std::string label;
    ShownCount count;
};

// Columns side by side; what is kept back is a gap with «—».
Value chart_view(std::string title, const std::vector<ChartBar>& bars) {
    std::int64_t most = 1;
    for (const ChartBar& bar : bars)
        most = std::max(most, bar.count.value_or(0));
    const int step = chart_width / std::max(1, static_cast<int>(bars.size()));
    Values columns;
    int x = 0;
    for (const ChartBar& bar : bars) {
        const int room = chart_height - chart_foot;
        const int height = static_cast<int>(bar.count.value_or(0) * room / most);
        columns.push_back(Object{{"x", std::to_string(x + step / 6)},
                                 {"y", std::to_string(chart_height - chart_foot / 2 - height)},
                                 {"width", std::to_string(step * 2 / 3)},
                                 {"height", std::to_string(height)},
                                 {"middle", std::to_string(x + step / 2)},
                                 {"top", std::to_string(chart_height - chart_foot / 2 - height - 5)},
                                 {"label", bar.label},
                                 {"value", bar.count ? std::to_string(*bar.count) : "—"}});
        x += step;
    }
    return Object{{"title", std::move(title)},
                  {"width", std::to_string(chart_width)},
                  {"height", std::to_string(chart_height)},
                  {"foot", std::to_string(chart_height - 5)},
                  {"bars", std::move(columns)}};
}

Value cell(std::string text) {
    return Object{{"text", std::move(text)}};
}

Value marks_view(const Theme& theme, const ResultsView& view) {
    if (!view.has_matrix)
        return {};
    Values rows;
    std::vector<ChartBar> bars;
    for (std::size_t i = result_marks; i-- > 0;) {
        const int mark = lowest_result_mark + static_cast<int>(i);
        rows.push_back(Object{{"title", quoted(mark)},
                              {"cells", Values{cell(count_text(view.work[i])),
                                               cell(share_text(theme, view.work[i], view.compared)),
                                               cell(count_text(view.journal[i])),
                                               cell(share_text(theme, view.journal[i], view.compared))}}});
        bars.push_back({quoted(mark), view.work[i]});
    }
    Values sentences;
    const auto work = all_counts(view.work);
    if (const auto figures = work ? mark_figures(*work) : std::nullopt) {
        sentences.emplace_back(theme.text("results_quality", {hundredths(theme, figures->quality),
                                                              hundredths(theme, figures->success)}));
        const auto journal = all_counts(view.journal);
        const auto before = journal ? mark_figures(*journal) : std::nullopt;
        sentences.emplace_back(
            before ? theme.text("results_means", {hundredths(theme, figures->mean),
                                                  hundredths(theme, before->mean)})
                   : theme.text("results_mean", {hundredths(theme, figures->mean)}));
        sentences.emplace_back(
            theme.text("results_mastery", {hundredths(theme, figures->mastery)}));
    }
    return Object{{"sentences", std::move(sentences)},
                  {"chart", chart_view(std::string(theme.text("results_marks_chart")), bars)},
                  {"rows", std::move(rows)}};
}

Value comparison_view(const Theme& theme, const ResultsView& view) {
    if (!view.has_matrix)
        return {};
    Values changes;
    for (const auto& [key, count] : {std::pair{"results_lowered", view.lowered},
                                     std::pair{"results_confirmed", view.confirmed},
                                     std::pair{"results_raised", view.raised},
                                     std::pair{"results_gap", view.gap}})
        changes.push_back(Object{{"title", theme.text(key)},
                                 {"cells", Values{cell(count_text(count)),
                                                  cell(share_text(theme, count, view.compared))}}});
    Values rows;
    for (std::size_t journal = result_marks; journal-- > 0;) {
        Values cells;
        for (std::size_t work = 0; work < result_marks; ++work)
            cells.push_back(cell(count_text(view.matrix[journal][work])));
        cells.push_back(cell(count_text(view.journal[journal])));
        rows.push_back(
            Object{{"title", quoted(lowest_result_mark + static_cast<int>(journal))},
                   {"cells", std::move(cells)}});
    }
    Values sums;
    for (const ShownCount& count : view.work)
        sums.push_back(cell(count_text(count)));
    sums.push_back(cell(count_text(view.compared)));
    rows.push_back(Object{{"title", theme.text("results_sum")}, {"cells", std::move(sums)}});
    return Object{{"compared", view.compared ? theme.text("results_compared",
                                                          {count_text(view.compared)})
                                             : std::string()},
                  {"changes", std::move(changes)},
                  {"rows", std::move(rows)}};
}

std::string bin_text(const ScoreBin& bin) {
    return bin.from == bin.to ? std::to_string(bin.from)
                              : std::to_string(bin.from) + "–" + std::to_string(bin.to);
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

Value scores_view(const Theme& theme, const ResultsView& view) {
    const std::string peaks = peaks_text(theme, view);
    if (view.bins.empty() && peaks.empty())
        return {};
    std::vector<ChartBar> bars;
    Values rows;
    for (const ScoreBin& bin : view.bins) {
        bars.push_back({bin_text(bin), bin.count});
        rows.push_back(
            Object{{"title", bin_text(bin)},
                   {"cells", Values{cell(count_text(bin.count)),
                                    cell(share_text(theme, bin.count, view.participants))}}});
    }
    Value chart;
    if (!bars.empty())
        chart = chart_view(std::string(theme.text("results_scores_chart")), bars);
    return Object{{"sentence", peaks}, {"chart", std::move(chart)}, {"rows", std::move(rows)}};
}

std::string_view zone_text(const Theme& theme, TaskZone zone) {
    switch (zone) {
        case TaskZone::Low: return theme.text("results_zone_low");
        case TaskZone::Border: return theme.text("results_zone_border");
        case TaskZone::Enough: return theme.text("results_zone_enough");
        case TaskZone::Unknown: break;
    }
    return {};
}

Value tasks_view(const Theme& theme, const ResultsView& view) {
    if (view.tasks.empty())
        return {};
    Values rows;
    for (const ShownTask& task : view.tasks) {
        const std::string share =
            task.percent ? hundredths(theme, *task.percent) + " %" : std::string();
        rows.push_back(
            Object{{"title", task.no},
                   {"cells", Values{cell(task.skill),
                                    cell(std::string(word_of(task.level, theme.language()))),
                                    cell(std::to_string(task.max)), cell(share),
                                    cell(std::string(zone_text(theme, task.zone)))}}});
    }
    return Object{{"rows", std::move(rows)}};
}

// The same work of the same class number in other years.
Value years_view(const PageMaker& page, RecordId id) {
    const Site& site = page.site();
    const auto parallel_of = [&](RecordId one) {
        const auto& labels = site.at(one).common.classes.labels;
        return labels.empty() ? 0 : labels.front().number;
    };
    std::vector<RecordId> years;
    for (std::size_t i = 0; i < site.records.size(); ++i) {
        const auto other = static_cast<RecordId>(i);
        if (site.records[i].kind->name == "results" && parallel_of(other) == parallel_of(id) &&
            site.entries[i].subjects == site.entry(id).subjects &&
            site.entries[i].procedures == site.entry(id).procedures)
            years.push_back(other);
    }
    if (years.size() < 2)
        return {};
    std::ranges::stable_sort(years, {},
                             [&](RecordId one) { return as<Results>(site.at(one)).year; });
    Values rows;
    for (const RecordId one : years) {
        const Results& results = as<Results>(site.at(one));
        const auto work = all_counts(results.view.work);
        const auto figures = results.view.has_matrix && work ? mark_figures(*work) : std::nullopt;
        const auto text = [&](std::int64_t value) {
            return hundredths(page.theme(), value) + " %";
        };
        rows.push_back(
            Object{{"link", page.record_link(one)},
                   {"cells", Values{cell(std::to_string(results.year)),
                                    cell(count_text(results.view.participants)),
                                    cell(figures ? text(figures->quality) : std::string()),
                                    cell(figures ? text(figures->success) : std::string())}}});
    }
    return Object{{"rows", std::move(rows)}};
}

std::string hidden_text(const Theme& theme, HiddenWhy why, int min_cell) {
    if (why == HiddenWhy::Few)
        return theme.text("results_hidden_few", {std::to_string(min_cell)});
    return why == HiddenWhy::Parallel ? std::string(theme.text("results_hidden_parallel"))
                                      : std::string();
}

Rendered render_results(const PageWorld& world, RecordId id) {
    const Record& record = world.site.at(id);
    const Results& results = as<Results>(record);
    const ResultsView& shown = results.view;
    const Theme& theme = world.theme;
    PageFrame frame = record_frame(world.site, theme, id);
    frame.alternates.push_back(
        {"text/csv", std::string(theme.text("format_csv")), csv_url(world.site, id)});
    PageMaker page(world, std::move(frame), &record);
    const int min_cell = world.site.config.privacy.min_cell;
    Object view;
    view.add("record", record_view(page, id));
    view.add("year", std::to_string(results.year));
    view.add("participants", count_text(shown.participants));
    view.add("hidden", hidden_text(theme, shown.hidden, min_cell));
    view.add("kept_back", shown.is_partial && shown.hidden == HiddenWhy::Shown
                              ? theme.text("results_kept_back", {std::to_string(min_cell)})
                              : std::string());
    view.add("marks", marks_view(theme, shown));
    view.add("comparison", comparison_view(theme, shown));
    view.add("scores", scores_view(theme, shown));
    view.add("tasks", tasks_view(theme, shown));
    view.add("years", years_view(page, id));
    view.add("comment", page.inline_html(results.comment));
    return page.finish("results", std::move(view));
}

// One number a line: what, for whom, how many, whether it is kept back.
std::string results_csv(const PageWorld& world, RecordId id) {
    const Theme& theme = world.theme;
    const ResultsView& view = as<Results>(world.site.at(id)).view;
    std::vector<CsvRow> rows(1);
    for (const char* key : {"csv_table", "csv_what", "csv_value", "csv_suppressed"})
        rows.front().emplace_back(theme.text(key));
    const auto add = [&](std::string_view table, std::string what, const ShownCount& count) {
        rows.push_back({std::string(theme.text(table)), std::move(what), count_text(count),
                        count ? "0" : "1"});
    };
    add("results_participants", "",
        view.hidden == HiddenWhy::Shown ? view.participants : ShownCount());
    if (view.has_matrix) {
        for (std::size_t i = 0; i < result_marks; ++i)
            for (std::size_t k = 0; k < result_marks; ++k)
                add("results_comparison_table",
                    std::to_string(lowest_result_mark + static_cast<int>(i)) + "-" +
                        std::to_string(lowest_result_mark + static_cast<int>(k)),
                    view.matrix[i][k]);
        for (std::size_t i = 0; i < result_marks; ++i)
            add("results_marks",
                std::to_string(lowest_result_mark + static_cast<int>(i)), view.work[i]);
    }
    for (const ScoreBin& bin : view.bins)
        add("results_scores", bin_text(bin), bin.count);
    return csv_text(rows);
}

Shape row_shape() {
    const Shape cell_shape = Shape::object("results cell", {
        {"text", Shape::text(), "The number; empty when it is kept back.", "17"}});
    return Shape::object("results row", {
        {"title", Shape::text(), "What the row is about.", "«4»"},
        {"cells", Shape::list(cell_shape), "Its numbers.", ""},
    });
}

Shape chart_shape() {
    const Shape bar = Shape::object("bar", {
        {"x", Shape::text(), "Left edge.", "10"},
        {"y", Shape::text(), "Upper edge.", "40"},
        {"width", Shape::text(), "Width.", "80"},
        {"height", Shape::text(), "Height.", "120"},
        {"middle", Shape::text(), "Middle, for texts.", "50"},
        {"top", Shape::text(), "Where its number stands.", "35"},
        {"label", Shape::text(), "What it is about.", "«4»"},
        {"value", Shape::text(), "Its number, or «—».", "17"},
    });
    return Shape::object("chart", {
        {"title", Shape::text(), "Name of the drawing.", "Отметки за работу"},
        {"width", Shape::text(), "Width of the drawing.", "640"},
        {"height", Shape::text(), "Height of the drawing.", "200"},
        {"foot", Shape::text(), "Where labels stand.", "195"},
        {"bars", Shape::list(bar), "Columns.", ""},
    });
}

}  // namespace

Shape results_page_shape(const Theme& theme) {
    const Shape row = row_shape();
    const Shape marks = Shape::object("marks", {
        {"sentences", Shape::list(Shape::text()), "What follows, in words.", ""},
        {"chart", chart_shape(), "The drawing.", ""},
        {"rows", Shape::list(row), "Work and journal: number and share.", ""},
    });
    const Shape comparison = Shape::object("comparison with the journal", {
        {"compared", Shape::text(), "How many are compared; may be empty.", ""},
        {"changes", Shape::list(row), "Lowered, confirmed, raised.", ""},
        {"rows", Shape::list(row), "Journal by work.", ""},
    });
    const Shape scores = Shape::object("primary scores", {
        {"sentence", Shape::text(), "What the bounds look like; may be empty.", ""},
        {"chart", chart_shape(), "The drawing.", "", Presence::Optional},
        {"rows", Shape::list(row), "Scores: number and share.", ""},
    });
    const Shape table = Shape::object("tasks", {{"rows", Shape::list(row), "Tasks.", ""}});
    const Shape year = Shape::object("year", {
        {"link", link_shape(), "Its page.", ""},
        {"cells", Shape::list(Shape::object("results cell of a year", {
            {"text", Shape::text(), "The number; empty when it is kept back.", "46,15 %"}})),
         "Year, participants, quality, success.", ""},
    });
    const Shape years = Shape::object("years", {{"rows", Shape::list(year), "By year.", ""}});
    return page_shape(theme, Shape::object("results page", {
        record_shape(),
        {"year", Shape::text(), "Year.", "2026"},
        {"participants", Shape::text(), "How many took part; may be empty.", "52"},
        {"hidden", Shape::text(), "Why nothing is shown; may be empty.", ""},
        {"kept_back", Shape::text(), "Why some numbers are missing; may be empty.", ""},
        {"marks", marks, "Marks.", "", Presence::Optional},
        {"comparison", comparison, "Journal against the work.", "", Presence::Optional},
        {"scores", scores, "Primary scores.", "", Presence::Optional},
        {"tasks", table, "Tasks.", "", Presence::Optional},
        {"years", years, "Other years.", "", Presence::Optional},
        {"comment", Shape::html(), "A comment of the school; may be empty.", ""},
    }));
}

void plan_results_pages(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        const Record& record = world.site.records[i];
        if (record.kind->name != "results")
            continue;
        const auto id = static_cast<RecordId>(i);
        Output page;
        page.path = output_path(world.site.entry(id).url);
        page.origin = record.place({});
        page.render = [&world, id](const PublishedFiles&) { return render_results(world, id); };
        outputs.push_back(std::move(page));
        Output table;
        table.path = csv_url(world.site, id).substr(1);
        table.origin = record.place({});
        table.render = [&world, id](const PublishedFiles&) {
            Rendered rendered;
            rendered.bytes = results_csv(world, id);
            return rendered;
        };
        outputs.push_back(std::move(table));
    }
}

}  // namespace vitrina
