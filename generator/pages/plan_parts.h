// The parts of a plan's page, each with the shape of its view, and the plan's files for machines.
// Included by the pages of plans only.
#pragma once

#include <string>
#include <vector>

#include "kinds/plan.h"
#include "pages/page.h"

namespace vitrina {

// A row with its name for links.
struct PlacedRow {
    const PlanRow* row = nullptr;
    const PlanSection* section = nullptr;
    std::string anchor;  // id on the page: the row's own, or one made from its place
    std::string title;   // № and the beginning of the measure, plain text
};

// One plan while its page is made.
struct PlanOnPage {
    PageMaker& page;
    RecordId id;
    const Record& record;
    const Plan& plan;
    std::vector<PlacedRow> rows;
};

std::vector<PlacedRow> place_rows(const Record& record);
// The days that bars and calendars show: of a moved row the new day, of a cancelled one none.
std::vector<DateRange> days_of(const PlanRow& row);
bool has_progress(const PlanRow& row);
// «выполняется»; empty without a state.
std::string_view status_text(const Theme& theme, RowStatus status);
// The columns of the document, and that of the execution when there is something to show.
std::vector<PlanColumn> printed_columns(const Plan& plan);
// The heading of a column as in the document; empty when the plan gives none of its own.
const InlineText* own_label(const Plan& plan, PlanColumn column);

// The table as in the document.
stache::Value plan_table_view(const PlanOnPage& on);
stache::Shape plan_table_shape();

// The school year by month; null when no row has dates.
stache::Value plan_year_view(const PlanOnPage& on);
stache::Shape plan_year_shape();
// Rows without dates: «постоянно», «по запросу», «по плану»; null when there are none.
stache::Value plan_undated_view(const PlanOnPage& on);
stache::Shape plan_undated_shape();

// How other plans carry out the measures of this one; null when none says so.
stache::Value plan_coverage_view(const PlanOnPage& on);
stache::Shape plan_coverage_shape();
// How this plan carries out those it refers to: one element for each of them.
stache::Values plan_relations_view(const PlanOnPage& on);
stache::Shape plan_relation_shape();
// Who else refers to single rows; null when nobody does.
stache::Value plan_mentions_view(const PlanOnPage& on);
stache::Shape plan_mentions_shape();

// `/plans/x.csv`: a line per row, with what its deadline means.
std::string plan_csv(const PageWorld& world, RecordId id);
// `/plans/x.ics`: an event per interval; empty when there are none, as a calendar may not be.
std::string plan_calendar(const PageWorld& world, RecordId id);

}  // namespace vitrina
