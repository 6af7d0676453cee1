// Lines of a cell of a plan: how they begin and end, where one goes on with another, which of them
// are points of a list. For plan_table.cpp.
#pragma once

#include <string>
#include <vector>

#include "formats/read_document.h"

namespace vitrina {

bool begins_small(const std::string& text);
bool ends_sentence(const std::string& text);

// A row cut by a page break: its text goes on in the same line unless a new one begins.
void append_lines(std::vector<ReadLine>& to, const std::vector<ReadLine>& more);

// Lines that begin with a dash become items; dashes inside one line are taken apart. True if the
// latter was done.
bool find_items(std::vector<ReadLine>& lines);

}  // namespace vitrina
