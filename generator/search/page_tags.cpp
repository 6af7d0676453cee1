#include "search/page_tags.h"

#include <algorithm>
#include <array>
#include <utility>

namespace vitrina {
namespace {

constexpr std::string_view inline_elements[] = {"a",    "abbr", "b",      "code", "del",
                                                "em",   "i",    "mark",   "s",    "span",
                                                "strong", "sub", "sup",   "time", "wbr"};
constexpr std::string_view passed_over[] = {"button", "math",  "nav",      "script",  "select",
                                            "style",  "svg",   "template", "textarea"};
constexpr std::string_view void_elements[] = {"br", "col", "hr", "img", "input", "link", "wbr"};

bool is_one_of(std::string_view name, const auto& names) {
    return std::ranges::find(names, name) != std::end(names);
}

void note_classes(std::string_view classes, TagNotes& notes) {
    while (!classes.empty()) {
        const std::size_t end = std::min(classes.find(' '), classes.size());
        const std::string_view name = classes.substr(0, end);
        notes.is_summary |= name == "lead" || name == "key-points";
        notes.is_quiet |= name == "facts";
        classes.remove_prefix(std::min(end + 1, classes.size()));
    }
}

bool is_space(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t';
}

TagNotes notes_of_attributes(std::string_view attributes) {
    TagNotes notes;
    std::size_t at = 0;
    while (at < attributes.size()) {
        if (is_space(attributes[at]) || attributes[at] == '/') {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        while (at < attributes.size() && attributes[at] != '=' && !is_space(attributes[at]))
            ++at;
        const std::string_view name = attributes.substr(begin, at - begin);
        std::string_view value;
        if (at < attributes.size() && attributes[at] == '=') {
            ++at;
            const bool is_quoted =
                at < attributes.size() && (attributes[at] == '"' || attributes[at] == '\'');
            const std::size_t end =
                std::min(is_quoted ? attributes.find(attributes[at], at + 1)
                                   : attributes.find_first_of(" \n\t", at),
                         attributes.size());
            value = attributes.substr(at, end - at).substr(is_quoted ? 1 : 0);
            at = end + (is_quoted ? 1 : 0);
        }
        notes.is_passed_over |= name == "data-no-search" || name == "hidden";
        if (name == "class")
            note_classes(value, notes);
    }
    return notes;
}

}  // namespace

bool Tag::is_inline() const {
    return is_one_of(name, inline_elements);
}

bool Tag::is_void() const {
    return is_one_of(name, void_elements);
}

Tag read_tag(std::string_view inside) {
    Tag tag;
    tag.is_end = inside.starts_with('/');
    if (tag.is_end)
        inside.remove_prefix(1);
    std::size_t end = 0;
    while (end < inside.size() && !is_space(inside[end]))
        ++end;
    tag.name = inside.substr(0, end);
    tag.attributes = inside.substr(end);
    return tag;
}

TagNotes notes_of(const Tag& tag) {
    TagNotes notes = notes_of_attributes(tag.attributes);
    notes.is_passed_over |= is_one_of(tag.name, passed_over);
    return notes;
}

std::string_view decoded_entity(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> known = {
        {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"#39", "'"}, {"nbsp", " "}}};
    const auto found = std::ranges::find(known, name, [](const auto& pair) { return pair.first; });
    return found == known.end() ? " " : found->second;
}

}  // namespace vitrina
