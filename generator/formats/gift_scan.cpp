#include "formats/gift_scan.h"

#include <algorithm>

#include "base/text.h"

namespace vitrina::gift {

std::vector<Block> blocks_of(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    std::vector<Block> blocks;
    Block block;
    std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
        const std::string_view line = trim(text.substr(begin, end - begin));
        if (!line.empty()) {
            block.push_back({line, static_cast<std::uint32_t>(line.data() - text.data())});
        } else if (!block.empty()) {
            blocks.push_back(std::move(block));
            block.clear();
        }
        begin = end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
    }
    if (!block.empty())
        blocks.push_back(std::move(block));
    return blocks;
}

void Body::add(const Line& line) {
    if (!text_.empty()) {
        text_ += '\n';
        places_.push_back(places_.back() + 1);
    }
    text_ += line.text;
    for (std::size_t i = 0; i < line.text.size(); ++i)
        places_.push_back(line.begin + static_cast<std::uint32_t>(i));
}

Span Body::span(std::size_t begin, std::size_t end) const {
    if (places_.empty())
        return {};
    const std::size_t last = places_.size() - 1;
    const std::uint32_t from = places_[std::min(begin, last)];
    if (end <= begin)
        return {from, from + 1};
    return {from, places_[std::min(end - 1, last)] + 1};
}

Span Body::span_of(std::string_view part) const {
    const auto begin = static_cast<std::size_t>(part.data() - text_.data());
    return span(begin, begin + part.size());
}

std::size_t find_mark_of(std::string_view text, std::string_view marks, std::size_t from) {
    for (std::size_t at = from; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (marks.find(text[at]) != std::string_view::npos)
            return at;
    }
    return std::string_view::npos;
}

std::size_t find_mark(std::string_view text, std::string_view mark, std::size_t from) {
    for (std::size_t at = from; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text.substr(at).starts_with(mark))
            return at;
    }
    return std::string_view::npos;
}

std::string unescape(std::string_view text) {
    constexpr std::string_view special = "\\~=#{}:";
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char next = text[at] == '\\' && at + 1 < text.size() ? text[at + 1] : '\0';
        if (next == 'n') {
            plain += '\n';
            ++at;
        } else if (next != '\0' && special.find(next) != std::string_view::npos) {
            plain += next;
            ++at;
        } else {
            plain += text[at];
        }
    }
    return plain;
}

}  // namespace vitrina::gift
