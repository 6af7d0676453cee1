#include "kinds/deadline_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace vitrina {
namespace {

enum class Letter : std::uint8_t { Word, Digit, Space, Ignored, Mark };

struct Character {
    std::string_view bytes;
    Letter letter = Letter::Word;
    TokenKind mark = TokenKind::Other;
};

constexpr bool among(std::string_view one, std::span<const std::string_view> all) {
    return std::ranges::find(all, one) != all.end();
}

constexpr std::array<std::string_view, 8> spaces = {"\u00A0", "\u2002", "\u2003", "\u2007",
                                                    "\u2009", "\u200A", "\u202F", "\uFEFF"};
constexpr std::array<std::string_view, 3> invisible = {"\u00AD", "\u200B", "\u2060"};
constexpr std::array<std::string_view, 7> dashes = {"\u2010", "\u2011", "\u2012", "\u2013",
                                                    "\u2014", "\u2015", "\u2212"};
constexpr std::array<std::string_view, 9> quotes = {"«", "»", "„", "“", "”", "‘", "’", "№", "•"};

TokenKind ascii_mark(char c) {
    switch (c) {
        case '-':
            return TokenKind::Dash;
        case ',':
        case ';':
            return TokenKind::Comma;
        case '.':
            return TokenKind::Dot;
        case ':':
            return TokenKind::Colon;
        case '/':
            return TokenKind::Slash;
        case '(':
        case '[':
            return TokenKind::Open;
        case ')':
        case ']':
            return TokenKind::Close;
        default:
            return TokenKind::Other;
    }
}

Character classify_ascii(std::string_view bytes) {
    const char c = bytes[0];
    if (c >= '0' && c <= '9')
        return {bytes, Letter::Digit};
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return {bytes, Letter::Word};
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return {bytes, Letter::Space};
    return {bytes, Letter::Mark, ascii_mark(c)};
}

// Never fails: a byte that begins no sequence is a character of its own.
Character character_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80)
        return classify_ascii(text.substr(at, 1));
    const std::size_t size = lead < 0xC0 ? 1U : lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
    const std::string_view bytes = text.substr(at, size);
    if (among(bytes, spaces))
        return {bytes, Letter::Space};
    if (among(bytes, invisible))
        return {bytes, Letter::Ignored};
    if (among(bytes, dashes))
        return {bytes, Letter::Mark, TokenKind::Dash};
    if (bytes == "…")
        return {bytes, Letter::Mark, TokenKind::Dot};
    if (among(bytes, quotes))
        return {bytes, Letter::Mark, TokenKind::Other};
    return {bytes, Letter::Word};
}

void finish_number(DeadlineToken& token) {
    token.digits = static_cast<int>(std::min<std::size_t>(token.word.size(), 5));
    if (token.digits > 4)
        token.kind = TokenKind::Other;
    else
        for (const char digit : token.word)
            token.value = token.value * 10 + (digit - '0');
    token.word.clear();
}

// A run of letters or of digits from `at`; returns where it ends.
std::size_t take_run(std::string_view text, std::size_t at, Letter letter, std::string& run) {
    while (at < text.size()) {
        const Character next = character_at(text, at);
        if (next.letter != letter && next.letter != Letter::Ignored)
            break;
        if (next.letter == letter)
            run += next.bytes;
        at += next.bytes.size();
    }
    return at;
}

struct MonthStem {
    std::string_view stem;
    int month;
    bool hard;  // март, августа; else январь, января
};

constexpr auto month_stems = std::to_array<MonthStem>({
    {"январ", 1, false},
    {"феврал", 2, false},
    {"март", 3, true},
    {"апрел", 4, false},
    {"ма", 5, false},
    {"июн", 6, false},
    {"июл", 7, false},
    {"август", 8, true},
    {"сентябр", 9, false},
    {"октябр", 10, false},
    {"ноябр", 11, false},
    {"декабр", 12, false},
});

struct Numbered {
    std::string_view word;
    int number;
};

constexpr auto short_months = std::to_array<Numbered>({
    {"янв", 1},
    {"фев", 2},
    {"февр", 2},
    {"мар", 3},
    {"апр", 4},
    {"июн", 6},
    {"июл", 7},
    {"авг", 8},
    {"сен", 9},
    {"сент", 9},
    {"окт", 10},
    {"ноя", 11},
    {"нояб", 11},
    {"дек", 12},
});

constexpr std::array<std::string_view, 6> soft_endings = {"ь", "я", "е", "ю", "ем", "й"};
constexpr std::array<std::string_view, 5> hard_endings = {"", "а", "е", "у", "ом"};

