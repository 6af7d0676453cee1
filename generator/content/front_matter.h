// Front matter: the YAML block at the head of a Markdown file.
//
// Shape    `---` line, YAML mapping, `---` line, body. A BOM before it and CRLF are accepted.
// Units    spans are bytes in the whole file, not in the block.
// Errors   a missing block, a missing closing line, front matter that is no mapping.
#pragma once

#include <optional>

#include "base/diagnostics.h"
#include "base/source.h"
#include "content/yaml.h"

namespace vitrina {

struct FrontMatter {
    YamlNode fields;  // a mapping, or Null when the block is empty
    Span body;        // the Markdown in the file
};

std::optional<FrontMatter> read_front_matter(const SourcePtr& source, Diagnostics& out);

// Checks the bytes of a whole text file before anything reads it: UTF-8 without NUL and control
// characters; cp1251 and UTF-16 are recognised and named. False if the file cannot be read as text.
bool check_encoding(const SourcePtr& source, Diagnostics& out);

// The same text in UTF-8, if it is cp1251 or UTF-16 (`vitrina fmt --to-utf8`); nothing if unknown.
std::optional<std::string> convert_to_utf8(std::string_view bytes);

}  // namespace vitrina
