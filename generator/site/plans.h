// Plans and what only the site knows of them: the date their deadlines are read by, and who carries
// out their measures.
// Source   formats §4.
#pragma once

#include "base/diagnostics.h"
#include "site/site.h"

namespace vitrina {

// After the approvals have been settled: the date of a plan is that of its act.
void settle_plans(Site& site, Diagnostics& out);

}  // namespace vitrina
