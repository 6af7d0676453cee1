// What a commit would do to OUT, found before anything is done: which files are new, changed, gone,
// what of somebody else's is in the way, and whether the site shrinks as only a mistake lets it.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/file_system.h"
#include "publish/journal.h"
#include "publish/publication.h"

namespace vitrina {

struct PublishedState {
    const OutputFolder& folder;
    const std::vector<std::string>& list;  // our files, sorted
    const OutputRecord& record;
    bool adopt = false;
};

// `outputs` sorted by path. Exit 4 if files or folders that are not ours stand in the way, 3 if the
// disk would refuse. Warns of what was changed by hand.
Result<Journal> plan_changes(const FileReader& files,
                             const PublishedState& published,
                             const std::vector<StagedFile>& outputs,
                             Diagnostics& out);

// Exit 4 if more than 30 % of the pages, or the home page, go away and are not `removable`.
Result<void> check_shrinking(const std::vector<std::string>& list,
                             const std::vector<StagedFile>& outputs,
                             const std::vector<std::string>& removable);

}  // namespace vitrina
