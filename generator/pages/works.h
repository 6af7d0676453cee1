// Works of schedules as pages, calendars and tables show them.
#pragma once

#include <string>
#include <vector>

#include "formats/ics.h"
#include "kinds/schedule.h"
#include "pages/page.h"

namespace vitrina {

struct PlacedWork {
    RecordId file;
    const ScheduleEntry* entry = nullptr;
    std::string anchor;  // id of its row on the schedule's page
};

// Of one schedule, or of all that are listed; by day.
std::vector<PlacedWork> works_of(const Site& site, RecordId file);
std::vector<PlacedWork> works_of(const Site& site);

// Whether a page of the class shows what is for `written`: of a letter class also what is for the
// whole parallel, of a parallel also what is for its letter classes (formats §1).
bool are_shown_to(const ClassList& written, const ClassLabel& page);

enum class WorkClasses : std::uint8_t { Named, LeftOut };
// `{id, href, from, to, iso, when, title, details}`.
stache::Value work_view(const PageMaker& page, const PlacedWork& work, WorkClasses classes);
stache::Shape work_shape();

// «18 сентября 2025 г., чт», «20 апреля – 20 мая 2026 г.»
std::string work_days(const Theme& theme, const ScheduleEntry& entry);
// «Математика: контрольная работа»
std::string work_title(const Theme& theme, const ScheduleEntry& entry);
CalendarEvent work_event(const Site& site, const Theme& theme, const PlacedWork& work);

}  // namespace vitrina
