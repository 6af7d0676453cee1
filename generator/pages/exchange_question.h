// One question of a test or of the bank as other programs take it.
#pragma once

#include "formats/quiz.h"
#include "pages/question_view.h"

namespace vitrina {

// `use.answers` false: a text to be answered freely, without a word of what is right.
QuizQuestion quiz_question(const Theme& theme, const QuestionUse& use);

// Markdown as a text of exchange: plain, with formulas between `\(` and `\)`.
std::string quiz_text(std::string_view markdown);

}  // namespace vitrina
