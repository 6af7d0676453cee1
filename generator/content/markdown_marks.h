// Our own marks in Markdown, read alike by the writers of HTML and of plain text.
//
// Lifetime views are parts of what was given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/markdown_tree.h"

namespace vitrina::markdown {

// Fenced blocks whose lines are items: ```do, ```dont, ```steps.
enum class Advice : std::uint8_t { None, Do, Dont, Steps };
Advice advice_of(const Node& code);

// The text of a line of advice: a bullet that the author typed out of habit is taken off.
std::string_view advice_item(std::string_view line);

// `{#id}` at the end of a heading's last text.
struct ExplicitAnchor {
    std::string_view id;
    std::string_view text_before;  // without the spaces before the brace
};
std::optional<ExplicitAnchor> explicit_anchor(std::string_view text);
bool is_anchor(std::string_view id);

// Index of a heading's last text, where `{#id}` stands; nothing if the heading ends otherwise.
std::optional<std::size_t> last_text(const std::vector<Node>& nodes, std::size_t heading);

// `[x] ` or `[ ] ` at the beginning of a list item's first paragraph.
struct TaskMark {
    std::size_t text = 0;  // index of the text that holds the mark
    bool is_done = false;
};
constexpr std::size_t task_mark_length = 4;
std::optional<TaskMark> task_mark(const std::vector<Node>& nodes, std::size_t item);

// `3.2` of a text that begins with `3.2.`; empty if it does not.
std::string_view clause_number(std::string_view text);
// The same of a line that begins with the node at `begin`, also if the number is strong.
std::string_view clause_number(const std::vector<Node>& nodes, std::size_t begin, std::size_t end);

// What a reader sees of the nodes from `begin` to `end` in one line, `{#id}` of a heading included.
enum class Formulas : std::uint8_t {
    Tex,       // as typed, with their signs: for programs
    Readable,  // `x² = 4`: for people
};
std::string plain_text(const std::vector<Node>& nodes,
                       std::size_t begin,
                       std::size_t end,
                       Formulas formulas = Formulas::Tex);
// The same with pictures between the marks of `flatten_with_pictures`.
std::string pictured_text(const std::vector<Node>& nodes,
                          std::size_t begin,
                          std::size_t end,
                          std::vector<std::string>& urls);

// One line that the parser cannot read as a block: a parenthesis stands before it, which neither
// begins a block nor changes what the characters after it mean. The first text begins with it.
std::string as_inline(std::string_view text);

}  // namespace vitrina::markdown
