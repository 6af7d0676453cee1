// Results: the one place where raw counts become what may be published.
#pragma once

#include "site/site.h"

namespace vitrina {

// Puts the published view in the place of the raw counts of every record: afterwards nobody holds
// them. Two records that would give away pupils by their difference are refused or kept back. Names
// are canonical.
void settle_results(Site& site, std::size_t threads, Diagnostics& out);

}  // namespace vitrina
