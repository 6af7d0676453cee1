// Files of other programs' questions as a file of our bank of tasks (formats §7).
//
// Promise  what is returned is a bank that keeps to the rules of its kind: each question is tried
//          before it is taken. What could not be taken has been reported at its place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/source.h"

namespace vitrina {

struct ImportedBank {
    std::string yaml;
    std::size_t tasks = 0;
};

// `title` may be empty: the first file tells it. Nothing if no question could be taken.
std::optional<ImportedBank> import_bank(const std::vector<SourcePtr>& sources,
                                        const std::string& title,
                                        Diagnostics& out);

}  // namespace vitrina
