#include "cli/yaml_lines.h"

#include <algorithm>

#include <fmt/format.h>

#include "content/edit.h"

namespace vitrina {

std::string yaml_pair(std::size_t indent, std::string_view key, const std::string& text) {
    const std::string blanks(indent, ' ');
    if (text.find('\n') == std::string::npos)
        return fmt::format("{}{}: {}\n", blanks, key, yaml_scalar(text));
    std::string lines = fmt::format("{}{}: |\n", blanks, key);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (end > at)
            lines += fmt::format("{}  {}", blanks, text.substr(at, end - at));
        lines += "\n";
        at = end + 1;
    }
    return lines;
}

std::string yaml_flow_list(const std::vector<std::string>& items) {
    std::string list;
    for (const std::string& item : items)
        list += (list.empty() ? "" : ", ") + yaml_scalar(item);
    return "[" + list + "]";
}

}  // namespace vitrina
