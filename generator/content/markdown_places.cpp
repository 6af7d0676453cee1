#include "content/markdown_places.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace vitrina::markdown {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::uint32_t offset_of(std::size_t offset) {
    return static_cast<std::uint32_t>(offset);
}

bool is_blank(char byte) {
    return blanks.find(byte) != std::string_view::npos;
}

bool is_word(char byte) {
    return static_cast<unsigned char>(byte) >= 0x80 || (byte >= '0' && byte <= '9') ||
           (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

}  // namespace

Places::Places(const MappedText& text, SourcePtr source)
    : text_(text), source_(std::move(source)) {}

Place Places::place(Span part) const {
    return {source_, file_span(text_, part)};
}

std::string_view Places::bytes(Span part) const {
    return std::string_view(text_.text).substr(part.begin, part.end - part.begin);
}

void Places::index_lines() {
    if (!line_begins_.empty())
        return;
    const std::string_view text = text_.text;
    line_begins_.push_back(0);
    // One character is searched several times faster than either of two.
    const bool has_returns = text.find('\r') != std::string_view::npos;
    const auto line_end = [&](std::size_t from) {
        return has_returns ? text.find_first_of("\r\n", from) : text.find('\n', from);
    };
    for (std::size_t at = 0; (at = line_end(at)) != std::string_view::npos;) {
        at += text.substr(at).starts_with("\r\n") ? 2 : 1;
        line_begins_.push_back(offset_of(at));
    }
}

Span Places::line(std::uint32_t number) {
    index_lines();
    const auto size = offset_of(text_.text.size());
    if (number == 0 || number > line_begins_.size())
        return {size, size};
    Span part{line_begins_[number - 1], number < line_begins_.size() ? line_begins_[number] : size};
    while (part.end > part.begin &&
           (text_.text[part.end - 1] == '\n' || text_.text[part.end - 1] == '\r'))
        --part.end;
    return part;
}

Span Places::lines(std::uint32_t first, std::uint32_t last) {
    if (first == first_line_ && last == last_line_)
        return lines_;
    first_line_ = first;
    last_line_ = last;
    Span& part = lines_;
    part = {line(first).begin, line(std::max(first, last)).end};
    while (part.begin < part.end && is_blank(text_.text[part.begin]))
        ++part.begin;
    while (part.end > part.begin && is_blank(text_.text[part.end - 1]))
        --part.end;
    return part;
}

Span Places::destination(std::string_view url, Span block, Form form) {
    constexpr std::size_t searches = 4;
    constexpr std::size_t always = 1U << 16U;
    if (url.empty() || searched_ > searches * text_.text.size() + always)
        return block;
    const Span found = find_url(url, block, form);
    if (found.begin != found.end) {
        cursor_ = form == Form::Pictured ? cursor_ : found.end;
        return found;
    }
    index_definitions();
    const auto definition = definitions_.find(url);
    if (definition == definitions_.end())
        return block;
    return {definition->second, definition->second + offset_of(url.size())};
}

Span Places::find_url(std::string_view url, Span block, Form form) {
    const std::string_view text = std::string_view(text_.text).substr(0, block.end);
    const std::size_t begin = std::max(cursor_, block.begin);
    std::size_t at = std::min(begin, text.size());
    while ((at = text.find(url, at)) != std::string_view::npos && !begins_url(at, form))
        ++at;
    searched_ += std::min(at, text.size()) - std::min(begin, text.size());
    if (at == std::string_view::npos)
        return {};
    return {offset_of(at), offset_of(at + url.size())};
}

// A destination stands behind `(` or `<`; a bare address anywhere but inside a word.
bool Places::begins_url(std::size_t at, Form form) const {
    const std::string_view text = text_.text;
    if (form == Form::Bare && (at == 0 || (!is_word(text[at - 1]) && text[at - 1] != '[')))
        return true;
    while (at > 0 && is_blank(text[at - 1]))
        --at;
    return at > 0 && (text[at - 1] == '(' || text[at - 1] == '<');
}

void Places::index_definitions() {
    if (std::exchange(has_definitions_, true))
        return;
    const std::string_view text = text_.text;
    for (std::size_t at = 0; (at = text.find("]:", at)) != std::string_view::npos;) {
        std::size_t begin = text.find_first_not_of(blanks, at + 2);
        at += 2;
        if (begin == std::string_view::npos)
            return;
        const bool is_bracketed = text[begin] == '<';
        begin += is_bracketed ? 1 : 0;
        const std::size_t end =
            std::min(text.find_first_of(is_bracketed ? ">" : blanks, begin), text.size());
        definitions_.emplace(text.substr(begin, end - begin), offset_of(begin));
        at = std::max(at, is_bracketed ? begin : end);
    }
}

// Behind white space and the marks of quotes where lines of a formula were joined.
std::uint32_t Places::skip_joint(std::uint32_t at, std::uint32_t end) const {
    bool is_line_start = false;
    while (at < end && (is_blank(text_.text[at]) || (is_line_start && text_.text[at] == '>'))) {
        is_line_start = is_line_start || text_.text[at] == '\n' || text_.text[at] == '\r';
        ++at;
    }
    return at;
}

Span Places::formula(std::string_view tex, bool is_display, Span part, Span block) {
    const std::string_view text = std::string_view(text_.text).substr(0, block.end);
    const std::string_view mark = is_display ? "$$" : "$";
    const auto match = [&](std::uint32_t at) -> std::optional<Span> {
        Span found{block.end, block.end};
        at = is_display ? skip_joint(at, block.end) : at;
        for (std::uint32_t i = 0; i < tex.size(); ++i) {
            if (i == part.begin)
                found.begin = at;
            const std::uint32_t next = is_blank(tex[i]) ? skip_joint(at, block.end) : at;
            if (next >= block.end || (next == at && text[at] != tex[i]))
                return std::nullopt;
            at = next == at ? at + 1 : next;
            if (i + 1 == part.end)
                found.end = at;
        }
        return found.begin < found.end ? std::optional(found) : std::nullopt;
    };
    // An unlucky text could make each search as long as the block.
    constexpr std::size_t searches = 16;
    constexpr std::size_t always = 1U << 16U;
    for (std::size_t at = text.find(mark, std::max(formula_cursor_, block.begin));
         at != std::string_view::npos && searched_ <= searches * text_.text.size() + always;
         at = text.find(mark, at + 1)) {
        const auto begin = offset_of(at + mark.size());
        searched_ += tex.size();
        if (const std::optional<Span> found = match(begin)) {
            formula_cursor_ = found->end;
            return *found;
        }
    }
    return block;
}

Span Places::occurrence(std::string_view literal, Span block) {
    literal = literal.substr(0, literal.find_first_of("\r\n"));
    const std::size_t at = bytes(block).find(literal);
    if (literal.empty() || at == std::string_view::npos)
        return block;
    const std::uint32_t begin = block.begin + offset_of(at);
    return {begin, begin + offset_of(literal.size())};
}

}  // namespace vitrina::markdown
