// Pages of plans: the table as in the document, the school year by month, what is carried out and
// how, and the plan's CSV and calendar.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_plan_pages(const PageWorld& world, Outputs& outputs);
stache::Shape plan_page_shape(const Theme& theme);

}  // namespace vitrina
