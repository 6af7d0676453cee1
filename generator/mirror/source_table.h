// A table that a school sent by mail, as if it were a site: a catalogue with one record of criteria,
// or one of weights for each group of classes and subjects. So a table is judged, kept and compared
// like everything else.
//
// Shape    CSV with `;`, `,` or tabs, UTF-8 or Windows-1251; or XLSX. Columns of formats §9 by their
//          Russian or English names, in any order.
// Ids      of records are made of what they are for: a row that moves is the same row.
// Errors   `mirror-portal` names line and column; `mirror-path` what cannot be read at all.
#pragma once

#include <string>

#include "mirror/take.h"

namespace vitrina {

Result<ReadSourceFile> read_from_table(const FileReader& files,
                                       const std::string& school,
                                       const std::string& folder,
                                       const std::string& file);

}  // namespace vitrina
