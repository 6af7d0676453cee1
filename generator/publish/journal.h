// What a commit is going to do to an output, written down before it begins, so that the next build
// can finish what a kill or a full disk interrupted.
//
// Every step can be repeated: a file that has left the stage has arrived, a file that is gone was
// removed. `apply_journal` does the steps, the first time and after an interruption alike.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "publish/record.h"

namespace vitrina {

struct WrittenFile {
    std::string path;
    FileDigest digest;
};

struct Journal {
    std::uint64_t folder_inode = 0;      // of the output: another folder is none of its business
    std::vector<std::string> set_aside;  // foreign files that a new one replaces (`--adopt`)
    std::vector<RecordedFile> make_way;  // ours, in the way of a new file or folder; as they stand
    std::vector<std::string> new_paths;  // files, or whole folders that the output lacks
    std::vector<std::string> changed;    // files that replace ours
    std::vector<RecordedFile> removals;  // ours, no longer made; as they stand now
    std::vector<WrittenFile> written;    // every file behind `new_paths` and `changed`

    bool empty() const {
        return set_aside.empty() && make_way.empty() && new_paths.empty() && changed.empty() &&
               removals.empty();
    }
};

std::string format_journal(const Journal& journal);
std::optional<Journal> parse_journal(std::string_view text);

// Paths without a slash at the end, absolute, without links.
struct CommitFolders {
    std::string out;
    std::string stage;      // what is to be published, as it will stand below `out`
    std::string lists;      // holds `list-both` and `list`, the list during the commit and after it
    std::string set_aside;  // takes the files that were set aside
};

// Stops at the first thing that the disk refuses; `output-in-the-way`, exit 4, at a foreign file
// that appeared since.
Result<void> apply_journal(FileSystem& files, const Journal& journal, const CommitFolders& folders);

}  // namespace vitrina
