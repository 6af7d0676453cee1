#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "content/markdown_html.h"
#include "content/math.h"

namespace vitrina::markdown {
namespace {

// What an address may not hold as it is; letters of any script may stand.
constexpr std::array<bool, 256> is_encoded = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0; i <= 0x20; ++i)
        table[i] = true;
    for (const char byte :
         {'"', '<', '>', '[', '\\', ']', '^', '`', '{', '|', '}', '\x7F'})
        table[static_cast<unsigned char>(byte)] = true;
    return table;
}();

bool is_hex(char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') ||
           (byte >= 'A' && byte <= 'F');
}

bool begins_escape(std::string_view url, std::size_t at) {
    return at + 2 < url.size() && is_hex(url[at + 1]) && is_hex(url[at + 2]);
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t") == std::string_view::npos;
}

bool may_begin_item(std::string_view text) {
    if (text.empty())
        return false;
    const char first = text[0];
    return first == '-' || first == '+' || first == '*' || (first >= '0' && first <= '9') ||
           static_cast<unsigned char>(first) == 0xE2 || static_cast<unsigned char>(first) == 0xEF ||
           static_cast<unsigned char>(first) == 0xC2;
}

}  // namespace

std::string encode_href(std::string_view url) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(url.size());
    for (std::size_t at = 0; at < url.size(); ++at) {
        const auto byte = static_cast<unsigned char>(url[at]);
        if (!is_encoded[byte] && (byte != '%' || begins_escape(url, at))) {
            encoded += url[at];
            continue;
        }
        encoded += '%';
        encoded += digits[byte >> 4U];
        encoded += digits[byte & 0xFU];
    }
    return encoded;
}

void append_literal(std::string& html, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\r', at), text.size());
        append_escaped(html, text.substr(at, end - at));
        if (end < text.size() && !text.substr(end).starts_with("\r\n"))
            html += '\n';
        at = end + 1;
    }
}

bool HtmlWriter::enter_inline(std::size_t at) {
    switch (node(at).kind) {
        case Kind::Text:
            write_text(at);
            return false;
        case Kind::SoftBreak:
            write_soft_break(at);
            return false;
        case Kind::HardBreak:
            put("<br>\n");
            is_line_start_ = true;
            return false;
        case Kind::InlineCode:
            put("<code>");
            put_escaped(node(at).text);
            put("</code>");
            return false;
        case Kind::Math:
            write_formula(node(at));
            return false;
        case Kind::InlineHtml:
            write_inline_html(at);
            return false;
        case Kind::FootnoteUse:
            write_footnote_use(at);
            return false;
        case Kind::Link:
            return enter_link(at);
        case Kind::Image:
            write_image(at);
            return false;
        default:
            put(node(at).kind == Kind::Emphasis
                    ? "<em>"
                    : (node(at).kind == Kind::Strong ? "<strong>" : "<del>"));
            return true;
    }
}

// Browsers do not break formulas: a long one scrolls on small screens. One with a mistake stays as
// typed.
void HtmlWriter::write_formula(const Node& formula) {
    // Signs that fit into 320 px beside words, and on a line of their own with larger type.
    const std::size_t always_fits = formula.is_display ? 12 : 20;
    const MathResult math = render_math(formula.text, formula.is_display);
    if (math.problem) {
        const Span part = places_.formula(formula.text, formula.is_display,
                                          {static_cast<std::uint32_t>(math.problem->begin),
                                           static_cast<std::uint32_t>(math.problem->end)},
                                          block_part());
        Diagnostic message{math.problem->id, Severity::Error, places_.place(part),
                           math.problem->args, {}, 1};
        out_.add(std::move(message));
        put_escaped(formula.text);
        return;
    }
    const bool scrolls = math.glyphs > always_fits && links_ == 0;
    if (!formula.is_display && !scrolls) {
        put(math.html);
        return;
    }
    put(formula.is_display ? "<span class=\"formula-display\"" : "<span class=\"formula-long\"");
    if (scrolls) {
        put(" role=\"group\" tabindex=\"0\"");
        put_attribute("aria-label", labels_.formula);
    }
    put(">");
    put(math.html);
    put("</span>");
}

void HtmlWriter::leave_inline(const Open& open) {
    switch (node(open.node).kind) {
        case Kind::Emphasis:
            put("</em>");
            return;
        case Kind::Strong:
            put("</strong>");
            return;
        case Kind::Link:
            --links_;
            put(open.is_silent ? "" : "</a>");
            return;
        default:
            put("</del>");
    }
}

void HtmlWriter::write_text(std::size_t at) {
    std::string_view text = node(at).text;
    if (cut_ == at) {
        text = cut_text_;
        cut_.reset();
    } else if (is_line_start_ && !is_checked_ && may_begin_item(text)) {
        warn_list_like();
    }
    is_line_start_ = false;
    if (links_ > 0 || headings_ > 0)
        put_escaped(text);
    else
        abbreviations_.write(html_, text);
}

