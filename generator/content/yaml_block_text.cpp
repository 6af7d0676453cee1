// Block texts: `|` keeps its lines, `>` folds them (YAML 1.2.2 §8.1). A line of blanks alone is an
// empty one, however many there are: no author sees them.
#include <algorithm>

#include "content/yaml_scanner.h"

namespace vitrina {

// Nothing if the line goes on: then the `|` or `>` is the beginning of an ordinary text.
std::optional<YamlScanner::BlockHeader> YamlScanner::read_block_header() const {
    BlockHeader header;
    header.is_folded = at(at_) == '>';
    std::uint32_t pos = at_ + 1;
    for (; !is_separator(pos); ++pos) {
        const char c = at(pos);
        if ((c == '-' || c == '+') && header.chomping == ' ')
            header.chomping = c;
        else if (c >= '1' && c <= '9' && header.indent == 0)
            header.indent = c - '0';
        else
            return std::nullopt;
    }
    header.end = pos;
    const std::uint32_t rest = skip_blanks(pos);
    if (!ends_line(rest) && at(rest) != '#')
        return std::nullopt;
    return header;
}

void YamlScanner::scan_block_text(int indent, const BlockHeader& header) {
    YamlToken token;
    token.style = header.is_folded ? YamlStyle::Folded : YamlStyle::Literal;
    token.scalar.span = {at_, header.end};
    at_ = skip_blanks(header.end);
    if (at(at_) == '#') {
        check_comment_spacing();
        skip_comment();
    }
    int block = header.indent == 0 ? 0 : std::max(indent, 0) + header.indent;
    bool was_deeper = false;
    bool is_first = true;
    NextLine next = next_line(at_);
    for (; next.content < end_ && next.column() > indent; next = next_line(at_)) {
        const bool ends_root = indent < 0 && next.column() == 0 && is_marker(next.content);
        block = is_first && block == 0 ? next.column() : block;
        if (ends_root || (next.column() < block && at(next.content) == '#'))
            break;
        const std::uint32_t content = find_block_content(next, block);
        const bool is_deeper = is_blank(content);
        const bool joins = header.is_folded && !is_deeper && !was_deeper && !is_first;
        const auto breaks = static_cast<std::size_t>(next.breaks - (is_first || joins ? 1 : 0));
        append_mapped(token.scalar,
                      joins && breaks == 0 ? std::string(" ") : std::string(breaks, '\n'), at_);
        at_ = line_end(content);
        line_begin_ = next.begin;
        append_mapped(token.scalar, slice(content, at_), content);
        token.scalar.span.end = at_;
        was_deeper = is_deeper;
        is_first = false;
    }
    if (header.chomping == '+' || (header.chomping == ' ' && !is_first)) {
        // Before a text the line of its mark ends.
        const int breaks = header.chomping == '+' ? next.breaks - (is_first ? 1 : 0) : 1;
        append_mapped(token.scalar, std::string(static_cast<std::size_t>(breaks), '\n'), at_);
    }
    record(std::move(token));
}

// Where the text of a line begins; a line that is less deep than the first one is reported.
std::uint32_t YamlScanner::find_block_content(const NextLine& line, int block) {
    if (line.column() >= block)
        return line.begin + static_cast<std::uint32_t>(block);
    issues.add(
        ids::yaml_block_indentation, {line.content, text_end(line.content)},
        YamlEdit{{line.begin, line.content}, std::string(static_cast<std::size_t>(block), ' ')});
    return line.content;
}

}  // namespace vitrina
