// The page of a procedure: what it is, when, who writes what; what on this site belongs to it.
#pragma once

#include "formats/ics.h"
#include "kinds/procedure.h"
#include "pages/page.h"

namespace vitrina {

void plan_procedure_pages(const PageWorld& world, Outputs& outputs);
stache::Shape procedure_page_shape(const Theme& theme);

// One line of `by_class`: `{classes, subjects, any_of, minutes, date, note}`.
stache::Value procedure_line_view(PageMaker& page, const Record& record, const ProcedureClass& line);
stache::Shape procedure_line_shape();
// `{from, to, text}`; null when the procedure names no days.
stache::Value window_view(const PageMaker& page, const Procedure& procedure);
// The window and the days of its lines; of a class alone when `label` is given.
std::vector<CalendarEvent> procedure_events(const PageWorld& world,
                                            RecordId id,
                                            const ClassLabel* label);
// «По предметам на выбор: История или Биология»
std::string drawn_text(const Theme& theme, const ProcedureClass& line);

// Records under the headings of their kinds, in the order of the table of kinds.
stache::Values kind_groups_view(const PageMaker& page, const std::vector<RecordId>& records);
stache::Shape kind_group_shape();

}  // namespace vitrina
