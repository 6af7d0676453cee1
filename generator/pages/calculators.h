// The rules that calculators in the browser get: the same that the printed tables are made by.
//
// Shapes   numbers are exact decimals with a point; a scale is `5:4.65 4:3.65 3:2.65`, best first.
//          They stand in `data-` attributes: the scripts of the theme hold no rule of their own.
#pragma once

#include <string>

#include "kinds/weights.h"
#include "pages/page.h"

namespace vitrina {

std::string exact_text(const Decimal& number);
std::string thresholds_text(const Scale& scale);
// Null when no mark of a term can be found.
stache::Value marks_calculator_view(const PageMaker& page, const Weights& weights);
stache::ShapeField marks_calculator_shape();

}  // namespace vitrina
