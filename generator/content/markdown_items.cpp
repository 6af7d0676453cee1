// Lines that look like list items to their author and like text to Markdown.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "content/markdown_html.h"

namespace vitrina::markdown {
namespace {

// Bullets that word processors type, the last one from Word's symbol font.
constexpr std::array<std::string_view, 8> bullets = {"•", "·", "●", "▪", "‣", "◦", "■", "\uF0B7"};
// Dashes that stand for a hyphen in a list, but begin a line of ordinary text as well.
constexpr std::array<std::string_view, 2> dashes = {"–", "−"};

bool is_letter_at(std::string_view text, std::size_t at) {
    if (at >= text.size() || (text[at] >= '0' && text[at] <= '9'))
        return false;
    return is_letter_or_digit(code_point_at(text, at).value);
}

// Behind a dash a space must stand, or the dash belongs to a word.
std::size_t dash_length(std::string_view line) {
    for (const std::string_view dash : dashes) {
        if (line.starts_with(dash) &&
            trim(line.substr(dash.size())).size() + dash.size() < line.size())
            return dash.size();
    }
    return 0;
}

std::size_t bullet_length(std::string_view line) {
    for (const std::string_view bullet : bullets) {
        if (line.starts_with(bullet))
            return bullet.size();
    }
    const bool is_sign = line.starts_with('-') || line.starts_with('+') || line.starts_with('*');
    const bool is_emphasis = line.starts_with('*') && line.find('*', 1) != std::string_view::npos;
    return is_sign && !is_emphasis && is_letter_at(line, 1) ? 1 : 0;
}

// `1.` or `1)` with a letter right behind it.
std::size_t number_length(std::string_view line) {
    const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    constexpr std::size_t max_digits = 3;
    if (digits == 0 || digits > max_digits || digits == line.size())
        return 0;
    const bool has_end = line[digits] == '.' || line[digits] == ')';
    return has_end && is_letter_at(line, digits + 1) ? digits + 1 : 0;
}

// What the containers of a paragraph put before its lines.
std::string_view without_containers(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t>");
    return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
}

bool announces_list(std::string_view line) {
    line = trim(line);
    return line.ends_with(':') || line.ends_with(';') || line.ends_with('.');
}

}  // namespace

std::optional<std::string> corrected_item(std::string_view line, bool is_expected) {
    if (const std::size_t number = number_length(line))
        return std::string(line.substr(0, number)).append(" ").append(line.substr(number));
    std::size_t length = bullet_length(line);
    if (length == 0 && is_expected)
        length = dash_length(line);
    const std::string_view rest = trim(line.substr(length));
    if (length == 0 || rest.empty())
        return std::nullopt;
    return std::string("- ").append(rest);
}

// The library joins a paragraph's lines; what the author typed is looked up in the text.
void HtmlWriter::warn_list_like() {
    is_checked_ = true;
    if (fixed_block_)
        return;
    bool is_expected = true;
    for (std::uint32_t number = block_line_; number <= block_end_line_; ++number) {
        const Span whole = places_.line(number);
        const std::string_view line = places_.bytes(whole);
        const bool is_first =
            number == block_line_ && block_column_ > 0 && block_column_ <= line.size();
        const std::string_view text =
            is_first ? line.substr(block_column_ - 1) : without_containers(line);
        const auto corrected = corrected_item(trim(text), is_expected);
        if (corrected) {
            constexpr std::size_t max_length = 60;
            const auto length = static_cast<std::uint32_t>(text.size());
            out_.warning(ids::markdown_list_like, places_.place({whole.end - length, whole.end}),
                         shorten(*corrected, max_length));
        }
        is_expected = corrected.has_value() || announces_list(text);
    }
}

}  // namespace vitrina::markdown
