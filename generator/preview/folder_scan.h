// The sources as they stand on the disk, by their stats: what tells the truth about changes when
// events are missed or cannot be had.
//
// Looks at what a build reads and at nothing else, however large the folders beside it are: in the
//          content folder the sites with the folders of their records, in theme folders the parts
//          of themes. Of other folders only whether `site.yaml` comes to stand in them.
// Skips    hidden files and editors' copies (`~` at the end) but in `files/`, where they are
//          mistakes; the output folder. Links are not followed below the roots.
// Threads  one at a time.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"

namespace vitrina {

// Folders that do not exist are waited for.
struct SourceFolders {
    std::string content;              // a site or a workspace of sites
    std::vector<std::string> themes;  // folders of themes
    std::string skip;                 // not looked into; empty: none
};

class FolderScan {
public:
    FolderScan(const FileReader& files, SourceFolders folders);

    // Looks at everything. What has changed since the last look, sorted: files, and folders that
    // came or went.
    std::vector<std::string> rescan();
    // Looks at these paths and what is below them only; at everything if sites came or went.
    std::vector<std::string> look(const std::vector<std::string>& paths);
    // The folders in which something may change that matters, as last seen.
    std::vector<std::string> folders() const;
    // Whether a change of the path may matter to a build.
    bool matters(std::string_view path) const;

private:
    using Stats = std::map<std::string, FileStat>;
    enum class Use { Nothing, Stat, Inside };  // Stat: whether it is there; Inside: what is in it
    // A path with the root that it is below.
    struct Below {
        const std::string* root = nullptr;  // null: of none
        std::vector<std::string_view> parts;
    };

    Below below_root(std::string_view path) const;
    Use use_of(std::string_view path) const;
    Use use_in_content(const std::vector<std::string_view>& parts) const;
    std::vector<std::string> find_site_names() const;
    bool may_change_sites(std::string_view path) const;
    void gather(const std::string& path, Stats& to) const;

    const FileReader& files_;
    SourceFolders roots_;
    std::vector<std::string> sites_;  // as `find_sites` names them
    Stats stats_;
};

}  // namespace vitrina
