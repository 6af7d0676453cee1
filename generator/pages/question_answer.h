// The answer to a question: what is right, why, and how many points it gets.
#pragma once

#include <string>
#include <vector>

#include "pages/question_view.h"

namespace vitrina {

// In which order choices are shown: place → index in the question.
struct QuestionMarks {
    Language language = Language::Russian;
    std::vector<std::size_t> order;

    std::string number(std::size_t place) const;  // `1)`
    std::string letter(std::size_t place) const;  // `А)`
    std::size_t place_of(std::size_t index) const;
};

QuestionMarks question_marks(const Theme& theme, const QuestionUse& use);
// The index of a pair's right side among `match_choices`.
std::size_t right_choice(const Question& question, std::size_t pair);

stache::Value answer_view(PageMaker& page, const QuestionUse& use, const QuestionMarks& marks);
stache::ShapeField answer_field();

// The short answer, as a key gives it: «2», «А2 Б1», «ВАГБ», «частное»; empty for tasks.
std::string short_answer(const QuestionUse& use, const QuestionMarks& marks);

}  // namespace vitrina
