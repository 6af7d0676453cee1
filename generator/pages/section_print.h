// A section of texts as one document to print: `/memos/print/`.
#pragma once

#include "pages/page.h"

namespace vitrina {

// The address of the document of a kind's section; empty when it has none: kinds that are more than
// a text, sections of one page, and of more than 50, which nobody prints at once.
std::string section_print_url(const Site& site, const Kind& kind);

void plan_section_print_pages(const PageWorld& world, Outputs& outputs);
stache::Shape section_print_page_shape(const Theme& theme);

}  // namespace vitrina
