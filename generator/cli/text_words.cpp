#include "cli/text_words.h"

#include "base/text.h"

namespace vitrina {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = code_point_at(text, at);
        if (is_letter_or_digit(point.value))
            words.back() += text.substr(at, point.length);
        else if (!words.back().empty())
            words.emplace_back();
        at += point.length;
    }
    if (words.back().empty())
        words.pop_back();
    return words;
}

}  // namespace vitrina
