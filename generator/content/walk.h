// The walk of a site's folder: which files there are, sorted, with everything refused that could not
// be published safely.
//
// Errors   links (never followed), FIFOs, devices, folders named like files, names that are no UTF-8,
//          secrets, types of attachments that could harm readers, files over their caps.
// Source   formats §1 (workspace), faults D1–D15, F4–F7.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/file_system.h"

namespace vitrina {

inline constexpr std::uint64_t text_file_limit = 2ULL * 1024 * 1024;
inline constexpr std::uint64_t attachment_limit = 50ULL * 1024 * 1024;

// What the walk needs to know of a folder at the top of a site.
enum class FolderUse : std::uint8_t { Markdown, Yaml, Attachments };
struct SiteFolder {
    std::string_view name;
    FolderUse use;
};

struct SiteFiles {
    std::vector<std::string> texts;        // paths from the site's root, sorted by bytes
    std::vector<std::string> attachments;  // below files/, sorted by bytes
};

// `root` is the site's folder; `skip` an output folder that may lie inside it (empty: none).
SiteFiles walk_site(const FileReader& files,
                    const std::string& root,
                    const std::vector<SiteFolder>& folders,
                    const std::string& skip,
                    Diagnostics& out);

// The folders below a workspace that hold site.yaml; the workspace itself as "." if it does.
Result<std::vector<std::string>> find_sites(const FileReader& files, const std::string& workspace);

// The same place for the file system, which then follows no link below the root.
std::string confined_path(std::string_view root, std::string_view path);

// `school/acts/x.md` of a root and a path in it.
std::string join_path(std::string_view folder, std::string_view name);

}  // namespace vitrina
