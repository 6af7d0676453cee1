#include "content/edit.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view line_end_of(std::string_view text) {
    const std::size_t at = text.find_first_of("\r\n");
    if (at == std::string_view::npos || text[at] == '\n')
        return "\n";
    return text.substr(at).starts_with("\r\n") ? "\r\n" : "\r";
}

std::size_t end_of_line(std::string_view text, std::size_t offset) {
    return std::min(text.find_first_of("\r\n", offset), text.size());
}

// Blanks as wide as what stands before `offset` in its line: the indent of a key behind dashes.
std::string indent_of(std::string_view text, std::size_t offset) {
    const std::size_t before =
        offset == 0 ? std::string_view::npos : text.find_last_of("\r\n", offset - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    std::string_view prefix = text.substr(begin, offset - begin);
    if (prefix.starts_with(byte_order_mark))
        prefix.remove_prefix(byte_order_mark.size());
    return std::string(prefix.size(), ' ');
}

Span at(std::size_t offset) {
    const auto place = static_cast<std::uint32_t>(offset);
    return {place, place};
}

std::string pair_text(std::string_view key, std::string_view value) {
    return std::string(key) + ": " + std::string(value);
}

bool is_block_text(const YamlNode& node) {
    return node.is_scalar() &&
           (node.style == YamlStyle::Literal || node.style == YamlStyle::Folded);
}

// The value ends in the line in which its key stands, so that a line may follow it.
bool is_in_one_line(std::string_view text, const YamlNode& key, const YamlNode& value) {
    const bool is_closed = value.is_null() || value.style == YamlStyle::Flow ||
                           (value.is_scalar() && !is_block_text(value));
    return is_closed && value.span.end <= end_of_line(text, key.span.end);
}

TextEdit put_before(std::string_view text,
                    const YamlNode& mapping,
                    std::size_t index,
                    const std::string& pair) {
    const std::size_t begin = mapping.keys[index].span.begin;
    if (mapping.style == YamlStyle::Flow)
        return {at(begin), pair + ", "};
    return {at(begin), pair + std::string(line_end_of(text)) + indent_of(text, begin)};
}

// Below key `index`: at the end of its line, or above the key that follows a value of several
// lines.
TextEdit put_behind(std::string_view text,
                    const YamlNode& mapping,
                    std::size_t index,
                    const std::string& pair) {
    const YamlNode& key = mapping.keys[index];
    const YamlNode& value = mapping.children[index];
    if (mapping.style == YamlStyle::Flow)
        return {at(value.span.end), ", " + pair};
    if (is_in_one_line(text, key, value))
        return {at(end_of_line(text, value.span.end)),
                std::string(line_end_of(text)) + indent_of(text, key.span.begin) + pair};
    return put_before(text, mapping, index + 1 < mapping.keys.size() ? index + 1 : index, pair);
}

// One more item below the last of a block sequence, with the dash in the column of the others.
TextEdit append_item(std::string_view text, const YamlNode& sequence, std::string_view value) {
    const YamlNode& last = sequence.children.back();
    return {at(end_of_line(text, last.span.end)), std::string(line_end_of(text)) +
                                                      indent_of(text, sequence.span.begin) + "- " +
                                                      std::string(value)};
}

}  // namespace

std::string apply_edits(std::string_view text, std::vector<TextEdit> edits) {
    std::ranges::stable_sort(edits, {}, [](const TextEdit& edit) { return edit.span.begin; });
    std::string result;
    std::size_t from = 0;
    for (const TextEdit& edit : edits) {
        result += text.substr(from, edit.span.begin - from);
        result += edit.text;
        from = edit.span.end;
    }
    result += text.substr(from);
    return result;
}

std::string yaml_scalar(std::string_view value) {
    const auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '/' || c == '.' || c == '-' ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    const bool begins_plain = !value.empty() && value[0] != '-' && value[0] != '.';
    if (begins_plain && std::ranges::all_of(value, is_plain))
        return std::string(value);
    std::string quoted = "'";
    for (const char c : value)
        quoted += c == '\'' ? "''" : std::string(1, c);
    return quoted + "'";
}

TextEdit set_value(std::string_view text,
                   const YamlNode& mapping,
                   std::string_view key,
                   std::string_view value,
                   std::string_view after) {
    const std::string pair = pair_text(key, value);
    if (mapping.keys.empty()) {
        if (mapping.is_mapping())
            return {at(mapping.span.begin + 1), pair};  // `{}`
        return {at(mapping.span.begin), pair + std::string(line_end_of(text))};
    }
    std::size_t index = 0;
    for (std::size_t i = 0; i < mapping.keys.size(); ++i) {
        const YamlNode& old = mapping.children[i];
        if (mapping.keys[i].text() == key && old.is_null())
            return {at(old.span.end), " " + std::string(value)};
        if (mapping.keys[i].text() == key)
            return {old.span, std::string(value)};
        if (mapping.keys[i].text() == after)
            index = i;
    }
    return put_behind(text, mapping, index, pair);
}

TextEdit put_first(std::string_view text,
                   const YamlNode& mapping,
                   std::string_view key,
                   std::string_view value) {
    return put_before(text, mapping, 0, pair_text(key, value));
}

TextEdit append_value(std::string_view text,
                      const YamlNode& root,
                      std::string_view key,
                      std::string_view value) {
    const YamlNode* list = root.find(key);
    const std::string alone = "[" + std::string(value) + "]";
    if (list == nullptr && root.style == YamlStyle::Flow)
        return put_behind(text, root, root.keys.size() - 1, pair_text(key, alone));
    if (list == nullptr) {
        const std::string_view end = line_end_of(text);
        const bool is_ended = text.empty() || text.ends_with('\n') || text.ends_with('\r');
        return {at(text.size()), std::string(is_ended ? "" : end) + std::string(key) + ":" +
                                     std::string(end) + "  - " + std::string(value) +
                                     std::string(end)};
    }
    if (list->is_null())
        return {at(list->span.end), " " + alone};
    if (!list->is_sequence()) {  // one value where a list may stand
        const Span old = list->span;
        return {old, "[" + std::string(text.substr(old.begin, old.end - old.begin)) + ", " +
                         std::string(value) + "]"};
    }
    if (list->children.empty())
        return {at(list->span.begin + 1), std::string(value)};
    if (list->style == YamlStyle::Flow)
        return {at(list->children.back().span.end), ", " + std::string(value)};
    return append_item(text, *list, value);
}

}  // namespace vitrina
