#include "content/math_writer.h"

#include <array>

#include "base/text.h"

namespace vitrina::markdown {
namespace {

void write_element(MathWriting& to, std::string_view name, const MathNode& node) {
    to.html.append("<").append(name).append(node.attributes).append(">");
    for (const MathNode& child : node.children)
        write_math(to, child);
    to.html.append("</").append(name).append(">");
}

void write_token(MathWriting& to, std::string_view name, const MathNode& node) {
    to.html.append("<").append(name).append(node.attributes).append(">");
    append_escaped(to.html, node.text);
    to.html.append("</").append(name).append(">");
    to.glyphs += count_code_points(node.text);
}

void write_scripts(MathWriting& to, const MathNode& node) {
    constexpr std::array<std::string_view, 3> beside = {"msub", "msup", "msubsup"};
    constexpr std::array<std::string_view, 3> straight = {"munder", "mover", "munderover"};
    const bool has_below = node.children[1].kind != MathKind::Nothing;
    const bool has_above = node.children[2].kind != MathKind::Nothing;
    const std::size_t form = has_below && has_above ? 2 : (has_above ? 1 : 0);
    write_element(to, (node.kind == MathKind::Limits ? straight : beside)[form], node);
}

}  // namespace

void write_math(MathWriting& to, const MathNode& node) {
    switch (node.kind) {
        case MathKind::Nothing:
            return;
        case MathKind::Row:
            return write_element(to, "mrow", node);
        case MathKind::Number:
            return write_token(to, "mn", node);
        case MathKind::Name:
            return write_token(to, "mi", node);
        case MathKind::Sign:
            return write_token(to, "mo", node);
        case MathKind::Text:
            return write_token(to, "mtext", node);
        case MathKind::Space:
            to.html.append("<mspace width=\"").append(node.text).append("\"></mspace>");
            return;
        case MathKind::Fraction:
            return write_element(to, "mfrac", node);
        case MathKind::SquareRoot:
            return write_element(to, "msqrt", node);
        case MathKind::Root:
            return write_element(to, "mroot", node);
        case MathKind::Scripts:
        case MathKind::Limits:
            return write_scripts(to, node);
        case MathKind::Style:
            return write_element(to, "mstyle", node);
        case MathKind::Table:
            return write_element(to, "mtable", node);
        case MathKind::TableRow:
            return write_element(to, "mtr", node);
        case MathKind::Cell:
            return write_element(to, "mtd", node);
    }
}

}  // namespace vitrina::markdown