// In an act the lines of one paragraph are often its clauses: each is a paragraph of its own.
void HtmlWriter::write_soft_break(std::size_t at) {
    is_line_start_ = true;
    const Open* paragraph = around();
    const bool may_be_clause =
        options_.clauses && paragraph != nullptr && node(paragraph->node).kind == Kind::Paragraph;
    const std::string_view number = may_be_clause
                                        ? clause_number(*nodes_, at + 1, node(paragraph->node).next)
                                        : std::string_view();
    if (number.empty()) {
        put("\n");
        return;
    }
    const bool is_tight = node(paragraph->node).is_tight;
    put(is_tight ? "<br>\n<span" : "</p>\n<p");
    write_clause_anchor(number);
    put(is_tight ? "></span>" : ">");
}

void HtmlWriter::write_inline_html(std::size_t at) {
    warn_html(node(at).text);
    append_literal(html_, node(at).text);
}

void HtmlWriter::write_footnote_use(std::size_t at) {
    const std::uint32_t number = node(at).number;
    put("<sup>");
    if (links_ > 0) {
        put_number(number);
        put("</sup>");
        return;
    }
    if (footnote_written_.size() <= number)
        footnote_written_.resize(number + 1U);
    const std::uint32_t use = ++footnote_written_[number];
    const std::string name = std::to_string(number);
    put("<a class=\"footnote-use\"");
    put_attribute("href", "#" + prefixed("fn." + name));
    put_attribute("id", prefixed("fnref." + name + (use > 1 ? "-" + std::to_string(use) : "")));
    put_attribute("aria-label", labels_.footnote + " " + name);
    put(">");
    put(name);
    put("</a></sup>");
}

bool HtmlWriter::enter_link(std::size_t at) {
    const Node& link = node(at);
    ++links_;
    open_.back().is_silent = true;
    if (links_ > 1)
        return true;  // a bare address inside a link's text
    if (is_blank(plain_text(*nodes_, at + 1, link.next)) && !holds_image(at)) {
        out_.error(ids::link_text_missing, destination_place(at));
        return true;
    }
    const MarkdownTarget target = resolve(at);
    if (target.href.empty())
        return true;
    open_.back().is_silent = false;
    put("<a");
    put_attribute("href", encode_href(target.href));
    write_title(link.info);
    put(">");
    return true;
}

Place HtmlWriter::destination_place(std::size_t at) {
    const Node& link = node(at);
    const bool is_one_text = link.next == at + 2 && node(at + 1).kind == Kind::Text;
    const std::string_view text = is_one_text ? node(at + 1).text : std::string_view();
    if (link.kind == Kind::Link && !text.empty() && link.url.ends_with(text))
        return places_.place(places_.destination(text, block_part(), Places::Form::Bare));
    const bool is_pictured = link.kind == Kind::Link && holds_image(at);
    return places_.place(places_.destination(
        link.url, block_part(), is_pictured ? Places::Form::Pictured : Places::Form::Plain));
}

bool HtmlWriter::holds_image(std::size_t link) const {
    for (std::size_t at = link + 1; at < node(link).next; ++at) {
        if (node(at).kind == Kind::Image)
            return true;
    }
    return false;
}

MarkdownTarget HtmlWriter::resolve(std::size_t at) {
    const Node& link = node(at);
    if (!is_allowed_url(link.url)) {
        out_.error(ids::link_scheme, destination_place(at), shorten(link.url, 80));
        return {};
    }
    if (!options_.resolve)
        return {.href = std::string(link.url)};
    return options_.resolve({.url = std::string(link.url),
                             .place = destination_place(at),
                             .image = link.kind == Kind::Image});
}

void HtmlWriter::write_image(std::size_t at) {
    const Node& image = node(at);
    const std::string alternative = plain_text(*nodes_, at + 1, image.next);
    if (is_blank(alternative)) {
        out_.error(ids::image_alt_missing, destination_place(at));
        return;
    }
    const MarkdownTarget target = resolve(at);
    if (target.href.empty()) {
        put_escaped(alternative);
        return;
    }
    put("<img");
    put_attribute("src", encode_href(target.href));
    put_attribute("alt", alternative);
    if (target.width > 0 && target.height > 0) {
        put_attribute("width", std::to_string(target.width));
        put_attribute("height", std::to_string(target.height));
    }
    write_title(image.info);
    put(">");
}

void HtmlWriter::write_title(std::string_view title) {
    if (!title.empty())
        put_attribute("title", title);
}

void HtmlWriter::warn_html(std::string_view literal) {
    if (std::exchange(is_html_reported_, true))
        return;
    out_.warning(ids::markdown_html, places_.place(places_.occurrence(literal, block_part())),
                 shorten(literal.substr(0, literal.find_first_of("\r\n")), 40));
}

Span HtmlWriter::block_part() {
    return fixed_block_ ? *fixed_block_ : places_.lines(block_line_, block_end_line_);
}

void HtmlWriter::put_escaped(std::string_view text) {
    append_escaped(html_, text);
}

void HtmlWriter::put_attribute(std::string_view name, std::string_view value) {
    html_ += ' ';
    html_ += name;
    html_ += "=\"";
    append_escaped(html_, value);
    html_ += '"';
}

std::string HtmlWriter::prefixed(std::string_view id) const {
    return options_.id_prefix + std::string(id);
}

void HtmlWriter::start_line() {
    if (!html_.empty() && html_.back() != '\n')
        html_ += '\n';
}

}  // namespace vitrina::markdown
