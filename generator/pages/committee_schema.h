// The schema of comparison.json (formats §9).
#pragma once

#include <string>

#include "site/site.h"

namespace vitrina {

std::string comparison_schema(const Site& site);

}  // namespace vitrina
