// A new site's folder: site.yaml, the folders of all kinds and a first memo.
#pragma once

#include <string>

#include "base/file_system.h"
#include "cli/new_texts.h"

namespace vitrina {

// The path of the memo. `new-exists` when the folder has a site.yaml; a memo that is there stays.
Result<std::string> make_site_folder(FileSystem& files,
                                     const std::string& folder,
                                     const std::string& site_yaml,
                                     const NewValues& values);

// The school year that a site made on this day is for: in August the coming one is prepared.
SchoolYear school_year_of(Date day);

}  // namespace vitrina
