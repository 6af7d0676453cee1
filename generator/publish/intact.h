// Whether OUT still is what the last build left there, asked without a lock and without a change.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/file_system.h"
#include "base/hash.h"

namespace vitrina {

// The hash of the record of the build that OUT holds: every file of ours stands there untouched,
// the list of them too, no commit waits to be finished and no stage to be cleared away. Nothing if
// any of this is not certain.
std::optional<ContentHash> intact_output(const FileReader& files,
                                         const std::string& out,
                                         const std::string& state,
                                         std::size_t threads);

// The hash of the record in the state folder, whatever OUT is like; nothing if there is none.
std::optional<ContentHash> published_record(const FileReader& files, const std::string& state);

}  // namespace vitrina
