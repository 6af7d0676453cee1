// GIFT: questions as Moodle and its relatives read them from a text file.
//
// Shape    questions parted by empty lines; `::name::text{answers}`. The numbers, points and other
//          matters that GIFT has no place for stand in comments: tags as Moodle writes them
//          (`// [id:…] [tag:…]`), fields of the bank as `// vitrina: max: 2`, remarks as `//! …`
//          (gift_read.h takes the fields back and leaves the remarks out).
// Formulas a question that holds one is marked `[html]`, for Moodle shows formulas in HTML only;
// the
//          others are `[plain]`.
// Source   the documentation of Moodle's GIFT format; what its importer takes (formats §9).
#pragma once

#include <string>

#include "formats/quiz.h"

namespace vitrina {

std::string gift_text(const Quiz& quiz);

}  // namespace vitrina
