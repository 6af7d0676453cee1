// Ids for what has none yet: rows of plans, criteria, tasks. References name them, so an id that is
// there is never changed.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostics.h"

namespace vitrina {

// The file's text with an id in every row, record, task and item; the same if nothing is missing.
// A row is named after its № (r07) if the numbers of the file are all different, else by its place.
// Nothing if the file cannot be read as YAML, or not with the ids (reported).
std::optional<std::string> write_missing_ids(const SourcePtr& source, Diagnostics& out);

}  // namespace vitrina
