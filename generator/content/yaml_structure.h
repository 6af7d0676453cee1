// The structure of a YAML text as events: what is nested in what, without what the scalars say.
//
// Shapes   `skeleton` is that of content/yaml_scan.h: every scalar is `x` and spaces.
// Units    offsets are bytes from the beginning of the skeleton.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace vitrina {

struct YamlEvent {
    enum class Kind : std::uint8_t { Null, Scalar, SequenceStart, MappingStart, End, Alias };
    Kind kind = Kind::Null;
    bool is_flow = false;  // of a start
    std::uint32_t at = 0;  // of a scalar or a start

    bool operator==(const YamlEvent&) const = default;
};

struct YamlStructure {
    std::vector<YamlEvent> events;
    std::optional<std::uint32_t> refused_at;  // the events end before what is no YAML
};

// By the library, which knows all of YAML.
YamlStructure read_structure(std::string_view skeleton);

// The same events, many times faster, where mappings and lists stand in block form and flow lists
// of scalars within one line, as in most front matter; else nothing.
std::optional<YamlStructure> read_plain_structure(std::string_view skeleton);

}  // namespace vitrina
