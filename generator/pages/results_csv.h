// Results as a table: one number a line — of what, for whom, how many, whether it is kept back.
#pragma once

#include <string>

#include "pages/page.h"

namespace vitrina {

std::string results_csv(const PageWorld& world, RecordId id);

}  // namespace vitrina
