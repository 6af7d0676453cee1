// The tags of a template in their order, matched in pairs: the first step of parsing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/source.h"
#include "stache/syntax.h"

namespace vitrina::stache {

enum class TagKind : std::uint8_t {
    Print,
    RawPrint,
    Section,
    InvertedSection,
    Block,
    Parent,
    Close,
    Partial,
    Comment,
    Delimiters,
};

bool opens_pair(TagKind kind);

struct Tag {
    TagKind kind = TagKind::Comment;
    Span span;
    Name name;                  // empty for comments and delimiters
    std::size_t partner = 0;    // index of the other tag of a pair
    bool fills_parent = false;  // a block that stands directly inside a parent
};

// Only whole pairs come out: a tag that closes nothing or is never closed is reported and left out.
std::vector<Tag> scan_tags(const SourcePtr& source, Diagnostics& out);

}  // namespace vitrina::stache
