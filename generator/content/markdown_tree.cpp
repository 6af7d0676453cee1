#include "content/markdown_tree.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <optional>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <dlfcn.h>

#include "base/heap.h"
#include "content/markdown_arena.h"
#include "content/markdown_math.h"

namespace vitrina::markdown {
namespace {

// How far this thread is in teaching the library the extensions' special characters (see the end).
enum class Lesson : std::uint8_t { None, Wanted, Given };
thread_local Lesson lesson = Lesson::None;

void* arena_calloc(std::size_t count, std::size_t size) {
    if (size != 0 && count > std::numeric_limits<std::size_t>::max() / 2 / size)
        std::abort();
    return own_arena().allocate(count * size);
}

void* arena_realloc(void* old, std::size_t size) {
    return own_arena().reallocate(old, size);
}

void arena_free(void*) {}

cmark_mem arena_memory{arena_calloc, arena_realloc, arena_free};

struct Extensions {
    cmark_syntax_extension* table = nullptr;
    cmark_syntax_extension* strikethrough = nullptr;
    cmark_syntax_extension* autolink = nullptr;
    int table_type = 0;  // the node types that the extensions were given when they registered
    int row_type = 0;
    int cell_type = 0;
    int strikethrough_type = 0;
};

cmark_parser* new_parser(const Extensions& extensions) {
    cmark_parser* parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &arena_memory);
    cmark_parser_attach_syntax_extension(parser, extensions.table);
    cmark_parser_attach_syntax_extension(parser, extensions.strikethrough);
    cmark_parser_attach_syntax_extension(parser, extensions.autolink);
    return parser;
}

void learn_type(Extensions& extensions, cmark_node* node) {
    const std::string_view name = cmark_node_get_type_string(node);
    const int type = cmark_node_get_type(node);
    if (name == "table")
        extensions.table_type = type;
    else if (name == "table_row" || name == "table_header")
        extensions.row_type = type;
    else if (name == "table_cell")
        extensions.cell_type = type;
    else if (name == "strikethrough")
        extensions.strikethrough_type = type;
}

// The extensions' node types are variables of the library that no header names: a specimen shows
// them. Its parse is also the one that teaches the library the special characters.
Extensions load_extensions() {
    cmark_mem& own_memory = *cmark_get_default_mem_allocator();  // its own would abort
    own_memory.calloc = allocate_zeros_or_end;
    own_memory.realloc = reallocate_or_end;
    cmark_gfm_core_extensions_ensure_registered();
    Extensions extensions;
    extensions.table = cmark_find_syntax_extension("table");
    extensions.strikethrough = cmark_find_syntax_extension("strikethrough");
    extensions.autolink = cmark_find_syntax_extension("autolink");

    constexpr std::string_view specimen = "a ~~b~~ http://c.d\n\n| e |\n| - |\n| f |\n";
    const std::size_t mark = own_arena().mark();
    lesson = Lesson::Wanted;
    cmark_parser* parser = new_parser(extensions);
    cmark_parser_feed(parser, specimen.data(), specimen.size());
    cmark_node* document = cmark_parser_finish(parser);
    cmark_iter* iterator = cmark_iter_new(document);
    while (cmark_iter_next(iterator) != CMARK_EVENT_DONE)
        learn_type(extensions, cmark_iter_get_node(iterator));
    cmark_iter_free(iterator);
    cmark_parser_free(parser);
    own_arena().release(mark);
    // Were our definition below not the one that is called, threads would spoil each other's pages.
    if (lesson != Lesson::Given || extensions.strikethrough_type == 0)
        std::abort();
    return extensions;
}

const Extensions& loaded_extensions() {
    static const Extensions extensions = load_extensions();
    return extensions;
}

std::string_view view(const char* text) {
    return text == nullptr ? std::string_view() : std::string_view(text);
}

std::uint32_t unsigned_of(int value) {
    return value > 0 ? static_cast<std::uint32_t>(value) : 0;
}

// Walks the library's tree in document order and fills ours.
class Flattener {
public:
    // `shown` keeps the texts that were hidden; null when none was.
    Flattener(const Extensions& extensions,
              std::vector<Node>& nodes,
              std::list<std::string>* shown)
        : extensions_(extensions), nodes_(nodes), shown_(shown) {}

    void flatten(cmark_node* document) {
        cmark_node* at = cmark_node_first_child(document);
        while (at != nullptr) {
            cmark_node* child = nullptr;
            open_.push_back(nodes_.size());
            if (add(at))
                child = cmark_node_first_child(at);
            if (child == nullptr)
                at = leave(at, document);
            else
                at = child;
        }
    }

private:
    // The next node behind `at` and its ancestors that end with it.
    cmark_node* leave(cmark_node* at, cmark_node* document) {
        for (; at != document; at = cmark_node_parent(at)) {
            nodes_[open_.back()].next = static_cast<std::uint32_t>(nodes_.size());
            open_.pop_back();
            if (cmark_node* sibling = cmark_node_next(at))
                return sibling;
        }
        return nullptr;
    }

