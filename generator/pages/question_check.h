// What the script that checks a test in the browser has to know of a question.
//
// Shape    one line of JSON, for an attribute of the question. All types have `max`; choices have
//          `rule` (left out: all or nothing) and `right`: places as shown, from 1. Of a pair it is
//          the place of its right side; of a sequence the places in their right order.
//            {"max":"2","rule":"per_right","right":[1,3]}
//            {"max":"1","texts":["частное"]}
//            {"max":"1","number":"1.5","tolerance":"0.05","unit":"А"}
//            {"max":"3","parts":[{"id":"К2","max":"1","levels":["1","0"],"zero":["К1","0"]}]}
// Units    points and numbers are decimals with a point, as text: no reader rounds them.
#pragma once

#include <string>

#include "base/hash.h"
#include "pages/question_view.h"

namespace vitrina {

// Tells what is right: only for pages that show answers.
std::string question_check(const Theme& theme, const QuestionUse& use);

// Adds what the reader sees of a question, in its order, and nothing of what is right: answers that
// a browser keeps fit a test as long as the hash of its questions is the same.
void add_shown(ContentHasher& hasher, const Theme& theme, const QuestionUse& use);

}  // namespace vitrina
