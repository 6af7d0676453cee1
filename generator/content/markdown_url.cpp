#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "content/markdown.h"

namespace vitrina {
namespace {

struct Entity {
    std::string_view name;
    char value;
};

// Named entities that can hide what decides over an address.
constexpr std::array<Entity, 6> entities = {{{"colon;", ':'},
                                             {"Tab;", '\t'},
                                             {"NewLine;", '\n'},
                                             {"sol;", '/'},
                                             {"bsol;", '\\'},
                                             {"amp;", '&'}}};

bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool is_scheme_sign(char byte) {
    return is_letter(byte) || (byte >= '0' && byte <= '9') || byte == '+' || byte == '-' ||
           byte == '.';
}

std::optional<unsigned> read_number(std::string_view digits, int base) {
    unsigned value = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

// Appends what the entity behind `&` stands for; gives its length, 0 if it is none.
std::size_t decode_entity(std::string_view rest, std::string& to) {
    for (const Entity& entity : entities) {
        if (!rest.starts_with(entity.name))
            continue;
        to += entity.value;
        return entity.name.size();
    }
    if (!rest.starts_with('#'))
        return 0;
    const bool is_hex = rest.size() > 1 && (rest[1] == 'x' || rest[1] == 'X');
    const std::size_t begin = is_hex ? 2 : 1;
    const std::size_t end =
        std::min(rest.find_first_not_of(is_hex ? "0123456789abcdefABCDEF" : "0123456789", begin),
                 rest.size());
    const auto value = read_number(rest.substr(begin, end - begin), is_hex ? 16 : 10);
    if (!value || *value > 0x10FFFF)
        return 0;
    append_code_point(to, static_cast<char32_t>(*value));
    return end < rest.size() && rest[end] == ';' ? end + 1 : end;
}

std::string decode_once(std::string_view url) {
    std::string decoded;
    for (std::size_t at = 0; at < url.size(); ++at) {
        if (url[at] == '&') {
            if (const std::size_t length = decode_entity(url.substr(at + 1), decoded)) {
                at += length;
                continue;
            }
        }
        if (url[at] == '%' && at + 2 < url.size()) {
            if (const auto value = read_number(url.substr(at + 1, 2), 16)) {
                decoded += static_cast<char>(*value);
                at += 2;
                continue;
            }
        }
        decoded += url[at];
    }
    return decoded;
}

// As a browser reads it: without control characters and spaces, backslashes as slashes.
std::string undisguised(std::string_view url) {
    std::string plain;
    for (const char byte : url) {
        if (static_cast<unsigned char>(byte) > 0x20 && byte != 0x7F)
            plain += byte == '\\' ? '/' : byte;
    }
    return plain;
}

bool is_allowed_plain(std::string_view url) {
    if (url.starts_with("//"))
        return false;
    const std::size_t end = url.find_first_of(":/?#");
    if (end == std::string_view::npos || end == 0 || url[end] != ':')
        return true;
    const std::string_view scheme = url.substr(0, end);
    if (!is_letter(scheme[0]) || !std::ranges::all_of(scheme, is_scheme_sign))
        return true;  // a path with a colon in it, to a browser as well
    constexpr std::array<std::string_view, 4> allowed = {"http", "https", "mailto", "tel"};
    return std::ranges::find(allowed, to_lower(scheme)) != allowed.end();
}

// Most addresses by far: nothing in them can hide a scheme or a host.
bool is_simple_path(std::string_view url) {
    return !url.starts_with("//") && std::ranges::all_of(url, [](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-' ||
               c == '_' || c == '#' || static_cast<unsigned char>(c) >= 0x80;
    });
}

}  // namespace

bool is_allowed_url(std::string_view url) {
    if (url.starts_with("https://") || url.starts_with("http://") || is_simple_path(url))
        return true;
    constexpr int max_rounds = 5;
    std::string decoded(url);
    for (int round = 0; round < max_rounds; ++round) {
        if (!is_allowed_plain(undisguised(decoded)))
            return false;
        std::string next = decode_once(decoded);
        if (next == decoded)
            return true;
        decoded = std::move(next);
    }
    return false;  // nobody wraps an honest address that often
}

}  // namespace vitrina
