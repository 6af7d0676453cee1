// Classes in words: «6 класс», «5–9, 10А классы».
#pragma once

#include <string>

#include "kinds/codec.h"
#include "pages/theme.h"

namespace vitrina {

// `5–9, 10А`: parallels in a row are drawn together.
std::string class_ranges(const ClassList& classes);
std::string classes_text(const Theme& theme, const ClassList& classes);

}  // namespace vitrina
