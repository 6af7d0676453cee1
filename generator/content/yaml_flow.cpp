// Flow context: `[…]` and `{…}`, within a line or over several. No recursion: the depth is the
// input's.
#include <algorithm>

#include "content/yaml_scanner.h"

namespace vitrina {

void YamlScanner::scan_flow(int indent) {
    is_broken_ = !open_flow();
    while (!is_broken_ && !flows_.empty()) {
        if (issues.is_full())
            give_up();
        else if (!skip_flow_space(indent))
            report_unclosed_flow();
        else
            scan_flow_part(indent);
    }
    flows_.clear();
}

bool YamlScanner::open_flow() {
    if (depth(flows_.size() + 1) > max_yaml_depth) {
        issues.add(ids::yaml_too_deep, {at_, at_ + 1}, std::vector{std::to_string(max_yaml_depth)});
        give_up();
        return false;
    }
    flows_.push_back({at(at_) == '[' ? ']' : '}', scan.flows.size()});
    scan.flows.push_back({at_, at_ + 1});
    ++at_;
    return true;
}

void YamlScanner::close_flow() {
    const Flow& flow = flows_.back();
    if (at(at_) != flow.closer) {
        issues.add(ids::yaml_bracket_mismatch, {at_, at_ + 1},
                   YamlEdit{{at_, at_ + 1}, std::string(1, flow.closer)},
                   {std::string(1, flow.closer)});
        scan.skeleton[at_ - begin_] = flow.closer;
    }
    if (flow.state == FlowState::Colon)
        report_key_without_value();
    ++at_;
    Span& span = scan.flows[flow.span];
    span.end = at_;
    flows_.pop_back();
    if (flows_.empty())
        return;
    flows_.back().last = span;
    flows_.back().value = 0;
}

// False: the text ends, or a line begins that belongs to the world outside the brackets.
bool YamlScanner::skip_flow_space(int indent) {
    while (true) {
        at_ = skip_blanks(at_);
        if (ends_line(at_)) {
            const NextLine next = next_line(at_);
            const bool is_outside = next.column() <= indent && begins_entry(next.content);
            if (next.content >= end_ || is_outside ||
                (next.column() == 0 && is_marker(next.content)))
                return false;
            at_ = next.content;
            line_begin_ = next.begin;
        } else if (at(at_) == '#' && is_blank(at_ - 1)) {
            if (trim_back(line_begin_, at_) > line_begin_)
                check_comment_spacing();
            skip_comment();
        } else if (at(at_) == '#' && at_ == line_begin_) {
            skip_comment();
        } else {
            return true;
        }
    }
}

void YamlScanner::scan_flow_part(int indent) {
    Flow& flow = flows_.back();
    const char c = at(at_);
    if (c == ']' || c == '}')
        return close_flow();
    if (c == ',') {
        if (flow.state == FlowState::Entry) {
            issues.add(ids::yaml_empty_entry, {at_, at_ + 1}, YamlEdit{{at_, at_ + 1}, ""});
            fill(at_, at_ + 1);
        } else if (flow.state == FlowState::Colon) {
            report_key_without_value();
        }
        flow.state = FlowState::Entry;
        ++at_;
        return;
    }
    if (flow.state == FlowState::Colon && c == ':' && flow.last.begin >= line_begin_)
        return scan_flow_colon();
    if (flow.state == FlowState::Comma || flow.state == FlowState::Colon)
        return scan_flow_junk();
    scan_flow_node(indent);
}

// A key, a value or a list item.
void YamlScanner::scan_flow_node(int indent) {
    constexpr std::string_view reserved = "#%@`|>&*!";  // `#` where no space makes it a comment
    const bool is_key = flows_.back().is_map() && flows_.back().state == FlowState::Entry;
    while (!issues.is_full() && scan_property()) {
    }
    const char c = at(at_);
    if (ends_line(at_) || c == ',' || c == ']' || c == '}')
        return;
    const bool is_bracket = c == '[' || c == '{';
    if (is_key && (is_bracket || c == ':')) {
        issues.add(c == ':' ? ids::yaml_missing_key : ids::yaml_key_not_text, {at_, at_ + 1});
        return give_up();
    }
    flows_.back().state = is_key ? FlowState::Colon : FlowState::Comma;
    if (is_bracket) {
        is_broken_ = !open_flow();
        return;
    }
    const bool is_question = c == '?' && flows_.back().is_map();  // has its own message
    const bool is_indicator = (c == '-' || c == '?' || c == ':') && is_separator(at_ + 1);
    const bool needs_quotes =
        (is_indicator && !is_question) || reserved.find(c) != std::string_view::npos;
    if (c == '"' || c == '\'')
        scan_quoted(indent);
    else if (needs_quotes)
        scan_needs_quotes(flow_text_end(at_));
    else
        scan_flow_plain(indent);
    if (is_broken_)
        return;
    Flow& flow = flows_.back();
    (is_key ? flow.key : flow.value) = scan.scalars.size();
    flow.last = scan.scalars.back().scalar.span;
}

void YamlScanner::scan_flow_colon() {
    Flow& flow = flows_.back();
    YamlToken& key = scan.scalars[flow.key - 1];
    key.behind_colon = at_ + 1;
    flow.value = 0;
    // `{"a":1}`: the skeleton's key has no quotes that would make the colon one.
    if (!is_separator(at_ + 1) && key.style != YamlStyle::Plain) {
        scan.skeleton[at_ - begin_] = ' ';
        scan.skeleton[key.scalar.span.begin + 1 - begin_] = ':';
    }
    flow.state = FlowState::Value;
    ++at_;
}

// Something behind a key or value that is neither a comma nor the end.
void YamlScanner::scan_flow_junk() {
    Flow& flow = flows_.back();
    const bool is_quoted =
        flow.last.end > 0 && (at(flow.last.end - 1) == '"' || at(flow.last.end - 1) == '\'');
    if (is_quoted && swallowed_a_quote(scan.scalars.back())) {
        report_unclosed_quote(flow.last.begin);
        scan.is_readable = false;
        is_broken_ = true;
        at_ = line_end(at_);
        return;
    }
    const bool is_next_line = flow.last.end <= line_begin_;
    if (flow.state == FlowState::Colon && is_next_line) {
        report_key_without_value();
        scan.is_readable = false;
        flow.state = FlowState::Entry;
        return;
    }
    if (is_next_line || std::string_view("\"'[{").find(at(at_)) != std::string_view::npos) {
        issues.add(ids::yaml_missing_comma, {flow.last.begin, flow.last.end},
                   YamlEdit{{flow.last.end, flow.last.end}, ","});
        scan.is_readable = false;
        flow.state = FlowState::Entry;
        return;
    }
    const std::uint32_t end = std::max(flow_text_end(at_), at_ + 1);
    report_text_behind({at_, end}, {flow.last.begin, end});
    fill(at_, end);
    at_ = end;
}

// `{a, b: c}`: a comma inside a text, a colon without its space, or a forgotten value.
void YamlScanner::report_key_without_value() {
    const Flow& flow = flows_.back();
    YamlToken& key = scan.scalars[flow.key - 1];
    const Span span = key.scalar.span;
    key.refused = true;
    const std::uint32_t colon = key.style == YamlStyle::Plain ? colon_without_space(span.begin) : 0;
    if (colon != 0 && colon < span.end) {
        issues.add(ids::yaml_no_space_after_colon, {colon, colon + 1},
                   YamlEdit{{colon + 1, colon + 1}, " "});
        return;
    }
    const bool has_text_before =
        flow.value != 0 && scan.scalars[flow.value - 1].style == YamlStyle::Plain &&
        line_end(scan.scalars[flow.value - 1].scalar.span.end) >= span.end;
    if (!has_text_before) {
        issues.add(ids::yaml_key_without_value, span,
                   std::vector{std::string(slice(span.begin, span.end))});
        return;
    }
    // The comma belongs to the text before it, and so does what was taken for a key.
    scan.scalars.pop_back();
    MappedText& text = scan.scalars[flow.value - 1].scalar;
    quote_issue(ids::yaml_comma_in_text, span, {text.span.begin, span.end});
    append_mapped(text, slice(text.span.end, span.end), text.span.end);
    fill(text.span.end, span.end);
    text.span.end = span.end;
}

void YamlScanner::report_unclosed_flow() {
    const std::uint32_t opener = scan.flows[flows_.back().span].begin;
    const bool is_one_line = scan.flows[flows_.front().span].begin >= line_begin_;
    std::string closers;
    for (std::size_t i = flows_.size(); i-- > 0;)
        closers += flows_[i].closer;
    const std::string closer(1, flows_.back().closer);
    const std::uint32_t end = trim_back(line_begin_, at_);
    if (is_one_line)
        issues.add(ids::yaml_unclosed_bracket, {opener, opener + 1}, YamlEdit{{end, end}, closers},
                   {closer});
    else
        issues.add(ids::yaml_unclosed_bracket, {opener, opener + 1}, {closer, std::string()});
    scan.is_readable = false;
    is_broken_ = true;
}

}  // namespace vitrina
