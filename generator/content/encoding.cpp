// The encodings that files for this program come in, and what is refused in UTF-8 (front_matter.h).
//
// Source   code tables of Windows-1251 and KOI8-R: unicode.org/Public/MAPPINGS.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/byte_blocks.h"
#include "base/text.h"
#include "content/front_matter.h"

namespace vitrina {
namespace {

enum class Encoding : std::uint8_t { Unknown, Windows1251, Koi8R, Utf16Le, Utf16Be };

constexpr char16_t no_character = u'\uFFFD';

// Bytes 80–FF.
constexpr std::u16string_view windows_1251 =
    u"ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\uFFFD™љ›њќћџ"
    u"\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕї"
    u"АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
    u"абвгдежзийклмнопрстуфхцчшщъыьэюя";
constexpr std::u16string_view koi8_r =
    u"─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u00A0⌡°²·÷"
    u"═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©"
    u"юабцдефгхийклмнопярстужвьызшэщчъ"
    u"ЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";
static_assert(windows_1251.size() == 128 && koi8_r.size() == 128);

// How many of the bytes beyond ASCII are the ten letters that make up two thirds of Russian text.
double typical_share(std::string_view bytes, std::u16string_view table) {
    constexpr std::u16string_view typical = u"оеаинтсрвлОЕАИНТСРВЛ";
    std::array<bool, 128> is_typical{};
    for (std::size_t i = 0; i < is_typical.size(); ++i)
        is_typical[i] = typical.find(table[i]) != std::u16string_view::npos;
    std::size_t high = 0;
    std::size_t found = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (byte_at(bytes, i) < 0x80)
            continue;
        ++high;
        found += is_typical[byte_at(bytes, i) - 0x80U] ? 1 : 0;
    }
    constexpr std::size_t enough = 3;
    return high < enough ? 0 : static_cast<double>(found) / static_cast<double>(high);
}

// A UTF-8 text with some damage: its Russian letters are pairs that hardly occur in other
// encodings.
bool is_mostly_utf8(std::string_view bytes) {
    std::size_t high = 0;
    std::size_t paired = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        high += byte_at(bytes, i) >= 0x80 ? 1 : 0;
        const bool is_lead = byte_at(bytes, i) == 0xD0 || byte_at(bytes, i) == 0xD1;
        const bool is_pair =
            is_lead && i + 1 < bytes.size() && (byte_at(bytes, i + 1) & 0xC0U) == 0x80U;
        paired += is_pair ? 2 : 0;
    }
    return paired * 2 > high;
}

// Without a mark: in Russian and English UTF-16 nearly every high byte is 00 or 04.
Encoding guess_utf16(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE"))
        return Encoding::Utf16Le;
    if (bytes.starts_with("\xFE\xFF"))
        return Encoding::Utf16Be;
    const std::string_view sample = bytes.substr(0, 4096);
    if (bytes.size() % 2 != 0 || sample.size() < 4 || sample.find('\0') == std::string_view::npos)
        return Encoding::Unknown;
    std::array<std::size_t, 2> zero_or_four{};
    for (std::size_t i = 0; i < sample.size(); ++i)
        zero_or_four[i % 2] += sample[i] == '\0' || sample[i] == '\x04' ? 1 : 0;
    const std::size_t most = sample.size() / 2 * 3 / 4;
    const std::size_t few = sample.size() / 2 / 4;
    if (zero_or_four[1] >= most && zero_or_four[0] <= few)
        return Encoding::Utf16Le;
    if (zero_or_four[0] >= most && zero_or_four[1] <= few)
        return Encoding::Utf16Be;
    return Encoding::Unknown;
}

Encoding guess_encoding(std::string_view bytes) {
    if (const Encoding wide = guess_utf16(bytes); wide != Encoding::Unknown)
        return wide;
    constexpr double convincing = 0.4;
    const double windows = typical_share(bytes, windows_1251);
    const double koi = typical_share(bytes, koi8_r);
    if (is_mostly_utf8(bytes) || std::max(windows, koi) < convincing)
        return Encoding::Unknown;
    return windows >= koi ? Encoding::Windows1251 : Encoding::Koi8R;
}

void append_utf8(std::string& to, char32_t c) {
    const auto put = [&](char32_t byte) { to += static_cast<char>(byte); };
    if (c < 0x80)
        return put(c);
    if (c < 0x800) {
        put(0xC0U | (c >> 6U));
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3FU));
    } else {
        put(0xF0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3FU));
        put(0x80U | ((c >> 6U) & 0x3FU));
    }
    put(0x80U | (c & 0x3FU));
}

std::optional<std::string> convert_table(std::string_view bytes, std::u16string_view table) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const unsigned char byte = byte_at(bytes, i);
        const char16_t c = byte < 0x80 ? char16_t{byte} : table[byte - 0x80U];
        if (c == no_character)
            return std::nullopt;
        append_utf8(text, c);
    }
    return text;
}

