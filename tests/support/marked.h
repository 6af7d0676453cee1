// Text with its expected place marked in it: «title: ⟦Tide⟧ tables» → the text and the span.
#pragma once

#include <string>
#include <string_view>

#include "base/source.h"

namespace vitrina::test {

struct Marked {
    std::string text;
    Span span;
};

// `⟦` and `⟧` stand around the marked part; each at most once.
inline Marked marked(std::string_view text) {
    constexpr std::string_view open = "⟦";
    constexpr std::string_view close = "⟧";
    Marked result;
    const std::size_t begin = text.find(open);
    const std::size_t end = text.find(close);
    result.text = std::string(text.substr(0, begin));
    if (begin == std::string_view::npos || end == std::string_view::npos)
        return result;
    result.text += text.substr(begin + open.size(), end - begin - open.size());
    result.span = {static_cast<std::uint32_t>(begin),
                   static_cast<std::uint32_t>(end - open.size())};
    result.text += text.substr(end + close.size());
    return result;
}

}  // namespace vitrina::test