    // True if the node's children count.
    bool add(cmark_node* from) {
        Node node;
        const bool has_children = fill(node, from);
        if (shown_ != nullptr && node.kind == Kind::Text) {
            add_with_formulas(node.text);
            return false;
        }
        if (shown_ != nullptr)
            show(node);
        if (is_formula_open_ && (node.kind == Kind::SoftBreak || node.kind == Kind::HardBreak))
            node.kind = Kind::Text;  // an empty one: the formula is one line
        nodes_.push_back(node);
        return has_children;
    }

    // The texts and formulas of one text: siblings, of which the last stands for the library's
    // node.
    void add_with_formulas(std::string_view text) {
        if (is_formula_open_)
            text.remove_prefix(continue_formula(text));
        while (const auto formula = find_formula(text)) {
            add_leaf(Kind::Text, text.substr(0, formula->begin));
            formula_ = nodes_.size();
            add_leaf(Kind::Math, formula->source);
            formula_text_ = nullptr;
            nodes_.back().is_display = formula->is_display;
            is_formula_open_ = formula->end == std::string_view::npos;
            text.remove_prefix(std::min(formula->end, text.size()));
        }
        add_leaf(Kind::Text, text);
        open_.back() = nodes_.size() - 1;
    }

    // A further line of a formula; how much of the text it takes.
    std::size_t continue_formula(std::string_view text) {
        const HiddenFormula rest = rest_of_formula(text);
        if (formula_text_ == nullptr)
            formula_text_ = &shown_->emplace_back(nodes_[formula_].text);
        const bool has_gap = !formula_text_->empty() && !rest.source.empty();
        formula_text_->append(has_gap ? " " : "").append(show_math(rest.source));
        nodes_[formula_].text = *formula_text_;
        is_formula_open_ = rest.end == std::string_view::npos;
        return std::min(rest.end, text.size());
    }

    void add_leaf(Kind kind, std::string_view text) {
        Node leaf;
        leaf.kind = kind;
        leaf.text = shown(text);
        leaf.next = static_cast<std::uint32_t>(nodes_.size() + 1);
        nodes_.push_back(leaf);
    }

    void show(Node& node) {
        node.text = shown(node.text);
        node.info = shown(node.info);
        node.url = shown(node.url);
    }

    std::string_view shown(std::string_view text) {
        return text.empty() ? text : shown_->emplace_back(show_math(text));
    }

    bool fill(Node& node, cmark_node* from) {
        const int type = cmark_node_get_type(from);
        if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK) {
            is_formula_open_ = false;
            node.line = unsigned_of(cmark_node_get_start_line(from));
            node.end_line = unsigned_of(cmark_node_get_end_line(from));
            node.column = unsigned_of(cmark_node_get_start_column(from));
            return fill_block(node, from, type);
        }
        return fill_inline(node, from, type);
    }

    bool fill_block(Node& node, cmark_node* from, int type) {
        switch (type) {
            case CMARK_NODE_BLOCK_QUOTE:
                node.kind = Kind::Quote;
                return true;
            case CMARK_NODE_LIST:
                node.kind = Kind::List;
                node.is_tight = cmark_node_get_list_tight(from) != 0;
                node.is_ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
                node.delimiter = cmark_node_get_list_delim(from) == CMARK_PAREN_DELIM ? ')' : '.';
                node.number = unsigned_of(cmark_node_get_list_start(from));
                return true;
            case CMARK_NODE_ITEM:
                node.kind = Kind::Item;
                return true;
            case CMARK_NODE_CODE_BLOCK:
                node.kind = Kind::Code;
                node.text = view(cmark_node_get_literal(from));
                node.info = view(cmark_node_get_fence_info(from));
                node.is_fenced = is_fenced(from);
                return false;
            case CMARK_NODE_HTML_BLOCK:
                node.kind = Kind::Html;
                node.text = view(cmark_node_get_literal(from));
                return false;
            case CMARK_NODE_PARAGRAPH:
                node.kind = Kind::Paragraph;
                node.is_tight = stands_in_tight_list();
                return true;
            case CMARK_NODE_HEADING:
                node.kind = Kind::Heading;
                node.level = static_cast<std::uint8_t>(cmark_node_get_heading_level(from));
                return true;
            case CMARK_NODE_THEMATIC_BREAK:
                node.kind = Kind::Rule;
                return false;
            case CMARK_NODE_FOOTNOTE_DEFINITION:
                node.kind = Kind::Footnote;
                node.number = ++footnotes_;  // the library has sorted them by their numbers
                return true;
            default:
                return fill_table_part(node, from, type);
        }
    }

