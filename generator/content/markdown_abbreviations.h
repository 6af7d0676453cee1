// The words of the glossary in running text: the first use on a page is explained.
//
// Lifetime refers to the words and the record of uses that it was made from.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "content/markdown.h"

namespace vitrina::markdown {

class Abbreviations {
public:
    // `words` and `used` may be null: nothing is explained, or every text explains anew.
    Abbreviations(const std::vector<Abbreviation>* words, std::vector<bool>* used);

    // Appends the text, escaped, with <abbr> around words that were not used before.
    void write(std::string& html, std::string_view text);

private:
    void add_second(unsigned char byte);
    std::size_t next_candidate(std::string_view text, std::size_t at) const;
    const Abbreviation* longest_at(std::string_view text, std::size_t at) const;

    const std::vector<Abbreviation>* words_;
    std::vector<bool> own_used_;
    std::vector<bool>* used_;
    std::size_t unused_ = 0;
    // By the first two bytes of a word: whether any word left begins so.
    std::array<bool, 256> first_{};
    std::array<bool, 256> second_{};
    // Where the second bytes lie, those of ASCII and the others: most of a text is in neither.
    struct Range {
        std::uint8_t least = 255;
        std::uint8_t greatest = 0;
    };
    std::array<Range, 2> ranges_;
};

}  // namespace vitrina::markdown
