#include "search/language.h"

#include <algorithm>
#include <array>

#include "base/byte_blocks.h"
#include "base/text.h"
#include "search/stemmer.h"

namespace vitrina {
namespace {

// Words that stand in every text and tell nothing of it; sorted.
constexpr std::string_view stop_list[] = {
    "an",    "and",   "are",   "as",    "at",   "by",    "for",   "from", "in",   "is",    "it",
    "of",    "on",    "or",    "that",  "the",  "this",  "to",    "was",  "with", "без",   "бы",
    "был",   "была",  "были",  "было",  "быть", "вам",   "вас",   "во",   "вот",  "все",   "всех",
    "вы",    "где",   "да",    "для",   "до",   "его",   "ее",    "если", "есть", "еще",   "же",
    "за",    "из",    "или",   "им",    "их",   "как",   "ко",    "кто",  "ли",   "либо",  "мне",
    "может", "мы",    "на",    "над",   "нам",  "нас",   "не",    "него", "нее",  "нет",   "ни",
    "них",   "но",    "об",    "он",    "она",  "они",   "оно",   "от",   "по",   "под",   "при",
    "про",   "так",   "также", "там",   "то",   "того",  "той",   "только", "том", "ты",   "уже",
    "чем",   "что",   "чтобы", "эта",   "эти",  "это",   "этого", "этой", "этом", "этот"};

bool is_latin_beyond_ascii(char32_t value) {
    // The small letters of Ⱥ and Ⱦ lie elsewhere, and are longer.
    return value >= 0xC0 && value <= 0x24F && value != 0xD7 && value != 0xF7 && value != 0x23A &&
           value != 0x23E;
}

bool is_rare_cyrillic(char32_t value) {
    return (value >= 0x460 && value <= 0x481) || (value >= 0x48A && value <= 0x52F);
}

// Signs that are written inside a word and are no part of it.
bool is_dropped(char32_t value) {
    return value == 0xAD || (value >= 0x300 && value <= 0x36F) ||
           (value >= 0x200B && value <= 0x200D) || value == 0x2060 || value == 0xFEFF;
}

// The small letter of а–я, ё and their neighbours; 0 for what is no such letter.
constexpr char32_t fold_cyrillic(char32_t value) {
    if (value >= 0x430 && value <= 0x44F)
        return value;
    if (value >= 0x410 && value <= 0x42F)
        return value + 0x20;
    if (value == 0x401 || value == 0x451)
        return 0x435;  // е
    if (value >= 0x400 && value <= 0x40F)
        return value + 0x50;
    return value >= 0x450 && value <= 0x45F ? value : 0;
}

// By the low bits of the two bytes that U+0400–U+047F take in UTF-8.
constexpr std::array<char32_t, 128> folded_cyrillic = [] {
    std::array<char32_t, 128> table{};
    for (char32_t i = 0; i < table.size(); ++i)
        table[i] = fold_cyrillic(0x400 + i);
    return table;
}();

// Digits, and small letters for all; 0 for signs of no word.
constexpr std::array<char, 128> folded_ascii = [] {
    std::array<char, 128> table{};
    for (char digit = '0'; digit <= '9'; ++digit)
        table[static_cast<std::size_t>(digit)] = digit;
    for (char letter = 'a'; letter <= 'z'; ++letter)
        table[static_cast<std::size_t>(letter)] = table[static_cast<std::size_t>(letter - 'a' + 'A')] = letter;
    return table;
}();

}  // namespace

// All signs of words lie below U+0800: two bytes at most.
void WordScanner::append(char32_t sign) {
    if (signs_ == longest)
        return;
    ++signs_;
    if (sign >= 0x80) {
        bytes_[size_++] = static_cast<char>(0xC0U | (sign >> 6U));
        sign = 0x80U | (sign & 0x3FU);
    }
    bytes_[size_++] = static_cast<char>(sign);
}

void WordScanner::add_letter(char32_t letter) {
    append(letter);
    ++letters_;
    has_letter_ = true;
}

std::size_t WordScanner::read_word(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            const char folded = folded_ascii[byte];
            if (folded == 0) {
                if (size_ != 0)
                    return at;
                ++at;
                continue;
            }
            if (folded <= '9') {
                has_digit_ = true;
                append(byte);
            } else {
                add_letter(static_cast<char32_t>(folded));
            }
            ++at;
            continue;
        }
        if ((byte == 0xD0 || byte == 0xD1) && at + 1 < text.size()) {
            const auto next = static_cast<unsigned char>(text[at + 1]);
            const char32_t letter =
                (next & 0xC0U) == 0x80 ? folded_cyrillic[((byte & 1U) << 6U) | (next & 0x3FU)] : 0;
            if (letter != 0) {
                add_letter(letter);
                at += 2;
                continue;
            }
        }
        const std::size_t before = at;
        if (!add_other(text, at) && size_ != 0)
            return before;
    }
    return at;
}

bool WordScanner::add_other(std::string_view text, std::size_t& at) {
    const CodePoint sign = code_point_at(text, at);
    const std::string_view bytes = text.substr(at, sign.length);
    at += sign.length;
    if (!sign.is_valid)
        return false;
    if (is_dropped(sign.value))
        return true;
    if (!is_latin_beyond_ascii(sign.value) && !is_rare_cyrillic(sign.value))
        return false;
    // Its small letter is two letters.
    add_letter(sign.value == 0x130 ? U'i' : code_point_at(to_lower(bytes), 0).value);
    return true;
}

// U+0300–U+037F, to be quick.
bool has_combining_marks(std::string_view text) {
    std::size_t at = 0;
    for (; at + block_size <= text.size(); at += block_size) {
        const ByteBlock block = block_at(text, at);
        if (any_byte((block == 0xCC) | (block == 0xCD)))
            return true;
    }
    return std::ranges::any_of(text.substr(at),
                               [](char byte) { return byte == '\xCC' || byte == '\xCD'; });
}

std::string composed(std::string_view text) {
    return has_combining_marks(text) ? to_nfc(text) : std::string(text);
}

bool is_stop_word(std::string_view folded_word) {
    return std::ranges::binary_search(stop_list, folded_word);
}

std::string stop_words() {
    std::string all;
    for (const std::string_view word : stop_list)
        all.append(all.empty() ? "" : " ").append(word);
    return all;
}

std::string stem_of(std::string_view folded_word) {
    const auto is = [&](auto test) { return std::ranges::any_of(folded_word, test); };
    if (is([](char byte) { return byte >= '0' && byte <= '9'; }))
        return std::string(folded_word);
    if (is([](char byte) { return byte == '\xD0' || byte == '\xD1'; }))
        return snowball_stem(SnowballLanguage::Russian, folded_word);
    if (is([](char byte) { return static_cast<unsigned char>(byte) >= 0x80; }))
        return std::string(folded_word);
    return snowball_stem(SnowballLanguage::English, folded_word);
}

}  // namespace vitrina
