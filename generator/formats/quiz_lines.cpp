#include "formats/quiz_lines.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <span>

#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_formula = 5000;
constexpr std::size_t widest_table = 64;  // the limit of our Markdown

bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n';
}

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

bool is_ascii_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool is_punctuation(char byte) {
    return static_cast<unsigned char>(byte) < 0x80 &&
           std::ispunct(static_cast<unsigned char>(byte)) != 0;
}

struct Formula {
    std::size_t end = 0;
    std::string text;
};

// The formula that begins at `at`, as we write it.
std::optional<Formula> formula_at(std::string_view text, std::size_t at) {
    struct Marks {
        std::string_view open;
        std::string_view close;
        std::string_view ours;
    };
    constexpr Marks all[] = {{"\\(", "\\)", "$"}, {"\\[", "\\]", "$$"}, {"$$", "$$", "$$"}};
    for (const Marks& marks : all) {
        if (!text.substr(at).starts_with(marks.open))
            continue;
        const std::string_view inside = text.substr(at + marks.open.size(), longest_formula);
        const std::size_t length = inside.find(marks.close);
        const std::string tex =
            length == std::string_view::npos ? "" : collapse_spaces(inside.substr(0, length));
        if (tex.empty() || tex.find('$') != std::string::npos)
            return std::nullopt;
        const std::size_t end = at + marks.open.size() + length + marks.close.size();
        std::string ours(marks.ours);
        ours += tex;
        ours += marks.ours;
        // A closing dollar has no digit behind it.
        const bool needs_space = end < text.size() && is_digit(text[end]);
        return Formula{end, ours + (needs_space ? " " : "")};
    }
    return std::nullopt;
}

// Whether a character of a plain text would be markup.
bool is_markup(std::string_view text, std::size_t at) {
    const char before = at == 0 ? ' ' : text[at - 1];
    const char after = at + 1 < text.size() ? text[at + 1] : ' ';
    switch (text[at]) {
        case '`':
        case '~':
        case '$':
            return true;
        case '\\':
            return is_punctuation(after) || at + 1 == text.size();
        case '*':
            return !is_space(before) || !is_space(after);
        case '[':
            return after == '^';
        case ']':
            return after == '(' || after == ':' || after == '[';
        case '<':
            return is_ascii_letter(after) || after == '/' || after == '!' || after == '?';
        case '&':
            return is_ascii_letter(after) || after == '#';
        default:
            return false;
    }
}

// A blank to be filled in stays as it is: what has a space before it closes no emphasis.
std::string escape_underscores(std::string_view text, std::size_t begin, std::size_t end) {
    const bool fills_text = begin == 0 && end == text.size();
    const bool is_blank = !fills_text && (begin == 0 || is_space(text[begin - 1]));
    if (is_blank)
        return std::string(end - begin, '_');
    std::string escaped;
    for (std::size_t i = begin; i < end; ++i)
        escaped += "\\_";
    return escaped;
}

struct ListMark {
    bool is_ordered = false;
    long number = 0;
    char delimiter = '.';
    std::string text;  // of the item
};

// `– item`, `1. item` as plain texts have them.
std::optional<ListMark> list_mark(const std::string& line) {
    for (const std::string_view bullet : {"– ", "• ", "- "})
        if (line.starts_with(bullet) && line.size() > bullet.size())
            return ListMark{false, 0, '-', line.substr(bullet.size())};
    std::size_t digits = 0;
    while (digits < line.size() && digits < 4 && is_digit(line[digits]))
        ++digits;
    if (digits == 0 || digits + 2 >= line.size() || line[digits + 1] != ' ' ||
        (line[digits] != '.' && line[digits] != ')'))
        return std::nullopt;
    return ListMark{true, std::stol(line.substr(0, digits)), line[digits], line.substr(digits + 2)};
}

// How many lines from the first one on are items of one list.
std::size_t list_length(std::span<const std::string> lines) {
    const auto first = list_mark(lines.front());
    if (!first)
        return 0;
    std::size_t length = 1;
    for (; length < lines.size(); ++length) {
        const auto next = list_mark(lines[length]);
        if (!next || next->is_ordered != first->is_ordered || next->delimiter != first->delimiter)
            break;
        if (next->is_ordered && next->number != first->number + static_cast<long>(length))
            break;
    }
    return length;
}

std::size_t count_cells(std::string_view line) {
    std::size_t cells = 1;
    for (std::size_t at = line.find(" | "); at != std::string_view::npos;
         at = line.find(" | ", at + 3))
        ++cells;
    return cells;
}

std::size_t table_length(std::span<const std::string> lines) {
    const std::size_t cells = count_cells(lines.front());
    if (cells < 2 || cells > widest_table)
        return 0;
    std::size_t length = 1;
    while (length < lines.size() && count_cells(lines[length]) == cells)
        ++length;
    return length < 2 ? 0 : length;
}

std::string escape_start(const std::string& line) {
    constexpr std::string_view block_starts = "#>+-=|";
    std::size_t digits = 0;
    while (digits < line.size() && is_digit(line[digits]))
        ++digits;
    if (digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')') &&
        (digits + 1 == line.size() || line[digits + 1] == ' '))
        return line.substr(0, digits) + "\\" + line.substr(digits);
    if (block_starts.find(line.front()) != std::string_view::npos)
        return "\\" + line;
    if (line.starts_with("* "))
        return "\\" + line;
    return line;
}

std::string list_text(std::span<const std::string> lines) {
    std::string text;
    for (const std::string& line : lines) {
        const auto mark = list_mark(line);
        text += text.empty() ? "" : "\n";
        text += mark->is_ordered ? std::to_string(mark->number) + mark->delimiter + " " : "- ";
        text += escape_start(mark->text);
    }
    return text;
}

std::string table_text(std::span<const std::string> lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += (text.empty() ? "| " : "\n| ") + line + " |";
        if (&line != &lines.front())
            continue;
        text += "\n|";
        const std::size_t cells = count_cells(line);
        for (std::size_t i = 0; i < cells; ++i)
            text += " --- |";
    }
    return text;
}

}  // namespace

std::string escape_markdown(std::string_view text) {
    std::string escaped;
    for (std::size_t at = 0; at < text.size();) {
        if (const auto formula = formula_at(text, at)) {
            escaped += formula->text;
            at = formula->end;
        } else if (text[at] == '_') {
            const std::size_t end = std::min(text.find_first_not_of('_', at), text.size());
            escaped += escape_underscores(text, at, end);
            at = end;
        } else {
            escaped += is_markup(text, at) ? "\\" : "";
            escaped += text[at++];
        }
    }
    return escaped;
}

std::string markdown_blocks(const std::vector<std::string>& lines) {
    std::vector<std::string> kept;
    for (const std::string& line : lines)
        if (const std::string_view trimmed = trim(line); !trimmed.empty())
            kept.emplace_back(trimmed);
    if (kept.size() == 1)
        return escape_start(kept.front());
    std::string text;
    std::span<const std::string> rest = kept;
    while (!rest.empty()) {
        text += text.empty() ? "" : "\n\n";
        std::size_t taken = 1;
        if (const std::size_t items = list_length(rest); items > 0) {
            text += list_text(rest.first(items));
            taken = items;
        } else if (const std::size_t rows = table_length(rest); rows > 0) {
            text += table_text(rest.first(rows));
            taken = rows;
        } else {
            text += escape_start(rest.front());
        }
        rest = rest.subspan(taken);
    }
    return text;
}

}  // namespace vitrina
