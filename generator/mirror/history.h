// What was kept, looked back at: `vitrina mirror verify`, `log` and `revert`.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "mirror/kept.h"
#include "mirror/mirror.h"

namespace vitrina {

struct MirrorCount {
    std::size_t schools = 0;
    std::size_t versions = 0;
    std::size_t files = 0;
    std::vector<Error> damages;
};

// Every version of every school of the folder, and every file that it names, by its hash.
Result<MirrorCount> verify_mirror(const FileReader& files, const std::string& folder);

struct MirrorHistory {
    KeptState state;
    std::vector<TakenVersion> versions;  // oldest first
};
// Mistakes in schools.yaml, where the school is looked for, are reported: whatever the result, they
// come first.
Result<MirrorHistory> read_history(const FileReader& files,
                                   const std::string& folder,
                                   const std::string& school,
                                   Diagnostics& out);

// Makes a former version hold again, by the first digits of its hash; the journal tells of it as of
// a new one. A newer set of the school stays refused until it changes or is accepted.
struct RevertOptions {
    std::string folder;
    std::string school;
    std::string to;
    std::int64_t now = 0;
};
Result<TakenVersion> revert_school(FileSystem& files, const RevertOptions& options, Diagnostics& out);

// Asks the source of `options.only`, and takes what would be refused as older, smaller or from the
// future: a person has looked at it.
Result<MirrorRun> accept_school(FileSystem& files, const MirrorOptions& options, Diagnostics& out);

}  // namespace vitrina
