// Strict YAML: the text of a file or of its front matter as a tree in which every value knows its place.
//
// Shapes   mapping, sequence, scalar. Scalars are text; a field's type decides what they mean.
// Errors   duplicate keys, anchors, aliases, tags, merge keys, further documents, unclosed quotes,
//          junk, bad indentation, tabs, depth over 32, text cut off by `#`, `{a, b: c}` and the other
//          traps of the format (formats §1): each reported at its place with the corrected line.
//          After an error the tree holds what could be read, or nothing.
// Source   YAML 1.2 events by yaml-cpp; exact ends, quotes and traps by our scanner over the raw text.
// Lifetime the tree owns its texts. Thread-safe: no shared state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/source.h"

namespace vitrina {

enum class YamlKind : std::uint8_t { Null, Scalar, Sequence, Mapping };
enum class YamlStyle : std::uint8_t { Plain, SingleQuoted, DoubleQuoted, Literal, Folded, Flow, Block };

struct YamlNode;

struct YamlNode {
    YamlKind kind = YamlKind::Null;
    YamlStyle style = YamlStyle::Plain;
    MappedText scalar;               // of a scalar: its decoded text; scalar.span == span
    Span span;                       // the whole value in the file; of a missing value: behind its key
    std::vector<YamlNode> keys;      // of a mapping: scalars, in the order of the file
    std::vector<YamlNode> children;  // of a mapping: the values, beside `keys`; of a sequence: items

    bool is_value_cut = false;       // of a key: `#` cut its value off (already reported)

    bool is_null() const { return kind == YamlKind::Null; }
    bool is_scalar() const { return kind == YamlKind::Scalar; }
    bool is_sequence() const { return kind == YamlKind::Sequence; }
    bool is_mapping() const { return kind == YamlKind::Mapping; }
    std::string_view text() const { return scalar.text; }
    // The value of a key, or null.
    const YamlNode* find(std::string_view key) const;
};

// Reads the bytes `part` of the source's text as one YAML document. An empty document is Null.
// Nothing if the text could not be read as YAML at all (already reported).
std::optional<YamlNode> read_yaml(const SourcePtr& source, Span part, Diagnostics& out);

}  // namespace vitrina
