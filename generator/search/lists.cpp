#include "search/lists.h"

#include <algorithm>
#include <utility>

#include "base/parallel.h"
#include "search/index.h"
#include "search/page_words.h"

namespace vitrina {
namespace {

constexpr std::string_view gap_signs = "!#$%&()*";
constexpr std::string_view bitmap_signs = "+,./:<=>";
constexpr char rest_sign = '~';
constexpr std::size_t most_parts = 4;

void append_gap(std::string& to, std::uint32_t gap) {
    constexpr std::uint32_t more = 32;
    for (; gap >= more; gap /= more)
        to += index_digits[more + gap % more];
    to += index_digits[gap];
}

std::string gaps_of(const std::uint32_t* begin, const std::uint32_t* end) {
    std::string text;
    std::uint32_t next = 0;
    for (const std::uint32_t* number = begin; number != end; ++number) {
        append_gap(text, *number - next);
        next = *number + 1;
    }
    return text;
}

std::string bitmap_of(const std::uint32_t* begin, const std::uint32_t* end) {
    constexpr std::uint32_t bits = 6;
    std::string text;
    while (begin != end) {
        const std::uint32_t group = *begin / bits;
        text.resize(group, index_digits[0]);
        std::uint32_t set = 0;
        for (; begin != end && *begin / bits == group; ++begin)
            set |= 1U << (*begin % bits);
        text += index_digits[set];
    }
    return text;
}

void append_list(std::string& to,
                 const std::uint32_t* begin,
                 const std::uint32_t* end,
                 std::uint32_t level) {
    std::string gaps = gaps_of(begin, end);
    // The last page's place is the length of the bitmap.
    const bool may_be_bitmap = *(end - 1) / 6 < gaps.size();
    std::string bitmap = may_be_bitmap ? bitmap_of(begin, end) : std::string();
    if (may_be_bitmap && bitmap.size() < gaps.size())
        to.append(1, bitmap_signs[level]).append(bitmap);
    else
        to.append(1, gap_signs[level]).append(gaps);
}

// The pages that are not in the list.
std::string rest_of(const std::vector<std::uint32_t>& numbers, std::size_t pages) {
    std::vector<std::uint32_t> others;
    auto listed = numbers.begin();
    for (std::uint32_t page = 0; page < pages; ++page)
        if (listed != numbers.end() && *listed == page)
            ++listed;
        else
            others.push_back(page);
    return rest_sign + gaps_of(others.data(), others.data() + others.size());
}

// Neighbouring pages for each thread.
std::size_t parts_of(const std::vector<IndexedPage>& pages, std::size_t threads) {
    return std::clamp<std::size_t>(
        std::min(threads == 0 ? default_threads() : threads, pages.size()), 1, most_parts);
}

template <class Take>
void each_page(const std::vector<IndexedPage>& pages, std::size_t part, std::size_t parts, Take&& take) {
    for (std::size_t number = pages.size() * part / parts; number < pages.size() * (part + 1) / parts;
         ++number)
        take(static_cast<std::uint32_t>(number));
}

template <class Take>
void each_word(const IndexedPage& page, Take&& take) {
    unpack_words(page.words, [&](std::uint32_t word, std::uint32_t level) {
        take(word, page.seldom_asked && level > 2 ? level - 1 : level);
    });
}

}  // namespace

std::string encode_list(const std::vector<std::uint32_t>& numbers,
                        std::size_t pages,
                        std::uint32_t level) {
    std::string text;
    if (!numbers.empty() && numbers.back() < pages)
        append_list(text, numbers.data(), numbers.data() + numbers.size(), level);
    return text;
}

// Two counting passes. Each thread takes neighbouring pages, and a place of its own in every list: of
// more threads the tables of places would take more than they give.
Postings::Postings(const std::vector<IndexedPage>& pages, std::size_t words, std::size_t threads)
    : count_(pages.size()), begins_(words * search_levels + 1) {
    const std::size_t parts = parts_of(pages, threads);
    const auto each_place = [&](std::size_t part, auto&& take) {
        each_page(pages, part, parts, [&](std::uint32_t number) {
            each_word(pages[number], [&](std::uint32_t word, std::uint32_t level) {
                if (word < words)
                    take(word * search_levels + level, number);
            });
        });
    };
    std::vector<std::vector<std::size_t>> next(parts);
    parallel_for(parts, threads, [&](std::size_t part) {
        next[part].resize(words * search_levels);
        each_place(part, [&](std::size_t list, std::uint32_t) { ++next[part][list]; });
    });
    std::size_t end = 0;
    for (std::size_t list = 0; list < words * search_levels; ++list) {
        for (std::vector<std::size_t>& part : next)
            end += std::exchange(part[list], end);
        begins_[list + 1] = end;
    }
    pages_.resize(end);
    parallel_for(parts, threads, [&](std::size_t part) {
        each_place(part, [&](std::size_t list, std::uint32_t number) {
            pages_[next[part][list]++] = number;
        });
    });
}

// One pass: what it finds is little beside what it reads.
Postings::Postings(const std::vector<IndexedPage>& pages,
                   const std::vector<std::uint32_t>& places,
                   std::size_t count,
                   std::size_t threads)
    : count_(pages.size()), begins_(count * search_levels + 1) {
    using Posting = std::pair<std::size_t, std::uint32_t>;  // list, page
    std::vector<std::vector<Posting>> found(parts_of(pages, threads));
    parallel_for(found.size(), threads, [&](std::size_t part) {
        each_page(pages, part, found.size(), [&](std::uint32_t number) {
            each_word(pages[number], [&](std::uint32_t word, std::uint32_t level) {
                if (word < places.size() && places[word] != no_place)
                    found[part].emplace_back(places[word] * search_levels + level, number);
            });
        });
    });
    for (const std::vector<Posting>& part : found)
        for (const auto& [list, page] : part)
            ++begins_[list + 1];
    for (std::size_t list = 0; list < count * search_levels; ++list)
        begins_[list + 1] += begins_[list];
    pages_.resize(begins_.back());
    std::vector<std::size_t> next(begins_);
    for (const std::vector<Posting>& part : found)
        for (const auto& [list, page] : part)
            pages_[next[list]++] = page;
}

bool Postings::has(std::uint32_t word) const {
    return begins_[word * search_levels] != begins_[(word + 1) * search_levels];
}

std::string Postings::text_of(std::uint32_t word) const {
    std::string text;
    for (std::uint32_t level = 0; level < search_levels; ++level) {
        const std::size_t begin = begins_[word * search_levels + level];
        const std::size_t end = begins_[word * search_levels + level + 1];
        if (begin != end)
            append_list(text, pages_.data() + begin, pages_.data() + end, level);
    }
    const std::size_t own = begins_[(word + 1) * search_levels] - begins_[word * search_levels];
    return text.size() > long_lists && own * 4 >= count_ ? coarser_text_of(word) : text;
}

std::string Postings::coarser_text_of(std::uint32_t word) const {
    const std::size_t all = begins_[word * search_levels];
    const std::size_t own = begins_[(word + 1) * search_levels] - all;
    const bool is_everywhere = own * 10 >= count_ * 9;
    const std::uint32_t step = is_everywhere ? search_levels : 2;
    std::string text;
    for (std::uint32_t level = 0; level < search_levels; level += step) {
        std::vector<std::uint32_t> numbers(
            pages_.begin() + static_cast<std::ptrdiff_t>(begins_[word * search_levels + level]),
            pages_.begin() + static_cast<std::ptrdiff_t>(begins_[word * search_levels + level + step]));
        std::ranges::sort(numbers);
        text += is_everywhere ? rest_of(numbers, count_)
                              : encode_list(numbers, count_, level + step - 1);
    }
    return text;
}

}  // namespace vitrina
