// One question of GIFT, read: name, text, answers.
#pragma once

#include "formats/gift_scan.h"
#include "formats/quiz_read.h"

namespace vitrina::gift {

// `body` is the question without its comments. False: it cannot be read, which has been reported.
bool read_question(const SourcePtr& source,
                   const Body& body,
                   ReadQuestion& question,
                   Diagnostics& out);

}  // namespace vitrina::gift
