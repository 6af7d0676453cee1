// Files that a build keeps beside its output for the next one, and where they stand. Losing one costs
// time, never truth.
#pragma once

#include <string>
#include <string_view>

#include "base/file_system.h"

namespace vitrina {

// The folder of a workspace's state: the one that was chosen, else one beside the output.
std::string workspace_state(const FileReader& files, const std::string& out, const std::string& chosen);
// Of one site in it; `.`: the workspace is the site.
std::string site_state(const std::string& state, const std::string& site);

std::string sources_file(const std::string& state);     // a SourceCache
std::string pages_file(const std::string& state);       // a PageCache
std::string last_build_file(const std::string& state);  // of the workspace

// Empty if there is none, or none that can be read.
std::string read_state_file(const FileReader& files, const std::string& path);

// Replaces the file as a whole, unless it is `before`: what was read from it.
Result<void> save_state_file(FileSystem& files,
                             const std::string& path,
                             std::string_view before,
                             std::string_view text);

}  // namespace vitrina
