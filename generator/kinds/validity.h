// When records hold and whether two of them hold on one day; whether two classes meet.
#pragma once

#include "kinds/kind.h"

namespace vitrina {

// What the part says of itself (may be unset), else its file, else from the site's school year on.
Validity validity_of(const Validity& own, const Common& file, SchoolYear now);
bool do_meet(const Validity& a, const Validity& b);
// A class of a parallel is also concerned by what is for the whole parallel.
bool do_meet(const ClassLabel& a, const ClassLabel& b);

}  // namespace vitrina
