// Plain and quoted texts: their ends, what they say, and what YAML would make of them otherwise.
#include <algorithm>

#include "content/yaml_scanner.h"

namespace vitrina {

void YamlScanner::scan_plain(int indent) {
    YamlToken token;
    token.scalar.span = {at_, at_};
    Traps traps;
    while (true) {
        const std::uint32_t stop = scan_plain_line(traps);
        append_line(token, stop);
        if (!ends_line(skip_blanks(stop)))
            break;
        const NextLine next = next_line(stop);
        if (!continues_plain(next, indent))
            break;
        if (is_dash(next.content))
            traps.list = traps.list.value_or(next.content);
        fold(token, stop, next);
    }
    report_traps(traps, token.scalar.span);
    record(std::move(token));
    skip_comment();
}

// The end of the text in its line. A `#` that was not meant as a comment is taken for text.
std::uint32_t YamlScanner::scan_plain_line(Traps& traps) const {
    std::uint32_t pos = at_;
    for (; !ends_line(pos); ++pos) {
        const char c = at(pos);
        if (c == ':' && is_separator(pos + 1)) {
            traps.colon = traps.colon.value_or(pos);
        } else if (c == '#' && (pos == at_ || is_blank(pos - 1))) {
            if (pos > at_ && is_spaced_comment(pos))
                break;
            traps.hash = traps.hash.value_or(pos);
        }
    }
    return trim_back(at_, pos);
}

bool YamlScanner::continues_plain(const NextLine& next, int indent) const {
    if (next.content >= end_ || next.column() <= indent)
        return false;
    if (at(next.content) == '\t' || (next.column() == 0 && is_marker(next.content)))
        return false;
    std::uint32_t behind = next.content;
    while (at(behind) == '#')
        ++behind;
    const bool is_comment = behind > next.content && is_separator(behind);
    return !is_comment && !begins_field(next.content);
}

void YamlScanner::append_line(YamlToken& token, std::uint32_t stop) {
    append_mapped(token.scalar, slice(at_, stop), at_);
    token.scalar.span.end = stop;
    at_ = stop;
}

// Line folding (YAML 1.2.2 §6.5): one line end is a space, each empty line a line end.
void YamlScanner::fold(YamlToken& token, std::uint32_t stop, const NextLine& next) {
    const auto empty_lines = static_cast<std::size_t>(next.breaks - 1);
    append_mapped(token.scalar,
                  empty_lines == 0 ? std::string(" ") : std::string(empty_lines, '\n'), stop);
    at_ = skip_blanks(next.content);
    line_begin_ = next.begin;
}

void YamlScanner::report_traps(const Traps& traps, Span text) {
    if (traps.list)
        issues.add(ids::yaml_list_in_text, {*traps.list, *traps.list + 1});
    if (!traps.colon && !traps.hash && !traps.question && !traps.bracket)
        return;
    const bool is_block = flows_.empty();
    const std::uint32_t first_end = trim_back(text.begin, std::min(line_end(text.begin), text.end));
    const auto report = [&](const std::optional<std::uint32_t>& pos, std::uint32_t end,
                            MessageId id) {
        if (!pos)
            return;
        // A text over several lines is better put below its key than into quotes.
        if (is_block && first_end < text.end)
            issues.add(ids::yaml_long_text, {*pos, end}, YamlEdit{{text.begin, first_end}, ">-"},
                       {std::string(1, at(*pos))});
        else
            quote_issue(id, {*pos, end}, text);
    };
    const auto one = [](const std::optional<std::uint32_t>& pos) { return pos.value_or(0) + 1; };
    report(traps.colon, one(traps.colon), ids::yaml_colon_in_text);
    report(traps.hash, traps.hash ? std::min(text_end(*traps.hash), text.end) : 0,
           ids::yaml_comment_cuts_text);
    report(traps.question, one(traps.question), ids::yaml_question_in_braces);
    report(traps.bracket, one(traps.bracket), ids::yaml_bracket_in_text);
}

void YamlScanner::scan_quoted(int indent) {
    YamlToken token;
    const std::uint32_t quote = at_;
    token.style = at(at_) == '"' ? YamlStyle::DoubleQuoted : YamlStyle::SingleQuoted;
    token.scalar.span = {at_, at_ + 1};
    std::optional<std::uint32_t> escape;
    ++at_;
    while (true) {
        const std::uint32_t stop = scan_quoted_line(token, escape);
        if (!ends_line(stop)) {
            at_ = stop + 1;
            break;
        }
        const NextLine next = next_line(stop);
        if (next.content >= end_ || next.column() <= indent)
            return report_unclosed_quote(quote);
        fold(token, trim_back(quote + 1, stop), next);
    }
    token.scalar.span.end = at_;
    if (escape)
        report_escape(token.scalar.span, *escape);
    record(std::move(token));
}

// Decodes up to the closing quote or the line's end, and returns its place.
std::uint32_t YamlScanner::scan_quoted_line(YamlToken& token,
                                            std::optional<std::uint32_t>& escape) {
    const char quote = token.style == YamlStyle::DoubleQuoted ? '"' : '\'';
    const char doubler = quote == '"' ? '\\' : '\'';
    std::uint32_t piece = at_;
    std::uint32_t pos = at_;
    while (!ends_line(pos)) {
        const char c = at(pos);
        const bool is_pair =
            c == doubler && (at(pos + 1) == quote || (quote == '"' && at(pos + 1) == '\\'));
        if (is_pair) {
            append_mapped(token.scalar, slice(piece, pos), piece);
            piece = pos + 1;
            pos += 2;
            continue;
        }
        if (c == quote)
            break;
        if (c == '\\' && quote == '"' && !escape)
            escape = pos;
        ++pos;
    }
    const std::uint32_t end = ends_line(pos) ? trim_back(piece, pos) : pos;
    append_mapped(token.scalar, slice(piece, end), piece);
    return pos;
}

void YamlScanner::report_escape(Span text, std::uint32_t escape) {
    std::uint32_t end = ends_line(escape + 1) ? escape + 1 : std::min(escape + 2, text.end - 1);
    while ((at(end) & 0xC0) == 0x80)
        ++end;
    const std::string sequence(slice(escape, end));
    const std::string_view raw = slice(text.begin + 1, text.end - 1);
    if (raw.find_first_of("\r\n") != std::string_view::npos) {
        issues.add(ids::yaml_escape, {escape, end}, {sequence, std::string()});
        return;
    }
    std::string plain;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const bool is_known =
            raw[i] == '\\' && i + 1 < raw.size() && (raw[i + 1] == '"' || raw[i + 1] == '\\');
        plain += raw[is_known ? ++i : i];
    }
    issues.add(ids::yaml_escape, {escape, end}, YamlEdit{text, quote_yaml(plain)}, {sequence});
}

