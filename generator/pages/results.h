// Results of a procedure: marks against the journal, scores, tasks, years — of each a sentence, a
// drawing and a table, from what may be published alone.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_results_pages(const PageWorld& world, Outputs& outputs);
stache::Shape results_page_shape(const Theme& theme);

}  // namespace vitrina
