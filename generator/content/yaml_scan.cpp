#include "content/yaml_scan.h"

#include <algorithm>

#include "content/yaml_scanner.h"

namespace vitrina {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Bytes of a space that YAML takes for a letter: it comes from Word and from web pages.
std::uint32_t odd_space_size(std::string_view text) {
    constexpr std::string_view spaces[] = {
        "\u00A0", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
        "\u2008", "\u2009", "\u200A", "\u200B", "\u202F", "\u205F", "\u3000", "\uFEFF"};
    if (text.empty() || static_cast<unsigned char>(text.front()) < 0xC2)
        return 0;
    for (const std::string_view space : spaces)
        if (text.starts_with(space))
            return static_cast<std::uint32_t>(space.size());
    return 0;
}

}  // namespace

YamlScan scan_yaml(const SourcePtr& source, Span part, Diagnostics& out) {
    YamlScanner scanner(source->text, part);
    scanner.run();
    scanner.issues.report(source, out);
    scanner.scan.has_errors = !scanner.issues.empty();
    return std::move(scanner.scan);
}

YamlScanner::YamlScanner(std::string_view text, Span part)
    : issues(text), text_(text), begin_(part.begin), end_(part.end) {
    if (begin_ == 0 && text.starts_with(byte_order_mark))
        begin_ = std::min<std::uint32_t>(end_, byte_order_mark.size());
    at_ = line_begin_ = begin_;
    scan.skeleton.assign(text.substr(begin_, end_ - begin_));
    // The library knows no lone CR; a line end of one byte keeps all positions.
    for (std::size_t i = scan.skeleton.find('\r'); i != std::string::npos;
         i = scan.skeleton.find('\r', i + 1))
        scan.skeleton[i] =
            i + 1 < scan.skeleton.size() && scan.skeleton[i + 1] == '\n' ? ' ' : '\n';
}

void YamlScanner::run() {
    while (next_content()) {
        scan_line();
        end_line();
        if (issues.is_full())
            give_up();
    }
    if (is_pending_)
        end_no_value();
}

bool YamlScanner::next_content() {
    while (at_ < end_) {
        std::uint32_t pos = at_;
        while (at(pos) == ' ')
            ++pos;
        const std::uint32_t rest = skip_blanks(pos);
        if (ends_line(rest) || at(rest) == '#') {
            const std::uint32_t end = line_end(rest);
            fill(at_, end);
            at_ = line_begin_ = skip_break(end);
            continue;
        }
        at_ = pos;
        if (!check_line_begin())
            return false;
        if (!scan_marker())
            return true;
        end_line();
    }
    return false;
}

// Tabs and foreign spaces before the first word: nobody can tell how deep the line is meant to be.
bool YamlScanner::check_line_begin() {
    const bool is_tab = at(at_) == '\t';
    if (!is_tab && odd_space_size(slice(at_, end_)) == 0)
        return true;
    std::string indent(at_ - line_begin_, ' ');
    std::uint32_t pos = at_;
    while (pos < end_) {
        const std::uint32_t odd = odd_space_size(slice(pos, end_));
        if (odd == 0 && !is_blank(pos))
            break;
        indent += at(pos) == '\t' ? "  " : " ";
        pos += std::max<std::uint32_t>(odd, 1);
    }
    issues.add(is_tab ? ids::yaml_tab : ids::yaml_odd_space, {at_, pos},
               YamlEdit{{line_begin_, pos}, indent});
    give_up();
    return false;
}

// `---` may open the text; anything else that begins or ends documents is refused.
bool YamlScanner::scan_marker() {
    if (at_ != line_begin_)
        return false;
    if (at(at_) == '%' && !has_content_) {
        issues.add(ids::yaml_directive, {at_, text_end(at_)});
        fill(at_, line_end(at_));
        return true;
    }
    if (!is_marker(at_))
        return false;
    const std::uint32_t rest = skip_blanks(at_ + 3);
    const bool alone = ends_line(rest) || at(rest) == '#';
    const bool ends_text = at(at_) == '.' && next_line(line_end(at_)).content >= end_;
    if (alone && ((at(at_) == '-' && !has_content_) || ends_text)) {
        fill(at_, line_end(at_));
        has_content_ = true;
        return true;
    }
    issues.add(ids::yaml_second_document, {at_, at_ + 3});
    give_up();
    return true;
}

void YamlScanner::end_line() {
    at_ = line_begin_ = skip_break(line_end(at_));
}

void YamlScanner::give_up() {
    scan.is_readable = false;
    is_pending_ = false;
    is_broken_ = true;
    at_ = end_;
}

std::uint32_t YamlScanner::skip_blanks(std::uint32_t pos) const {
    while (is_blank(pos))
        ++pos;
    return pos;
}

std::uint32_t YamlScanner::skip_break(std::uint32_t pos) const {
    if (pos >= end_)
        return end_;
    return at(pos) == '\r' && pos + 1 < end_ && text_[pos + 1] == '\n' ? pos + 2 : pos + 1;
}

std::uint32_t YamlScanner::line_end(std::uint32_t pos) const {
    while (!ends_line(pos))
        ++pos;
    return std::min(pos, end_);
}

