// One school of a committee: from the set that was kept of it to facts.
#pragma once

#include "kinds/mirrored.h"
#include "site/committee_compare.h"

namespace vitrina {

// Fills everything but `school` and `source`. `mirror-kept-damaged` if what was kept is not as it was.
Result<void> read_school(const FileReader& files,
                         const std::string& root,
                         const CommitteeBasis& basis,
                         const MirrorLimits& limits,
                         SchoolFacts& facts);

// What a school's record is called here: results never in the school's own words, which may hold
// figures.
std::string shown_title(std::string_view kind, const std::string& title, Language language);

struct SchoolHistory {
    std::vector<SchoolChange> changes;  // from version to version, newest first
    std::int64_t known_since = 0;       // when the first version of all was seen
};
Result<SchoolHistory> read_changes(const FileReader& files,
                                   const KeptReader& kept,
                                   const CommitteeBasis& basis);

}  // namespace vitrina
