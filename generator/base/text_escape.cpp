// What escapes and cleans text for terminals and markup.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/byte_blocks.h"
#include "base/text.h"

namespace vitrina {
namespace {

// & and ' differ in one bit, < and > in another.
bool needs_entities(const ByteBlock& block) {
    return any_byte(((block & 0xFE) == '&') | ((block & 0xFD) == '<') | (block == '"'));
}

bool is_hidden(char32_t value) {
    const bool control = value < 0x20 || (value >= 0x7F && value < 0xA0);
    const bool bidi = value == 0x061C || value == 0x200E || value == 0x200F ||
                      (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
    const bool separator = value == 0x2028 || value == 0x2029;
    return control || bidi || separator || value == 0x200B || value == 0xFEFF;
}

bool is_forbidden_in_xml(char32_t value) {
    const bool control = value < 0x20 || (value >= 0x7F && value < 0xA0);
    return (control && value != '\t' && value != '\n') || value == 0xFFFE || value == 0xFFFF;
}

constexpr std::array<std::string_view, 128> entities = [] {
    std::array<std::string_view, 128> table{};
    table['&'] = "&amp;";
    table['<'] = "&lt;";
    table['>'] = "&gt;";
    table['"'] = "&quot;";
    table['\''] = "&apos;";
    return table;
}();

constexpr std::array<bool, 256> needs_entity = [] {
    std::array<bool, 256> table{};
    for (std::size_t i = 0; i < entities.size(); ++i)
        table[i] = !entities[i].empty();
    return table;
}();

}  // namespace

std::string escape_controls(std::string_view text) {
    std::string printable;
    printable.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint next = code_point_at(text, at);
        if (!next.is_valid)
            fmt::format_to(std::back_inserter(printable), "\\x{:02x}", byte_at(text, at));
        else if (!is_hidden(next.value))
            printable.append(text, at, next.length);
        else if (next.value < 0x80)
            fmt::format_to(std::back_inserter(printable), "\\x{:02x}",
                           static_cast<std::uint32_t>(next.value));
        else
            fmt::format_to(std::back_inserter(printable), "\\u{:04x}",
                           static_cast<std::uint32_t>(next.value));
        at += next.length;
    }
    return printable;
}

std::string clean_text(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint next = code_point_at(text, at);
        if (next.value == '\r') {
            clean += text.substr(at + 1, 1) == "\n" ? "" : "\n";
        } else if (!is_forbidden_in_xml(next.value)) {
            append_code_point(clean, next.value);
        }
        at += next.length;
    }
    return clean;
}

std::string percent_encoded(std::string_view path) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char letter : path) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') ||
                           std::string_view("-._~/").find(letter) != std::string_view::npos;
        if (plain) {
            encoded += letter;
        } else {
            encoded += '%';
            encoded += digits[byte >> 4U];
            encoded += digits[byte & 15U];
        }
    }
    return encoded;
}

std::string base64_text(std::string_view bytes) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8U | (i < count ? byte_at(bytes, at + i) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            text += i <= count ? digits[(bits >> (18U - 6U * i)) & 63U] : '=';
    }
    return text;
}

void append_escaped(std::string& to, std::string_view text) {
    std::size_t plain = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(at + block_size, text.size());
        if (end - at == block_size && !needs_entities(block_at(text, at))) {
            at = end;
            continue;
        }
        for (; at < end; ++at) {
            const unsigned char byte = byte_at(text, at);
            if (!needs_entity[byte])
                continue;
            to.append(text, plain, at - plain).append(entities[byte]);
            plain = at + 1;
        }
    }
    to.append(text, plain);
}

std::string escape_html(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size() + text.size() / 8);
    append_escaped(escaped, text);
    return escaped;
}

}  // namespace vitrina
