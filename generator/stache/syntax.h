// A template as it is written: the tree that parsing makes and compiling reads.
//
// Source   Mustache specification 1.4 (mustache.5, required modules and inheritance), without
//          lambdas and dynamic names.
// Lines    white space is settled here: a tag alone on its line has taken the line with it. What is
//          left of indentation stands in LineStart, so that partials and blocks can be shifted.
// Lifetime all views point into the Source, which the tree shares.
#pragma once

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "base/diagnostics.h"
#include "base/source.h"

namespace vitrina::stache {

struct Name {
    std::string_view text;  // `.`, `title`, `author.name`
    Span span;
};

struct Node;

struct TextNode {
    std::string_view text;  // with its line ends, without the indentation of its lines
};

// Before the first character or tag of a line that is not blank.
struct LineStart {
    std::string_view indent;  // as written
};

struct PrintNode {
    Name name;
    bool is_raw = false;  // {{{name}}} or {{&name}}
};

struct SectionNode {
    Name name;
    bool is_inverted = false;
    std::vector<Node> body;
};

// {{$name}}…{{/name}}: a place that may be filled, or what fills it.
struct BlockNode {
    Name name;
    std::vector<Node> body;
    bool takes_lines = false;   // the pair begins and ends a line: it stands for whole lines
    std::string_view indent;    // of the opening tag, if takes_lines
    std::string_view line_end;  // behind the closing tag, if takes_lines
    bool begins_line = false;   // the body begins on a line of its own …
    bool ends_line = false;     // … and ends with the end of a line
    std::optional<std::string_view> inner_indent;  // of the body's first line, if begins_line
};

// {{>name}}, or {{<name}}…{{/name}} with what fills the blocks of the parent.
struct IncludeNode {
    Name name;
    bool is_parent = false;
    bool takes_lines = false;  // alone on its line …
    std::string_view indent;   // … whose indentation is for every line of what is included
    std::vector<BlockNode> blocks;
    std::optional<Span> stray;  // text or a tag between the blocks: never shown
};

struct Node {
    std::variant<TextNode, LineStart, PrintNode, SectionNode, BlockNode, IncludeNode> value;
};

struct SyntaxTree {
    SourcePtr source;
    std::vector<Node> nodes;
};

// Mistakes are reported to `out`; the tree then holds what was understood.
SyntaxTree parse_template(const SourcePtr& source, Diagnostics& out);

}  // namespace vitrina::stache
