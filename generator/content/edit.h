// Changes of an author's file by span: one value or one line, everything else byte for byte.
//
// Shapes   an edit replaces a span of the file; the functions below make edits for a mapping that
//          `read_yaml` gave for the same text. Line ends are the file's own; values come quoted.
// Errors   none: a caller applies its edits, reads the result again and keeps the file as it was if
//          it does not say what was meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "content/yaml.h"

namespace vitrina {

struct TextEdit {
    Span span;  // empty: an insertion
    std::string text;
};

// Edits of one text; their spans do not overlap. Those at one place keep their order.
std::string apply_edits(std::string_view text, std::vector<TextEdit> edits);

// A scalar as it may stand in YAML, plain if every reader takes it for text.
std::string yaml_scalar(std::string_view value);

// The value of `key` becomes `value`. A key that is not there is put below the line of `after`, or
// behind the mapping's first key when there is no `after` either. `mapping` may be Null: `block` is
// where its text stands in the file.
TextEdit set_value(std::string_view text,
                   const YamlNode& mapping,
                   std::string_view key,
                   std::string_view value,
                   std::string_view after);

// `key: value` before everything else in the mapping, which has a key at least.
TextEdit put_first(std::string_view text,
                   const YamlNode& mapping,
                   std::string_view key,
                   std::string_view value);

// One more value at the end of the sequence under `key` of a whole file's mapping; the key is made
// if it is not there. `value` is one line of flow YAML.
TextEdit append_value(std::string_view text,
                      const YamlNode& root,
                      std::string_view key,
                      std::string_view value);

}  // namespace vitrina
