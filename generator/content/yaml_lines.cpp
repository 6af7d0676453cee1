// Block context: indentation, list items, keys and what stands behind them.
#include <algorithm>
#include <cstdlib>

#include "content/yaml_scanner.h"

namespace vitrina {
namespace {

// YAML 1.2.2 §7.4.2: a key ends within 1024 characters; the library counts bytes.
constexpr std::uint32_t longest_key = 1000;

bool is_name(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
    });
}

}  // namespace

void YamlScanner::scan_line() {
    has_content_ = true;
    const bool dash = is_dash(at_);
    place_line(dash);
    if (dash && at_ < end_)
        scan_dashes();
    if (!ends_line(at_))
        scan_entry();
}

// Finds the level that the line belongs to, by its column, and leaves the deeper ones.
void YamlScanner::place_line(bool dash) {
    if (levels_.empty()) {
        is_fresh_ = true;
        if (!is_root_done_)
            return;
        issues.add(ids::yaml_text_behind_root, {at_, text_end(at_)});
        give_up();
        return;
    }
    is_fresh_ = is_pending_ && column() > levels_.back().column;
    if (is_fresh_) {
        cut_value_.reset();
        return;
    }
    const bool is_list_of_key =
        dash && is_pending_ && !levels_.back().is_sequence && levels_.back().column == column();
    if (is_list_of_key) {
        is_fresh_ = true;
        cut_value_.reset();
        return;
    }
    if (is_pending_)
        end_no_value();
    if (const auto level = find_level(dash))
        levels_.resize(*level + 1);
    else
        report_indentation(dash);
}

std::optional<std::size_t> YamlScanner::find_level(bool dash) const {
    for (std::size_t i = levels_.size(); i-- > 0 && levels_[i].column >= column();)
        if (levels_[i].column == column() && levels_[i].is_sequence == dash)
            return i;
    return std::nullopt;
}

void YamlScanner::report_indentation(bool dash) {
    scan.is_readable = false;
    const bool is_text = !dash && !begins_entry(at_);
    if (is_text && column() > levels_.back().column) {
        issues.add(ids::yaml_text_behind_value, {at_, text_end(at_)}, std::vector{std::string()});
        at_ = line_end(at_);
        return;
    }
    const bool is_other_kind = std::ranges::count(levels_, column(), &Level::column) > 0;
    if (is_other_kind) {
        if (dash)
            issues.add(ids::yaml_list_in_mapping, {at_, at_ + 1});
        else
            issues.add(ids::yaml_expected_dash, {at_, text_end(at_)}, YamlEdit{{at_, at_}, "- "});
        at_ = line_end(at_);
        return;
    }
    const Level level = find_nearest_level(dash);
    const Span indent{line_begin_, at_};
    issues.add(ids::yaml_indentation, at_ > line_begin_ ? indent : Span{at_, text_end(at_)},
               YamlEdit{indent, std::string(static_cast<std::size_t>(level.column), ' ')});
    if (level.is_sequence != dash)
        at_ = line_end(at_);
}

// The level that a line of a wrong indentation is most likely meant for; the deeper ones are left.
YamlScanner::Level YamlScanner::find_nearest_level(bool dash) {
    std::size_t nearest = levels_.size() - 1;
    const auto distance = [&](std::size_t i) {
        return std::abs(levels_[i].column - column()) + (levels_[i].is_sequence == dash ? 0 : 1000);
    };
    for (std::size_t i = levels_.size(); i-- > 0;)
        if (distance(i) < distance(nearest))
            nearest = i;
    levels_.resize(nearest + 1);
    return levels_.back();
}

bool YamlScanner::push_level(int column, bool is_sequence) {
    if (depth(1) > max_yaml_depth) {
        issues.add(ids::yaml_too_deep, {at_, at_ + 1}, std::vector{std::to_string(max_yaml_depth)});
        give_up();
        return false;
    }
    levels_.push_back({column, is_sequence});
    return true;
}

void YamlScanner::scan_dashes() {
    while (is_dash(at_)) {
        if (is_fresh_ && !push_level(column(), true))
            return;
        ++at_;
        scan.dashes.push_back(at_);
        is_fresh_ = is_pending_ = true;
        const std::uint32_t from = at_;
        at_ = skip_blanks(at_);
        if (ends_line(at_))
            return;
        if (at(at_) == '#')
            return scan_no_value(from);
        if (slice(from, at_).find('\t') != std::string_view::npos) {
            issues.add(ids::yaml_tab, {from, at_}, YamlEdit{{from, at_}, " "});
            give_up();
        }
    }
}

