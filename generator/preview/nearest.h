// Pages whose addresses are like one that does not exist: a slip of the hand, a moved folder.
#pragma once

#include <string_view>
#include <vector>

#include "site/site.h"

namespace vitrina {

// Nearest first, at most `limit`; empty when nothing is like it. `url` begins with `/`.
std::vector<RecordId> nearest_pages(const Site& site, std::string_view url, std::size_t limit);

}  // namespace vitrina
