// Pages of weights: the rule in words, the table, every example worked through, the boundaries.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_weights_pages(const PageWorld& world, Outputs& outputs);
stache::Shape weights_page_shape(const Theme& theme);

}  // namespace vitrina
