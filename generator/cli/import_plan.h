// A plan's table of a document as a file of ours.
#pragma once

#include <optional>

#include "cli/imported.h"
#include "cli/plan_draft.h"

namespace vitrina {

std::optional<ImportedRecord> import_plan(const ReadDocument& document,
                                          const ImportHints& hints,
                                          Diagnostics& out);

}  // namespace vitrina
