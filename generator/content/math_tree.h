// A formula as a tree, between its reader and its writer.
//
// Lifetime the attributes are views of constants, the texts are the tree's own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrina::markdown {

enum class MathKind : std::uint8_t {
    Nothing,   // a script that is not there
    Row,       // any number of children
    Number,    // tokens: `text`
    Name,
    Sign,
    Text,
    Space,     // `text` is its width
    Fraction,  // two children
    SquareRoot,
    Root,      // two: what stands under it, its index
    Scripts,   // three: base, below, above
    Limits,    // the same, straight below and above the base
    Style,     // one
    Table,     // rows
    TableRow,  // cells
    Cell,
};

// What a node is to its neighbours: decides the form of a minus or a bar behind it.
enum class MathRole : std::uint8_t { Operand, Operator, Open, Close, Function, Large, LimitName };

struct MathNode {
    MathKind kind = MathKind::Row;
    MathRole role = MathRole::Operand;
    std::string text;
    std::string_view attributes;  // as markup, with a space before each
    std::vector<MathNode> children;
};

inline MathNode math_token(MathKind kind,
                           std::string_view text,
                           MathRole role = MathRole::Operand,
                           std::string_view attributes = {}) {
    return {kind, role, std::string(text), attributes, {}};
}

inline MathNode math_sign(std::string_view text, std::string_view attributes = {}) {
    return math_token(MathKind::Sign, text, MathRole::Operator, attributes);
}

inline MathNode math_row(std::vector<MathNode> children, MathKind kind = MathKind::Row) {
    if (kind == MathKind::Row && children.size() == 1)
        return std::move(children.front());
    return {kind, MathRole::Operand, {}, {}, std::move(children)};
}

inline MathNode math_nothing() {
    return {MathKind::Nothing, MathRole::Operand, {}, {}, {}};
}

// The formula of what stands in the braces of `\ce`: matter and reactions.
MathNode read_chemistry(std::string_view text);

}  // namespace vitrina::markdown
