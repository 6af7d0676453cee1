// Classes in words: «6 класс», «5–9, 10А классы».
#pragma once

#include <string>

#include "kinds/class_ranges.h"
#include "pages/theme.h"

namespace vitrina {

std::string classes_text(const Theme& theme, const ClassList& classes);

}  // namespace vitrina
