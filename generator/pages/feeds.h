// Atom feeds: all changes, and those of each audience.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_feeds(const PageWorld& world, Outputs& outputs);

}  // namespace vitrina
