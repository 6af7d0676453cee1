// Pages of the bank of tasks: tasks by topic and level, with answers to open.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_tasks_pages(const PageWorld& world, Outputs& outputs);
stache::Shape tasks_page_shape(const Theme& theme);

}  // namespace vitrina
