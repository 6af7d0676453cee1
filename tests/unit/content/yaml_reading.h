// What the tests of content/yaml share: a text read into a tree, its messages, its notation.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "content/yaml.h"
#include "support/yaml_notation.h"

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

inline std::string notation_of(std::string text) {
    const YamlReading reading = read(std::move(text));
    return reading.tree && !reading.messages.has_errors() ? notation(*reading.tree) : "(refused)";
}

inline std::string at(const YamlReading& reading, Span span) {
    return reading.source->text.substr(span.begin, span.end - span.begin);
}

}  // namespace vitrina::test
