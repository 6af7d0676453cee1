// The first pass: the folder of a site → its configuration and decoded records.
//
// Memory   a file's text is dropped when its record has been read; bodies are never kept.
// Threads  files are read in parallel, each into its own slot; messages are joined in path order.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostics.h"
#include "base/file_system.h"
#include "site/assemble.h"

namespace vitrina {

struct ReadOptions {
    std::string folder;       // of the site, relative to the working folder or absolute
    std::string output;       // an output folder inside it is not walked
    std::size_t threads = 0;  // 0: one per core
    std::string without;      // path of a file that is taken for gone; empty: none
};

// Nothing when there is no site.yaml, or one that no site can be made of (reported). Records that
// could not be decoded are left out (reported).
std::optional<SiteSources> read_site(const FileSystem& files,
                                     const ReadOptions& options,
                                     Diagnostics& out);

}  // namespace vitrina
