#include "preview/request_head.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace vitrina {
namespace {

constexpr int bad_request = 400;
constexpr int method_refused = 405;
constexpr int body_refused = 413;
constexpr int target_too_long = 414;
constexpr int head_too_large = 431;
constexpr std::size_t longest_target = 4096;

constexpr auto kept_fields = std::to_array<std::string_view>(
    {"connection", "host", "if-none-match", "sec-fetch-site"});

bool is_printable(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
    });
}

bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

// Takes the text up to the line's end; a lone LF ends a line too.
std::string_view take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

int judge_request_line(std::string_view line) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return bad_request;
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (!is_token(method) || (version != "HTTP/1.1" && version != "HTTP/1.0"))
        return bad_request;
    if (method != "GET" && method != "HEAD")
        return method_refused;
    if (target.size() > longest_target)
        return target_too_long;
    // Anything else must be escaped by who sends it; `#` is for the browser alone.
    const bool is_plain = std::ranges::all_of(target, [](char c) {
        return c > 0x20 && static_cast<unsigned char>(c) < 0x7F && c != '#';
    });
    return target.starts_with('/') && is_plain ? 0 : bad_request;
}

}  // namespace

std::size_t end_of_head(std::string_view bytes) {
    for (std::size_t at = bytes.find('\n'); at != std::string_view::npos;
         at = bytes.find('\n', at + 1)) {
        if (bytes.substr(at + 1, 1) == "\n")
            return at + 2;
        if (bytes.substr(at + 1, 2) == "\r\n")
            return at + 3;
    }
    return std::string_view::npos;
}

RequestHead judge_head(std::string_view head) {
    const std::string_view first = take_line(head);
    RequestHead judged{judge_request_line(first), std::string(first) + "\r\n"};
    std::set<std::string> seen;
    std::size_t lines = 0;
    while (judged.refusal == 0) {
        const std::string_view line = take_line(head);
        if (line.empty())
            break;
        const std::size_t colon = line.find(':');
        const std::string name = to_lower(line.substr(0, colon));
        if (++lines > most_head_lines)
            judged.refusal = head_too_large;
        else if (colon == std::string_view::npos || !is_token(name) || !is_printable(line))
            judged.refusal = bad_request;
        else if (name == "transfer-encoding" ||
                 (name == "content-length" && trim(line.substr(colon + 1)) != "0"))
            judged.refusal = body_refused;
        else if (std::ranges::find(kept_fields, name) == kept_fields.end())
            continue;
        else if (!seen.insert(name).second)
            judged.refusal = bad_request;
        else
            judged.canonical += name + ": " + std::string(trim(line.substr(colon + 1))) + "\r\n";
    }
    if (judged.refusal == 0 && !seen.contains("host"))
        judged.refusal = bad_request;
    judged.canonical += "\r\n";
    return judged;
}

}  // namespace vitrina
