// TeX of school mathematics, physics and chemistry as MathML Core.
//
// Subset   fractions, scripts, roots, accents, sums and integrals, brackets, matrices, systems,
//          text, letters and signs (math_symbols.cpp), `\ce{…}`. Nothing that defines, loads or
//          links: what is not known is an error.
// Numbers  a comma between digits is a decimal comma (`3,5`, `3{,}5`), `12\,000` one number.
// Output   tokens escaped, attributes from our own tables only.
// Cost     linear; length and depth are limited. Thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic_ids.h"

namespace vitrina::markdown {

struct MathProblem {
    MessageId id{};
    std::size_t begin = 0;  // bytes of the formula
    std::size_t end = 0;
    std::vector<std::string> args;
};

struct MathResult {
    std::string html;                    // <math>…</math>; empty if there is a problem
    std::size_t glyphs = 0;              // letters, digits and signs: whether it is long
    std::optional<MathProblem> problem;  // the first
};

MathResult render_math(std::string_view tex, bool is_display);

// One line for titles and for names that are read aloud: `x² + 5x = 0`. A formula with a problem
// stays as it was typed.
std::string formula_text(std::string_view tex);

}  // namespace vitrina::markdown
