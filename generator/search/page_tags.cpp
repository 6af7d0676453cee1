#include "search/page_tags.h"

#include <algorithm>
#include <array>
#include <utility>

namespace vitrina {
namespace {

// Every page has hundreds of tags: a number is compared at once, a name byte by byte.
bool is_passed_over(std::uint64_t key) {
    switch (key) {
        case tag_key("button"):
        case tag_key("math"):
        case tag_key("nav"):
        case tag_key("script"):
        case tag_key("select"):
        case tag_key("style"):
        case tag_key("svg"):
        case tag_key("template"):
        case tag_key("textarea"):
            return true;
        default:
            return false;
    }
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
    switch (key) {
        case tag_key("a"):
        case tag_key("abbr"):
        case tag_key("b"):
        case tag_key("code"):
        case tag_key("del"):
        case tag_key("em"):
        case tag_key("i"):
        case tag_key("mark"):
        case tag_key("s"):
        case tag_key("span"):
        case tag_key("strong"):
        case tag_key("sub"):
        case tag_key("sup"):
        case tag_key("time"):
        case tag_key("wbr"):
            return true;
        default:
            return false;
    }
}

bool Tag::is_void() const {
    switch (key) {
        case tag_key("br"):
        case tag_key("col"):
        case tag_key("hr"):
        case tag_key("img"):
        case tag_key("input"):
        case tag_key("link"):
        case tag_key("wbr"):
            return true;
        default:
            return false;
    }
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
    tag.key = tag_key(tag.name);
    tag.attributes = inside.substr(end);
    return tag;
}

TagNotes notes_of(const Tag& tag) {
    TagNotes notes = notes_of_attributes(tag.attributes);
    notes.is_passed_over |= is_passed_over(tag.key);
    return notes;
}

std::string_view decoded_entity(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> known = {
        {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"#39", "'"}, {"nbsp", " "}}};
    const auto found = std::ranges::find(known, name, [](const auto& pair) { return pair.first; });
    return found == known.end() ? " " : found->second;
}

}  // namespace vitrina
