#include "formats/read_document.h"

#include <algorithm>

#include "base/text.h"

namespace vitrina {

std::string ReadCell::text() const {
    std::string joined;
    for (const ReadLine& line : lines)
        joined += (joined.empty() ? "" : " ") + line.text;
    return joined;
}

bool ReadRow::empty() const {
    return std::ranges::all_of(cells, [](const ReadCell& cell) { return cell.empty(); });
}

void drop_empty_lines(std::vector<ReadLine>& lines) {
    std::erase_if(lines, [](const ReadLine& line) { return trim(line.text).empty(); });
}

Span PlainText::add_line(std::string_view line) {
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += collapse_spaces(line);
    const auto end = static_cast<std::uint32_t>(text_.size());
    text_ += '\n';
    ++lines_;
    return {begin, end};
}

std::vector<Span> PlainText::add_cells(const std::vector<std::string>& cells) {
    std::vector<Span> spans;
    for (const std::string& cell : cells) {
        if (!spans.empty())
            text_ += '\t';
        const auto begin = static_cast<std::uint32_t>(text_.size());
        text_ += collapse_spaces(cell);
        spans.push_back({begin, static_cast<std::uint32_t>(text_.size())});
    }
    text_ += '\n';
    ++lines_;
    return spans;
}

void PlainText::skip_to_line(std::size_t number) {
    for (; lines_ + 1 < number; ++lines_)
        text_ += '\n';
}

}  // namespace vitrina
