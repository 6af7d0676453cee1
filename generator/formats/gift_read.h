// GIFT, read: the questions of a file of Moodle, or of one of ours (gift.h).
//
// Takes    all types of questions, names, categories, weights, feedback, numbers with tolerance and
//          ranges, missing words, escapes, text formats, comments.
// Source   the documentation of Moodle's GIFT format.
#pragma once

#include "formats/quiz_read.h"

namespace vitrina {

// Whether a file that is neither marked nor named looks like it.
bool looks_like_gift(std::string_view text);

ReadQuiz read_gift(const SourcePtr& source, Diagnostics& out);

}  // namespace vitrina
