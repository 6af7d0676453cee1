#include "search/spelling.h"

#include "search/language.h"
#include "search/page_words.h"

namespace vitrina {

Spelling read_spelling(std::string_view text) {
    Spelling spelling;
    spelling.stems = stems_of(text);
    std::size_t all = 0;
    WordScanner scanner;
    const auto take = [&](std::string_view word) {
        ++all;
        if (!is_stop_word(word))
            spelling.words.emplace_back(word);
    };
    scanner.feed(composed(text), take);
    scanner.end(take);
    if (spelling.stems.empty())
        spelling.fault = SpellingFault::Empty;
    else if (spelling.stems.size() == 1 && all > 1)
        spelling.fault = SpellingFault::OneLeft;
    else if (spelling.stems.size() > longest_phrase)
        spelling.fault = SpellingFault::Long;
    return spelling;
}

}  // namespace vitrina
