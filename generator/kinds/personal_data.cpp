#include "kinds/personal_data.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "kinds/person_names.h"

namespace vitrina {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_latin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Eleven digits in groups, with what may stand between two groups: `8 (900) 123-45-67`.
struct Number {
    std::string digits;
    std::vector<std::size_t> groups;  // how many digits each has
    std::string_view text;
};
constexpr std::size_t digit_count = 11;

// The number that begins at `at`, perhaps with a plus; fewer digits when there are not so many.
Number number_at(std::string_view text, std::size_t at) {
    constexpr std::string_view between = " -()";
    Number number;
    std::size_t end = text[at] == '+' ? at + 1 : at;
    for (bool follows = false; end < text.size() && number.digits.size() < digit_count; ++end) {
        const bool is_one = is_digit(text[end]);
        if (!is_one && between.find(text[end]) == std::string_view::npos)
            break;
        if (is_one && !follows)
            number.groups.push_back(0);
        if (is_one) {
            ++number.groups.back();
            number.digits += text[end];
        }
        follows = is_one;
    }
    number.text = text.substr(at, end - at);
    return number;
}

template <class Judge>
std::string find_number(std::string_view text, Judge is_it) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = (is_digit(text[at]) || text[at] == '+') &&
                            (at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != '+'));
        if (!begins)
            continue;
        const Number number = number_at(text, at);
        const std::size_t end = at + number.text.size();
        const bool is_whole = end == text.size() || !is_digit(text[end]);
        if (number.digits.size() == digit_count && is_whole && is_it(number))
            return std::string(number.text);
    }
    return {};
}

// `8-900-123-45-67`, `+79001234567`: eight or plus seven, then the area.
bool is_telephone(const Number& number) {
    const bool is_abroad = number.text.starts_with("+7");
    const bool is_at_home = number.digits.starts_with('8') && number.groups.size() > 2 &&
                            number.groups[0] == 1 && number.groups[1] >= 3;
    return is_abroad || is_at_home;
}

// `112-233-445 95`: the last two digits are made of the nine before.
bool is_snils(const Number& number) {
    if (number.groups != std::vector<std::size_t>{3, 3, 3, 2})
        return false;
    int sum = 0;
    for (int i = 0; i < 9; ++i)
        sum += (number.digits[static_cast<std::size_t>(i)] - '0') * (9 - i);
    return sum % 101 % 100 == std::stoi(number.digits.substr(9));
}

std::string find_mail(std::string_view text) {
    constexpr std::string_view marks = "._-+";
    const auto is_part = [&](char c) {
        return is_latin(c) || is_digit(c) || marks.find(c) != std::string_view::npos;
    };
    for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        std::size_t begin = at;
        while (begin > 0 && is_part(text[begin - 1]))
            --begin;
        std::size_t end = at + 1;
        while (end < text.size() && is_part(text[end]))
            ++end;
        while (end > at && text[end - 1] == '.')
            --end;
        const std::string_view host = text.substr(at + 1, end - at - 1);
        const std::size_t dot = host.rfind('.');
        if (begin < at && dot != std::string_view::npos && dot > 0 && host.size() - dot > 2)
            return std::string(text.substr(begin, end - begin));
    }
    return {};
}

bool is_word_for_pupil(std::string_view word) {
    constexpr auto beginnings = std::to_array<std::string_view>(
        {"ученик", "учениц", "учащ", "обучающ", "школьник", "школьниц"});
    const std::string small = to_lower(word);
    return std::ranges::any_of(beginnings,
                               [&](std::string_view begin) { return small.starts_with(begin); });
}

// «5А», «класса»: they may stand between the pupil and the name.
bool is_word_for_class(std::string_view word) {
    return is_digit(word.front()) || to_lower(word).starts_with("класс");
}

bool begins_with_capital(std::string_view word) {
    const char32_t letter = code_point_at(word, 0).value;
    return (letter >= 0x410 && letter <= 0x42F) || letter == 0x401;
}

std::vector<std::string> words_of(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    std::vector<std::string> words;
    for (std::size_t at = text.find_first_not_of(blanks); at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
        words.emplace_back(text.substr(at, end - at));
        at = std::min(text.find_first_not_of(blanks, end), text.size());
    }
    return words;
}

}  // namespace

std::string find_pupil(std::string_view text) {
    const std::vector<std::string> words = words_of(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!is_word_for_pupil(words[i]))
            continue;
        std::size_t name = i + 1;
        while (name < words.size() && is_word_for_class(words[name]))
            ++name;
        if (name == words.size() || !begins_with_capital(words[name]))
            continue;
        // Surname, name and patronymic, or initials.
        std::string person = words[name];
        for (std::size_t j = name + 1; j < std::min(name + 3, words.size()); ++j)
            if (begins_with_capital(words[j]))
                person += " " + words[j];
        if (!find_person(person, WriterNames::BesideWorks).empty())
            return person;
    }
    return find_number(text, is_snils);
}

std::string find_contact(std::string_view text) {
    const std::string number = find_number(text, is_telephone);
    return number.empty() ? find_mail(text) : number;
}

}  // namespace vitrina
