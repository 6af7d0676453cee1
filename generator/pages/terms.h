// Pages that gather what belongs to an audience, a subject, a class or a procedure, and the pages
// that list them.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_term_pages(const PageWorld& world, Outputs& outputs);
stache::Shape term_page_shape(const Theme& theme);

// The feed of an audience: `/audience/parents/atom.xml`.
std::string term_feed_url(const Term& term);

}  // namespace vitrina
