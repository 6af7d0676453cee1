// Pages of demo tests: for reading, for print (without answers), and the answers.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_demo_pages(const PageWorld& world, Outputs& outputs);
// One shape for the three templates `demo`, `demo_print` and `demo_answers`.
stache::Shape demo_page_shape(const Theme& theme);

}  // namespace vitrina
