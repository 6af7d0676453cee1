// The commands of formulas that stand for one sign, name or space.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace vitrina::markdown {

enum class SymbolKind : std::uint8_t {
    Letter,     // italic
    Upright,    // a letter that stays upright
    Operator,   // with the space that browsers give it
    Plain,      // a sign without space
    Open,
    Close,
    Large,      // limits above and below in a display
    Integral,
    Function,
    LimitName,  // lim, max: limits below
    Space,
    Accent,     // over one letter
    WideAccent,
    Brace,      // above or below with a word of its own
};

struct MathSymbol {
    std::string_view name;  // without the backslash
    SymbolKind kind;
    std::string_view text;
};

// Null if there is none.
const MathSymbol* find_math_symbol(std::string_view name);
void append_math_symbol_names(std::vector<std::string_view>& names);

}  // namespace vitrina::markdown
