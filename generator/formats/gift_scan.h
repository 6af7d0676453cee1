// The raw parts of a file of GIFT: blocks between empty lines, what escapes stand for, where marks
// stand that are not escaped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace vitrina::gift {

struct Line {
    std::string_view text;  // trimmed; a part of the source
    std::uint32_t begin = 0;
};

// Lines without an empty one between them.
using Block = std::vector<Line>;
std::vector<Block> blocks_of(std::string_view text);

// The lines of a question joined, each byte with its place in the file.
class Body {
public:
    void add(const Line& line);

    std::string_view text() const { return text_; }
    Span span(std::size_t begin, std::size_t end) const;
    // Of a view into `text()`.
    Span span_of(std::string_view part) const;

private:
    std::string text_;
    std::vector<std::uint32_t> places_;
};

// The first of these marks that has no backslash before it; npos if there is none.
std::size_t find_mark(std::string_view text, std::string_view mark, std::size_t from = 0);
std::size_t find_mark_of(std::string_view text, std::string_view marks, std::size_t from = 0);

// What a text says once its escapes are taken: `\=` an equals sign, `\n` a new line.
std::string unescape(std::string_view text);

}  // namespace vitrina::gift
