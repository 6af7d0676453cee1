// Rows of words as columns of a terminal.
#pragma once

#include <string>
#include <vector>

namespace vitrina {

// Every column as wide as its widest word, two blanks between, no blank at a line's end.
std::string align_columns(const std::vector<std::vector<std::string>>& rows);

}  // namespace vitrina
