// Lines of plain text as Markdown that says the same: quiz_markdown.cpp makes texts of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vitrina {

// A line of plain text with a backslash before what Markdown would read otherwise; formulas of TeX
// between `\(` and `\)`, `\[` and `\]` or `$$` become ours, between dollars.
std::string escape_markdown(std::string_view text);

// Lines that are inline Markdown each, as blocks: paragraphs, lists, tables. What begins a line is
// escaped where it would begin a block.
std::string markdown_blocks(const std::vector<std::string>& lines);

}  // namespace vitrina
