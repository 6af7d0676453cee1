// References and files that records name: what they lead to must be there and published.
//
// Every reference of a record is checked at its place and remembered on the other side; paths of
// files become paths from the site's root, as the files are called on disk. Anchors of Markdown
// records are known only when they are rendered, and checked then.
// Source   formats §1 (references), §2 (neighbours).
#pragma once

#include <vector>

#include "base/diagnostics.h"
#include "site/assemble.h"
#include "site/site.h"

namespace vitrina {

// Also names the parts that are referred to, and keeps of `others` what this site refers to.
void resolve_references(Site& site,
                        const std::vector<Neighbour>& others,
                        const AssembleOptions& options,
                        Diagnostics& out);

}  // namespace vitrina
