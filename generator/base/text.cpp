#include "base/text.h"

#include <algorithm>
#include <array>

#include "base/byte_blocks.h"

namespace vitrina {
namespace {

constexpr char32_t replacement = 0xFFFD;

// White space among the controls is none.
bool has_control(const ByteBlock& block) {
    const ByteMask low = (block < 0x20) & (block != '\n') & (block != '\t') & (block != '\r');
    return any_byte(low | (block == 0x7F));
}

// Whether the block at `at` goes on well-formed, with characters of at most three bytes: every byte
// behind a lead is a continuation, and no other is. `at >= 2`; what stands before is good.
bool is_plain_utf8(std::string_view text, std::size_t at) {
    const ByteBlock block = block_at(text, at);
    const ByteBlock before = block_at(text, at - 1);
    const ByteBlock before_that = block_at(text, at - 2);
    const ByteMask continues = (block & 0xC0) == 0x80;
    const ByteMask is_owed = (before >= 0xC0) | (before_that >= 0xE0);
    // C0 and C1 are never right, E0 and ED only before some continuations.
    const ByteMask odd =
        (block >= 0xF0) | ((block & 0xFE) == 0xC0) | (block == 0xE0) | (block == 0xED);
    return !any_byte((continues ^ is_owed) | odd);
}

bool is_continuation(unsigned char byte) {
    return (byte & 0xC0U) == 0x80U;
}

// Where the character begins that `offset` stands behind or in the middle of.
std::size_t lead_before(std::string_view text, std::size_t offset) {
    while (offset > 0 && byte_at(text, --offset) >= 0x80)
        if (!is_continuation(byte_at(text, offset)))
            break;
    return offset;
}

std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

// Overlong forms, surrogates and what lies beyond U+10FFFF.
bool is_forbidden(char32_t value, std::size_t length) {
    if (length == 3)
        return value < 0x800 || (value >= 0xD800 && value < 0xE000);
    return length == 4 && (value < 0x10000 || value > 0x10FFFF);
}

bool is_ascii_space(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

// Bytes of the space at `offset`: ASCII white space, U+00A0, U+202F; 0 if there is none.
std::size_t space_length(std::string_view text, std::size_t offset) {
    if (is_ascii_space(text[offset]))
        return 1;
    if (text.substr(offset, 2) == "\u00A0")
        return 2;
    return text.substr(offset, 3) == "\u202F" ? 3 : 0;
}

std::size_t space_length_before(std::string_view text, std::size_t end) {
    for (std::size_t length = 1; length <= std::min<std::size_t>(end, 3); ++length) {
        if (space_length(text, end - length) == length)
            return length;
    }
    return 0;
}

// From U+0430 а to U+044F я.
constexpr std::array<std::string_view, 32> latin_letters = {
    "a", "b", "v", "g", "d", "e",  "zh", "z",  "i",  "y",    "k", "l", "m", "n", "o",  "p",
    "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "",  "y", "",  "e", "yu", "ya"};

bool is_kept_in_path(char32_t value) {
    return (value >= 'a' && value <= 'z') || (value >= '0' && value <= '9') || value == '/';
}

// Small letters, digits, hyphens and slashes: nothing to do.
bool is_latin_path(std::string_view id) {
    return std::ranges::all_of(
        id, [](char c) { return c == '-' || is_kept_in_path(static_cast<unsigned char>(c)); });
}

const std::string_view* latin_letter(char32_t value) {
    constexpr std::size_t yo_as = 5;  // as е
    if (value == U'ё')
        return &latin_letters[yo_as];
    return value >= U'а' && value <= U'я' ? &latin_letters[value - U'а'] : nullptr;
}

std::u32string decode(std::string_view text) {
    std::u32string values;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint next = code_point_at(text, at);
        values += next.value;
        at += next.length;
    }
    return values;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t offset) {
    const unsigned char lead = byte_at(text, offset);
    const std::size_t length = sequence_length(lead);
    if (length == 1)
        return {lead, 1, true};
    if (length == 0 || offset + length > text.size())
        return {replacement, 1, false};
    char32_t value = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if (!is_continuation(byte_at(text, offset + i)))
            return {replacement, 1, false};
        value = (value << 6U) | (byte_at(text, offset + i) & 0x3FU);
    }
    if (is_forbidden(value, length))
        return {replacement, 1, false};
    return {value, length, true};
}

void append_code_point(std::string& to, char32_t value) {
    const auto put = [&to](char32_t byte) { to += static_cast<char>(byte); };
    if (value < 0x80) {
        put(value);
    } else if (value < 0x800) {
        put(0xC0U | (value >> 6U));
        put(0x80U | (value & 0x3FU));
    } else if (value < 0x10000) {
        put(0xE0U | (value >> 12U));
        put(0x80U | ((value >> 6U) & 0x3FU));
        put(0x80U | (value & 0x3FU));
    } else {
        put(0xF0U | (value >> 18U));
        put(0x80U | ((value >> 12U) & 0x3FU));
        put(0x80U | ((value >> 6U) & 0x3FU));
        put(0x80U | (value & 0x3FU));
    }
}

std::optional<std::size_t> find_bad_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t first = at;
        while (at >= 2 && at + block_size <= text.size() && is_plain_utf8(text, at))
            at += block_size;
        // A block may end within a character: that one is read again, whole.
        if (at != first)
            at = lead_before(text, at);
        const std::size_t end = std::min(at + block_size, text.size());
        while (at < end) {
            const CodePoint next = code_point_at(text, at);
            if (!next.is_valid)
                return at;
            at += next.length;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> find_control(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(at + block_size, text.size());
        if (end - at == block_size && !has_control(block_at(text, at))) {
            at = end;
            continue;
        }
        for (; at < end; ++at) {
            const char c = text[at];
            const bool is_white = c == '\n' || c == '\r' || c == '\t';
            if (!is_white && (byte_at(text, at) < 0x20 || c == 0x7F))
                return at;
        }
    }
    return std::nullopt;
}

bool is_utf8(std::string_view text) {
    return !find_bad_utf8(text);
}

std::size_t count_code_points(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return !is_continuation(static_cast<unsigned char>(byte)); }));
}