std::optional<std::string> convert_utf16(std::string_view bytes, bool is_little) {
    if (bytes.size() % 2 != 0)
        return std::nullopt;
    const auto unit = [&](std::size_t i) {
        const char32_t first = byte_at(bytes, i);
        const char32_t second = byte_at(bytes, i + 1);
        return is_little ? first | (second << 8U) : (first << 8U) | second;
    };
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t i = unit(0) == 0xFEFF ? 2 : 0; i < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xDC00 && c <= 0xDFFF)
            return std::nullopt;
        if (c >= 0xD800 && c <= 0xDBFF) {
            i += 2;
            const char32_t low = i < bytes.size() ? unit(i) : 0;
            if (low < 0xDC00 || low > 0xDFFF)
                return std::nullopt;
            c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
        }
        append_utf8(text, c);
    }
    return text;
}

// Signs that are no text though they are UTF-8: controls of the second range, signs that turn the
// direction of a line so that it shows another text than it holds, and what is no character at all.
bool is_hidden(char32_t sign) {
    const bool is_control = sign >= 0x80 && sign <= 0x9F;
    const bool turns = (sign >= 0x202A && sign <= 0x202E) || (sign >= 0x2066 && sign <= 0x2069) ||
                       sign == 0x200E || sign == 0x200F || sign == 0x061C;
    const bool is_none = (sign >= 0xFDD0 && sign <= 0xFDEF) || (sign & 0xFFFEU) == 0xFFFE;
    return is_control || turns || is_none;
}

// Of good UTF-8; every hidden sign begins with one of few bytes.
std::optional<std::size_t> find_hidden(std::string_view text) {
    const auto may_begin = [](auto bytes) {
        return (bytes == 0xC2) | (bytes == 0xD8) | (bytes == 0xE2) | (bytes >= 0xEF);
    };
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(at + block_size, text.size());
        if (end - at == block_size && !any_byte(may_begin(block_at(text, at)))) {
            at = end;
            continue;
        }
        for (; at < end; ++at)
            if (may_begin(byte_at(text, at)) && is_hidden(code_point_at(text, at).value))
                return at;
    }
    return std::nullopt;
}

void report_encoding(const SourcePtr& source,
                     Encoding encoding,
                     std::size_t bad,
                     Diagnostics& out) {
    const auto at = static_cast<std::uint32_t>(bad);
    const Place place{source, {at, at + 1}};
    const std::string& path = source->path;
    if (encoding == Encoding::Unknown)
        out.error(ids::encoding_not_utf8, place, fmt::format("{:02X}", byte_at(source->text, bad)));
    else if (encoding == Encoding::Windows1251)
        out.error(ids::encoding_windows_1251, place, path);
    else if (encoding == Encoding::Koi8R)
        out.error(ids::encoding_koi8_r, place, path);
    else
        out.error(ids::encoding_utf_16, place, path);
}

}  // namespace

bool check_encoding(const SourcePtr& source, Diagnostics& out) {
    const std::string_view text = source->text;
    const auto bad = find_bad_utf8(text);
    const auto control = find_control(text);
    const auto hidden = bad ? std::nullopt : find_hidden(text);
    if (!bad && !control && !hidden)
        return true;
    const Encoding wide = guess_utf16(text);
    if (wide != Encoding::Unknown) {
        report_encoding(source, wide, 0, out);
    } else if (bad) {
        report_encoding(source, guess_encoding(text), *bad, out);
    } else if (!control || (hidden && *hidden < *control)) {
        const CodePoint sign = code_point_at(text, *hidden);
        const auto at = static_cast<std::uint32_t>(*hidden);
        const auto end = static_cast<std::uint32_t>(*hidden + sign.length);
        out.error(ids::encoding_control, {source, {at, end}},
                  fmt::format("U+{:04X}", static_cast<std::uint32_t>(sign.value)));
    } else {
        const auto at = static_cast<std::uint32_t>(*control);
        const Place place{source, {at, at + 1}};
        if (text[at] == '\0')
            out.error(ids::encoding_nul, place);
        else
            out.error(ids::encoding_control, place, fmt::format("{:02X}", byte_at(text, at)));
    }
    return false;
}

std::optional<std::string> convert_to_utf8(std::string_view bytes) {
    const Encoding wide = guess_utf16(bytes);
    if (wide != Encoding::Unknown)
        return convert_utf16(bytes, wide == Encoding::Utf16Le);
    if (is_utf8(bytes))
        return std::nullopt;
    switch (guess_encoding(bytes)) {
        case Encoding::Windows1251:
            return convert_table(bytes, windows_1251);
        case Encoding::Koi8R:
            return convert_table(bytes, koi8_r);
        default:
            return std::nullopt;
    }
}

}  // namespace vitrina
