// Everything a site publishes: one planner per kind of page, listed in one table.
#pragma once

#include <vector>

#include "pages/page.h"

namespace vitrina {

// Every output of the site, sorted by path. Two that would stand at one path (also by letter case
// or Unicode form) are an error naming both.
Outputs plan_outputs(const PageWorld& world, Diagnostics& out);

// The templates that a theme must have, with what each of them sees.
std::vector<PageTemplate> page_templates();

}  // namespace vitrina