// The Cyrillic «і» is what some keyboards give for the Roman one.
constexpr auto roman_numbers = std::to_array<Numbered>({
    {"i", 1},
    {"ii", 2},
    {"iii", 3},
    {"iv", 4},
    {"і", 1},
    {"іі", 2},
    {"ііі", 3},
    {"іv", 4},
});

constexpr auto ordinal_stems = std::to_array<Numbered>({
    {"перв", 1},
    {"втора", 2},
    {"второ", 2},
    {"вторы", 2},
    {"втору", 2},
    {"треть", 3},
    {"трети", 3},
    {"четверты", 4},
    {"четверто", 4},
    {"четверта", 4},
    {"четверту", 4},
});

constexpr auto seasons = std::to_array<Numbered>({
    {"зима", 12},
    {"зимой", 12},
    {"зиму", 12},
    {"весна", 3},
    {"весной", 3},
    {"весну", 3},
    {"лето", 6},
    {"летом", 6},
    {"осень", 9},
    {"осенью", 9},
});

constexpr auto small_numbers = std::to_array<Numbered>({
    {"один", 1},
    {"одного", 1},
    {"одной", 1},
    {"два", 2},
    {"две", 2},
    {"двух", 2},
    {"три", 3},
    {"трех", 3},
    {"четыре", 4},
    {"четырех", 4},
    {"пять", 5},
    {"пяти", 5},
    {"семь", 7},
    {"семи", 7},
    {"десять", 10},
    {"десяти", 10},
    {"четырнадцати", 14},
    {"тридцати", 30},
});

constexpr std::array<std::string_view, 7> weekday_stems = {
    "понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень"};

constexpr std::array<std::string_view, 10> unit_stems = {
    "день", "дня", "недел", "месяц", "квартал", "четверт", "триместр", "полугоди", "полгод", "год"};

constexpr std::array<std::string_view, 28> vocabulary = {
    "январь",     "февраль",       "март",          "апрель",   "июнь",    "июль",
    "август",     "сентябрь",      "октябрь",       "ноябрь",   "декабрь", "января",
    "февраля",    "апреля",        "августа",       "сентября", "октября", "ноября",
    "декабря",    "четверть",      "полугодие",     "квартал",  "течение", "постоянно",
    "ежемесячно", "ежеквартально", "необходимости", "графику"};

int exact_number(std::string_view word, std::span<const Numbered> table) {
    const auto found = std::ranges::find(table, word, &Numbered::word);
    return found == table.end() ? 0 : found->number;
}

}  // namespace

std::vector<DeadlineToken> split_deadline(std::string_view text) {
    std::vector<DeadlineToken> tokens;
    for (std::size_t at = 0; at < text.size();) {
        const Character here = character_at(text, at);
        const std::size_t begin = at;
        at += here.bytes.size();
        if (here.letter == Letter::Space || here.letter == Letter::Ignored)
            continue;
        DeadlineToken token{here.mark, {}, std::string(), 0, 0};
        if (here.letter != Letter::Mark)
            at = take_run(text, begin, here.letter, token.word);
        if (here.letter == Letter::Digit) {
            token.kind = TokenKind::Number;
            finish_number(token);
        } else if (here.letter == Letter::Word) {
            token.kind = TokenKind::Word;
            token.word = fold_yo(to_lower(token.word));
        }
        token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
        tokens.push_back(std::move(token));
    }
    return tokens;
}

bool has_stem(std::string_view word, std::string_view stem) {
    return word.starts_with(stem) && word.size() - stem.size() <= 3 * std::string_view("я").size();
}

int month_of(std::string_view word) {
    for (const MonthStem& month : month_stems) {
        if (!word.starts_with(month.stem))
            continue;
        const std::string_view ending = word.substr(month.stem.size());
        if (month.hard ? among(ending, hard_endings) : among(ending, soft_endings))
            return month.month;
    }
    return exact_number(word, short_months);
}

int ordinal_of(std::string_view word) {
    for (const Numbered& ordinal : ordinal_stems)
        if (has_stem(word, ordinal.word))
            return ordinal.number;
    return exact_number(word, roman_numbers);
}

int first_month_of_season(std::string_view word) {
    return exact_number(word, seasons);
}

int small_number_of(std::string_view word) {
    return exact_number(word, small_numbers);
}

bool is_weekday(std::string_view word) {
    return std::ranges::any_of(weekday_stems, [&](auto stem) { return has_stem(word, stem); });
}

bool is_time_unit(std::string_view word) {
    return std::ranges::any_of(unit_stems, [&](auto stem) { return has_stem(word, stem); });
}

std::span<const std::string_view> deadline_vocabulary() {
    return vocabulary;
}

}  // namespace vitrina
