// The page of a schedule: a grid class × week, the works by day, by class and by subject, what was
// moved and why; beside it a table and a calendar.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_schedule_pages(const PageWorld& world, Outputs& outputs);
stache::Shape schedule_page_shape(const Theme& theme);

}  // namespace vitrina
