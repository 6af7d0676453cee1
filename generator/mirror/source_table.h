// A table that a school sent by mail, as if it were a site: a catalogue with one record of criteria
// or of weights. So a table is judged, kept and compared like everything else.
//
// Shape    CSV with `;`, `,` or tabs; UTF-8 or Windows-1251; columns of formats §9 by their Russian
//          or English names, in any order.
// Errors   `mirror-portal` names line and column; `mirror-path` what cannot be read at all.
#pragma once

#include <string>

#include "mirror/take.h"

namespace vitrina {

Result<ReadSourceFile> read_from_table(const FileReader& files,
                                       const std::string& school,
                                       const std::string& folder,
                                       const std::string& file);

// The cells of a CSV text; the divider is the one that its first line has most of.
std::vector<std::vector<std::string>> read_csv_cells(std::string_view text);

}  // namespace vitrina