std::uint32_t YamlScanner::trim_back(std::uint32_t from, std::uint32_t to) const {
    while (to > from && is_blank(to - 1))
        --to;
    return to;
}

std::string_view YamlScanner::slice(std::uint32_t from, std::uint32_t to) const {
    return text_.substr(from, to - from);
}

YamlScanner::NextLine YamlScanner::next_line(std::uint32_t pos) const {
    NextLine next{line_end(pos), 0, 0};
    do {
        next.begin = skip_break(next.begin);
        ++next.breaks;
        next.content = next.begin;
        while (at(next.content) == ' ')
            ++next.content;
        const std::uint32_t rest = skip_blanks(next.content);
        if (!ends_line(rest))
            return next;
        next.begin = std::min(rest, end_);
    } while (next.begin < end_);
    next.begin = next.content = end_;
    return next;
}

bool YamlScanner::is_marker(std::uint32_t pos) const {
    const std::string_view three = slice(pos, std::min(pos + 3, end_));
    return (three == "---" || three == "...") && is_separator(pos + 3);
}

bool YamlScanner::begins_field(std::uint32_t pos) const {
    const std::uint32_t begin = pos;
    const auto is_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    };
    while (is_word(at(pos)))
        ++pos;
    return pos > begin && at(pos) == ':' && is_separator(pos + 1);
}

bool YamlScanner::begins_entry(std::uint32_t pos) const {
    constexpr std::string_view stops = ",[]{}\n\r";
    if (is_dash(pos))
        return true;
    for (; stops.find(at(pos)) == std::string_view::npos; ++pos)
        if (at(pos) == ':' && is_separator(pos + 1))
            return true;
    return false;
}

std::uint32_t YamlScanner::colon_without_space(std::uint32_t pos) const {
    const std::uint32_t begin = pos;
    const auto is_word = [](char c) {
        return std::string_view("\"'#,[]{}&*!|>%@`:").find(c) == std::string_view::npos;
    };
    while (!is_separator(pos) && is_word(at(pos)))
        ++pos;
    const bool found = pos > begin && at(pos) == ':' && !is_separator(pos + 1);
    return found && slice(pos, std::min(pos + 3, end_)) != "://" ? pos : 0;
}

bool YamlScanner::is_spaced_comment(std::uint32_t pos) const {
    const bool two_before =
        pos >= begin_ + 2 && (at(pos - 1) == '\t' || at(pos - 2) == ' ' || at(pos - 2) == '\t');
    while (at(pos) == '#')
        ++pos;
    return two_before && is_separator(pos);
}

std::uint32_t YamlScanner::text_end(std::uint32_t from) const {
    std::uint32_t pos = from;
    while (!ends_line(pos) &&
           !(at(pos) == '#' && pos > from && is_blank(pos - 1) && is_spaced_comment(pos)))
        ++pos;
    return trim_back(from, pos);
}

void YamlScanner::skip_comment() {
    const std::uint32_t end = line_end(at_);
    fill(at_, end);
    at_ = end;
}

// At a `#` behind a value that YAML has ended: nothing is lost, but one space is how texts get cut.
void YamlScanner::check_comment_spacing() {
    if (is_spaced_comment(at_))
        return;
    std::uint32_t end = at_;
    while (at(end) == '#')
        ++end;
    std::string spaced = "  " + std::string(slice(at_, end)) + (is_separator(end) ? "" : " ");
    issues.add(ids::yaml_comment_spacing, {at_, end},
               YamlEdit{{trim_back(begin_, at_), end}, std::move(spaced)});
}

void YamlScanner::fill(std::uint32_t from, std::uint32_t to) {
    std::fill(scan.skeleton.begin() + (from - begin_), scan.skeleton.begin() + (to - begin_), ' ');
}

void YamlScanner::record(YamlToken token) {
    const Span span = token.scalar.span;
    fill(span.begin, span.end);
    if (span.end > span.begin)
        scan.skeleton[span.begin - begin_] = 'x';
    scan.scalars.push_back(std::move(token));
}

void YamlScanner::record_plain(Span span) {
    YamlToken token;
    token.scalar.span = span;
    token.scalar.text = slice(span.begin, span.end);
    record(std::move(token));
}

// A mistake that quotes around the value put right, if it stands in one line.
void YamlScanner::quote_issue(MessageId id, Span where, Span value, std::vector<std::string> args) {
    const std::string_view raw = slice(value.begin, value.end);
    if (raw.find_first_of("\r\n") != std::string_view::npos) {
        args.emplace_back();
        issues.add(id, where, std::move(args));
        return;
    }
    issues.add(id, where, YamlEdit{value, quote_yaml(raw)}, std::move(args));
}

void append_mapped(MappedText& to, std::string_view bytes, std::uint32_t file) {
    if (bytes.empty())
        return;
    const auto size = static_cast<std::uint32_t>(to.text.size());
    const MappedText::Segment last =
        to.segments->empty() ? MappedText::Segment{0, to.span.begin} : to.segments->back();
    if (last.file_begin + (size - last.text_begin) != file) {
        if (to.segments->empty() && size > 0)
            to.segments.edit().push_back(last);
        to.segments.edit().push_back({size, file});
    }
    to.text += bytes;
}

}  // namespace vitrina
