// Markdown as plain text: one line per block.
#include <algorithm>

#include "base/text.h"
#include "content/markdown.h"
#include "content/markdown_guard.h"
#include "content/markdown_marks.h"
#include "content/markdown_tree.h"

namespace vitrina {
namespace {

using markdown::Advice;
using markdown::Kind;
using markdown::Node;
using markdown::Tree;

// One line without a character that Markdown reads otherwise.
bool is_plain(std::string_view text) {
    return text.find_first_of("*_[]<&\\`~\n\r") == std::string_view::npos;
}

// `pictures` may be null: their alternative texts alone.
std::string line_text(const std::vector<Node>& nodes,
                      std::size_t begin,
                      std::size_t end,
                      std::vector<std::string>* pictures) {
    return pictures == nullptr ? markdown::plain_text(nodes, begin, end)
                               : markdown::pictured_text(nodes, begin, end, *pictures);
}

std::string flatten_line(std::string_view line, std::vector<std::string>* pictures) {
    if (is_plain(line))
        return std::string(line);
    const Tree tree(markdown::as_inline(line));
    const std::string text = line_text(tree.nodes(), 0, tree.nodes().size(), pictures);
    return text.empty() ? text : text.substr(1);
}

class Flattener {
public:
    Flattener(const std::vector<Node>& nodes, std::vector<std::string>* pictures)
        : nodes_(nodes), pictures_(pictures) {}

    std::string flatten() {
        for (std::size_t at = 0; at < nodes_.size();) {
            while (!lists_.empty() && nodes_[lists_.back().node].next <= at)
                lists_.pop_back();
            at = visit(at) ? at + 1 : nodes_[at].next;
        }
        return std::move(text_);
    }

private:
    struct List {
        std::size_t node;
        std::uint32_t next_number;
    };

    // True if the node's children are to be visited.
    bool visit(std::size_t at) {
        const Node& node = nodes_[at];
        switch (node.kind) {
            case Kind::List:
                lists_.push_back({at, node.number});
                return true;
            case Kind::Item:
                prefix_ = item_prefix();
                return true;
            case Kind::Paragraph:
                put_line(line_of(at));
                return false;
            case Kind::Heading:
                put_line(heading_line(at));
                return false;
            case Kind::Row:
                put_line(row_line(at));
                return false;
            case Kind::Code:
                put_code(node);
                return false;
            case Kind::Html:
                put_lines(node.text);
                return false;
            default:
                return true;
        }
    }

    std::string item_prefix() {
        List& list = lists_.back();
        if (!nodes_[list.node].is_ordered)
            return "– ";
        return std::to_string(list.next_number++) + nodes_[list.node].delimiter + " ";
    }

    std::string line_of(std::size_t block) const {
        return line_text(nodes_, block + 1, nodes_[block].next, pictures_);
    }

    std::string heading_line(std::size_t heading) const {
        std::string line = line_of(heading);
        if (!markdown::last_text(nodes_, heading))
            return line;
        const auto anchor = markdown::explicit_anchor(line);
        return anchor && markdown::is_anchor(anchor->id) ? std::string(anchor->text_before) : line;
    }

    std::string row_line(std::size_t row) const {
        std::string line;
        for (std::size_t cell = row + 1; cell < nodes_[row].next; cell = nodes_[cell].next)
            line.append(cell == row + 1 ? "" : " | ").append(line_of(cell));
        return line;
    }

    void put_code(const Node& code) {
        const Advice advice = markdown::advice_of(code);
        if (advice == Advice::None) {
            put_lines(code.text);
            return;
        }
        std::uint32_t number = 0;
        for_each_line(code.text, [&](std::string_view line) {
            line = markdown::advice_item(line);
            if (line.empty())
                return;
            prefix_ = advice == Advice::Steps ? std::to_string(++number) + ". " : "– ";
            put_line(flatten_line(line, pictures_));
        });
    }

    void put_lines(std::string_view text) {
        for_each_line(text, [this](std::string_view line) { put_line(std::string(line)); });
    }

    template <class Function>
    static void for_each_line(std::string_view text, Function function) {
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
            function(text.substr(begin, end - begin));
            begin = end + 1;
        }
    }

    void put_line(std::string_view line) {
        line = trim(line);
        if (line.empty())
            return;
        if (!text_.empty())
            text_ += '\n';
        text_.append(prefix_).append(line);
        prefix_.clear();
    }

    const std::vector<Node>& nodes_;
    std::vector<std::string>* pictures_;  // may be null
    std::vector<List> lists_;
    std::string prefix_;  // of the next line
    std::string text_;
};

std::string flatten(std::string_view text, std::vector<std::string>* pictures) {
    if (is_plain(text))
        return std::string(trim(text));
    // What cannot be read stays as it is: whoever renders the same text says why.
    if (markdown::find_costly_markup(text))
        return std::string(text);
    const std::string_view trimmed = trim(text);
    if (trimmed.find_first_of("\r\n") == std::string_view::npos)
        return flatten_line(trimmed, pictures);
    const Tree tree(text);
    return Flattener(tree.nodes(), pictures).flatten();
}

}  // namespace

std::string readable_line(std::string_view text) {
    const Tree tree(markdown::as_inline(text));
    const std::string line =
        markdown::plain_text(tree.nodes(), 0, tree.nodes().size(), markdown::Formulas::Readable);
    return line.empty() ? line : line.substr(1);
}

std::string flatten_markdown(std::string_view text) {
    return flatten(text, nullptr);
}

std::string flatten_with_pictures(std::string_view text, std::vector<std::string>& urls) {
    return flatten(text, &urls);
}

}  // namespace vitrina
