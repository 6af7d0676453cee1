// The working parts of scan_yaml: one walk over the text, by line in block context and by bracket
// in flow context. Not for others. Its files: yaml_scan.cpp (characters, comments, the walk),
// yaml_lines.cpp (indentation, keys, values), yaml_flow.cpp and yaml_flow_text.cpp (`[…]`, `{…}`),
// yaml_text.cpp (plain and quoted texts), yaml_block_text.cpp (`|`, `>`).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/yaml_issues.h"
#include "content/yaml_scan.h"

namespace vitrina {

class YamlScanner {
public:
    YamlScanner(std::string_view text, Span part);
    void run();

    YamlScan scan;
    YamlIssues issues;

private:
    // A block mapping or list that the walk is inside of.
    struct Level {
        int column;
        bool is_sequence;
    };
    enum class FlowState : std::uint8_t { Entry, Colon, Value, Comma };
    struct Flow {
        char closer;
        std::size_t span;  // index into scan.flows
        FlowState state = FlowState::Entry;
        std::size_t key = 0;    // of a map: index + 1 of the last key's token
        std::size_t value = 0;  // index + 1 of the last value's token, if it is a text
        Span last;              // the last key or value
        bool is_map() const { return closer == '}'; }
    };
    // What stands inside a plain text and would end or change it.
    struct Traps {
        std::optional<std::uint32_t> colon, hash, question, bracket, list;
    };
    struct NextLine {
        std::uint32_t begin;
        std::uint32_t content;  // first character that is no space
        int breaks;             // line ends before it
        int column() const { return static_cast<int>(content - begin); }
    };
    struct BlockHeader {
        bool is_folded = false;
        char chomping = ' ';    // `-`, `+` or none
        int indent = 0;         // as written; 0: to be found
        std::uint32_t end = 0;  // behind its indicators
    };

    // Characters. Positions beyond the end are line ends.
    char at(std::uint32_t pos) const { return pos < end_ ? text_[pos] : '\n'; }
    bool ends_line(std::uint32_t pos) const { return at(pos) == '\n' || at(pos) == '\r'; }
    bool is_blank(std::uint32_t pos) const { return at(pos) == ' ' || at(pos) == '\t'; }
    bool is_separator(std::uint32_t pos) const { return is_blank(pos) || ends_line(pos); }
    bool is_dash(std::uint32_t pos) const { return at(pos) == '-' && is_separator(pos + 1); }
    std::uint32_t skip_blanks(std::uint32_t pos) const;
    std::uint32_t skip_break(std::uint32_t pos) const;
    std::uint32_t line_end(std::uint32_t pos) const;
    std::uint32_t trim_back(std::uint32_t from, std::uint32_t to) const;
    std::string_view slice(std::uint32_t from, std::uint32_t to) const;
    NextLine next_line(std::uint32_t pos) const;  // the next line with something in it
    bool is_marker(std::uint32_t pos) const;      // `---` or `...`
    bool begins_field(std::uint32_t pos) const;   // `name: `, the name of a field
    bool begins_entry(std::uint32_t pos) const;   // `- ` or any text with `: `
    std::uint32_t colon_without_space(std::uint32_t pos) const;  // of `name:text`; 0: none
    int column() const { return static_cast<int>(at_ - line_begin_); }
    std::size_t depth(std::size_t flows) const { return levels_.size() + flows; }

    // Comments.
    bool is_spaced_comment(std::uint32_t pos) const;
    std::uint32_t text_end(std::uint32_t from) const;  // of one line, its comment left out
    void skip_comment();
    void check_comment_spacing();

    // What is kept.
    void fill(std::uint32_t from, std::uint32_t to);
    void record(YamlToken token);
    void record_plain(Span span);
    void quote_issue(MessageId id, Span where, Span value, std::vector<std::string> args = {});
    void give_up();

    // The walk.
    bool next_content();
    bool check_line_begin();
    bool scan_marker();
    void end_line();

    // Lines.
    void scan_line();
    void place_line(bool dash);
    std::optional<std::size_t> find_level(bool dash) const;
    void report_indentation(bool dash);
    Level find_nearest_level(bool dash);
    bool push_level(int column, bool is_sequence);
    void scan_dashes();
    void scan_entry();
    bool scan_key(int key_column);
    std::optional<std::uint32_t> find_key_colon() const;
    void scan_no_key();
    void scan_value();
    void scan_no_value(std::uint32_t from);
    void end_no_value();
    void scan_node(int indent);
    void end_value(Span value, bool quoted);
    void report_text_behind(Span where, Span value);
    void skip_deeper_lines(int indent);
    bool skip_properties();
    bool scan_property();
    void scan_needs_quotes(std::uint32_t end);

    // Flow.
    void scan_flow(int indent);
    bool open_flow();
    void close_flow();
    bool skip_flow_space(int indent);
    void scan_flow_part(int indent);
    void scan_flow_node(int indent);
    void scan_flow_colon();
    void scan_flow_junk();
    void report_key_without_value();
    void report_unclosed_flow();
    std::uint32_t flow_text_end(std::uint32_t from) const;
    void scan_flow_plain(int indent);
    std::uint32_t scan_flow_plain_line(Traps& traps) const;
    bool continues_flow_plain(const NextLine& next, int indent) const;

    // Texts.
    void scan_plain(int indent);
    std::uint32_t scan_plain_line(Traps& traps) const;
    bool continues_plain(const NextLine& next, int indent) const;
    void append_line(YamlToken& token, std::uint32_t stop);
    void fold(YamlToken& token, std::uint32_t stop, const NextLine& next);
    void report_traps(const Traps& traps, Span text);
    void scan_quoted(int indent);
    std::uint32_t scan_quoted_line(YamlToken& token, std::optional<std::uint32_t>& escape);
    void report_escape(Span text, std::uint32_t escape);
    void report_unclosed_quote(std::uint32_t quote);
    bool swallowed_a_quote(const YamlToken& token) const;

    // Block texts.
    std::optional<BlockHeader> read_block_header() const;
    void scan_block_text(int indent, const BlockHeader& header);
    std::uint32_t find_block_content(const NextLine& line, int block);

    std::string_view text_;  // the file
    std::uint32_t begin_;
    std::uint32_t end_;
    std::uint32_t at_;
    std::uint32_t line_begin_;
    std::vector<Level> levels_;
    std::vector<Flow> flows_;
    bool is_fresh_ = true;     // the place takes a new value: text, mapping or list
    bool is_pending_ = false;  // the innermost entry has no value yet
    bool has_content_ = false;
    bool is_root_done_ = false;
    bool is_broken_ = false;                  // the end of a value cannot be told
    bool was_no_key_ = false;                 // the line before was reported as no field
    std::optional<std::uint32_t> cut_value_;  // `#` where a value was expected
};

// Adds decoded bytes that stood at `file` to a text; a segment begins where they do not follow on.
void append_mapped(MappedText& to, std::string_view bytes, std::uint32_t file);

}  // namespace vitrina
