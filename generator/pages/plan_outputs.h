// Everything a site publishes: one planner per kind of page, listed in one table.
#pragma once

#include <cstddef>
#include <vector>

#include "pages/page.h"

namespace vitrina {

// Every output of the site, sorted by path. Whether they can stand beside each other is told by
// `check_output_paths` of publish/.
Outputs plan_outputs(const PageWorld& world, std::size_t threads);

// The templates that a theme must have, with what each of them sees.
std::vector<PageTemplate> page_templates();

}  // namespace vitrina
