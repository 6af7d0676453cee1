// Classes in a row, in the shortest words that leave nothing out.
#pragma once

#include <string>

#include "kinds/values.h"

namespace vitrina {

// `5–9, 10А`: parallels in a row are drawn together.
std::string class_ranges(const ClassList& classes);

}  // namespace vitrina
