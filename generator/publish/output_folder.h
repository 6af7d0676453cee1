// Which folder a site is published to, and whether it may be: never the sources, the project or a
// home, nor anything that holds them; never a folder of somebody else's files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"

namespace vitrina {

// The path that a file or folder has or would have: absolute, without links in what exists now.
Result<std::string> resolve_path(const FileReader& files, const std::string& path);

// `path` is `folder` or below it; both absolute.
bool is_within(std::string_view path, std::string_view folder);

struct OutputFolder {
    std::string path;   // as `resolve_path` gives it
    std::string shown;  // as the user named it, for messages
    bool exists = false;
};

// Exit 4 if it is, or holds, one of the `forbidden` folders (compared as folders, not as texts) or
// `/`.
Result<OutputFolder> find_output_folder(const FileReader& files,
                                        const std::string& out,
                                        const std::vector<std::string>& forbidden);

enum class Ownership { OursOnly, Adopt };

// Our list in the folder, sorted; empty if there is none. Names that begin with a dot belong to
// nobody. Exit 4 if other files stand there and the list is missing or damaged, unless adopted.
Result<std::vector<std::string>> read_file_list(const FileReader& files,
                                                const OutputFolder& folder,
                                                Ownership ownership);

}  // namespace vitrina
