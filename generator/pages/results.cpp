#include "pages/results.h"

#include <algorithm>
#include <span>

#include "pages/results_csv.h"
#include "pages/results_tables.h"
#include "pages/results_years.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Values;

std::string csv_url(const Site& site, RecordId id) {
    const std::string& url = site.entry(id).url;
    return url.substr(0, url.size() - 1) + ".csv";
}

std::string hidden_text(const Theme& theme, HiddenWhy why, int min_cell) {
    if (why == HiddenWhy::Few)
        return theme.text("results_hidden_few", {std::to_string(min_cell)});
    if (why == HiddenWhy::Parallel)
        return std::string(theme.text("results_hidden_parallel"));
    return why == HiddenWhy::Derivable ? std::string(theme.text("results_hidden_derivable"))
                                       : std::string();
}

bool is_any_kept_back(std::span<const ShownCount> counts) {
    return std::ranges::any_of(counts, [](const ShownCount& count) { return !count; });
}

bool has_dash(const ResultsView& shown) {
    const ShownCount sums[] = {shown.compared, shown.lowered, shown.confirmed, shown.raised,
                               shown.gap};
    const bool in_marks =
        shown.has_matrix &&
        (is_any_kept_back(sums) || is_any_kept_back(shown.journal) ||
         is_any_kept_back(shown.work) ||
         std::ranges::any_of(shown.matrix, [](const auto& row) { return is_any_kept_back(row); }));
    return in_marks ||
           std::ranges::any_of(shown.bins, [](const ScoreBin& bin) { return !bin.count; });
}

// What is kept back on this page, and why; of each page only what is so there.
Values kept_back_texts(const Theme& theme, const ResultsView& shown, int min_cell) {
    Values texts;
    if (shown.hidden != HiddenWhy::Shown)
        return texts;
    if (has_dash(shown))
        texts.emplace_back(theme.text("results_kept_back", {std::to_string(min_cell - 1),
                                                            std::to_string(least_alike)}));
    if (shown.marks_need_bounds)
        texts.emplace_back(theme.text("results_marks_need_bounds"));
    if (shown.scores_left_out)
        texts.emplace_back(theme.text("results_scores_left_out"));
    if (std::ranges::any_of(shown.bins, [](const ScoreBin& bin) { return bin.from < bin.to; }))
        texts.emplace_back(theme.text("results_scores_joined", {std::to_string(min_cell)}));
    if (shown.bounds_untold)
        texts.emplace_back(theme.text("results_bounds_untold"));
    if (shown.tasks_need_scores)
        texts.emplace_back(theme.text("results_tasks_need_scores"));
    else if (std::ranges::any_of(shown.tasks, [](const ShownTask& task) { return !task.percent; }))
        texts.emplace_back(theme.text("results_tasks_kept_back"));
    return texts;
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
    view.add("kept_back", kept_back_texts(theme, shown, min_cell));
    view.add("marks", results_marks_view(theme, shown));
    view.add("comparison", results_comparison_view(theme, shown));
    view.add("scores", results_scores_view(theme, shown));
    view.add("tasks", results_tasks_view(theme, shown));
    view.add("years", results_years_view(page, id));
    view.add("comment", page.inline_html(results.comment));
    return page.finish("results", std::move(view));
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
    const Shape years = Shape::object("years", {
        {"sentences", Shape::list(Shape::text()), "What changed, in words.", ""},
        {"kept_back", Shape::text(), "What a dash in the table means; may be empty.", ""},
        {"chart", chart_shape(), "The drawing.", "", Presence::Optional},
        {"rows", Shape::list(year), "By year.", ""},
    });
    return page_shape(theme, Shape::object("results page", {
        record_shape(),
        {"year", Shape::text(), "Year.", "2026"},
        {"participants", Shape::text(), "How many took part; may be empty.", "52"},
        {"hidden", Shape::text(), "Why nothing is shown; may be empty.", ""},
        {"kept_back", Shape::list(Shape::text()), "What is kept back, and why.", ""},
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
