// A plan's table of a document as a file of ours.
#pragma once

#include <optional>
#include <string>

#include "cli/imported.h"
#include "cli/plan_draft.h"

namespace vitrina {

std::optional<ImportedRecord> import_plan(const ReadDocument& document,
                                          const ImportHints& hints,
                                          Diagnostics& out);

// What «выполнено 20.04.2026, приказ № 5» says.
struct DraftProgress {
    std::string status;  // a word of `status`; empty: not said
    Date done;
    std::string report;  // inline Markdown
    bool is_unclear = false;
};
DraftProgress draft_progress(const DraftRow& row);

}  // namespace vitrina
