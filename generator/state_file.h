// Files that a build keeps beside its output for the next one. Losing one costs time, never truth.
#pragma once

#include <string>
#include <string_view>

#include "base/file_system.h"

namespace vitrina {

// Empty if there is none, or none that can be read.
std::string read_state_file(const FileReader& files, const std::string& path);

// Replaces the file as a whole, unless it is `before`: what was read from it.
Result<void> save_state_file(FileSystem& files,
                             const std::string& path,
                             std::string_view before,
                             std::string_view text);

}  // namespace vitrina
