#include "kinds/person_names.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/text.h"

namespace vitrina {
namespace {

bool is_upper(std::uint32_t letter) {
    return (letter >= 0x410 && letter <= 0x42F) || letter == 0x401;
}
bool is_lower(std::uint32_t letter) {
    return (letter >= 0x430 && letter <= 0x44F) || letter == 0x451;
}
bool is_space(std::uint32_t letter) {
    return letter == ' ' || letter == '\n' || letter == '\t' || letter == 0xA0 || letter == 0x202F;
}
// Surnames have a hyphen: «Римский-Корсаков».
bool is_word_letter(std::uint32_t letter) {
    return is_upper(letter) || is_lower(letter) || letter == '-';
}

struct Word {
    std::string text;
    std::size_t length = 0;   // letters
    bool is_name = false;     // a capital and small letters, or capitals alone: «ИВАНОВА»
    bool is_capital = false;  // begins with one
    bool is_initial = false;  // one capital and a dot
    bool follows = false;     // nothing but spaces before it, and a word before them
};

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    bool follows = false;
    for (std::size_t i = 0; i < text.size();) {
        CodePoint letter = code_point_at(text, i);
        if (!is_word_letter(letter.value)) {
            follows = follows && is_space(letter.value);
            i += letter.length;
            continue;
        }
        Word word;
        word.follows = follows;
        std::size_t capitals = 0;
        word.is_capital = is_upper(letter.value);
        while (i < text.size() && is_word_letter((letter = code_point_at(text, i)).value)) {
            word.text += text.substr(i, letter.length);
            capitals += is_upper(letter.value) ? 1 : 0;
            ++word.length;
            i += letter.length;
        }
        const bool has_dot = i < text.size() && text[i] == '.';
        word.is_initial = word.length == 1 && word.is_capital && has_dot;
        word.is_name =
            word.is_capital && word.length > 2 && (capitals <= 2 || capitals == word.length);
        if (word.is_initial)
            ++i;
        words.push_back(std::move(word));
        follows = true;
    }
    return words;
}

bool ends_with_one_of(const Word& word, std::span<const std::string_view> endings) {
    const std::string small = to_lower(word.text);
    return std::ranges::any_of(endings, [&](std::string_view end) { return small.ends_with(end); });
}

bool is_patronymic(const Word& word) {
    constexpr auto endings = std::to_array<std::string_view>(
        {"вич",   "ьич",   "тич",   "мич",    "кич",    "овна",  "евна", "ична", "овича", "евича",
         "ьича",  "овны",  "евны",  "ичны",   "овичу",  "евичу", "ьичу", "овне", "евне",  "ичне",
         "овной", "евной", "ичной", "овичем", "евичем", "ьичем", "овну", "евну", "ичну"});
    return word.is_name && word.length > 4 && ends_with_one_of(word, endings);
}

// «Вариант А.» is nobody.
bool looks_like_surname(const Word& word) {
    constexpr auto endings = std::to_array<std::string_view>(
        {"ов",  "ова",  "овой", "ову",  "ев",    "ева",  "евой", "еву",  "ин",    "ина",  "иной",
         "ину", "ский", "ская", "ской", "ского", "цкий", "цкая", "цкой", "цкого", "енко", "чук"});
    return word.is_name && ends_with_one_of(word, endings);
}

bool is_person(const std::vector<Word>& words, std::size_t i) {
    const Word& first = words[i];
    const Word& second = words[i + 1];
    if (first.is_name && second.is_initial && looks_like_surname(first))
        return true;
    if (first.is_initial && looks_like_surname(second))
        return true;
    if (first.is_name && is_patronymic(second))
        return true;
    if (i + 2 == words.size() || !words[i + 2].follows)
        return false;
    const Word& third = words[i + 2];
    return (first.is_name && second.is_initial && third.length == 1 && third.is_capital) ||
           (first.is_initial && second.is_initial && third.is_name);
}

}  // namespace

std::string find_person(std::string_view text) {
    const std::vector<Word> words = words_of(text);
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
        if (words[i + 1].follows && is_person(words, i))
            return shorten(text, 60);
    return {};
}

}  // namespace vitrina
