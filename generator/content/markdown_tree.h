// The parsed text as a flat list of nodes: what the writers of HTML and plain text walk over.
//
// Shape    nodes stand in document order; `next` is the index behind a node's last descendant, so
//          a walk needs no recursion whatever the depth. Footnotes that are used stand at the end,
//          in the order of their numbers.
// Units    lines and columns are 1-based, columns count bytes; only blocks have them.
// Lifetime the views live as long as the tree; on one thread trees end in the reverse order of
//          their making (they share the thread's arena).
// Source   CommonMark 0.29 and GFM by cmark-gfm, whose only wrapper this is. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <vector>

namespace vitrina::markdown {

enum class Kind : std::uint8_t {
    Quote,
    List,
    Item,
    Code,
    Html,
    Paragraph,
    Heading,
    Rule,
    Table,
    Row,
    Cell,
    Footnote,
    Text,
    SoftBreak,
    HardBreak,
    InlineCode,
    InlineHtml,
    Emphasis,
    Strong,
    Strikethrough,
    Link,
    Image,
    FootnoteUse,
    Math,
};

enum class Alignment : std::uint8_t { None, Left, Center, Right };

struct Node {
    Kind kind = Kind::Text;
    Alignment alignment = Alignment::None;  // of a cell
    bool is_header = false;                 // a row or cell of the table's head
    bool is_tight = false;                  // list, and a paragraph that stands in a tight list
    bool is_ordered = false;                // list
    bool is_fenced = false;                 // code
    bool is_display = false;                // a formula on a line of its own
    char delimiter = '.';                   // of an ordered list: `.` or `)`
    std::uint8_t level = 0;                 // of a heading, as written: 1–6
    std::uint32_t next = 0;
    std::uint32_t line = 0;  // 0: not known
    std::uint32_t end_line = 0;
    std::uint32_t column = 0;
    std::uint32_t number = 0;  // first number of an ordered list; number of a footnote or its use
    std::string_view text;     // of text, code, HTML and a formula (its TeX)
    std::string_view info;     // info string of fenced code, title of a link or an image
    std::string_view url;
};

class Tree {
public:
    // `text` is UTF-8 that the guard has let pass.
    explicit Tree(std::string_view text);
    ~Tree();
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;

    const std::vector<Node>& nodes() const { return nodes_; }

private:
    std::vector<Node> nodes_;
    std::list<std::string> shown_;  // texts that the library did not get as they were typed
    std::size_t arena_mark_ = 0;
};

}  // namespace vitrina::markdown
