#include "search/lists.h"

#include <doctest/doctest.h>

#include "base/packed.h"
#include "search/index.h"
#include "search/page_words.h"

using namespace vitrina;

namespace {

// Lists of one word that stands on the pages that have a level.
std::string lists_of(const std::vector<int>& levels, std::size_t threads = 1) {
    std::vector<std::string> words(levels.size());
    std::vector<IndexedPage> pages(levels.size());
    for (std::size_t i = 0; i < levels.size(); ++i) {
        PackWriter writer;
        if (levels[i] >= 0)
            writer.number(static_cast<std::uint64_t>(levels[i]));
        words[i] = writer.take();
        pages[i].words = words[i];
    }
    return Postings(pages, 1, threads).text_of(0);
}

}  // namespace

TEST_SUITE("search/lists") {
    TEST_CASE("lists are gaps or a bitmap, whichever is shorter") {
        CHECK(encode_list({}, 10, 0).empty());
        CHECK(encode_list({0}, 10, 0) == "!A");
        CHECK(encode_list({3, 4, 40}, 100, 2) == "$DAjB");
        CHECK(encode_list({0, 1, 2, 3, 4, 5, 6}, 100, 1) == ",_B");
    }

    TEST_CASE("a word has a list for every level") {
        CHECK(lists_of({0, 7, -1, 0}) == "+J*B");
    }

    TEST_CASE("lists are the same for any number of threads") {
        for (const std::size_t threads : {2, 3, 8})
            CHECK(lists_of({0, 7, -1, 0}, threads) == "+J*B");
        CHECK(lists_of({}, 4).empty());
    }

    TEST_CASE("pages that are seldom asked for stand a level lower, but not below those that merely name a word") {
        for (const auto& [level, expected] : {std::pair<int, std::string>{7, ")A"}, {3, "$A"}, {2, "$A"}, {0, "!A"}}) {
            PackWriter writer;
            writer.number(static_cast<std::uint64_t>(level));
            IndexedPage page;
            page.seldom_asked = true;
            page.words = writer.bytes();
            CHECK(Postings({page}, 1, 1).text_of(0) == expected);
        }
    }

    TEST_CASE("where lists are long, a word on a quarter of all pages keeps every second level") {
        std::vector<int> levels(60000, -1);
        for (std::size_t i = 0; i < levels.size(); i += 2)
            levels[i] = static_cast<int>(i / 2 % 4);
        const std::string text = lists_of(levels);
        // Levels 0 and 1 as 1, 2 and 3 as 3.
        CHECK(text.size() == 2 + 20000);
        CHECK(text.starts_with(",FUQB"));
        CHECK(text.substr(10001).starts_with("/QBFU"));
    }

    TEST_CASE("where lists are long, a word on nine tenths of all pages keeps those that lack it") {
        std::vector<int> levels(60000, 2);
        levels[0] = levels[7] = -1;
        levels[9] = 5;
        for (std::size_t i = 100; i < levels.size(); i += 2)
            levels[i] = 4;
        CHECK(lists_of(levels) == "~AG");
    }

    TEST_CASE("a rarer word, or one of a small site, keeps its levels") {
        std::vector<int> rare(100000, -1);
        for (std::size_t i = 0; i < rare.size(); i += 5)
            rare[i] = static_cast<int>(i / 5 % 8);
        const std::string text = lists_of(rare);
        for (const char sign : std::string_view("!#$%&()*"))
            CHECK_MESSAGE(text.find(sign) != std::string::npos, sign);
        CHECK(lists_of({2, 3, 4, 5}) == "$A%B&C(D");
    }
}
