// Plain texts inside brackets.
#include "content/yaml_scanner.h"

namespace vitrina {

// Where a text ends that began wrongly: at the next comma or bracket that is not its own.
std::uint32_t YamlScanner::flow_text_end(std::uint32_t from) const {
    int brackets = 0;
    std::uint32_t pos = from;
    for (; !ends_line(pos); ++pos) {
        const char c = at(pos);
        if (brackets == 0 && (c == ',' || c == ']' || c == '}'))
            break;
        if (c == '#' && pos > from && is_blank(pos - 1) && is_spaced_comment(pos))
            break;
        brackets += c == '[' || c == '{' ? 1 : 0;
        brackets -= c == ']' || c == '}' ? 1 : 0;
    }
    return trim_back(from, pos);
}

void YamlScanner::scan_flow_plain(int indent) {
    YamlToken token;
    token.scalar.span = {at_, at_};
    const bool is_key = flows_.back().is_map() && flows_.back().state == FlowState::Colon;
    Traps traps;
    while (true) {
        const std::uint32_t stop = scan_flow_plain_line(traps);
        append_line(token, stop);
        if (is_key || !ends_line(skip_blanks(stop)))
            break;
        const NextLine next = next_line(stop);
        if (!continues_flow_plain(next, indent))
            break;
        fold(token, stop, next);
    }
    report_traps(traps, token.scalar.span);
    record(std::move(token));
}

// The end of the text in its line. Traps are taken for text, so that the brackets still close.
std::uint32_t YamlScanner::scan_flow_plain_line(Traps& traps) const {
    const Flow& flow = flows_.back();
    const bool is_key = flow.is_map() && flow.state == FlowState::Colon;
    int brackets = 0;
    std::uint32_t pos = at_;
    for (; !ends_line(pos); ++pos) {
        const char c = at(pos);
        if (c == '[' || c == '{') {
            traps.bracket = traps.bracket.value_or(pos);
            ++brackets;
        } else if (brackets > 0 && (c == ']' || c == '}')) {
            --brackets;
        } else if (brackets == 0 && (c == ',' || c == ']' || c == '}')) {
            break;
        } else if (c == ':' &&
                   (is_separator(pos + 1) ||
                    (std::string_view(",]}").find(at(pos + 1)) != std::string_view::npos))) {
            if (is_key && brackets == 0)
                break;
            traps.colon = traps.colon.value_or(pos);
        } else if (c == '#' && pos > at_ && is_blank(pos - 1)) {
            if (is_spaced_comment(pos))
                break;
            traps.hash = traps.hash.value_or(pos);
        } else if (c == '?' && flow.is_map()) {
            traps.question = traps.question.value_or(pos);
        }
    }
    return trim_back(at_, pos);
}

bool YamlScanner::continues_flow_plain(const NextLine& next, int indent) const {
    if (next.content >= end_ || (next.column() == 0 && is_marker(next.content)))
        return false;
    constexpr std::string_view stops = ",[]{}#:\"'";
    if (stops.find(at(skip_blanks(next.content))) != std::string_view::npos)
        return false;
    const bool is_entry = begins_entry(next.content);
    return !is_entry ||
           (next.column() > indent && !flows_.back().is_map() && !is_dash(next.content));
}

}  // namespace vitrina