// Reported at the opening quote: every later line may look wrong because of it.
void YamlScanner::report_unclosed_quote(std::uint32_t quote) {
    const std::string mark(1, at(quote));
    const std::uint32_t end = text_end(quote);
    if (flows_.empty() && end > quote + 1)
        issues.add(ids::yaml_unclosed_quote, {quote, quote + 1}, YamlEdit{{end, end}, mark},
                   {mark});
    else
        issues.add(ids::yaml_unclosed_quote, {quote, quote + 1}, {mark, std::string()});
    scan.is_readable = false;
    is_broken_ = true;
    YamlToken token;
    token.scalar.span = {quote, end};
    token.scalar.text = slice(quote, end);
    record(std::move(token));
    at_ = line_end(quote);
    line_begin_ = at_;
    while (line_begin_ > begin_ && text_[line_begin_ - 1] != '\n' && text_[line_begin_ - 1] != '\r')
        --line_begin_;
}

// Whether the closing quote is rather the opening one of a later text: its own was forgotten.
bool YamlScanner::swallowed_a_quote(const YamlToken& token) const {
    const Span span = token.scalar.span;
    if (token.style == YamlStyle::Plain || span.end < span.begin + 3)
        return false;
    const std::string_view raw = slice(span.begin, span.end - 1);
    if (raw.find_first_of("\r\n") != std::string_view::npos)
        return true;
    return raw.ends_with(": ") || raw.ends_with(", ") || raw.ends_with("[") || raw.ends_with("{");
}

}  // namespace vitrina
