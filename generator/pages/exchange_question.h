// One question of a test or of the bank as other programs take it.
#pragma once

#include "formats/quiz.h"
#include "pages/question_view.h"

namespace vitrina {

// `use.answers` false: a text to be answered freely, without a word of what is right.
QuizQuestion quiz_question(const Site& site, const Theme& theme, const QuestionUse& use);

// Markdown as a text of exchange: plain, with formulas between `\(` and `\)`; `pictures` gets the
// addresses that its marks count (content/markdown.h).
std::string quiz_text(std::string_view markdown, std::vector<std::string>& pictures);

// Their files, still without bytes. `owner` is the record in whose file they are named.
std::vector<QuizPicture> quiz_pictures(const Site& site,
                                       const Record& owner,
                                       const std::vector<std::string>& urls);

}  // namespace vitrina
