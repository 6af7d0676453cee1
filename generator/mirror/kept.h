// Writes `mirror/<school>/` (kinds/kept.h) so that any moment's end of the program leaves either the
// set before or the set after.
#pragma once

#include <memory>
#include <optional>

#include "kinds/kept.h"

namespace vitrina {

class KeptSchool : public KeptReader {
public:
    using KeptReader::KeptReader;

    Result<void> add_object(FileSystem& files,
                            std::string_view sha256,
                            std::string_view bytes) const;
    // Adds a line, unless the last one tells of the same set.
    Result<void> add_version(FileSystem& files,
                             const KeptJournal& journal,
                             const TakenVersion& version) const;
    Result<void> write_state(FileSystem& files, const KeptState& state) const;
};

// Nobody else writes below the folder's mirror/ while this lives. Null: the disk knows no locks.
Result<std::unique_ptr<FileLock>> lock_mirror(FileSystem& files, const std::string& folder);

// When a version was seen for the first time; nothing if it never was.
std::optional<std::int64_t> first_seen_of(const KeptJournal& journal, const std::string& set);

}  // namespace vitrina
