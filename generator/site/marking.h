// How work is marked, over all files: criteria that contradict each other, weights that overlap or
// miss a kind of work, and the tasks and criteria that demo tests take from elsewhere.
// Source   formats §5–7.
#pragma once

#include "base/diagnostics.h"
#include "site/site.h"

namespace vitrina {

// After names are canonical and references resolved.
void settle_marking(Site& site, Diagnostics& out);

}  // namespace vitrina
