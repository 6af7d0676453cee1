// What two texts have in common when they say the same; see kinds/comparison.h.
#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "kinds/comparing.h"

namespace vitrina {
namespace {

// Signs that are words of their own.
constexpr std::u32string_view telling_signs = U"%<>=≤≥≠±+×÷√²³½¼¾";

bool is_dash(char32_t sign) {
    return sign == U'-' || sign == U'–' || sign == U'—' || sign == U'−' || sign == U'‑';
}

bool is_digit(char32_t sign) {
    return sign >= U'0' && sign <= U'9';
}

bool is_space(char32_t sign) {
    return sign == U' ' || sign == U'\t' || sign == U'\n' || sign == U'\r' || sign == U'\u00A0' ||
           sign == U'\u202F';
}

std::u32string signs_of(std::string_view text) {
    std::u32string signs;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint sign = code_point_at(text, at);
        signs += sign.value;
        at += sign.length;
    }
    return signs;
}

class Comparable {
public:
    explicit Comparable(std::u32string signs) : signs_(std::move(signs)) {}

    std::string text() {
        for (std::size_t i = 0; i < signs_.size(); ++i)
            read(i);
        return std::move(words_);
    }

private:
    char32_t sign_at(std::size_t i) const { return i < signs_.size() ? signs_[i] : U' '; }

    // The nearest signs that are no spaces.
    char32_t before(std::size_t i) const {
        while (i > 0 && is_space(signs_[i - 1]))
            --i;
        return i > 0 ? signs_[i - 1] : U' ';
    }
    char32_t behind(std::size_t i) const {
        do
            ++i;
        while (i < signs_.size() && is_space(signs_[i]));
        return sign_at(i);
    }

    void read(std::size_t i) {
        const char32_t sign = signs_[i];
        const bool follows_digit = i > 0 && is_digit(signs_[i - 1]);
        const bool precedes_digit = is_digit(sign_at(i + 1));
        if (is_letter_or_digit(sign) && telling_signs.find(sign) == std::u32string_view::npos)
            add(sign);
        else if (sign == U'⩽' || (sign == U'<' && sign_at(i + 1) == U'='))
            add_alone(U'≤');
        else if (sign == U'⩾' || (sign == U'>' && sign_at(i + 1) == U'='))
            add_alone(U'≥');
        else if (sign == U'=' && i > 0 && (signs_[i - 1] == U'<' || signs_[i - 1] == U'>'))
            return;  // told with the sign before
        else if (telling_signs.find(sign) != std::u32string_view::npos)
            add_alone(sign);
        else if ((sign == U',' || sign == U'.') && follows_digit && precedes_digit)
            add(U',');
        else if ((sign == U':' || sign == U'/') && follows_digit && precedes_digit)
            add(sign);
        else if (is_dash(sign) && is_digit(before(i)) && is_digit(behind(i)))
            add_between(U'-');
        else if (is_dash(sign) && precedes_digit && !is_letter_or_digit(before_at_once(i)))
            add_number_sign();
        else
            is_apart_ = true;
    }

    char32_t before_at_once(std::size_t i) const { return i > 0 ? signs_[i - 1] : U' '; }

    void add(char32_t sign) {
        if (is_apart_ && !words_.empty() && !is_glued_)
            words_ += ' ';
        append_code_point(words_, sign);
        is_apart_ = false;
        is_glued_ = false;
    }

    void add_alone(char32_t sign) {
        is_apart_ = true;
        add(sign);
        is_apart_ = true;
    }

    // «3 – 5» is «3–5».
    void add_between(char32_t sign) {
        append_code_point(words_, sign);
        is_glued_ = true;
    }

    void add_number_sign() {
        is_apart_ = true;
        add(U'-');
    }

    std::u32string signs_;
    std::string words_;
    bool is_apart_ = false;
    bool is_glued_ = false;
};

struct Percentage {
    Decimal value;
    std::string rest;  // of the text
};

// The only percentage of a text; nothing if there are none or several.
std::optional<Percentage> percentage_of(std::string_view text) {
    const std::string words = comparable_text(text);
    const std::size_t sign = words.find('%');
    if (sign == std::string::npos || sign == 0 || words.find('%', sign + 1) != std::string::npos)
        return std::nullopt;
    const std::size_t end = words.find_last_not_of(' ', sign - 1) + 1;
    const std::size_t space = words.rfind(' ', end - 1);
    const std::size_t begin = space == std::string::npos ? 0 : space + 1;
    const auto value = parse_decimal(std::string_view(words).substr(begin, end - begin));
    if (!value)
        return std::nullopt;
    return Percentage{*value, words.substr(0, begin) + words.substr(sign)};
}

bool has_word(std::string_view words, std::string_view word) {
    return (" " + std::string(words)).find(" " + std::string(word) + " ") != std::string::npos;
}

// 1: more is demanded by a larger number, -1: by a smaller one, 0: not told.
int demand_of(const std::string& words) {
    constexpr std::array<std::string_view, 7> at_least = {"не менее", "не меньше", "не ниже", "≥",
                                                          "от",       "at least",  "from"};
    constexpr std::array<std::string_view, 7> at_most = {"не более", "не больше", "не выше", "≤",
                                                         "до",       "at most",   "up to"};
    const auto has = [&](std::string_view word) { return has_word(words, word); };
    const bool is_least = std::ranges::any_of(at_least, has);
    const bool is_most = std::ranges::any_of(at_most, has);
    return static_cast<int>(is_least) - static_cast<int>(is_most);
}

}  // namespace

std::string comparable_text(std::string_view text) {
    return Comparable(signs_of(fold_yo(fold_case(to_nfc(text))))).text();
}

Verdict verdict_of_percents(std::string_view ours, std::string_view theirs) {
    const auto our = percentage_of(ours);
    const auto their = percentage_of(theirs);
    if (!our || !their || our->rest != their->rest)
        return Verdict::Different;
    const int demand = demand_of(our->rest);
    if (demand == 0)
        return Verdict::Different;
    return demand > 0 ? verdict_of(our->value, their->value) : verdict_of(their->value, our->value);
}

}  // namespace vitrina
