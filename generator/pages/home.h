// The home page and the page for addresses that do not exist.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_home_pages(const PageWorld& world, Outputs& outputs);
stache::Shape home_page_shape(const Theme& theme);
stache::Shape not_found_page_shape(const Theme& theme);

}  // namespace vitrina
