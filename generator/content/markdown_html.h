// Writes the nodes of one text as HTML, in one walk: allow-listed tags and attributes only, every
// text through the escaper.
//
// Lifetime refers to the text, options, facts and messages it was made from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/markdown.h"
#include "content/markdown_abbreviations.h"
#include "content/markdown_anchors.h"
#include "content/markdown_marks.h"
#include "content/markdown_places.h"
#include "content/markdown_tree.h"

namespace vitrina::markdown {

class HtmlWriter {
public:
    HtmlWriter(const MappedText& text,
               const MarkdownOptions& options,
               MarkdownFacts& facts,
               Diagnostics& out);

    std::string write_blocks(const Tree& tree);
    // `tree` was made from `as_inline` of the text.
    std::string write_inline(const Tree& tree);

private:
    // A node whose end has not been written.
    struct Open {
        std::size_t node;
        std::uint32_t number = 0;  // of a heading: the printed level; of a list: its next number
        bool counts_on = false;    // of a list: typed numbers do not matter (1. 1. 1.)
        bool is_silent = false;    // of a link: nothing but its text is written
    };

    void walk(const std::vector<Node>& nodes);
    void walk_line(const Tree& tree);
    void count_ahead(const std::vector<Node>& nodes);
    void reserve_anchor(const std::vector<Node>& nodes, std::size_t heading);

    // True if the node's children are to be walked; then `leave` writes its end.
    bool enter(std::size_t at);
    bool enter_table_part(std::size_t at);
    bool enter_inline(std::size_t at);
    void leave(const Open& open);
    void leave_inline(const Open& open);

    // Blocks.
    bool enter_heading(std::size_t at);
    std::string heading_id(std::size_t at, std::string_view title);
    void enter_paragraph(std::size_t at);
    void leave_paragraph(std::size_t at);
    void enter_list(std::size_t at);
    void enter_item(std::size_t at);
    void write_item_number(std::size_t at);
    std::optional<std::uint32_t> typed_number(const Node& item);
    void enter_table(std::size_t at);
    void enter_row(std::size_t at);
    bool is_heading_cell(std::size_t at) const;
    void enter_cell(std::size_t at);
    void leave_cell(std::size_t at);
    void leave_row(std::size_t at);
    void enter_footnote(std::size_t at);
    void leave_footnote(std::size_t at);
    void write_ways_back(std::uint32_t number);
    void write_code(std::size_t at);
    void write_advice(Advice advice, std::size_t at);
    void write_html_block(std::size_t at);
    void write_clause_anchor(std::string_view number);

    // Inline.
    void write_text(std::size_t at);
    void write_soft_break(std::size_t at);
    void write_formula(const Node& formula);
    void write_inline_html(std::size_t at);
    void write_footnote_use(std::size_t at);
    bool enter_link(std::size_t at);
    void write_image(std::size_t at);
    bool holds_image(std::size_t link) const;
    Place destination_place(std::size_t link_or_image);
    MarkdownTarget resolve(std::size_t link_or_image);
    void write_title(std::string_view title);

    // Messages.
    void warn_list_like();
    void warn_html(std::string_view literal);
    Span block_part();
    Place block_place() { return places_.place(block_part()); }

    const Node& node(std::size_t at) const { return (*nodes_)[at]; }
    // The node around the one that is being entered or has been left; null at the top.
    Open* around() { return open_.size() < 2 ? nullptr : &open_[open_.size() - 2]; }
    std::string prefixed(std::string_view id) const;
    void put(std::string_view markup) { html_ += markup; }
    void put_number(std::uint32_t number) { html_ += std::to_string(number); }
    void put_escaped(std::string_view text);
    void put_attribute(std::string_view name, std::string_view value);
    void start_line();

    const MarkdownOptions& options_;
    const MarkdownLabels& labels_;
    MarkdownFacts& facts_;
    Diagnostics& out_;
    Places places_;
    Abbreviations abbreviations_;
    Anchors anchors_;
    Outline outline_;

    std::string html_;
    const std::vector<Node>* nodes_ = nullptr;
    std::vector<Open> open_;
    std::uint32_t block_line_ = 0;  // of the paragraph, heading or cell that is being written
    std::uint32_t block_end_line_ = 0;
    std::uint32_t block_column_ = 0;   // of the paragraph's first line
    std::optional<Span> fixed_block_;  // in a text without blocks, and in a line of advice
    std::optional<std::size_t> cut_;   // index of a text of which only `cut_text_` is written
    std::string_view cut_text_;
    std::string heading_;  // the text of the last heading, for tables
    std::size_t tables_ = 0;
    std::vector<std::uint32_t> footnote_uses_;     // by number: how many marks there will be
    std::vector<std::uint32_t> footnote_written_;  // and how many there are
    bool has_footnotes_ = false;                   // the list of footnotes has begun
    bool is_line_start_ = false;                   // the next text begins a line of a paragraph
    bool is_checked_ = false;                      // the paragraph's lines have been looked at
    bool is_html_reported_ = false;                // in this block
    int links_ = 0;                                // links that are open
    int headings_ = 0;
};

// A line of a paragraph that its author took for a list item, as it should be: `- раз` for `– раз`.
// `is_expected`: the line before ends as if a list followed, or the line begins the paragraph.
std::optional<std::string> corrected_item(std::string_view line, bool is_expected);

// Code and raw HTML, escaped: the same bytes whichever way the file ends its lines.
void append_literal(std::string& html, std::string_view text);

// An address as it stands in an attribute: what urls may not hold in percent signs.
std::string encode_href(std::string_view url);

}  // namespace vitrina::markdown
