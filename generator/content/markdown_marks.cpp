#include "content/markdown_marks.h"

#include <algorithm>

#include "base/text.h"
#include "content/markdown.h"
#include "content/math.h"

namespace vitrina::markdown {
namespace {

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

std::string tex_of(const Node& formula) {
    const std::string_view sign = formula.is_display ? "$$" : "$";
    return std::string(sign).append(formula.text).append(sign);
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && is_digit(text[at]))
        ++at;
    return at;
}

}  // namespace

Advice advice_of(const Node& code) {
    if (!code.is_fenced)
        return Advice::None;
    const std::string_view word = trim(code.info);
    if (word == "do")
        return Advice::Do;
    if (word == "dont")
        return Advice::Dont;
    return word == "steps" ? Advice::Steps : Advice::None;
}

std::string_view advice_item(std::string_view line) {
    line = trim(line);
    const bool has_bullet =
        line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ");
    return has_bullet ? trim(line.substr(2)) : line;
}

std::optional<ExplicitAnchor> explicit_anchor(std::string_view text) {
    while (text.ends_with(' ') || text.ends_with('\t'))
        text.remove_suffix(1);
    if (!text.ends_with('}'))
        return std::nullopt;
    const std::size_t begin = text.rfind("{#");
    if (begin == std::string_view::npos)
        return std::nullopt;
    const std::string_view id = text.substr(begin + 2, text.size() - begin - 3);
    std::size_t end = begin;
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t'))
        --end;
    return ExplicitAnchor{id, text.substr(0, end)};
}

bool is_anchor(std::string_view id) {
    if (id.empty() || id.starts_with("fn.") || id.starts_with("fnref."))
        return false;
    for (std::size_t at = 0; at < id.size();) {
        const CodePoint next = code_point_at(id, at);
        if (!is_letter_or_digit(next.value) && next.value != '-' && next.value != '_' &&
            next.value != '.')
            return false;
        at += next.length;
    }
    return true;
}

std::optional<std::size_t> last_text(const std::vector<Node>& nodes, std::size_t heading) {
    const std::size_t end = nodes[heading].next;
    if (end == heading + 1 || nodes[end - 1].kind != Kind::Text)
        return std::nullopt;
    return end - 1;
}

std::optional<TaskMark> task_mark(const std::vector<Node>& nodes, std::size_t item) {
    const std::size_t text = item + 2;
    if (nodes[item].next <= text || nodes[item + 1].kind != Kind::Paragraph ||
        nodes[text].kind != Kind::Text)
        return std::nullopt;
    const std::string_view mark = nodes[text].text.substr(0, task_mark_length);
    if (mark == "[ ] ")
        return TaskMark{text, false};
    if (mark == "[x] " || mark == "[X] ")
        return TaskMark{text, true};
    return std::nullopt;
}

std::string_view clause_number(std::string_view text) {
    std::size_t at = skip_digits(text, 0);
    std::size_t end = 0;
    std::size_t parts = at > 0 ? 1 : 0;
    while (parts > 0 && at < text.size() && text[at] == '.') {
        end = at;
        const std::size_t next = skip_digits(text, at + 1);
        if (next == at + 1)
            return parts >= 2 ? text.substr(0, end) : std::string_view();
        ++parts;
        at = next;
    }
    return {};
}

std::string_view clause_number(const std::vector<Node>& nodes, std::size_t begin, std::size_t end) {
    while (begin < end &&
           (nodes[begin].kind == Kind::Strong || nodes[begin].kind == Kind::Emphasis))
        ++begin;
    if (begin >= end || nodes[begin].kind != Kind::Text)
        return {};
    return clause_number(nodes[begin].text);
}

std::string plain_text(const std::vector<Node>& nodes,
                       std::size_t begin,
                       std::size_t end,
                       Formulas formulas) {
    std::string text;
    for (std::size_t at = begin; at < end; ++at) {
        const Node& node = nodes[at];
        if (node.kind == Kind::SoftBreak || node.kind == Kind::HardBreak)
            text += ' ';
        else if (node.kind == Kind::Text || node.kind == Kind::InlineCode ||
                 node.kind == Kind::InlineHtml)
            text += node.text;
        else if (node.kind == Kind::Math)
            text += formulas == Formulas::Readable ? formula_text(node.text) : tex_of(node);
    }
    return text;
}

std::string pictured_text(const std::vector<Node>& nodes,
                          std::size_t begin,
                          std::size_t end,
                          std::vector<std::string>& urls) {
    const auto unmarked = [&nodes](std::size_t from, std::size_t to) {
        std::string text = plain_text(nodes, from, to);
        std::erase_if(text, [](char byte) { return byte == picture_begin || byte == picture_end; });
        return text;
    };
    std::string text;
    std::size_t done = begin;
    for (std::size_t at = begin; at < end; ++at) {
        if (nodes[at].kind != Kind::Image)
            continue;
        const auto known = std::ranges::find(urls, nodes[at].url);
        const auto number = static_cast<std::size_t>(known - urls.begin()) + 1;
        if (known == urls.end())
            urls.emplace_back(nodes[at].url);
        text += unmarked(done, at) + std::string(number, picture_begin);
        text += unmarked(at + 1, nodes[at].next) + picture_end;
        done = nodes[at].next;
        at = done - 1;
    }
    return text + unmarked(done, end);
}

std::string as_inline(std::string_view text) {
    std::string line;
    line.reserve(text.size() + 1);
    line += '(';
    line += text;
    std::ranges::replace(line, '\n', ' ');
    std::ranges::replace(line, '\r', ' ');
    return line;
}

}  // namespace vitrina::markdown
