// Where in the file a piece of Markdown stands: the library tells lines of blocks, we find the
// rest.
//
// Units    parts are bytes of the text, places bytes of the file.
// Lifetime refers to the text that it was made from. Searching costs at most a few times the text,
//          whatever it holds: beyond that a place is the whole block.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/source.h"

namespace vitrina::markdown {

class Places {
public:
    Places(const MappedText& text, SourcePtr source);

    Place place(Span part) const;
    Span whole() const { return {0, static_cast<std::uint32_t>(text_.text.size())}; }

    // The lines from `first` to `last`, 1-based, without white space around them.
    Span lines(std::uint32_t first, std::uint32_t last);
    // One line with its white space, without its end.
    Span line(std::uint32_t number);
    std::string_view bytes(Span part) const;

    enum class Form : std::uint8_t {
        Bare,  // the address itself is the link's text
        Plain,
        Pictured,  // the link's text is a picture, whose own address stands before the link's
    };
    // A link's destination inside the block, searched from where the search before it ended; if it
    // stands in a definition elsewhere, there; if it is not to be found, the block.
    Span destination(std::string_view url, Span block, Form form);
    // The bytes `part` of a formula whose lines may have been joined, searched from where the one
    // before it ended; if it is not to be found, the block.
    Span formula(std::string_view tex, bool is_display, Span part, Span block);
    // The first occurrence of the text in the block; if there is none, the block.
    Span occurrence(std::string_view literal, Span block);

private:
    void index_lines();
    void index_definitions();
    std::uint32_t skip_joint(std::uint32_t at, std::uint32_t end) const;
    Span find_url(std::string_view url, Span block, Form form);
    bool begins_url(std::size_t at, Form form) const;

    const MappedText& text_;
    SourcePtr source_;
    std::vector<std::uint32_t> line_begins_;  // empty until first needed
    std::uint32_t first_line_ = 0;            // the lines asked for last
    std::uint32_t last_line_ = 0;
    Span lines_;
    std::unordered_map<std::string_view, std::uint32_t> definitions_;
    bool has_definitions_ = false;  // they have been indexed
    std::uint32_t cursor_ = 0;
    std::uint32_t formula_cursor_ = 0;
    std::size_t searched_ = 0;
};

}  // namespace vitrina::markdown
