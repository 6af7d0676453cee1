// One work over the years: a table, a drawing and what changed, from what every record publishes.
#pragma once

#include "pages/page.h"

namespace vitrina {

// Empty when no other year is published.
stache::Value results_years_view(const PageMaker& page, RecordId id);

}  // namespace vitrina
