// Tags and entities of the pages that we write ourselves, as far as the index of search asks.
//
// Lifetime views into the page.
#pragma once

#include <cstdint>
#include <string_view>

namespace vitrina {

// A name of at most eight bytes as a number; longer names are all one.
constexpr std::uint64_t tag_key(std::string_view name) {
    if (name.size() > 8)
        return ~std::uint64_t{0};
    std::uint64_t key = 0;
    for (const char byte : name)
        key = key << 8U | static_cast<unsigned char>(byte);
    return key;
}

struct Tag {
    std::string_view name;
    std::uint64_t key = 0;  // tag_key(name)
    std::string_view attributes;
    bool is_end = false;

    bool is_inline() const;  // a word goes on inside
    bool is_void() const;    // has no end
};

// `inside`: what stands between `<` and `>`.
Tag read_tag(std::string_view inside);

// What an element says of its text.
struct TagNotes {
    bool is_passed_over = false;  // not indexed: buttons, scripts, `data-no-search`, `hidden` …
    bool is_summary = false;      // tells more of the page than its other texts
    bool is_quiet = false;        // nothing for the beginning that results show
};

TagNotes notes_of(const Tag& tag);

// The sign that an entity of our escaper, or of Markdown, stands for; a space for any other.
std::string_view decoded_entity(std::string_view name);

}  // namespace vitrina
