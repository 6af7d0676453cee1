// Which records changed since they were last published and kept their old date: readers, feeds and
// committees would not notice the change.
//
// The dates and hashes of what was published last are kept beside the output. A file that is missing
// or damaged costs one build without the hint, never truth.
#pragma once

#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/hash.h"
#include "site/site.h"

namespace vitrina {

// Ids of records whose file changed while `updated` (else `date`) did not and is not today; sorted.
std::vector<std::string> find_stale_dates(const Site& site,
                                          Date today,
                                          const FileReader& files,
                                          const std::string& state);

// A record whose text alone changed.
struct EditedFile {
    std::string id;
    ContentHash hash;  // of the whole file
};

struct EditedDates {
    std::vector<std::string> stale;  // as `find_stale_dates` gives them
    std::string file;                // what is to be remembered
};

// The same where nothing but texts of records changed.
EditedDates edit_record_dates(const std::vector<EditedFile>& edited,
                              Date today,
                              const FileReader& files,
                              const std::string& state);
Result<void> save_record_dates(const EditedDates& dates, FileSystem& files, const std::string& state);

// Remembers the records as they are published now.
Result<void> save_record_dates(const Site& site, FileSystem& files, const std::string& state);

}  // namespace vitrina
