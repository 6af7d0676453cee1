// Tables for spreadsheets and machines.
//
// Shape    RFC 4180 with `;`, CRLF and a byte order mark: what the Russian Excel opens by a click.
// Safety   a cell that a spreadsheet would take for a formula (`=`, `+`, `-`, `@` or a tab in front)
//          gets an apostrophe before it; plain numbers such as -5 stay.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vitrina {

using CsvRow = std::vector<std::string>;

// A cell as every table of ours holds it: cleaned, and no formula.
std::string safe_cell(std::string_view raw);

// The first row is the header.
std::string csv_text(const std::vector<CsvRow>& rows);

}  // namespace vitrina
