// Former addresses: a page that leads to where a record stands now.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_alias_pages(const PageWorld& world, Outputs& outputs);
stache::Shape alias_page_shape(const Theme& theme);

}  // namespace vitrina
