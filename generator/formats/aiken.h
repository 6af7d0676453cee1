// Aiken, read: questions of one choice, a line for the question, one for each option, one for the
// answer.
//
// Takes    options lettered in Latin or Russian (`A)`, `A.`, «А)», «Б.»), answers after `ANSWER:`
//          or «ОТВЕТ:»; empty lines between questions may be left out.
// Source   the documentation of Moodle's Aiken format.
#pragma once

#include "formats/quiz_read.h"

namespace vitrina {

bool looks_like_aiken(std::string_view text);

ReadQuiz read_aiken(const SourcePtr& source, Diagnostics& out);

}  // namespace vitrina
