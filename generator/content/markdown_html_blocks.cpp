#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "content/markdown_html.h"

namespace vitrina::markdown {
namespace {

constexpr std::size_t max_label_length = 100;  // of a table, in characters

std::string_view alignment_class(Alignment alignment) {
    switch (alignment) {
        case Alignment::Left:
            return "align-left";
        case Alignment::Center:
            return "align-center";
        case Alignment::Right:
            return "align-right";
        case Alignment::None:
            break;
    }
    return {};
}

std::string_view without_final_breaks(std::string_view text) {
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.remove_suffix(1);
    return text;
}

}  // namespace

bool HtmlWriter::enter_heading(std::size_t at) {
    const Node& heading = node(at);
    block_line_ = heading.line;
    block_end_line_ = heading.end_line;
    is_html_reported_ = false;
    std::string title = plain_text(*nodes_, at + 1, heading.next);
    if (const auto last = last_text(*nodes_, at)) {
        const auto anchor = explicit_anchor(node(*last).text);
        if (anchor && is_anchor(anchor->id)) {
            cut_ = last;
            cut_text_ = anchor->text_before;
            title.resize(title.size() - (node(*last).text.size() - cut_text_.size()));
        }
    }
    title = trim(title);
    if (title.empty()) {
        out_.warning(ids::heading_empty, block_place());
        cut_.reset();
        return false;
    }
    const int level = outline_.enter(heading.level);
    const std::string id = heading_id(at, title);
    outline_.set_id(id);
    const std::string whole_id = prefixed(id);
    facts_.anchors.push_back({whole_id, title, level});
    start_line();
    put("<h");
    put_number(static_cast<std::uint32_t>(level));
    put_attribute("id", whole_id);
    put(">");
    open_.back().number = static_cast<std::uint32_t>(level);
    heading_ = std::move(title);
    ++headings_;
    return true;
}

// Without the prefix.
std::string HtmlWriter::heading_id(std::size_t at, std::string_view title) {
    if (cut_)
        return std::string(explicit_anchor(node(*last_text(*nodes_, at)).text)->id);
    std::string id = heading_anchor(title);
    if (id.empty())
        id = "section";
    return anchors_.unique(id, outline_.parent_id());
}

void HtmlWriter::enter_paragraph(std::size_t at) {
    if (fixed_block_)
        return;
    const Node& paragraph = node(at);
    // A paragraph that the library took off a table's head has no lines: they are the table's.
    const Node& lines =
        paragraph.line == 0 && paragraph.next < nodes_->size() ? node(paragraph.next) : paragraph;
    block_line_ = lines.line;
    block_end_line_ = lines.end_line;
    block_column_ = paragraph.column;
    is_html_reported_ = false;
    is_line_start_ = true;
    is_checked_ = false;
    if (paragraph.is_tight)
        return;
    start_line();
    put("<p");
    const Open* item = around();
    const bool is_items_first =
        item != nullptr && node(item->node).kind == Kind::Item && item->node + 1 == at;
    if (options_.clauses && !is_items_first)
        write_clause_anchor(clause_number(*nodes_, at + 1, paragraph.next));
    put(">");
}

void HtmlWriter::leave_paragraph(std::size_t at) {
    is_line_start_ = false;
    if (fixed_block_ || node(at).is_tight)
        return;
    const Open* footnote = open_.empty() ? nullptr : &open_.back();
    if (footnote != nullptr && node(footnote->node).kind == Kind::Footnote &&
        node(footnote->node).next == node(at).next)
        write_ways_back(node(footnote->node).number);
    put("</p>\n");
}

void HtmlWriter::write_clause_anchor(std::string_view number) {
    if (number.empty())
        return;
    const std::string id = anchors_.unique(std::string("p").append(number), outline_.current_id());
    facts_.anchors.push_back({prefixed(id), {}, 0});
    put_attribute("id", prefixed(id));
}

void HtmlWriter::enter_list(std::size_t at) {
    const Node& list = node(at);
    start_line();
    if (!list.is_ordered) {
        put("<ul>\n");
        return;
    }
    put("<ol");
    if (list.number != 1) {
        put(" start=\"");
        put_number(list.number);
        put("\"");
    }
    if (list.delimiter == ')')
        put_attribute("class", "paren");
    put(">\n");
    open_.back().number = list.number;
    const std::size_t second = node(at + 1).next;
    open_.back().counts_on = second < list.next && typed_number(node(second)) == list.number;
}

void HtmlWriter::enter_item(std::size_t at) {
    const auto task = task_mark(*nodes_, at);
    put("<li");
    if (node(around()->node).is_ordered)
        write_item_number(at);
    else if (options_.clauses && node(at).next > at + 1 && node(at + 1).kind == Kind::Paragraph)
        write_clause_anchor(clause_number(*nodes_, at + 2, node(at + 1).next));
    if (!task) {
        put(">");
        return;
    }
    put_attribute("class", "task");
    put("><input type=\"checkbox\" disabled");
    put(task->is_done ? " checked" : "");
    put_attribute("aria-label", task->is_done ? labels_.task_done : labels_.task_open);
    put("> ");
    cut_ = task->text;
    cut_text_ = node(task->text).text.substr(task_mark_length);
}

// Numbers stay as typed, unless all are the same: that is how lists are written to be counted.
void HtmlWriter::write_item_number(std::size_t at) {
    Open& list = *around();
    std::uint32_t number = list.number;
    if (!list.counts_on)
        number = typed_number(node(at)).value_or(number);
    const bool is_outer = open_.size() == 2;
    if (options_.clauses && is_outer && node(list.node).delimiter == '.')
        write_clause_anchor(std::to_string(number));
    if (number != list.number) {
        put(" value=\"");
        put_number(number);
        put("\"");
    }
    list.number = number + 1;
}

std::optional<std::uint32_t> HtmlWriter::typed_number(const Node& item) {
    const std::string_view line = places_.bytes(places_.line(item.line));
    if (item.column == 0 || item.column > line.size())
        return std::nullopt;
    std::uint32_t number = 0;
    const char* begin = line.data() + (item.column - 1);
    const auto [end, error] = std::from_chars(begin, line.data() + line.size(), number);
    if (error != std::errc() || end == begin)
        return std::nullopt;
    return number;
}

void HtmlWriter::enter_table(std::size_t at) {
    ++tables_;
    std::string label = labels_.table;
    if (tables_ > 1)
        label.append(" ").append(std::to_string(tables_));
    if (!heading_.empty())
        label.append(": ").append(shorten(heading_, max_label_length));
    start_line();
    put("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\"");
    put_attribute("aria-label", label);
    put(">\n<table>\n");
    block_line_ = node(at).line;
    block_end_line_ = node(at).end_line;
    is_html_reported_ = false;
}

void HtmlWriter::enter_row(std::size_t at) {
    // The library gives the head the line of the paragraph that stood before it, if one did.
    block_line_ = node(at).line;
    block_end_line_ = node(at).is_header ? node(around()->node).end_line : node(at).line;
    put(node(at).is_header ? "<thead>\n<tr>\n" : "<tr>\n");
}

void HtmlWriter::leave_row(std::size_t at) {
    if (!node(at).is_header) {
        put("</tr>\n");
        return;
    }
    const bool has_body = node(open_.back().node).next != node(at).next;
    put(has_body ? "</tr>\n</thead>\n<tbody>\n" : "</tr>\n</thead>\n");
}

// An empty corner of the head names nothing, so it is no heading cell.
bool HtmlWriter::is_heading_cell(std::size_t at) const {
    return node(at).is_header && node(at).next > at + 1;
}

void HtmlWriter::enter_cell(std::size_t at) {
    put(is_heading_cell(at) ? "<th scope=\"col\"" : "<td");
    if (node(at).alignment != Alignment::None)
        put_attribute("class", alignment_class(node(at).alignment));
    put(">");
}

void HtmlWriter::leave_cell(std::size_t at) {
    put(is_heading_cell(at) ? "</th>\n" : "</td>\n");
}

void HtmlWriter::enter_footnote(std::size_t at) {
    if (!std::exchange(has_footnotes_, true)) {
        put("<section class=\"footnotes\"");
        put_attribute("aria-label", labels_.footnotes);
        put(">\n<ol>\n");
    }
    put("<li");
    put_attribute("id", prefixed("fn." + std::to_string(node(at).number)));
    put(">");
}

void HtmlWriter::leave_footnote(std::size_t at) {
    std::size_t last = at + 1;
    while (last < node(at).next && node(last).next < node(at).next)
        last = node(last).next;
    if (last == node(at).next || node(last).kind != Kind::Paragraph) {
        put("<p>");
        write_ways_back(node(at).number);
        put("</p>\n");
    }
    put("</li>\n");
}

void HtmlWriter::write_ways_back(std::uint32_t number) {
    const std::uint32_t uses = number < footnote_uses_.size() ? footnote_uses_[number] : 0;
    for (std::uint32_t use = 1; use <= uses; ++use) {
        const std::string suffix =
            std::to_string(number) + (use > 1 ? "-" + std::to_string(use) : "");
        put(" <a class=\"footnote-back\"");
        put_attribute("href", "#" + prefixed("fnref." + suffix));
        put_attribute("aria-label", labels_.footnote_back + " " + suffix);
        put(">↩</a>");
    }
}

void HtmlWriter::write_code(std::size_t at) {
    const Node& code = node(at);
    block_line_ = code.line;
    block_end_line_ = code.end_line;
    const Advice advice = advice_of(code);
    if (advice != Advice::None) {
        write_advice(advice, at);
        return;
    }
    if (!code.is_fenced) {
        const Span line = places_.lines(code.line, code.line);
        out_.warning(ids::markdown_indented, places_.place(line), shorten(places_.bytes(line), 60));
    }
    start_line();
    put("<pre tabindex=\"0\"><code");
    const std::string_view language = code.info.substr(0, code.info.find_first_of(" \t"));
    if (!language.empty())
        put_attribute("class", std::string("language-").append(language));
    put(">");
    append_literal(html_, code.text);
    put("</code></pre>\n");
}

void HtmlWriter::write_advice(Advice advice, std::size_t at) {
    const Node& code = node(at);
    const std::vector<Node>* outer = nodes_;
    start_line();
    put(advice == Advice::Steps
            ? "<ol class=\"steps\">\n"
            : (advice == Advice::Do ? "<ul class=\"do\">\n" : "<ul class=\"dont\">\n"));
    std::uint32_t line = code.line;
    for (std::size_t begin = 0; begin < code.text.size();) {
        const std::size_t end = std::min(code.text.find_first_of("\r\n", begin), code.text.size());
        const std::string_view item = advice_item(code.text.substr(begin, end - begin));
        begin = end + (code.text.substr(end).starts_with("\r\n") ? 2 : 1);
        ++line;
        if (item.empty())
            continue;
        put("<li>");
        fixed_block_ = places_.line(line);
        walk_line(Tree(as_inline(item)));
        put("</li>\n");
    }
    put(advice == Advice::Steps ? "</ol>\n" : "</ul>\n");
    fixed_block_.reset();
    nodes_ = outer;
}

void HtmlWriter::write_html_block(std::size_t at) {
    block_line_ = node(at).line;
    block_end_line_ = node(at).end_line;
    is_html_reported_ = false;
    const std::string_view literal = without_final_breaks(node(at).text);
    warn_html(literal);
    start_line();
    put("<p>");
    append_literal(html_, literal);
    put("</p>\n");
}

}  // namespace vitrina::markdown
