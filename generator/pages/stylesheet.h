// A stylesheet of a theme with all that it takes in, so that a page asks for one file.
//
// Form     `@import "site/tables.css";` on a line of its own, above every rule; the path is that of an
//          asset, found in the chain of themes like any other. A file that is taken in may take in more;
//          it stands once, where it was met first.
// Errors   an asset that is not there: reported at its line.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "base/diagnostics.h"

namespace vitrina {

// The asset of this name; null when there is none.
using FindAsset = std::function<SourcePtr(std::string_view name)>;

// `taken`: files that stand already, the one that is joined among them; gets the names of those that
// the text now holds.
std::string join_stylesheet(const SourcePtr& source,
                            const FindAsset& find,
                            std::set<std::string>& taken,
                            Diagnostics& out);

}  // namespace vitrina
