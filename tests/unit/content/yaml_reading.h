// What the tests of content/yaml share: a text read into a tree, its messages, and a short
// notation.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "content/yaml.h"

namespace vitrina::test {

struct YamlReading {
    SourcePtr source;
    std::optional<YamlNode> tree;
    Diagnostics messages;
};

inline SourcePtr source_of(std::string text) {
    return std::make_shared<Source>(Source{"plan.yaml", std::move(text)});
}

inline YamlReading read(std::string text) {
    YamlReading reading{source_of(std::move(text)), {}, {}};
    const auto size = static_cast<std::uint32_t>(reading.source->text.size());
    reading.tree = read_yaml(reading.source, {0, size}, reading.messages);
    return reading;
}

// `{a: "text", b: [~]}`: every scalar in quotes, a missing value as `~`.
inline std::string notation(const YamlNode& node) {
    if (node.is_null())
        return "~";
    if (node.is_scalar())
        return '"' + node.scalar.text + '"';
    std::string list;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        list += list.empty() ? "" : ", ";
        list += node.is_mapping() ? node.keys[i].scalar.text + ": " : "";
        list += notation(node.children[i]);
    }
    return node.is_mapping() ? "{" + list + "}" : "[" + list + "]";
}

inline std::string notation_of(std::string text) {
    const YamlReading reading = read(std::move(text));
    return reading.tree && !reading.messages.has_errors() ? notation(*reading.tree) : "(refused)";
}

inline std::string at(const YamlReading& reading, Span span) {
    return reading.source->text.substr(span.begin, span.end - span.begin);
}

}  // namespace vitrina::test
