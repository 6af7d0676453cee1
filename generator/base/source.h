// Where a piece of text stands: the file an author wrote, and bytes in it.
//
// Units    spans are bytes in the whole file (front matter and BOM included); lines and columns are
//          1-based, columns count code points, a byte order mark counts as nothing.
// Lifetime a Source is shared and never changes. Its text may have been dropped after reading (the
//          body of a memo is not kept): whoever prints a message reads the file again by its path.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/seldom.h"

namespace vitrina {

struct Source {
    std::string path;  // as the author knows it: relative to the working folder, with `/`
    std::string text;  // the file's bytes, or empty when they were dropped
};
using SourcePtr = std::shared_ptr<const Source>;

struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool operator==(const Span&) const = default;
};

struct Place {
    SourcePtr source;  // null: the message concerns no file (a command, a whole site)
    Span span;
};

struct LineColumn {
    std::size_t line = 1;
    std::size_t column = 1;
};

// LF, CRLF and a lone CR each end a line. An offset beyond the text counts as its end.
LineColumn line_column(std::string_view text, std::size_t offset);

// The line that holds `offset`, without its end.
std::string_view line_at(std::string_view text, std::size_t offset);

// Decoded text with the place of its bytes: what a YAML scalar or a Markdown body says, and where
// each part of it stood in the file. A new segment begins wherever decoding skipped or changed bytes.
struct MappedText {
    struct Segment {
        std::uint32_t text_begin;
        std::uint32_t file_begin;
    };

    std::string text;
    Span span;                       // the whole, with quotes or block header, in the file
    Seldom<std::vector<Segment>> segments;  // ascending by text_begin; empty: text begins at span.begin

    bool empty() const { return text.empty(); }
};

// The bytes in the file that `part` of the decoded text came from.
Span file_span(const MappedText& text, Span part);

}  // namespace vitrina
