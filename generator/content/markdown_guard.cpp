#include "content/markdown_guard.h"

#include <algorithm>

#include "content/markdown_signs.h"

namespace vitrina::markdown {
namespace {

constexpr std::size_t max_nesting = 100;
constexpr std::size_t max_run = 1'000;
constexpr std::size_t max_columns = 64;
constexpr std::size_t max_cells = 200'000;
// Each is a product of counts in one block; the time a unit costs was measured, a block at its
// limit takes some milliseconds.
constexpr std::size_t max_image_closings = 4'000'000;     // open images × closing brackets
constexpr std::size_t max_sign_closings = 4'000'000;      // signs of emphasis × closed brackets
constexpr std::size_t max_tilde_signs = 2'000'000;        // tildes × signs of emphasis
constexpr std::size_t max_declaration_bytes = 8'000'000;  // `<!` and `<?` × bytes of the block
constexpr std::size_t max_address_bytes = 1'000'000;      // addresses × bytes without a space
constexpr std::size_t max_table_head_bytes = 8'000'000;   // bytes × lines before a table's head
constexpr std::size_t max_pipes = 1'000;                  // of a line in a block with a table
constexpr std::size_t max_reference_bytes = 4'000'000;  // longest definition × brackets of the text

bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

// What stands before a line's own text: quote signs, list markers, white space.
struct LinePrefix {
    std::size_t length = 0;
    std::size_t markers = 0;
    std::size_t columns = 0;  // of white space
    bool is_one_sign = true;  // all markers are the same sign, as in a thematic break
};

// Bytes of the quote sign or list marker at `at`; 0 if there is none.
std::size_t marker_length(std::string_view line, std::size_t at) {
    const auto ends_marker = [&](std::size_t end) {
        return end == line.size() || is_blank(line[end]);
    };
    const char sign = line[at];
    if (sign == '>')
        return 1;
    if (sign == '-' || sign == '+' || sign == '*')
        return ends_marker(at + 1) ? 1 : 0;
    std::size_t end = at;
    while (end < line.size() && end - at < 9 && line[end] >= '0' && line[end] <= '9')
        ++end;
    if (end == at || end == line.size() || (line[end] != '.' && line[end] != ')'))
        return 0;
    return ends_marker(end + 1) ? end + 1 - at : 0;
}

LinePrefix read_prefix(std::string_view line) {
    LinePrefix prefix;
    char first = 0;
    std::size_t at = 0;
    while (at < line.size()) {
        if (is_blank(line[at])) {
            prefix.columns += line[at] == '\t' ? 4 : 1;
            ++at;
            continue;
        }
        const std::size_t length = marker_length(line, at);
        if (length == 0)
            break;
        first = prefix.markers == 0 ? line[at] : first;
        prefix.is_one_sign = prefix.is_one_sign && line[at] == first;
        ++prefix.markers;
        at += length;
    }
    prefix.length = at;
    return prefix;
}

bool is_thematic_break(std::string_view line, const LinePrefix& prefix) {
    const char sign = line[line.find_first_not_of(" \t")];
    return prefix.is_one_sign && prefix.length == line.size() && (sign == '-' || sign == '*');
}

// A level of a list takes two columns at least; white space alone nests nothing.
std::size_t nesting(const LinePrefix& prefix) {
    const std::size_t spare = prefix.columns > prefix.markers ? prefix.columns - prefix.markers : 0;
    return prefix.markers == 0 ? 0 : prefix.markers + spare / 2;
}

// Columns before the list marker that begins the line; `no_item` if none does, or it is empty, or
// it stands so far in that it may belong to a paragraph.
constexpr std::size_t no_item = 4;

std::size_t item_indent(std::string_view line, const LinePrefix& prefix) {
    const std::size_t begin = line.find_first_not_of(' ');
    const bool is_item = begin < no_item && line[begin] != '>' && line[begin] != '\t' &&
                         prefix.markers > 0 && prefix.length < line.size();
    return is_item ? begin : no_item;
}

bool looks_like_table_head(std::string_view line) {
    return line.find('-') != std::string_view::npos &&
           line.find_first_not_of("|-: \t\f\v") == std::string_view::npos;
}

std::size_t count_columns(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t");
    const std::size_t end = line.find_last_not_of(" \t");
    if (begin == std::string_view::npos)
        return 0;
    line = line.substr(begin, end + 1 - begin);
    const auto pipes = static_cast<std::size_t>(std::ranges::count(line, '|'));
    const std::size_t outer =
        (line.front() == '|' ? 1U : 0U) + (line.size() > 1 && line.back() == '|' ? 1U : 0U);
    return pipes + 1 - std::min(outer, pipes);
}

// A line that no reader takes for anything but a row of a table: at most three spaces, a pipe, a
// cell.
bool is_plain_table_line(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(' ');
    return begin <= 3 && line[begin] == '|' &&
           line.find_first_not_of(" \t", begin + 1) != std::string_view::npos;
}

class Guard {
public:
    explicit Guard(std::string_view text)
        : text_(text), has_returns_(text.find('\r') != std::string_view::npos) {}

