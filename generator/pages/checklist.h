// A checklist: what is there, with a link to each; beside it a table.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_checklist_pages(const PageWorld& world, Outputs& outputs);
stache::Shape checklist_page_shape(const Theme& theme);

}  // namespace vitrina
