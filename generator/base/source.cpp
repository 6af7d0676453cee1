#include "base/source.h"

#include <algorithm>

namespace vitrina {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t line_begin(std::string_view text, std::size_t offset) {
    std::size_t begin = offset;
    while (begin > 0 && text[begin - 1] != '\n' && text[begin - 1] != '\r')
        --begin;
    return begin;
}

}  // namespace

LineColumn line_column(std::string_view text, std::size_t offset) {
    offset = std::min(offset, text.size());
    LineColumn at;
    // The second half of a CRLF belongs to the line that it ends.
    if (offset > 0 && offset < text.size() && text[offset] == '\n' && text[offset - 1] == '\r')
        --offset;
    std::size_t begin = line_begin(text, offset);
    for (std::size_t i = 0; i < begin; ++i) {
        const bool crlf = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (text[i] == '\n' || (text[i] == '\r' && !crlf))
            ++at.line;
    }
    if (begin == 0 && text.starts_with(byte_order_mark))
        begin = std::min(byte_order_mark.size(), offset);
    for (std::size_t i = begin; i < offset; ++i)
        at.column += is_continuation(text[i]) ? 0 : 1;
    return at;
}

std::string_view line_at(std::string_view text, std::size_t offset) {
    offset = std::min(offset, text.size());
    if (offset > 0 && offset < text.size() && text[offset] == '\n' && text[offset - 1] == '\r')
        --offset;
    std::size_t begin = line_begin(text, offset);
    std::size_t end = offset;
    while (end < text.size() && text[end] != '\n' && text[end] != '\r')
        ++end;
    if (begin == 0 && text.starts_with(byte_order_mark))
        begin = byte_order_mark.size();
    return text.substr(begin, std::max(end, begin) - begin);
}

Span file_span(const MappedText& text, Span part) {
    const auto at = [&](std::uint32_t offset) {
        if (text.segments->empty())
            return text.span.begin + offset;
        auto next = std::ranges::upper_bound(*text.segments, offset, {}, &MappedText::Segment::text_begin);
        if (next == text.segments->begin())
            return text.span.begin;
        const auto& segment = *std::prev(next);
        return segment.file_begin + (offset - segment.text_begin);
    };
    Span span{at(part.begin), at(part.begin)};
    // The end is measured from its last byte: a segment may begin just behind the part.
    if (part.end > part.begin)
        span.end = at(part.end - 1) + 1;
    span.begin = std::min(span.begin, text.span.end);
    span.end = std::clamp(span.end, span.begin, std::max(span.begin, text.span.end));
    return span;
}

}  // namespace vitrina
