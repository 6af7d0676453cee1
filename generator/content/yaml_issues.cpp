#include "content/yaml_issues.h"

#include <algorithm>

namespace vitrina {
namespace {

// A line longer than this is not repeated in a message: the correction alone is.
constexpr std::size_t longest_line = 400;

bool is_break(char c) {
    return c == '\n' || c == '\r';
}

Span line_around(std::string_view text, std::uint32_t offset) {
    std::uint32_t begin = offset;
    while (begin > 0 && offset - begin <= longest_line && !is_break(text[begin - 1]))
        --begin;
    std::uint32_t end = offset;
    while (end < text.size() && end - begin <= longest_line && !is_break(text[end]))
        ++end;
    if (begin == 0 && text.starts_with("\xEF\xBB\xBF"))
        begin = std::min<std::uint32_t>(3, offset);
    return {begin, end};
}

std::string_view trim_end(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

}  // namespace

void YamlIssues::add(MessageId id, Span where, std::vector<std::string> args) {
    issues_.push_back({id, where, std::move(args), 0});
}

void YamlIssues::add(MessageId id, Span where, YamlEdit edit, std::vector<std::string> args) {
    edits_.push_back(std::move(edit));
    issues_.push_back({id, where, std::move(args), edits_.size()});
}

std::string YamlIssues::corrected_line(const YamlEdit& edit) const {
    const Span line = line_around(text_, edit.where.begin);
    if (edit.where.end > line.end || line.end - line.begin > longest_line)
        return edit.text.size() <= longest_line ? edit.text : std::string();
    std::vector<const YamlEdit*> edits;
    for (const YamlEdit& other : edits_)
        if (other.where.begin >= line.begin && other.where.end <= line.end)
            edits.push_back(&other);
    std::ranges::stable_sort(edits, {}, [](const YamlEdit* e) { return e->where.begin; });
    std::string result;
    std::uint32_t done = line.begin;
    const YamlEdit* last = nullptr;
    for (const YamlEdit* other : edits) {
        // Of two corrections of the same words the first one says it all.
        if (other->where.begin < done || (last != nullptr && last->where == other->where))
            continue;
        last = other;
        result += text_.substr(done, other->where.begin - done);
        result += other->text;
        done = other->where.end;
    }
    result += text_.substr(done, line.end - done);
    return std::string(trim_end(result));
}

void YamlIssues::report(const SourcePtr& source, Diagnostics& out) const {
    for (const Issue& issue : issues_) {
        Diagnostic& item = out.error(issue.id, {source, issue.where});
        item.args = issue.args;
        if (issue.edit != 0)
            item.args.push_back(corrected_line(edits_[issue.edit - 1]));
    }
}

std::string quote_yaml(std::string_view text) {
    const bool apostrophe = text.find('\'') != std::string_view::npos;
    if (apostrophe && text.find_first_of("\"\\") == std::string_view::npos)
        return "\"" + std::string(text) + "\"";
    std::string quoted = "'";
    for (const char c : text)
        quoted.append(c == '\'' ? 2 : 1, c);
    return quoted + "'";
}

}  // namespace vitrina