    bool fill_table_part(Node& node, cmark_node* from, int type) {
        if (type == extensions_.table_type) {
            node.kind = Kind::Table;
            const std::uint8_t* marks = cmark_gfm_extensions_get_table_alignments(from);
            alignments_.assign(marks, marks + cmark_gfm_extensions_get_table_columns(from));
        } else if (type == extensions_.row_type) {
            node.kind = Kind::Row;
            node.is_header = cmark_gfm_extensions_get_table_row_is_header(from) != 0;
            column_ = 0;
        } else {
            node.kind = Kind::Cell;
            node.is_header = nodes_[open_[open_.size() - 2]].is_header;
            node.alignment =
                column_ < alignments_.size() ? alignment(alignments_[column_]) : Alignment::None;
            ++column_;
        }
        return true;
    }

    bool fill_inline(Node& node, cmark_node* from, int type) const {
        switch (type) {
            case CMARK_NODE_TEXT:
                node.text = view(cmark_node_get_literal(from));
                return false;
            case CMARK_NODE_SOFTBREAK:
                node.kind = Kind::SoftBreak;
                return false;
            case CMARK_NODE_LINEBREAK:
                node.kind = Kind::HardBreak;
                return false;
            case CMARK_NODE_CODE:
            case CMARK_NODE_HTML_INLINE:
                node.kind = type == CMARK_NODE_CODE ? Kind::InlineCode : Kind::InlineHtml;
                node.text = view(cmark_node_get_literal(from));
                return false;
            case CMARK_NODE_EMPH:
                node.kind = Kind::Emphasis;
                return true;
            case CMARK_NODE_STRONG:
                node.kind = Kind::Strong;
                return true;
            case CMARK_NODE_LINK:
            case CMARK_NODE_IMAGE:
                node.kind = type == CMARK_NODE_LINK ? Kind::Link : Kind::Image;
                node.url = view(cmark_node_get_url(from));
                node.info = view(cmark_node_get_title(from));
                return true;
            case CMARK_NODE_FOOTNOTE_REFERENCE:
                node.kind = Kind::FootnoteUse;
                node.number = static_cast<std::uint32_t>(
                    std::strtoul(cmark_node_get_literal(from), nullptr, 10));
                return false;
            default:
                node.kind = Kind::Strikethrough;
                return true;
        }
    }

    bool stands_in_tight_list() const {
        // Its own place is the last of the open ones; above it item and list.
        const std::size_t depth = open_.size();
        return depth >= 3 && nodes_[open_[depth - 2]].kind == Kind::Item &&
               nodes_[open_[depth - 3]].is_tight;
    }

    static bool is_fenced(cmark_node* code) {
        int length = 0;
        int offset = 0;
        char character = 0;
        return cmark_node_get_fenced(code, &length, &offset, &character) != 0;
    }

    static Alignment alignment(std::uint8_t mark) {
        switch (mark) {
            case 'l':
                return Alignment::Left;
            case 'c':
                return Alignment::Center;
            case 'r':
                return Alignment::Right;
            default:
                return Alignment::None;
        }
    }

    const Extensions& extensions_;
    std::vector<Node>& nodes_;
    std::list<std::string>* shown_;
    std::size_t formula_ = 0;              // index of the last formula
    std::string* formula_text_ = nullptr;  // its text in `shown_`, once it has a further line
    bool is_formula_open_ = false;         // it goes on behind a line break
    std::vector<std::size_t> open_;
    std::vector<std::uint8_t> alignments_;  // of the table that is being walked
    std::size_t column_ = 0;
    std::uint32_t footnotes_ = 0;
};

}  // namespace

Tree::Tree(std::string_view text) {
    const Extensions& extensions = loaded_extensions();
    arena_mark_ = own_arena().mark();
    cmark_parser* parser = new_parser(extensions);
    const std::optional<std::string> hidden = hide_math(text);
    if (hidden)
        text = *hidden;
    cmark_parser_feed(parser, text.data(), text.size());
    cmark_node* document = cmark_parser_finish(parser);
    nodes_.reserve(text.size() / 24 + 8);
    Flattener(extensions, nodes_, hidden ? &shown_ : nullptr).flatten(document);
    // The parser and its tree need no end of their own: all they hold is the arena's.
}

Tree::~Tree() {
    own_arena().release(arena_mark_);
}

}  // namespace vitrina::markdown

// The library keeps the characters at which extensions look into the text in one table for all
// threads, and takes them out at the end of every parse: another thread's parse then misses a
// strikethrough or a link. This definition stands before the library's own (the program is linked
// dynamically): the characters are added once, by the first parse, and stay.
extern "C" void cmark_manage_extensions_special_characters(cmark_parser* parser, int add) {
    using vitrina::markdown::Lesson;
    using Function = void (*)(cmark_parser*, int);
    if (vitrina::markdown::lesson != Lesson::Wanted || add == 0)
        return;
    vitrina::markdown::lesson = Lesson::Given;
    void* original = dlsym(RTLD_NEXT, "cmark_manage_extensions_special_characters");
    if (original == nullptr)
        std::abort();
    reinterpret_cast<Function>(original)(parser, add);
}
