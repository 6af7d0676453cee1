#include "content/markdown_html.h"

#include <algorithm>

#include "base/text.h"

namespace vitrina::markdown {
namespace {

const MarkdownLabels default_labels;

}  // namespace

HtmlWriter::HtmlWriter(const MappedText& text,
                       const MarkdownOptions& options,
                       MarkdownFacts& facts,
                       Diagnostics& out)
    : options_(options),
      labels_(options.labels == nullptr ? default_labels : *options.labels),
      facts_(facts),
      out_(out),
      places_(text, options.source),
      abbreviations_(options.abbreviations, options.abbreviations_used),
      outline_(options.first_heading_level) {
    html_.reserve(text.text.size() + text.text.size() / 4 + 64);
}

std::string HtmlWriter::write_blocks(const Tree& tree) {
    count_ahead(tree.nodes());
    walk(tree.nodes());
    if (has_footnotes_)
        put("</ol>\n</section>\n");
    return std::move(html_);
}

std::string HtmlWriter::write_inline(const Tree& tree) {
    fixed_block_ = places_.whole();
    walk_line(tree);
    return std::move(html_);
}

// The line is the one paragraph of its tree; the parenthesis that `as_inline` put there is left
// out.
void HtmlWriter::walk_line(const Tree& tree) {
    const std::vector<Node>& nodes = tree.nodes();
    if (nodes.size() < 2 || nodes[1].kind != Kind::Text)
        return;
    is_html_reported_ = false;
    cut_ = 1;
    cut_text_ = nodes[1].text.substr(1);
    walk(nodes);
}

void HtmlWriter::walk(const std::vector<Node>& nodes) {
    nodes_ = &nodes;
    const std::size_t outer = open_.size();
    for (std::size_t at = 0; at < nodes.size();) {
        while (open_.size() > outer && nodes[open_.back().node].next <= at) {
            const Open open = open_.back();
            open_.pop_back();
            leave(open);
        }
        // `enter` may need to say more of the node than its index: it stands on top meanwhile.
        open_.push_back({at});
        if (enter(at)) {
            ++at;
        } else {
            open_.pop_back();
            at = nodes[at].next;
        }
    }
    while (open_.size() > outer) {
        const Open open = open_.back();
        open_.pop_back();
        leave(open);
    }
}

// What must be known before the first byte is written: chosen ids, uses of footnotes.
void HtmlWriter::count_ahead(const std::vector<Node>& nodes) {
    std::size_t link_end = 0;
    for (std::size_t at = 0; at < nodes.size(); ++at) {
        const Node& node = nodes[at];
        if (node.kind == Kind::Heading) {
            reserve_anchor(nodes, at);
        } else if (node.kind == Kind::Link || node.kind == Kind::Image) {
            link_end = std::max<std::size_t>(link_end, node.next);
        } else if (node.kind == Kind::FootnoteUse && at >= link_end) {
            footnote_uses_.resize(std::max<std::size_t>(footnote_uses_.size(), node.number + 1U));
            ++footnote_uses_[node.number];
        }
    }
    footnote_written_.resize(footnote_uses_.size());
}

void HtmlWriter::reserve_anchor(const std::vector<Node>& nodes, std::size_t heading) {
    const auto last = last_text(nodes, heading);
    if (!last)
        return;
    const auto anchor = explicit_anchor(nodes[*last].text);
    if (!anchor)
        return;
    const auto place = [&] {
        return places_.place(places_.lines(nodes[heading].line, nodes[heading].end_line));
    };
    if (!is_anchor(anchor->id))
        out_.error(ids::anchor_form, place(), anchor->id);
    else if (!anchors_.reserve(anchor->id))
        out_.error(ids::anchor_repeated, place(), anchor->id);
}

bool HtmlWriter::enter(std::size_t at) {
    switch (node(at).kind) {
        case Kind::Quote:
            start_line();
            put("<blockquote>\n");
            return true;
        case Kind::List:
            enter_list(at);
            return true;
        case Kind::Item:
            enter_item(at);
            return true;
        case Kind::Code:
            write_code(at);
            return false;
        case Kind::Html:
            write_html_block(at);
            return false;
        case Kind::Paragraph:
            enter_paragraph(at);
            return true;
        case Kind::Heading:
            return enter_heading(at);
        case Kind::Rule:
            start_line();
            put("<hr>\n");
            return false;
        default:
            return enter_table_part(at);
    }
}

bool HtmlWriter::enter_table_part(std::size_t at) {
    switch (node(at).kind) {
        case Kind::Table:
            enter_table(at);
            return true;
        case Kind::Row:
            enter_row(at);
            return true;
        case Kind::Cell:
            enter_cell(at);
            return true;
        case Kind::Footnote:
            enter_footnote(at);
            return true;
        default:
            return enter_inline(at);
    }
}

void HtmlWriter::leave(const Open& open) {
    const Node& left = node(open.node);
    switch (left.kind) {
        case Kind::Quote:
            start_line();
            put("</blockquote>\n");
            return;
        case Kind::List:
            put(left.is_ordered ? "</ol>\n" : "</ul>\n");
            return;
        case Kind::Item:
            put("</li>\n");
            return;
        case Kind::Paragraph:
            leave_paragraph(open.node);
            return;
        case Kind::Heading:
            --headings_;
            put("</h");
            put_number(open.number);
            put(">\n");
            return;
        case Kind::Table:
            put(node(open.node + 1).next != left.next ? "</tbody>\n</table>\n</div>\n"
                                                      : "</table>\n</div>\n");
            return;
        case Kind::Row:
            leave_row(open.node);
            return;
        case Kind::Cell:
            leave_cell(open.node);
            return;
        case Kind::Footnote:
            leave_footnote(open.node);
            return;
        default:
            leave_inline(open);
    }
}

}  // namespace vitrina::markdown
