// Trees of YAML in one short notation, ours and those of the library: equal if and only if the
// trees are. `{a: "text", "№ 3": [~]}`: every scalar in quotes, but for a key of letters and
// digits; a missing value as `~`.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include <yaml-cpp/yaml.h>

#include "base/text.h"
#include "content/yaml.h"

namespace vitrina::test {

inline std::string quoted(std::string_view text) {
    std::string made = "\"";
    for (const char byte : text)
        made += (byte == '"' || byte == '\\' ? "\\" : "") + std::string(1, byte);
    return made + '"';
}

inline std::string key_notation(const std::string& written, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint next = code_point_at(text, at);
        if (!is_letter_or_digit(next.value) && text[at] != '_')
            return written;
        at += next.length;
    }
    return text.empty() ? written : std::string(text);
}

inline std::string notation(const YamlNode& node) {
    if (node.is_null())
        return "~";
    if (node.is_scalar())
        return quoted(node.text());
    std::string list;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        list += list.empty() ? "" : ", ";
        list += node.is_mapping() ? key_notation(notation(node.keys[i]), node.keys[i].text()) + ": "
                                  : "";
        list += notation(node.children[i]);
    }
    return node.is_mapping() ? "{" + list + "}" : "[" + list + "]";
}

inline std::string notation(const YAML::Node& node) {
    if (node.IsNull() || !node.IsDefined())
        return "~";
    if (node.IsScalar())
        return quoted(node.Scalar());
    std::string list;
    for (const auto& entry : node) {
        list += list.empty() ? "" : ", ";
        list += node.IsMap() ? key_notation(notation(entry.first), entry.first.Scalar()) + ": " +
                                   notation(entry.second)
                             : notation(entry);
    }
    return node.IsMap() ? "{" + list + "}" : "[" + list + "]";
}

}  // namespace vitrina::test
