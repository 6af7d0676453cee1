// The words of one page, weighed: what the index keeps of it.
//
// Source   the text of <main> as it is published, so that nothing enters the index that no reader
//          sees. Passed over: navigation, controls, drawings and formulas, and every element with the
//          attribute `data-no-search` (answers of a test, lists of other pages).
// Weights  title 10, headings and what the page is filed under 3, summary and key points 2, text 1. A
//          word's weight w becomes one of eight levels, ⌊8·w / (w + k)⌋: BM25 with constants instead
//          of averages, so that one page says nothing about another; k grows with the page's length.
// Synonyms a phrase of a group stands for the whole group: the page also gets the group's own word.
// Threads  `read` may be called by any.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/word_numbers.h"

namespace vitrina {

inline constexpr std::uint32_t search_levels = 8;

struct PageText {
    std::string_view html;                // the whole document
    std::vector<std::string> filed_under;  // section, audiences, subjects, classes
    std::size_t longest_beginning = 0;    // code points
};

struct PageWords {
    std::string words;      // packed: numbers of words with their levels, see `unpack_words`
    std::string beginning;  // plain text, for the list of results
};

// Spellings that mean the same: «ВПР», «всероссийские проверочные работы».
using SynonymGroup = std::vector<std::string>;

class SearchWords {
public:
    explicit SearchWords(const std::vector<SynonymGroup>& groups);

    PageWords read(const PageText& page) const;

    // Words of an earlier build get the numbers they had, if they come before any page.
    void adopt(const std::vector<std::string_view>& words) const;
    std::vector<std::string_view> words() const { return numbers_.words(); }
    // For the browser: `=впр|впр|всероссийск проверочн работ`, one group a line.
    const std::string& groups() const { return groups_; }

private:
    friend class PageReader;

    struct Phrase {
        std::vector<std::uint32_t> words;
        std::uint32_t group;
    };

    mutable WordNumbers numbers_;
    std::vector<std::vector<Phrase>> phrases_;  // by their last word's number
    std::string groups_;
};

// Calls `take(number, level)` for each word, numbers rising. Bytes that are damaged end the list.
template <class Take>
void unpack_words(std::string_view packed, Take&& take) {
    std::uint64_t number = 0;
    for (std::size_t at = 0; at < packed.size();) {
        std::uint64_t value = 0;
        for (unsigned shift = 0; at < packed.size() && shift < 63; shift += 7) {
            const auto byte = static_cast<unsigned char>(packed[at++]);
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80)
                break;
        }
        number += value / search_levels;
        take(static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(value % search_levels));
    }
}

// Stems of a text without its stop words, as a query has them.
std::vector<std::string> stems_of(std::string_view text);

}  // namespace vitrina
