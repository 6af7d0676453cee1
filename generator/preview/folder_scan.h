// The sources as they stand on the disk, by their stats: what tells the truth about changes when
// events are missed or cannot be had.
//
// Skips    hidden files, editors' copies (`~` at the end) and the output folder, as the walk of a
//          site does. Links are not followed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/file_system.h"

namespace vitrina {

class FolderScan {
public:
    // `skip`: a folder that is not looked into; empty: none. Folders that do not exist are waited
    // for.
    FolderScan(const FileSystem& files, std::vector<std::string> roots, std::string skip);

    // Looks at everything. What has changed since the last look, sorted: files, and folders that
    // came or went.
    std::vector<std::string> rescan();
    // Looks at these paths and what is below them only.
    std::vector<std::string> look(const std::vector<std::string>& paths);
    // The roots and all folders below them, as last seen.
    std::vector<std::string> folders() const;

    static bool is_ignored(std::string_view name);

private:
    using Stats = std::map<std::string, FileStat>;

    void gather(const std::string& path, int depth, Stats& to) const;

    const FileSystem& files_;
    std::vector<std::string> roots_;
    std::string skip_;
    Stats stats_;
};

}  // namespace vitrina
