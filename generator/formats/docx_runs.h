// Runs of a Word paragraph as lines of text and of inline Markdown. For docx_read.cpp.
#pragma once

#include <string>
#include <vector>

#include "formats/read_document.h"

namespace vitrina {

// Text of one look.
struct WordRun {
    std::string text;
    bool is_bold = false;
    bool is_italic = false;
    std::string link;
    bool is_break = false;     // a new line
    std::string raw_markdown;  // of a footnote's mark; instead of the text
};

// A line for each break; emphasis that Markdown could not show is left out.
std::vector<ReadLine> lines_of(const std::vector<WordRun>& runs);

}  // namespace vitrina
