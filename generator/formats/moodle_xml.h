// Moodle XML: questions with their points, tags and marking schemes.
//
// Shape    `<quiz>` of `<question type=…>`; a category is a question that only names it. Texts are
//          HTML inside XML; short answers and right sides of pairs are plain text. The files of a
//          text's pictures stand behind it in base64.
// Order    the same bytes for the same questions.
// Source   the documentation of Moodle's XML format; tests/judges/moodle.rnc is what we keep to.
#pragma once

#include <string>

#include "formats/quiz.h"

namespace vitrina {

std::string moodle_xml_text(const Quiz& quiz);

}  // namespace vitrina
