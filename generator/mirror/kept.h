// Writes `mirror/<school>/` (kinds/kept.h) so that any moment's end of the program leaves either the
// set before or the set after.
#pragma once

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

}  // namespace vitrina
