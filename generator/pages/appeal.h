// Where to turn if one disagrees with a mark: site.yaml's `appeal`, on every page about marks.
#pragma once

#include "pages/page.h"

namespace vitrina {

// Null when the site does not say.
stache::Value appeal_view(PageMaker& page);
stache::ShapeField appeal_shape();  // for the partial `appeal`

}  // namespace vitrina
