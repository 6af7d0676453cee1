#include "pages/plan.h"

#include <algorithm>

#include "pages/neighbour_files.h"
#include "pages/plan_parts.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

bool has_calendar(const Record& record) {
    const auto& sections = as<Plan>(record).sections;
    return std::ranges::any_of(sections, [](const PlanSection& section) {
        return std::ranges::any_of(section.rows,
                                   [](const PlanRow& row) { return !days_of(row).empty(); });
    });
}

// «Выполнено 4 из 9» and what the others are at; null unless the plan shows its progress.
Value progress_view(const PlanOnPage& on) {
    const Theme& theme = on.page.theme();
    Values counts;
    std::size_t marked = 0;
    std::size_t done = 0;
    for (const Word<RowStatus>& word : word_list<RowStatus>()) {
        const auto count = static_cast<std::size_t>(std::ranges::count_if(
            on.rows, [&](const PlacedRow& placed) { return placed.row->status == word.value; }));
        marked += count;
        if (word.value == RowStatus::Done)
            done = count;
        else if (count > 0)
            counts.push_back(Object{{"label", status_text(theme, word.value)},
                                    {"count", std::to_string(count)}});
    }
    if (marked == 0)
        return {};
    return Object{
        {"text", theme.text("plan_done", {std::to_string(done), std::to_string(on.rows.size())})},
        {"others", counts.empty() ? Value() : Object{{"items", std::move(counts)}}}};
}

Value goals_view(const PlanOnPage& on) {
    Values goals;
    for (const InlineText& goal : on.plan.goals)
        goals.push_back(on.page.inline_html(goal));
    if (goals.empty())
        return {};
    return Object{{"items", std::move(goals)}};
}

PageFrame plan_frame(const PageWorld& world, RecordId id) {
    PageFrame frame = record_frame(world.site, world.theme, id);
    frame.alternates.push_back({"text/csv", std::string(world.theme.text("format_csv")),
                                neighbour_url(world.site, id, ".csv")});
    if (has_calendar(world.site.at(id)))
        frame.alternates.push_back({"text/calendar", std::string(world.theme.text("format_ics")),
                                    neighbour_url(world.site, id, ".ics")});
    return frame;
}

Rendered render_plan(const PageWorld& world, RecordId id) {
    const Record& record = world.site.at(id);
    const Plan& plan = as<Plan>(record);
    PageMaker page(world, plan_frame(world, id), &record);
    const PlanOnPage on{page, id, record, plan, place_rows(record)};
    Object view;
    view.add("record", record_view(page, id));
    view.add("source", plan.source.url);
    view.add("goals", goals_view(on));
    view.add("progress", progress_view(on));
    view.add("table", plan_table_view(on));
    view.add("year", plan_year_view(on));
    view.add("undated", plan_undated_view(on));
    view.add("coverage", plan_coverage_view(on));
    view.add("relations", plan_relations_view(on));
    view.add("mentions", plan_mentions_view(on));
    view.add("csv_href", page.href(neighbour_url(world.site, id, ".csv")));
    view.add("calendar_href",
             has_calendar(record) ? page.href(neighbour_url(world.site, id, ".ics")) : std::string());
    return page.finish("plan", std::move(view));
}

}  // namespace

Shape plan_page_shape(const Theme& theme) {
    const Shape goals = Shape::object("plan goals", {
        {"items", Shape::list(Shape::html()), "The goals.", "Достоверная информация"}});
    const Shape count = Shape::object("plan count", {
        {"label", Shape::text(), "Where the measures stand.", "выполняется"},
        {"count", Shape::text(), "How many.", "4"},
    });
    const Shape others = Shape::object("plan others", {
        {"items", Shape::list(count), "Counts by state.", ""}});
    const Shape progress = Shape::object("plan counts", {
        {"text", Shape::text(), "How many are done.", "Выполнено 4 из 9"},
        {"others", others, "What the others are at.", "", Presence::Optional},
    });
    return page_shape(theme, Shape::object("plan page", {
        record_shape(),
        {"source", Shape::text(), "Where the plan was taken from; may be empty.",
         "https://ocenka.rayon.example.org/plans/perechen/"},
        {"goals", goals, "Goals.", "", Presence::Optional},
        {"progress", progress, "How many measures are done.", "", Presence::Optional},
        {"table", plan_table_shape(), "The table as in the document.", ""},
        {"year", plan_year_shape(), "The school year by month.", "", Presence::Optional},
        {"undated", plan_undated_shape(), "Rows without dates.", "", Presence::Optional},
        {"coverage", plan_coverage_shape(), "How other plans carry this one out.", "",
         Presence::Optional},
        {"relations", Shape::list(plan_relation_shape()), "Plans that this one carries out.", ""},
        {"mentions", plan_mentions_shape(), "Who refers to single rows.", "", Presence::Optional},
        {"csv_href", Shape::text(), "The table for spreadsheets.", "../plan.csv"},
        {"calendar_href", Shape::text(), "The calendar; empty when no row has dates.",
         "../plan.ics"},
    }));
}

void plan_plan_pages(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        const Record& record = world.site.records[i];
        if (record.kind->name != "plan")
            continue;
        const auto id = static_cast<RecordId>(i);
        add_page(world, id, render_plan, outputs);
        add_text_file(world, id, ".csv", plan_csv, outputs);
        if (has_calendar(record))
            add_text_file(world, id, ".ics", plan_calendar, outputs);
    }
}

}  // namespace vitrina
