#include "search/word_table.h"

#include <map>
#include <random>

#include <doctest/doctest.h>

using namespace vitrina;

TEST_SUITE("search/word_table") {
    // Short alphabets and lengths around the bytes that stand in a slot: many words begin alike.
    TEST_CASE("answers as a map does, however many words there are") {
        std::mt19937 random(7);
        std::map<std::string, std::uint32_t> expected;
        WordTable table;
        for (std::uint32_t i = 0; i < 60'000; ++i) {
            std::string word(1 + random() % 40, 'a');
            for (int changes = 0; changes < 3; ++changes)
                word[random() % word.size()] = static_cast<char>('a' + random() % 26);
            const auto known = expected.find(word);
            const auto found = table.find(word);
            REQUIRE(found.has_value() == (known != expected.end()));
            if (found) {
                REQUIRE(*found == known->second);
            } else {
                table.add(word, i);
                expected.emplace(word, i);
            }
        }
        CHECK(expected.size() > 20'000);
        for (const auto& [word, number] : expected)
            REQUIRE(table.find(word) == number);
    }

    TEST_CASE("the longest word, and one byte of it") {
        WordTable table;
        const std::string longest(WordTable::longest_word, 'z');
        CHECK(!table.find(longest));
        table.add(longest, 1);
        table.add("z", 2);
        CHECK(table.find(longest) == 1);
        CHECK(table.find("z") == 2);
        CHECK(!table.find(longest.substr(1)));
    }
}
