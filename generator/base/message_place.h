// Where a message points, in the file as it stands: lines, columns, the excerpt with its carets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/message_text.h"
#include "base/source.h"

namespace vitrina {

// `line` views the reader's text: it lives until the reader locates the next place.
struct LocatedPlace {
    std::string path;           // empty: no file
    bool has_position = false;  // false: no file, or it cannot be read
    LineColumn begin;
    LineColumn end;         // behind the last character
    std::string_view line;  // the first line of the place
    Span in_line;           // bytes of `line`; may be empty or end beyond it
};

// Keeps the text of the last file: messages come sorted by path.
class PlaceReader {
public:
    explicit PlaceReader(const TextLoader& load) : load_(load) {}
    LocatedPlace locate(const Place& place);

private:
    bool holds(const SourcePtr& source) const;
    void read(const SourcePtr& source);
    LineColumn position(std::size_t offset) const;

    const TextLoader& load_;
    SourcePtr source_;
    bool is_readable_ = false;
    std::string loaded_;
    std::string_view text_;
    std::vector<std::size_t> line_begins_;
};

// The line with its number and, below it, carets under the place: two rows, each with its line end.
// Tabs are copied, controls escaped, a line of more than 160 columns is cut around the place.
std::string render_excerpt(const LocatedPlace& place, std::string_view caret_colour);

}  // namespace vitrina
