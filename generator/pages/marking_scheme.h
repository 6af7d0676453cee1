// Parts of a work, К1 … Kn: how many points each gives and for what. Essays in criteria and tasks
// with a full solution show the same table.
#pragma once

#include <string>
#include <vector>

#include "kinds/parts.h"
#include "pages/page.h"

namespace vitrina {

struct SchemeTexts {
    SourcePtr source;  // the file that the parts stand in
    std::string caption;
};

// Null without parts.
stache::Value marking_scheme(PageMaker& page,
                             const std::vector<Part>& parts,
                             const SchemeTexts& texts);
stache::ShapeField marking_scheme_shape();  // for the partial `marking_scheme`

}  // namespace vitrina