    std::optional<Refusal> scan() {
        begin_line(0);
        for (std::size_t at = 0; at < text_.size() && !refusal_; ++at) {
            at = next_sign(text_, at);
            if (at == text_.size())
                break;
            const Class kind = class_of(text_[at]);
            if (kind != LineEnd)
                at = count(kind, at);
            else if (!text_.substr(at).starts_with("\r\n"))
                begin_line(at + 1);
        }
        end_block(text_.size());
        end_definition(text_.size());
        if (!refusal_ && longest_definition_ * brackets_ > max_reference_bytes &&
            text_.find("]:") != std::string_view::npos)
            refuse(ids::markdown_tangled, {definition_at_, definition_at_ + longest_definition_},
                   "[…]:");
        return std::move(refusal_);
    }

private:
    struct Part {
        std::size_t begin;
        std::size_t end;
    };

    // Counts of the block of lines that is being read.
    struct Block {
        std::size_t begin = 0;
        std::size_t lines = 0;
        std::size_t declarations = 0;
        std::size_t table_head_bytes = 0;
        std::size_t columns = 0;
        std::size_t item_indent = 0;  // of the last line that began an item, if there is one
        bool has_item = false;
        bool has_raw = false;   // code or HTML may have begun
        bool is_table = false;  // the lines from here on are certainly rows of a table
    };

    // Counts of the lines that may belong to one paragraph of the block.
    struct Paragraph {
        std::size_t begin = 0;
        std::size_t images = 0;
        std::size_t openings = 0;
        std::size_t closings = 0;
        std::size_t signs = 0;
        std::size_t tildes = 0;
    };

    void refuse(MessageId id, Part part, std::string what) {
        if (refusal_)
            return;
        refusal_ =
            Refusal{id,
                    {static_cast<std::uint32_t>(part.begin), static_cast<std::uint32_t>(part.end)},
                    std::move(what)};
    }

    // Counts the run of equal characters that begins at `at`; gives the offset of its last.
    std::size_t count(Class kind, std::size_t at) {
        const std::size_t end = std::min(text_.find_first_not_of(text_[at], at), text_.size());
        const char after = end < text_.size() ? text_[end] : '\0';
        if (kind == Close) {
            paragraph_.closings += end - at;
            return end - 1;
        }
        if (kind == Open) {
            brackets_ += end - at;
            paragraph_.openings += end - at;
            paragraph_.images += at > 0 && text_[at - 1] == '!' ? 1U : 0U;
        } else if (kind == Angle) {
            block_.declarations += after == '!' || after == '?' ? 1U : 0U;
        } else if (kind == Sign) {
            ++paragraph_.signs;
            paragraph_.tildes += text_[at] == '~' ? 1U : 0U;
        } else if (kind == Address) {
            count_address(at);
            return end - 1;
        }
        if (end - at > max_run)
            refuse(ids::markdown_run, {at, end}, std::string(1, text_[at]));
        return end - 1;
    }

    // The library reads from every address to the next space.
    void count_address(std::size_t at) {
        const std::string_view rest = text_.substr(at);
        if (!rest.starts_with("://") && !rest.starts_with("www."))
            return;
        if (at >= word_.end) {
            word_ = {at, std::min(text_.find_first_of(" \t\r\n\f\v", at), text_.size())};
            addresses_ = 0;
        }
        if (++addresses_ * (word_.end - word_.begin) > max_address_bytes)
            refuse(ids::markdown_tangled, word_, "www.");
    }

    void begin_line(std::size_t begin) {
        const std::string_view rest = text_.substr(begin);
        const std::size_t end = has_returns_ ? rest.find_first_of("\r\n") : rest.find('\n');
        const std::string_view line = rest.substr(0, std::min(end, rest.size()));
        const LinePrefix prefix = read_prefix(line);
        if (prefix.length == line.size() && prefix.markers == 0) {
            end_block(begin);
            end_definition(begin);
            block_ = {};
            previous_ = {};
            return;
        }
        if (nesting(prefix) > max_nesting && !is_thematic_break(line, prefix))
            refuse(ids::markdown_nesting, {begin, begin + line.size()},
                   std::to_string(max_nesting));
        if (block_.lines++ == 0)
            block_.begin = paragraph_.begin = begin;
        if (begins_item(line, prefix))
            end_paragraph(begin);
        block_.has_raw = block_.has_raw || begins_raw(line.substr(prefix.length));
        if (prefix.length < line.size() && line[prefix.length] == '[') {
            end_definition(begin);
            definition_begin_ = begin;
        }
        read_table_line(line.substr(std::min(prefix.length, line.size())), line, begin);
        if (block_.is_table)
            end_paragraph(begin);
        previous_ = line;
    }

