// A workbook with one sheet, to be filled in: headings, and empty columns that hold texts. A class
// «5-9» stays what was typed; Excel would make a day of it. The same bytes for the same headings.
// Source: ECMA-376 SpreadsheetML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vitrina {

// `sheet` is at most 31 characters, without `[]:*?/\`.
std::string make_form_workbook(std::string_view sheet, const std::vector<std::string>& headings);

}  // namespace vitrina
