#include "preview/address.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace vitrina {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::optional<std::string> decode(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low < 0)
            return std::nullopt;
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    const bool has_control = std::ranges::any_of(decoded, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
    if (has_control || !is_utf8(decoded))
        return std::nullopt;
    return decoded;
}

struct MediaType {
    std::string_view ending;
    std::string_view type;
};

constexpr auto media_types = std::to_array<MediaType>({
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".txt", "text/plain; charset=utf-8"},
    {".gift", "text/plain; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8"},
    {".ics", "text/calendar; charset=utf-8"},
    {"atom.xml", "application/atom+xml"},
    {".xml", "application/xml"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".pdf", "application/pdf"},
    {".mp3", "audio/mpeg"},
    {".mp4", "video/mp4"},
    {".zip", "application/zip"},
    {".rtf", "application/rtf"},
    {".doc", "application/msword"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".xls", "application/vnd.ms-excel"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".ppt", "application/vnd.ms-powerpoint"},
    {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {".odt", "application/vnd.oasis.opendocument.text"},
    {".ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {".odp", "application/vnd.oasis.opendocument.presentation"},
});

}  // namespace

std::optional<std::string> decode_target(std::string_view target) {
    target = target.substr(0, target.find('?'));
    if (!target.starts_with('/'))
        return std::nullopt;
    return decode(target);
}

std::string query_value(std::string_view target, std::string_view field) {
    const std::size_t mark = target.find('?');
    std::string_view query = mark == std::string_view::npos ? "" : target.substr(mark + 1);
    while (!query.empty()) {
        const std::size_t end = query.find('&');
        const std::string_view pair = query.substr(0, end);
        query = end == std::string_view::npos ? "" : query.substr(end + 1);
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == field)
            return decode(pair.substr(equals + 1)).value_or("");
    }
    return {};
}

std::string encode_path(std::string_view path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') ||
                              std::string_view("-._~/").find(c) != std::string_view::npos;
        if (is_plain)
            encoded += c;
        else
            encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return encoded;
}

bool is_own_host(std::string_view host, int port) {
    const std::string end = ":" + std::to_string(port);
    if (host.ends_with(end))
        host.remove_suffix(end.size());
    else if (port != 80)
        return false;
    return host == "127.0.0.1" || host == "[::1]" || to_lower(host) == "localhost";
}

std::string_view media_type(std::string_view path) {
    const auto known = std::ranges::find_if(
        media_types, [&](const MediaType& one) { return path.ends_with(one.ending); });
    return known == media_types.end() ? "application/octet-stream" : known->type;
}

}  // namespace vitrina
