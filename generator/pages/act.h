// The card of an act: who issued it, when, what it decides, what it rests on, and its text.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_act_pages(const PageWorld& world, Outputs& outputs);
stache::Shape act_page_shape(const Theme& theme);

}  // namespace vitrina
