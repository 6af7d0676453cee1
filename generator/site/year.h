// What concerns several records of a school year: the curriculum, the rules of schedules, the words
// of procedures.
#pragma once

#include "site/site.h"
#include "site/vocabulary.h"

namespace vitrina {

// The site's curriculum; null without one.
const Record* find_curriculum(const Site& site);

// The four rules for schedules, each a warning at the entry that breaks it (domain §2.5). Names are
// canonical.
void settle_year(const Site& site, Diagnostics& out);

}  // namespace vitrina
