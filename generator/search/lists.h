// Lists of page numbers as texts, and the pages of every word.
//
// A list   a sign for its form and level, then digits of base 64 (A–Z a–z 0–9 - _): after one of
//          `!#$%&()*` gaps between page numbers, five bits a digit, the least first, 32 added when
//          more follow; after one of `+,./:<=>` a bitmap, six pages a digit; after `~` the gaps
//          between pages that are not in it: all others are, at level 3.
// Levels   a word that stands on many pages tells little of any of them, and its lists are the longest:
//          where they take more than `long_lists`, one on a quarter of all pages keeps every second
//          level, and one on nine tenths a single one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrina {

struct IndexedPage;

inline constexpr std::string_view index_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
inline constexpr std::size_t long_lists = 2048;  // bytes

// Rising numbers, all below `pages`, in the shorter form. `level` < search_levels. None: empty.
std::string encode_list(const std::vector<std::uint32_t>& numbers,
                        std::size_t pages,
                        std::uint32_t level);

// The pages of words, sorted by word's number, level, page. Of all words, or of some: then these are
// numbered anew by `places`, which has `no_place` for the others.
class Postings {
public:
    static constexpr std::uint32_t no_place = 0xFFFFFFFF;

    Postings(const std::vector<IndexedPage>& pages, std::size_t words, std::size_t threads);
    Postings(const std::vector<IndexedPage>& pages,
             const std::vector<std::uint32_t>& places,
             std::size_t count,
             std::size_t threads);

    bool has(std::uint32_t word) const;
    // A list for every level that the word has.
    std::string text_of(std::uint32_t word) const;

private:
    std::string coarser_text_of(std::uint32_t word) const;

    std::size_t count_;  // of pages
    std::vector<std::size_t> begins_;  // in `pages_`, of each level of each word
    std::vector<std::uint32_t> pages_;
};

}  // namespace vitrina