std::string fold_yo(std::string_view lower_text) {
    constexpr std::string_view yo = "ё";
    std::string folded;
    folded.reserve(lower_text.size());
    std::size_t begin = 0;
    for (std::size_t at = 0; (at = lower_text.find(yo, begin)) != std::string_view::npos;) {
        folded.append(lower_text, begin, at - begin).append("е");
        begin = at + yo.size();
    }
    return folded.append(lower_text, begin);
}

std::string_view trim(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = space_length(text, 0);
        if (length == 0)
            break;
        text.remove_prefix(length);
    }
    while (!text.empty()) {
        const std::size_t length = space_length_before(text, text.size());
        if (length == 0)
            break;
        text.remove_suffix(length);
    }
    return text;
}

std::string collapse_spaces(std::string_view text) {
    text = trim(text);
    std::string collapsed;
    collapsed.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = space_length(text, at);
        if (length == 0)
            collapsed += text[at];
        else if (!collapsed.ends_with(' '))
            collapsed += ' ';
        at += std::max<std::size_t>(length, 1);
    }
    return collapsed;
}

std::string transliterate_path(std::string_view id) {
    if (is_latin_path(id))
        return std::string(id);
    const std::string lower = to_lower(to_nfc(id));
    std::string path;
    path.reserve(lower.size());
    for (std::size_t at = 0; at < lower.size();) {
        std::size_t hyphens = 0;
        bool has_other = false;
        for (; at < lower.size(); ++hyphens) {
            const CodePoint next = code_point_at(lower, at);
            if (is_kept_in_path(next.value) || latin_letter(next.value) != nullptr)
                break;
            has_other = has_other || next.value != '-';
            at += next.length;
        }
        path.append(has_other ? 1 : hyphens, '-');
        if (at == lower.size())
            break;
        const CodePoint next = code_point_at(lower, at);
        const std::string_view* latin = latin_letter(next.value);
        path += latin != nullptr ? *latin : std::string_view(lower).substr(at, next.length);
        at += next.length;
    }
    return path;
}

std::string_view choose_plural(Language language, std::uint64_t count, std::string_view forms) {
    // English has one and other, Russian whole numbers have one, few and many: whatever is beyond
    // the last form given takes the last.
    for (std::size_t left = plural_form(language, count); left > 0; --left) {
        const std::size_t bar = forms.find('|');
        if (bar == std::string_view::npos)
            break;
        forms.remove_prefix(bar + 1);
    }
    return forms.substr(0, forms.find('|'));
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::u32string from = decode(a);
    const std::u32string to = decode(b);
    if (std::max(from.size(), to.size()) - std::min(from.size(), to.size()) > limit)
        return limit + 1;
    std::vector<std::size_t> before_last(to.size() + 1);
    std::vector<std::size_t> last(to.size() + 1);
    std::vector<std::size_t> row(to.size() + 1);
    for (std::size_t j = 0; j <= to.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= from.size(); ++i) {
        std::swap(before_last, last);
        std::swap(last, row);
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t change = from[i - 1] == to[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        if (std::ranges::min(row) > limit)
            return limit + 1;
    }
    return std::min(row[to.size()], limit + 1);
}

std::string nearest_name(std::string_view name, std::span<const std::string_view> candidates) {
    const std::string lower = to_lower(name);
    const std::size_t limit = count_code_points(name) <= 3 ? 1 : 2;
    std::size_t nearest = limit + 1;
    std::string_view found;
    bool is_single = false;
    for (const std::string_view candidate : candidates) {
        const std::size_t distance = edit_distance(lower, to_lower(candidate), limit);
        if (distance > nearest || distance > limit || candidate == found)
            continue;
        is_single = distance < nearest;
        nearest = distance;
        found = candidate;
    }
    return is_single ? std::string(found) : std::string();
}

}  // namespace vitrina
