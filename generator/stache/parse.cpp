#include <algorithm>
#include <cstddef>
#include <utility>

#include "stache/syntax.h"
#include "stache/tags.h"

namespace vitrina::stache {
namespace {

constexpr std::string_view blanks = " \t";

// What a tag takes with it: the tag itself, or its whole line.
struct Extent {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool has_indent = false;
    bool has_line_end = false;
};

class Parser {
public:
    Parser(std::string_view text, const std::vector<Tag>& tags) : text_(text), tags_(tags) {
        extents_.reserve(tags.size());
        for (const Tag& tag : tags)
            extents_.push_back({tag.span.begin, tag.span.end, false, false});
        for (std::size_t i = 0; i < tags.size(); ++i)
            settle_lines(i);
    }

    std::vector<Node> parse() {
        std::vector<Node> nodes = parse_nodes(tags_.size());
        add_text(nodes, text_.size(), false);
        return nodes;
    }

private:
    std::size_t line_begin(std::size_t pos) const {
        const std::size_t found = pos == 0 ? std::string_view::npos : text_.rfind('\n', pos - 1);
        return found == std::string_view::npos ? 0 : found + 1;
    }

    // Behind the line end, if only blanks stand before it; else `pos`.
    std::size_t skip_line_end(std::size_t pos) const {
        const std::size_t end = std::min(text_.find_first_not_of(blanks, pos), text_.size());
        if (end == text_.size())
            return end;
        if (text_[end] == '\n')
            return end + 1;
        return text_.substr(end, 2) == "\r\n" ? end + 2 : pos;
    }

    bool begins_line(const Tag& tag) const {
        const std::size_t begin = line_begin(tag.span.begin);
        return text_.substr(begin, tag.span.begin - begin).find_first_not_of(blanks) ==
               std::string_view::npos;
    }

    bool ends_line(const Tag& tag) const {
        return skip_line_end(tag.span.end) != tag.span.end || tag.span.end == text_.size();
    }

    void take_indent(std::size_t i) {
        extents_[i].begin = line_begin(tags_[i].span.begin);
        extents_[i].has_indent = true;
    }

    void take_line_end(std::size_t i) {
        extents_[i].end = skip_line_end(tags_[i].span.end);
        extents_[i].has_line_end = true;
    }

    bool takes_lines(std::size_t opener) const {
        return begins_line(tags_[opener]) && ends_line(tags_[tags_[opener].partner]);
    }

    void settle_lines(std::size_t i) {
        const Tag& tag = tags_[i];
        if (tag.kind == TagKind::Print || tag.kind == TagKind::RawPrint)
            return;
        const bool is_close = tag.kind == TagKind::Close;
        const std::size_t opener = is_close ? tag.partner : i;
        if (tags_[opener].kind == TagKind::Block)
            return is_close ? settle_block_close(i) : settle_block_open(i);
        if (tags_[opener].kind == TagKind::Parent) {
            if (takes_lines(opener))
                is_close ? take_line_end(i) : take_indent(i);
            return;
        }
        if (begins_line(tag) && ends_line(tag)) {
            take_indent(i);
            take_line_end(i);
        }
    }

    void settle_block_open(std::size_t i) {
        const Tag& tag = tags_[i];
        const bool pair = !tag.fills_parent && takes_lines(i);
        const bool alone = begins_line(tag) && ends_line(tag);
        if (pair || alone)
            take_indent(i);
        if (ends_line(tag) && (tag.fills_parent || pair || alone))
            take_line_end(i);
    }

    void settle_block_close(std::size_t i) {
        const Tag& tag = tags_[i];
        const Tag& opener = tags_[tag.partner];
        const bool pair = !opener.fills_parent && takes_lines(tag.partner);
        if (begins_line(tag) && (opener.fills_parent || ends_line(tag)))
            take_indent(i);
        if (pair || (begins_line(tag) && ends_line(tag)))
            take_line_end(i);
    }

    // Nodes up to the tag `stop`, whose own text is left to the caller.
    std::vector<Node> parse_nodes(std::size_t stop) {
        std::vector<Node> nodes;
        while (next_ < stop) {
            const std::size_t i = next_++;
            add_text(nodes, extents_[i].begin, !extents_[i].has_indent);
            pos_ = extents_[i].end;
            add_tag(nodes, i);
        }
        return nodes;
    }

    // The body of a pair; ends behind the closing tag.
    std::vector<Node> parse_body(std::size_t opener) {
        const std::size_t close = tags_[opener].partner;
        std::vector<Node> nodes = parse_nodes(close);
        add_text(nodes, extents_[close].begin, !extents_[close].has_indent);
        pos_ = extents_[close].end;
        next_ = close + 1;
        return nodes;
    }

    void add_tag(std::vector<Node>& nodes, std::size_t i) {
        const Tag& tag = tags_[i];
        switch (tag.kind) {
            case TagKind::Print:
            case TagKind::RawPrint:
                nodes.push_back({PrintNode{tag.name, tag.kind == TagKind::RawPrint}});
                return;
            case TagKind::Section:
            case TagKind::InvertedSection:
                nodes.push_back(
                    {SectionNode{tag.name, tag.kind == TagKind::InvertedSection, parse_body(i)}});
                return;
            case TagKind::Block:
                nodes.push_back({parse_block(i)});
                return;
            case TagKind::Partial:
                nodes.push_back({IncludeNode{
                    tag.name, false, extents_[i].has_indent, taken_indent(i), {}, {}}});
                return;
            case TagKind::Parent:
                nodes.push_back({parse_parent(i)});
                return;
            case TagKind::Close:
            case TagKind::Comment:
            case TagKind::Delimiters:
                return;
        }
    }

