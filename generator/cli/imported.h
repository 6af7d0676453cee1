// A record that was made of another program's file, and what is known beside the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "formats/read_document.h"
#include "kinds/site_config.h"

namespace vitrina {

struct ImportHints {
    std::string title;                   // empty: as the file says
    std::string name;                    // of the file, without folder and extension
    const SiteConfig* config = nullptr;  // of the site it goes to; null: none
    std::string picture_folder;          // `/files/pamyatka/`: how the text names its pictures
};

struct ImportedRecord {
    std::string kind;                   // plan, memo …
    std::string text;                   // of the file
    std::size_t count = 0;              // rows, records, entries; of a text: paragraphs
    std::vector<ReadPicture> pictures;  // named `1.png`, `2.jpg` … in their order
};

// The record keeps to the rules of its kind; what stands in the way is reported as `import-unfit`
// with the reasons. A kind that this version does not publish yet is taken as it is.
bool is_fit(const ImportedRecord& record, const SourcePtr& source, Diagnostics& out);

}  // namespace vitrina