void YamlScanner::scan_entry() {
    const int key_column = column();
    const int indent = levels_.empty() ? -1 : levels_.back().column;
    if (!skip_properties())
        return;
    if (at(at_) == '?' && is_separator(at_ + 1)) {
        issues.add(ids::yaml_key_not_text, {at_, text_end(at_)});
        return give_up();
    }
    if (scan_key(key_column)) {
        was_no_key_ = false;
        return scan_value();
    }
    // At the root, a text that is followed by fields is a field that went wrong.
    const bool is_plain = std::string_view("\"'[{|>").find(at(at_)) == std::string_view::npos;
    const bool is_lost_field =
        levels_.empty() && is_plain &&
        (colon_without_space(at_) != 0 || begins_field(next_line(at_).content));
    if (!is_fresh_ || is_lost_field || (at(at_) == ':' && is_separator(at_ + 1)))
        return scan_no_key();
    scan_node(indent);
}

// A key and its colon, if that is what stands here.
bool YamlScanner::scan_key(int key_column) {
    const std::uint32_t begin = at_;
    const char first = at(at_);
    if (first == '"' || first == '\'') {
        const std::size_t quoted = scan.scalars.size();
        std::uint32_t close = at_ + 1;
        while (!ends_line(close) &&
               (at(close) != first || (first == '\'' && at(close + 1) == first)))
            close += at(close) == (first == '"' ? '\\' : first) ? 2 : 1;
        const std::uint32_t colon = skip_blanks(std::min(close + 1, end_));
        if (ends_line(close) || at(colon) != ':' || !is_separator(colon + 1))
            return false;
        scan_quoted(levels_.empty() ? -1 : levels_.back().column);
        scan.scalars[quoted].behind_colon = colon + 1;
        at_ = colon + 1;
    } else {
        constexpr std::string_view no_text = ",[]{}#&*!|>%@`:";
        const bool no_key = no_text.find(first) != std::string_view::npos;
        const auto colon = no_key ? std::nullopt : find_key_colon();
        if (!colon)
            return false;
        record_plain({begin, trim_back(begin, *colon)});
        scan.scalars.back().behind_colon = *colon + 1;
        at_ = *colon + 1;
    }
    if (is_fresh_ && !push_level(key_column, false))
        return true;
    is_fresh_ = false;
    is_pending_ = true;
    return true;
}

std::optional<std::uint32_t> YamlScanner::find_key_colon() const {
    for (std::uint32_t pos = at_; !ends_line(pos) && pos - at_ < longest_key; ++pos) {
        if (at(pos) == ':' && is_separator(pos + 1))
            return pos;
        if (at(pos) == '#' && is_blank(pos - 1))
            break;
    }
    return std::nullopt;
}

// A line among the fields of a mapping that is no field.
void YamlScanner::scan_no_key() {
    scan.is_readable = false;
    const std::uint32_t colon = colon_without_space(at_);
    const bool is_nbsp = colon != 0 && slice(colon + 1, std::min(colon + 3, end_)) == "\u00A0";
    if (is_nbsp) {
        issues.add(ids::yaml_odd_space, {colon + 1, colon + 3},
                   YamlEdit{{colon + 1, colon + 3}, " "});
    } else if (colon != 0) {
        issues.add(ids::yaml_no_space_after_colon, {colon, colon + 1},
                   YamlEdit{{colon + 1, colon + 1}, " "});
    } else if (at(at_) == ':') {
        issues.add(ids::yaml_missing_key, {at_, at_ + 1});
    } else if (levels_.empty()) {
        issues.add(ids::yaml_expected_key, {at_, text_end(at_)}, std::vector{std::string()});
    } else if (!was_no_key_) {
        issues.add(ids::yaml_expected_key, {at_, text_end(at_)},
                   YamlEdit{{line_begin_, line_begin_}, "  "});
    }
    was_no_key_ = true;
    at_ = line_end(at_);
    if (levels_.empty())
        is_fresh_ = true;
}

void YamlScanner::scan_value() {
    const std::uint32_t from = at_;
    at_ = skip_blanks(at_);
    if (ends_line(at_))
        return;
    if (at(at_) == '#')
        return scan_no_value(from);
    if (!skip_properties())
        return;
    const bool is_indicator =
        is_dash(at_) || ((at(at_) == '?' || at(at_) == ':') && is_separator(at_ + 1));
    if (is_indicator) {
        is_pending_ = false;
        return scan_needs_quotes(text_end(at_));
    }
    scan_node(levels_.empty() ? -1 : levels_.back().column);
}

// A `#` where a value is expected: a comment if it looks like one, or if the value comes below.
void YamlScanner::scan_no_value(std::uint32_t from) {
    std::uint32_t behind = at_;
    while (at(behind) == '#')
        ++behind;
    const bool spaced = at_ - from >= 2 || at(from) == '\t';
    if (!spaced || !is_separator(behind))
        cut_value_ = at_;
    skip_comment();
}

// The innermost entry has no value. Empty is a value; a text that began with `#` is a loss.
void YamlScanner::end_no_value() {
    is_pending_ = false;
    if (!cut_value_)
        return;
    const Span lost{*cut_value_, trim_back(*cut_value_, line_end(*cut_value_))};
    quote_issue(ids::yaml_comment_instead_of_value, lost, lost);
    if (!levels_.empty() && !levels_.back().is_sequence)
        scan.scalars.back().is_value_cut = true;
    cut_value_.reset();
}

