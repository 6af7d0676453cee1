// The scanner below content/yaml: where every scalar of a YAML text stands, what it says, and every
// trap of the format (formats §1), so that the library is left with the structure alone.
//
// Shapes   the skeleton is the text, byte for byte as long, in which every scalar is `x` and
// spaces,
//          comments are spaces and every line ends with LF: nothing in it can surprise the library.
// Units    spans are bytes in the whole file.
// Errors   reported to `out`; scanning goes on wherever the next line can still be understood.
// Source   YAML 1.2.2 §6–8, without what formats §1 refuses. Linear in the size of the text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/source.h"
#include "content/yaml.h"

namespace vitrina {

constexpr std::size_t max_yaml_depth = 32;

struct YamlToken {
    MappedText scalar;
    YamlStyle style = YamlStyle::Plain;
    std::uint32_t behind_colon = 0;  // of a key: the offset behind its `:`
    bool is_value_cut = false;       // of a key: see YamlNode
    bool refused = false;            // a key that is no key: its entry is left out of the tree
};

struct YamlScan {
    std::string skeleton;
    std::vector<YamlToken> scalars;     // in the order of the file
    std::vector<Span> flows;            // `[…]` and `{…}`, in the order of their beginnings
    std::vector<std::uint32_t> dashes;  // offsets behind the `-` of list items
    bool is_readable = true;            // false: the structure cannot be told, there is no tree
    bool has_errors = false;
};

YamlScan scan_yaml(const SourcePtr& source, Span part, Diagnostics& out);

}  // namespace vitrina
