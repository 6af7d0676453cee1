#include "kinds/person_names.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/text.h"
#include "kinds/writer_names.h"

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

bool begins_with_letter(const Word& word, std::string_view letter) {
    return to_upper(word.text).starts_with(letter);
}

// How many words from the i-th on name a writer: «А. П. Чехова», «Антона Павловича Чехова»,
// «А. Чехова»; 0: none. Nothing stands between initials and surname but spaces.
std::size_t writer_length(const std::vector<Word>& words, std::size_t i) {
    const auto follows = [&](std::size_t at) { return at < words.size() && words[at].follows; };
    if (!follows(i + 1) || !(words[i].is_initial || words[i].is_name))
        return 0;
    for (const Writer& writer : school_writers()) {
        if (!begins_with_letter(words[i], writer.initial))
            continue;
        const Word& second = words[i + 1];
        // «Павлович», «Павловича»; «Андреевна», «Андреевны».
        std::string_view patronymic = writer.second;
        if (patronymic.ends_with("на"))
            patronymic.remove_suffix(std::string_view("а").size());
        const bool has_second =
            words[i].is_initial
                ? second.is_initial && writer.second.starts_with(second.text)
                : fold_yo(to_lower(second.text)).starts_with(fold_yo(to_lower(patronymic)));
        if (has_second && follows(i + 2) && is_case_of(words[i + 2].text, writer.surname))
            return 3;
        if (words[i].is_initial && is_case_of(second.text, writer.surname))
            return 2;
    }
    return 0;
}

// «Романова» is no novel.
bool names_work(const Word& word) {
    constexpr auto beginnings = std::to_array<std::string_view>(
        {"рассказ", "роман",  "повест",   "пьес",        "драм",      "комеди", "трагеди", "поэм",
         "стих",    "лирик",  "лирическ", "басн",        "басен",     "сказк",  "сказок",  "былин",
         "очерк",   "новелл", "баллад",   "произведени", "творчеств", "проз"});
    const std::string small = to_lower(word.text);
    return !looks_like_surname(word) &&
           std::ranges::any_of(beginnings, [&](std::string_view beginning) {
               return small.starts_with(beginning);
           });
}

// A few words may stand between: «рассказы великого русского писателя А. Чехова», «лирика А. А.
// Ахматовой и М. И. Цветаевой».
bool is_beside_work(const std::vector<Word>& words, std::size_t i) {
    constexpr std::size_t farthest = 4;
    for (std::size_t passed = 0; i > 0 && passed < farthest;) {
        --i;
        if (names_work(words[i]))
            return true;
        passed += words[i].is_initial ? 0 : 1;
    }
    return false;
}

// How many words from the i-th on are the name of a writer whose work is meant.
std::size_t work_of_writer(const std::vector<Word>& words, std::size_t i, WriterNames writers) {
    const std::size_t length = writer_length(words, i);
    const bool is_whole = length == 3 && writers == WriterNames::WithBothInitials;
    return is_whole || is_beside_work(words, i) ? length : 0;
}

}  // namespace

std::string find_person(std::string_view text, WriterNames writers) {
    const std::vector<Word> words = words_of(text);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (const std::size_t length = work_of_writer(words, i, writers); length > 0) {
            i += length - 1;
            continue;
        }
        if (!words[i + 1].follows || !is_person(words, i))
            continue;
        // «Роман Л. Н. Толстого»: a word that begins the sentence is no surname before initials.
        const bool is_work = names_work(words[i]) && work_of_writer(words, i + 1, writers) > 0;
        if (!is_work)
            return shorten(text, 60);
    }
    return {};
}

}  // namespace vitrina
