// What is taught: a table subject × class with the lessons of a year; beside it a table for machines.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_curriculum_pages(const PageWorld& world, Outputs& outputs);
stache::Shape curriculum_page_shape(const Theme& theme);

}  // namespace vitrina