    // Whether no paragraph goes on over this line. A bullet and a `1` end any paragraph before
    // them, another number only that of an item which stands no farther in.
    bool begins_item(std::string_view line, const LinePrefix& prefix) {
        const std::size_t indent = item_indent(line, prefix);
        if (indent == no_item)
            return false;
        const std::string_view item = line.substr(indent);
        const bool is_number = item[0] >= '0' && item[0] <= '9';
        const bool is_first = block_.lines == 1 || item.starts_with("1.") || item.starts_with("1)");
        const bool follows_item =
            block_.has_item && !block_.has_raw && indent <= block_.item_indent;
        if (is_number && !is_first && !follows_item)
            return false;
        block_.item_indent = indent;
        block_.has_item = true;
        return true;
    }

    // Code and HTML may hold what looks like an item and is none.
    static bool begins_raw(std::string_view text) {
        return text.starts_with('<') || text.starts_with("```") || text.starts_with("~~~");
    }

    void read_table_line(std::string_view text, std::string_view line, std::size_t begin) {
        block_.is_table = block_.is_table && is_plain_table_line(line);
        if (text.empty() || (text[0] != '|' && text[0] != '-' && text[0] != ':') ||
            block_.is_table || !looks_like_table_head(text))
            return;
        const std::size_t columns = count_columns(text);
        block_.columns = std::max(block_.columns, columns);
        if (columns > max_columns)
            refuse(ids::markdown_table_columns, {begin, begin + line.size()},
                   std::to_string(columns));
        block_.is_table = is_plain_table_line(line) && !previous_.empty() &&
                          is_plain_table_line(previous_) && count_columns(previous_) == columns &&
                          previous_.find_first_of("\\`") == std::string_view::npos;
        constexpr std::size_t line_cost = 16;
        block_.table_head_bytes += (begin - block_.begin) * (block_.lines + line_cost);
    }

    void end_paragraph(std::size_t end) {
        const Part whole{paragraph_.begin, end};
        if (paragraph_.images * paragraph_.closings > max_image_closings)
            refuse(ids::markdown_tangled, whole, "![");
        if (paragraph_.signs * std::min(paragraph_.openings, paragraph_.closings) >
            max_sign_closings)
            refuse(ids::markdown_tangled, whole, "*[");
        if (paragraph_.tildes * paragraph_.signs > max_tilde_signs)
            refuse(ids::markdown_tangled, whole, "~~");
        paragraph_ = {};
        paragraph_.begin = end;
    }

    void end_block(std::size_t end) {
        end_paragraph(end);
        const std::size_t bytes = end - block_.begin;
        const Part whole{block_.begin, end};
        if (block_.declarations * bytes > max_declaration_bytes)
            refuse(ids::markdown_tangled, whole, "<!");
        if (block_.table_head_bytes > max_table_head_bytes)
            refuse(ids::markdown_tangled, whole, "|-|");
        if (block_.columns * block_.lines > max_cells)
            refuse(ids::markdown_table_size, whole, std::to_string(block_.columns * block_.lines));
        if (block_.columns > 0)
            check_pipes(whole);
    }

    void check_pipes(Part block) {
        const std::string_view text = text_.substr(0, block.end);
        std::size_t pipes = 0;
        for (std::size_t at = block.begin; (at = text.find_first_of("|\r\n", at)) != none; ++at) {
            pipes = text[at] == '|' ? pipes + 1 : 0;
            if (pipes > max_pipes) {
                refuse(ids::markdown_table_columns, {at, at + 1}, std::to_string(pipes));
                return;
            }
        }
    }

    // A reference's definition may go on over the lines that follow it.
    void end_definition(std::size_t end) {
        if (definition_begin_ != none && end - definition_begin_ > longest_definition_) {
            longest_definition_ = end - definition_begin_;
            definition_at_ = definition_begin_;
        }
        definition_begin_ = none;
    }

    static constexpr std::size_t none = std::string_view::npos;

    std::string_view text_;
    bool has_returns_;  // without them one character ends a line, which is found faster
    std::optional<Refusal> refusal_;
    Block block_;
    Paragraph paragraph_;
    std::string_view previous_;  // the line before, in `text_`
    Part word_{0, 0};            // without a space, from its first address on
    std::size_t addresses_ = 0;  // in it
    std::size_t brackets_ = 0;
    std::size_t definition_begin_ = none;
    std::size_t definition_at_ = 0;
    std::size_t longest_definition_ = 0;
};

}  // namespace

std::optional<Refusal> find_costly_markup(std::string_view text) {
    return Guard(text).scan();
}

}  // namespace vitrina::markdown
