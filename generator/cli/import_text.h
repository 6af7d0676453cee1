// A Word document as a memo or an act: headings, lists, tables, pictures, footnotes.
#pragma once

#include <optional>

#include "cli/imported.h"

namespace vitrina {

std::optional<ImportedRecord> import_memo(const ReadDocument& document,
                                          const ImportHints& hints,
                                          Diagnostics& out);
std::optional<ImportedRecord> import_act(const ReadDocument& document,
                                         const ImportHints& hints,
                                         Diagnostics& out);

}  // namespace vitrina
