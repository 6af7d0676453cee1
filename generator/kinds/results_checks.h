// What results must keep before anything is made of them: counts that are counts, tables that tell
// of the same works, points that pupils can have got, and nobody's name.
#pragma once

#include "kinds/results.h"

namespace vitrina {

void check_results(Record& record, CheckContext& context);

// Whether the numbers may be worked with: the same checks, without messages.
bool is_sound(const Results& results);

}  // namespace vitrina
