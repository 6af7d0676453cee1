// Whether all outputs of a site can stand beside each other: checked when every path is known and
// before anything is rendered.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "publish/publication.h"

namespace vitrina {

struct PlannedOutput {
    std::string path;  // relative to OUT
    Place origin;      // whose mistake it would be
};

// Errors, each at its origin: a path that cannot be published, one made twice, two that differ only
// in letter case or Unicode form, a file where another needs a folder.
void check_output_names(std::vector<PlannedOutput> outputs, Diagnostics& out);

// The same, and a foreign file in the way.
Result<void> check_output_paths(std::vector<PlannedOutput> outputs,
                                const Publication& publication,
                                Diagnostics& out);

}  // namespace vitrina
