// Pages of criteria: the matrix subject × class × work, a page per file, and the same for machines.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_criteria_pages(const PageWorld& world, Outputs& outputs);
stache::Shape criteria_page_shape(const Theme& theme);
stache::Shape criteria_card_page_shape(const Theme& theme);
stache::Shape criteria_matrix_page_shape(const Theme& theme);
// The schema of `/criteria/index.json`.
JsonValue criteria_index_schema();

}  // namespace vitrina