    std::string_view taken_indent(std::size_t i) const {
        return text_.substr(extents_[i].begin, tags_[i].span.begin - extents_[i].begin);
    }

    BlockNode parse_block(std::size_t i) {
        const Tag& tag = tags_[i];
        const std::size_t close = tag.partner;
        BlockNode block;
        block.name = tag.name;
        block.begins_line = extents_[i].has_line_end;
        block.takes_lines = !tag.fills_parent && takes_lines(i);
        if (block.takes_lines) {
            block.indent = taken_indent(i);
            block.line_end = line_end_of(close);
        }
        if (block.begins_line)
            block.inner_indent = first_indent(extents_[i].end, extents_[close].begin);
        block.body = parse_body(i);
        block.ends_line =
            begins_line(tags_[close]) && line_begin(tags_[close].span.begin) > tag.span.end;
        return block;
    }

    // `\n`, `\r\n`, or nothing at the end of the file.
    std::string_view line_end_of(std::size_t close) const {
        const std::string_view taken =
            text_.substr(tags_[close].span.end, extents_[close].end - tags_[close].span.end);
        const std::size_t begin = taken.find_first_of("\r\n");
        return begin == std::string_view::npos ? std::string_view() : taken.substr(begin);
    }

    // Of the first line that is not blank.
    std::optional<std::string_view> first_indent(std::size_t begin, std::size_t end) const {
        const std::size_t first = text_.find_first_not_of(" \t\r\n", begin);
        if (first >= end)
            return std::nullopt;
        const std::size_t line = std::max(begin, line_begin(first));
        return text_.substr(line, first - line);
    }

    IncludeNode parse_parent(std::size_t i) {
        const std::size_t close = tags_[i].partner;
        IncludeNode parent{tags_[i].name, true, takes_lines(i), {}, {}, {}};
        if (parent.takes_lines)
            parent.indent = taken_indent(i);
        for (Node& node : parse_body(i))
            if (auto* block = std::get_if<BlockNode>(&node.value))
                parent.blocks.push_back(std::move(*block));
        parent.stray = find_stray(i, close);
        return parent;
    }

    // The first thing directly inside a parent that is neither a block nor a comment nor blank.
    std::optional<Span> find_stray(std::size_t opener, std::size_t close) const {
        std::size_t pos = tags_[opener].span.end;
        for (std::size_t i = opener + 1; i <= close; ++i) {
            const Tag& tag = tags_[i];
            const std::size_t begin = text_.find_first_not_of(" \t\r\n", pos);
            if (begin < tag.span.begin)
                return Span{static_cast<std::uint32_t>(begin), end_of_line(begin, tag.span.begin)};
            const bool is_silent = tag.kind == TagKind::Comment || tag.kind == TagKind::Delimiters;
            if (i != close && tag.kind != TagKind::Block && !is_silent)
                return tag.span;
            if (tag.kind == TagKind::Block)
                i = tag.partner;
            pos = tags_[i].span.end;
        }
        return std::nullopt;
    }

    std::uint32_t end_of_line(std::size_t begin, std::size_t limit) const {
        return static_cast<std::uint32_t>(std::min(text_.find_first_of("\r\n", begin), limit));
    }

    // Text from `pos_` to `end`, its lines marked. A tag that stays in its line may follow.
    void add_text(std::vector<Node>& nodes, std::size_t end, bool tag_follows) {
        while (pos_ < end) {
            const std::size_t newline = text_.find('\n', pos_);
            add_line(nodes, newline < end ? newline + 1 : end, tag_follows);
        }
        const bool is_marked =
            !nodes.empty() && std::holds_alternative<LineStart>(nodes.back().value);
        if (tag_follows && pos_ == line_begin(pos_) && !is_marked)
            nodes.push_back({LineStart{}});
    }

    // The rest of one line, or the part of it before a tag.
    void add_line(std::vector<Node>& nodes, std::size_t end, bool tag_follows) {
        const bool is_blank = text_.find_first_not_of(" \t\r\n", pos_) >= end;
        const bool is_shown = !is_blank || (tag_follows && text_[end - 1] != '\n');
        if (is_shown && pos_ == line_begin(pos_)) {
            const std::size_t ink = std::min(text_.find_first_not_of(blanks, pos_), end);
            nodes.push_back({LineStart{text_.substr(pos_, ink - pos_)}});
            pos_ = ink;
        }
        if (pos_ < end)
            nodes.push_back({TextNode{text_.substr(pos_, end - pos_)}});
        pos_ = end;
    }

    std::string_view text_;
    const std::vector<Tag>& tags_;
    std::vector<Extent> extents_;
    std::size_t pos_ = 0;
    std::size_t next_ = 0;
};

}  // namespace

SyntaxTree parse_template(const SourcePtr& source, Diagnostics& out) {
    const std::vector<Tag> tags = scan_tags(source, out);
    return {source, Parser(source->text, tags).parse()};
}

}  // namespace vitrina::stache