void YamlScanner::scan_node(int indent) {
    constexpr std::string_view reserved = "%@`,]}&*!";
    const std::uint32_t begin = at_;
    const char first = at(at_);
    is_pending_ = is_broken_ = false;
    if (first == '"' || first == '\'' || first == '[' || first == '{') {
        const bool quoted = first == '"' || first == '\'';
        if (quoted)
            scan_quoted(indent);
        else
            scan_flow(indent);
        if (!is_broken_)
            end_value({begin, at_}, quoted);
        if (is_broken_)
            skip_deeper_lines(indent);
    } else if (first == '|' || first == '>') {
        const auto header = read_block_header();
        if (header)
            scan_block_text(indent, *header);
        else
            scan_needs_quotes(text_end(at_));
    } else if (reserved.find(first) != std::string_view::npos) {
        scan_needs_quotes(text_end(at_));
    } else {
        scan_plain(indent);
    }
    is_root_done_ = levels_.empty();
}

// What stands behind a quoted text or a bracket in its line: nothing, or a comment.
void YamlScanner::end_value(Span value, bool quoted) {
    at_ = skip_blanks(at_);
    if (ends_line(at_))
        return;
    if (at(at_) == '#' && is_blank(at_ - 1)) {
        check_comment_spacing();
        return skip_comment();
    }
    const std::uint32_t end = text_end(at_);
    if (quoted && swallowed_a_quote(scan.scalars.back())) {
        report_unclosed_quote(value.begin);
        scan.is_readable = false;
    } else if (!quoted && at(at_) == ':' && is_separator(at_ + 1)) {
        issues.add(ids::yaml_key_not_text, value);
        scan.is_readable = false;
    } else if (quoted && at(at_) == ':' && at_ == value.end && !is_separator(at_ + 1)) {
        issues.add(ids::yaml_no_space_after_colon, {at_, at_ + 1},
                   YamlEdit{{at_ + 1, at_ + 1}, " "});
        scan.is_readable = false;
    } else {
        report_text_behind({at_, end}, {value.begin, end});
    }
    skip_comment();
}

// `"Школа "Росток""`: quotes of the same kind inside quotes are the usual reason.
void YamlScanner::report_text_behind(Span where, Span value) {
    const std::string_view raw = slice(value.begin, value.end);
    const char quote = raw.front();
    const bool is_nested = (quote == '"' || quote == '\'') && raw.back() == quote &&
                           raw.find_first_of("\r\n") == std::string_view::npos;
    if (is_nested)
        issues.add(ids::yaml_text_behind_value, where,
                   YamlEdit{value, quote_yaml(raw.substr(1, raw.size() - 2))});
    else
        quote_issue(ids::yaml_text_behind_value, where, value);
}

// Behind a value without an end: the lines that belonged to it say nothing by themselves.
void YamlScanner::skip_deeper_lines(int indent) {
    for (NextLine next = next_line(at_); next.content < end_ && next.column() > indent;
         next = next_line(at_)) {
        at_ = line_end(next.content);
        line_begin_ = next.begin;
    }
}

// Anchors and tags: refused, and the value behind them is read. False if there is none.
bool YamlScanner::skip_properties() {
    while (!issues.is_full() && scan_property())
        if (ends_line(at_))
            return false;
    return true;
}

bool YamlScanner::scan_property() {
    const char mark = at(at_);
    if (mark != '&' && mark != '!')
        return false;
    std::uint32_t end = at_ + 1;
    while (!is_separator(end) && std::string_view(",[]{}").find(at(end)) == std::string_view::npos)
        ++end;
    const std::string_view name = slice(at_ + 1, end);
    const bool is_russian = std::ranges::any_of(name, [](char c) { return (c & 0x80) != 0; });
    if (mark == '&' ? !is_name(name) : name.empty() || is_russian)
        return false;
    const std::uint32_t rest = skip_blanks(end);
    issues.add(mark == '&' ? ids::yaml_anchor : ids::yaml_tag, {at_, end},
               YamlEdit{{at_, rest}, ""}, {std::string(slice(at_, end))});
    fill(at_, end);
    at_ = rest;
    return true;
}

// A text that begins with a character which YAML keeps for itself.
void YamlScanner::scan_needs_quotes(std::uint32_t end) {
    const std::uint32_t begin = at_;
    end = std::max(end, begin + 1);
    if (at(begin) == '*' && is_name(slice(begin + 1, end)))
        quote_issue(ids::yaml_alias, {begin, end}, {begin, end}, {std::string(slice(begin, end))});
    else
        quote_issue(ids::yaml_needs_quotes, {begin, begin + 1}, {begin, end},
                    {std::string(1, at(begin))});
    record_plain({begin, end});
    at_ = end;
    if (flows_.empty())
        skip_comment();
}

}  // namespace vitrina
