#include "content/markdown_math.h"

#include <algorithm>
#include <map>
#include <vector>

namespace vitrina::markdown {
namespace {

constexpr auto npos = std::string_view::npos;

// Marks of formulas; those of `$$` stand twice.
constexpr char inline_begin = '\x01';
constexpr char inline_end = '\x02';
constexpr char display_begin = '\x03';
constexpr char display_end = '\x04';
// What Markdown could read, and what stands for it: neither white space nor NUL.
constexpr std::string_view readable = "\\*_[]<>&`~@|!:-+=#.)";
constexpr std::string_view hidden_as =
    "\x05\x06\x07\x08\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D";
static_assert(readable.size() == hidden_as.size());

bool is_mark(char byte) {
    return (byte >= inline_begin && byte <= '\x08') || (byte >= '\x0E' && byte <= '\x1D');
}

bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

bool ends_phrase(char byte) {
    return std::string_view(",.;:!?)").find(byte) != npos;
}

// Where the next empty line begins; the text's end if there is none.
std::size_t find_empty_line(std::string_view text, std::size_t at) {
    for (std::size_t line = text.find('\n', at); line != npos; line = text.find('\n', line + 1)) {
        const std::size_t next = text.find_first_not_of(" \t\r", line + 1);
        if (next == npos || text[next] == '\n')
            return line;
    }
    return text.size();
}

// The same for offsets that never go back: each line is looked at once.
class EmptyLines {
public:
    explicit EmptyLines(std::string_view text) : text_(text) {}

    std::size_t next(std::size_t at) {
        if (!is_known_ || at > next_)
            next_ = find_empty_line(text_, at);
        is_known_ = true;
        return next_;
    }

private:
    std::string_view text_;
    std::size_t next_ = 0;
    bool is_known_ = false;
};

// Runs of backticks by their length: a run of the same length closes what one opens.
class CodeMarks {
public:
    explicit CodeMarks(std::string_view text) : text_(text) {
        for (std::size_t at = text.find('`'); at != npos; at = text.find('`', at)) {
            const std::size_t length = run_length(at);
            runs_[length].push_back(at);
            at += length;
        }
    }

    // Behind the code that begins at `at`, or behind its mark if nothing closes it.
    std::size_t skip(std::size_t at, EmptyLines& empty_lines) const {
        const std::size_t length = run_length(at);
        // A run behind a backslash is shorter than it looks, and may be the only one of its length.
        const auto runs = runs_.find(length);
        if (runs == runs_.end())
            return at + length;
        const auto next = std::ranges::upper_bound(runs->second, at);
        constexpr std::size_t shortest_fence = 3;
        const bool closes = next != runs->second.end() &&
                            (length >= shortest_fence || *next < empty_lines.next(at));
        return (closes ? *next : at) + length;
    }

private:
    std::size_t run_length(std::size_t at) const {
        return std::min(text_.find_first_not_of('`', at), text_.size()) - at;
    }

    std::string_view text_;
    std::map<std::size_t, std::vector<std::size_t>> runs_;
};

// The closing `$` of the formula that opens at `at`; npos if none opens there.
std::size_t inline_closing(std::string_view text, std::size_t at) {
    if (at + 1 >= text.size() || is_space(text[at + 1]) || ends_phrase(text[at + 1]))
        return npos;
    for (std::size_t next = at + 1; next < text.size() && text[next] != '\n'; ++next) {
        if (text[next] == '\\') {
            ++next;
            continue;
        }
        if (text[next] != '$')
            continue;
        const bool closes =
            !is_space(text[next - 1]) &&
            (next + 1 == text.size() || (!is_digit(text[next + 1]) && text[next + 1] != '$'));
        return closes ? next : npos;
    }
    return npos;
}

// The closing `$$`; npos if there is none before the next empty line, or nothing between.
std::size_t display_closing(std::string_view text, std::size_t at, EmptyLines& empty_lines) {
    const std::size_t closing = text.find("$$", at + 2);
    if (closing == npos || closing > empty_lines.next(at))
        return npos;
    return text.find_first_not_of(" \t\r\n", at + 2) == closing ? npos : closing;
}

void hide(std::string& text, std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at)
        if (const std::size_t sign = readable.find(text[at]); sign != npos)
            text[at] = hidden_as[sign];
}

}  // namespace

std::optional<std::string> hide_math(std::string_view text) {
    if (text.find('$') == npos || std::ranges::any_of(text, is_mark))
        return std::nullopt;
    const CodeMarks code(text);
    EmptyLines empty_lines(text);
    std::optional<std::string> hidden;
    const auto take = [&](std::size_t begin, std::size_t end, std::size_t width, char first,
                          char last) {
        if (!hidden)
            hidden = std::string(text);
        hidden->replace(begin, width, width, first);
        hide(*hidden, begin + width, end);
        hidden->replace(end, width, width, last);
        return end + width;
    };
    for (std::size_t at = text.find_first_of("\\`$"); at != npos;
         at = text.find_first_of("\\`$", at)) {
        if (text[at] == '\\') {
            at += 2;
        } else if (text[at] == '`') {
            at = code.skip(at, empty_lines);
        } else if (text.substr(at).starts_with("$$")) {
            const std::size_t end = display_closing(text, at, empty_lines);
            at = end == npos ? at + 2 : take(at, end, 2, display_begin, display_end);
        } else {
            const std::size_t end = inline_closing(text, at);
            at = end == npos ? at + 1 : take(at, end, 1, inline_begin, inline_end);
        }
    }
    return hidden;
}

std::string show_math(std::string_view hidden) {
    std::string shown(hidden);
    for (char& byte : shown) {
        if (!is_mark(byte))
            continue;
        const std::size_t sign = hidden_as.find(byte);
        byte = sign == npos ? '$' : readable[sign];
    }
    return shown;
}

std::optional<HiddenFormula> find_formula(std::string_view hidden) {
    constexpr char begins[] = {inline_begin, display_begin, '\0'};
    const std::size_t begin = hidden.find_first_of(begins);
    if (begin == npos)
        return std::nullopt;
    const bool is_display = hidden[begin] == display_begin;
    const std::size_t inside = begin + (is_display ? 2 : 1);
    HiddenFormula formula = rest_of_formula(hidden.substr(std::min(inside, hidden.size())));
    formula.begin = begin;
    formula.is_display = is_display;
    if (formula.end != npos)
        formula.end += inside;
    return formula;
}

HiddenFormula rest_of_formula(std::string_view hidden) {
    constexpr char ends[] = {inline_end, display_end, '\0'};
    const std::size_t end = hidden.find_first_of(ends);
    HiddenFormula formula;
    formula.source = hidden.substr(0, end);
    formula.end = end == npos ? npos : end + (hidden[end] == display_end ? 2 : 1);
    return formula;
}

}  // namespace vitrina::markdown
