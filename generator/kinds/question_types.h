// What each type of question has and what it must have (question.h).
#pragma once

#include "kinds/question.h"

namespace vitrina {

struct QuestionCheck {
    const Record& record;
    Place place;  // of the question: where a message stands that concerns no written field
    Diagnostics& out;
};

// Fields that the type of the question does not know; true when there are none.
bool check_foreign_fields(const QuestionCheck& check, const Question& question);
// Whether the answer can be told right from wrong.
void check_answer(const QuestionCheck& check, Question& question);
// How many things an answer gets right or wrong one by one: right options, pairs, places.
std::size_t count_right(const Question& question);

}  // namespace vitrina
