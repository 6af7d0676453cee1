// The tree of a formula as MathML.
#pragma once

#include <cstddef>
#include <string>

#include "content/math_tree.h"

namespace vitrina::markdown {

struct MathWriting {
    std::string html;
    std::size_t glyphs = 0;
};

void write_math(MathWriting& to, const MathNode& node);

}  // namespace vitrina::markdown
