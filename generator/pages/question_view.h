// One question as tests, their answers and the bank of tasks show it.
//
// Marks    options and right sides are numbered `1)`, left sides and what must be put in order are
//          lettered `А)`; answers name these marks. What must not stand in its right order is
//          shown in a stable other one (kinds/shuffle.h).
// Promise  everything that tells what is right stands under `answer`; `QuestionUse::answers` false
//          leaves it out whole.
#pragma once

#include <string>

#include "kinds/question.h"
#include "pages/page.h"

namespace vitrina {

struct QuestionUse {
    const Question& question;
    const Record& owner;   // in whose file the texts stand
    std::string seed;      // of the order: the test's or the bank's id, and the question's number
    std::string label;     // «Задание 3»
    bool answers = false;
};

// In whose file the texts of a test's question stand: `use` names a task of the bank, or nothing.
const Record& question_owner(const Site& site, const Record& test, const Reference& use);

// The fields that a question adds to the item that holds it: passage, stem, choices, answer …
stache::Shape::Fields question_fields();
void add_question(PageMaker& page, const QuestionUse& use, stache::Object& to);

// As a key gives the answer: «2», «А — 2, Б — 1», «В, А, Г, Б», «частное»; empty for tasks.
std::string question_key(const Theme& theme, const QuestionUse& use);

// «2 балла», «1,5 балла».
std::string points_text(const Theme& theme, const Decimal& points);
// `5,5` in Russian, `5.5` in English.
std::string number_text(const Theme& theme, const Decimal& number);
// «базовый»; empty without a level.
std::string_view level_name(const Theme& theme, Level level);
std::string_view type_name(const Theme& theme, QuestionType type);
std::string joined_codes(const std::vector<std::string>& codes);

// `{items: [link]}` of references of a record; null when there are none.
stache::Value reference_list(PageMaker& page,
                             const Record& owner,
                             const std::vector<Reference>& references);
stache::Shape reference_list_shape();

}  // namespace vitrina
