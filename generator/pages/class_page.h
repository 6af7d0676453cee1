// The page of a class: what is next, how works are marked, what to read, whom to ask; beside it the
// class's calendar.
//
// Classes  the page of a parallel gathers what is for it and for its letter classes, each marked with
//          its class; that of a letter class what is for it and for the parallel (formats §1).
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_class_pages(const PageWorld& world, Outputs& outputs);
stache::Shape class_page_shape(const Theme& theme);

}  // namespace vitrina
