// Pages of events and their calendars.
#pragma once

#include "formats/ics.h"
#include "pages/page.h"

namespace vitrina {

void plan_event_pages(const PageWorld& world, Outputs& outputs);
stache::Shape event_page_shape(const Theme& theme);

// The event for a calendar: its own and that of its classes.
CalendarEvent event_entry(const Site& site, RecordId id);

// «19 марта 2026 г., 18:00»; null when unset. `{iso, text}` as a date.
stache::Value moment_view(Language language, const DateTime& moment);

}  // namespace vitrina
