#include "content/front_matter.h"

#include <algorithm>

namespace vitrina {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Line {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;   // without the line end
    std::uint32_t next = 0;  // behind the line end
};

Line line_from(std::string_view text, std::size_t begin) {
    const std::size_t feed = std::min(text.find('\n', begin), text.size());
    const std::size_t end = std::min(text.substr(0, feed).find('\r', begin), feed);
    std::size_t next = std::min(end + 1, text.size());
    if (end < text.size() && text[end] == '\r' && next < text.size() && text[next] == '\n')
        ++next;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
            static_cast<std::uint32_t>(next)};
}

std::string_view text_of(std::string_view text, const Line& line) {
    std::string_view words = text.substr(line.begin, line.end - line.begin);
    while (!words.empty() && (words.back() == ' ' || words.back() == '\t'))
        words.remove_suffix(1);
    return words;
}

bool is_fence(std::string_view text, const Line& line) {
    return text_of(text, line) == "---";
}

// A line that was meant to be `---`: other dashes, more or fewer of them, or Hugo's `+++`.
bool resembles_fence(std::string_view text, const Line& line) {
    std::string_view words = text_of(text, line);
    words.remove_prefix(std::min(words.find_first_not_of(" \t"), words.size()));
    std::size_t count = 0;
    for (; !words.empty(); ++count) {
        std::size_t size = words.front() == '-' || words.front() == '+' ? 1 : 0;
        for (const std::string_view dash :
             {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"})
            size = words.starts_with(dash) ? dash.size() : size;
        if (size == 0)
            return false;
        words.remove_prefix(size);
    }
    return count > 0;
}

struct Fences {
    Line opening;
    std::optional<Line> closing;
};

std::optional<Fences> find_fences(std::string_view text) {
    const std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    Fences fences{line_from(text, begin), std::nullopt};
    if (!is_fence(text, fences.opening))
        return std::nullopt;
    for (std::size_t pos = fences.opening.next; pos < text.size();) {
        const Line line = line_from(text, pos);
        if (text[line.begin] == '-' && is_fence(text, line)) {
            fences.closing = line;
            break;
        }
        pos = line.next;
    }
    return fences;
}

void report_missing(const SourcePtr& source, Diagnostics& out) {
    const std::string_view text = source->text;
    const std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    if (text.find_first_not_of(" \t\r\n", begin) == std::string_view::npos) {
        const auto at = static_cast<std::uint32_t>(begin);
        out.error(ids::front_matter_empty_file, {source, {at, at}});
        return;
    }
    Line line = line_from(text, begin);
    while (text_of(text, line).find_first_not_of(" \t") == std::string_view::npos)
        line = line_from(text, line.next);
    const Span place{line.begin,
                     line.begin + static_cast<std::uint32_t>(text_of(text, line).size())};
    const bool is_displaced = is_fence(text, line) || resembles_fence(text, line);
    out.error(is_displaced ? ids::front_matter_fence : ids::front_matter_missing, {source, place});
}

void report_unclosed(const SourcePtr& source, const Line& opening, Diagnostics& out) {
    Diagnostic& item =
        out.error(ids::front_matter_unclosed, {source, {opening.begin, opening.begin + 3}});
    const std::string_view text = source->text;
    for (std::size_t pos = opening.next; pos < text.size();) {
        const Line line = line_from(text, pos);
        if (resembles_fence(text, line)) {
            Diagnostics::note(item, ids::front_matter_near_fence, {source, {line.begin, line.end}});
            return;
        }
        pos = line.next;
    }
}

}  // namespace

std::optional<FrontMatter> read_front_matter(const SourcePtr& source, Diagnostics& out) {
    const auto fences = find_fences(source->text);
    if (!fences) {
        report_missing(source, out);
        return std::nullopt;
    }
    if (!fences->closing) {
        report_unclosed(source, fences->opening, out);
        return std::nullopt;
    }
    auto fields = read_yaml(source, {fences->opening.next, fences->closing->begin}, out);
    if (!fields)
        return std::nullopt;
    if (!fields->is_null() && !fields->is_mapping()) {
        out.error(ids::front_matter_not_fields, {source, fields->span});
        return std::nullopt;
    }
    const auto size = static_cast<std::uint32_t>(source->text.size());
    return FrontMatter{std::move(*fields), {fences->closing->next, size}};
}

}  // namespace vitrina
