// Who does it and by when, as pages print it.
#pragma once

#include "kinds/duty.h"
#include "pages/page.h"

namespace vitrina {

// As issued: the printed text, or the names joined by commas.
std::string body_text(const Site& site, const BodyList& bodies);
// The names one by one, as understood.
std::vector<std::string> body_names(const Site& site, const BodyList& bodies);

}  // namespace vitrina
