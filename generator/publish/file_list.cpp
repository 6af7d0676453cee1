#include "publish/file_list.h"

#include <algorithm>

#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::size_t longest_part = 200;
constexpr std::size_t longest_path = 2000;

bool is_printable_ascii(char c) {
    return c >= ' ' && c <= '~';
}

bool is_white(char c) {
    return c == '\t' || c == '\n' || c == '\r';
}

bool is_clean(std::string_view path) {
    return std::ranges::all_of(path, is_printable_ascii) ||
           (is_utf8(path) && !find_control(path) && std::ranges::none_of(path, is_white));
}

}  // namespace

bool is_output_path(std::string_view path) {
    if (path.empty() || path.size() > longest_path || path.starts_with('#'))
        return false;
    if (!is_clean(path))
        return false;
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = path.substr(begin, end - begin);
        if (part.empty() || part.starts_with('.') || part.size() > longest_part)
            return false;
        begin = end + 1;
    }
    return true;
}

std::optional<std::vector<std::string>> parse_file_list(std::string_view text) {
    std::vector<std::string> paths;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos)
            return std::nullopt;
        const std::string_view line = text.substr(0, end);
        if (!is_output_path(line) || (!paths.empty() && line <= paths.back()))
            return std::nullopt;
        paths.emplace_back(line);
        text.remove_prefix(end + 1);
    }
    // We never write an empty list: an empty file is one that lost its text.
    if (paths.empty())
        return std::nullopt;
    return paths;
}

std::string format_file_list(const std::vector<std::string>& sorted_paths) {
    std::string text;
    std::size_t size = 0;
    for (const std::string& path : sorted_paths)
        size += path.size() + 1;
    text.reserve(size);
    for (const std::string& path : sorted_paths) {
        text += path;
        text += '\n';
    }
    return text;
}

}  // namespace vitrina
