// One file of Word, Excel or of a table as text → the record that it becomes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/imported.h"

namespace vitrina {

// Whether the name or the bytes are those of a document or table: not of GIFT and Aiken.
bool looks_like_document(const std::string& path, std::string_view bytes);

// `kind`: plan, memo …; empty: as the file looks.
std::optional<ImportedRecord> import_document(const SourcePtr& file,
                                              const std::string& kind,
                                              ImportHints hints,
                                              Diagnostics& out);

// The tables and texts of the file; empty after an error.
std::vector<ReadDocument> read_documents(const SourcePtr& file, Diagnostics& out);

}  // namespace vitrina
