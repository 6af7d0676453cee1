#include "search/language.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

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

// A letter of two bytes as a number, as it is loaded and stored.
constexpr std::uint16_t pair_of(char first, char second) {
    return std::bit_cast<std::uint16_t>(std::array<char, 2>{first, second});
}

constexpr std::uint16_t utf8_pair(char32_t value) {
    return pair_of(static_cast<char>(0xC0U | (value >> 6U)), static_cast<char>(0x80U | (value & 0x3FU)));
}

// By the low bits of the two bytes that U+0400–U+047F take in UTF-8; 0 for what is no letter.
constexpr std::array<std::uint16_t, 128> folded_cyrillic = [] {
    std::array<std::uint16_t, 128> table{};
    for (char32_t i = 0; i < table.size(); ++i)
        if (const char32_t folded = fold_cyrillic(0x400 + i); folded != 0)
            table[i] = utf8_pair(folded);
    return table;
}();

// The small letter of the two bytes at `from`, or 0.
std::uint16_t folded_pair(const char* from) {
    const auto first = static_cast<unsigned char>(from[0]);
    const auto second = static_cast<unsigned char>(from[1]);
    if ((first & 0xFEU) != 0xD0 || (second & 0xC0U) != 0x80)
        return 0;
    return folded_cyrillic[((first & 1U) << 6U) | (second & 0x3FU)];
}

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
void WordScanner::add_letter(char32_t letter) {
    ++letters_;
    has_letter_ = true;
    if (signs_ == longest)
        return;
    ++signs_;
    if (letter < 0x80) {
        bytes_[size_++] = static_cast<char>(letter);
        return;
    }
    const std::uint16_t pair = utf8_pair(letter);
    std::memcpy(bytes_ + size_, &pair, sizeof pair);
    size_ += sizeof pair;
}

// Counts stand in variables of their own while letters come: for all the compiler knows, a byte that
// is written might be one of the members.
std::size_t WordScanner::read_word(std::string_view text, std::size_t at) {
    std::size_t size = size_;
    std::size_t signs = signs_;
    std::size_t letters = letters_;
    bool has_digit = has_digit_;
    const auto keep = [&] {
        has_letter_ |= letters != letters_;
        size_ = size;
        signs_ = signs;
        letters_ = letters;
        has_digit_ = has_digit;
    };
    while (at < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            const char folded = folded_ascii[byte];
            if (folded == 0) {
                if (size != 0)
                    break;
                ++at;
                continue;
            }
            if (signs != longest) {
                ++signs;
                bytes_[size++] = folded;
            }
            if (folded <= '9')
                has_digit = true;
            else
                ++letters;
            ++at;
            continue;
        }
        // Most letters come here, one behind the other.
        const std::size_t begin = at;
        for (std::uint16_t pair = 0;
             at + 1 < text.size() && (pair = folded_pair(text.data() + at)) != 0; at += 2) {
            if (signs == longest)
                continue;
            ++signs;
            std::memcpy(bytes_ + size, &pair, sizeof pair);
            size += sizeof pair;
        }
        if (at != begin) {
            letters += (at - begin) / 2;
            continue;
        }
        keep();
        const std::size_t before = at;
        const bool is_of_word = add_other(text, at);
        size = size_;
        signs = signs_;
        letters = letters_;
        if (!is_of_word && size != 0) {
            at = before;
            break;
        }
    }
    keep();
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
