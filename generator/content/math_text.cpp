// A formula as one line of plain text, for titles, names that are read aloud and other programs:
// `x² + 5x = 0`, `(a + b)/2`, `√(x + 1)`, `log₂ 8`.
#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "content/math_parser.h"

namespace vitrina::markdown {
namespace {

using Letters = std::pair<std::u32string_view, std::u32string_view>;  // plain, beside the line

constexpr Letters raised = {U"0123456789+−=()n", U"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"};
constexpr Letters lowered = {U"0123456789+−=()n", U"₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ"};

// What stands above a letter; the sign of the formula, the combining character.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> accents = {{
    {"→", "\u20D7"},
    {"‾", "\u0305"},
    {"ˆ", "\u0302"},
    {"˜", "\u0303"},
    {"˙", "\u0307"},
    {"¨", "\u0308"},
}};

// Stands behind the names of functions for readers of markup.
constexpr std::string_view function_application = "\u2061";

constexpr std::string_view combining_of(std::string_view sign) {
    for (const auto& [above, combining] : accents)
        if (above == sign)
            return combining;
    return {};
}

// Nothing if a character of the text has no form beside the line.
std::string beside_the_line(std::string_view text, const Letters& letters) {
    std::string shifted;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint next = code_point_at(text, at);
        const std::size_t place = letters.first.find(next.value);
        if (place == std::u32string_view::npos)
            return {};
        append_code_point(shifted, letters.second[place]);
        at += next.length;
    }
    return shifted;
}

bool is_single(std::string_view text) {
    return count_code_points(text) == 1;
}

std::string bracketed(std::string_view text) {
    return std::string("(").append(text).append(")");
}

bool ends_with_word(std::string_view text) {
    return !text.empty() && text.back() != ' ' && text.back() != '(';
}

class LineWriter {
public:
    std::string write(const MathNode& node) {
        switch (node.kind) {
            case MathKind::Nothing:
                return {};
            case MathKind::Number:
            case MathKind::Name:
            case MathKind::Sign:
            case MathKind::Text:
                return node.text;
            case MathKind::Space:
                return " ";
            case MathKind::Fraction:
                return in_brackets(node.children[0]) + "/" + in_brackets(node.children[1]);
            case MathKind::SquareRoot:
                return "√" + in_brackets(write_row(node.children), node.children);
            case MathKind::Root:
                return root(node);
            case MathKind::Scripts:
            case MathKind::Limits:
                return scripts(node);
            case MathKind::Table:
                return joined(node.children, "; ");
            case MathKind::TableRow:
                return joined(node.children, " ");
            default:
                return write_row(node.children);
        }
    }

private:
    // Spaces around a sign between two operands, behind a comma and behind the name of a function.
    std::string write_row(const std::vector<MathNode>& nodes) {
        std::string text;
        bool after_operand = false;
        for (const MathNode& node : nodes) {
            const std::string part = write(node);
            if (part == function_application)
                continue;
            const bool is_sign = node.kind == MathKind::Sign && node.role == MathRole::Operator;
            if (is_sign && (part == "," || part == ";")) {
                text += part + " ";
            } else if (is_sign && after_operand && part != "′" && part != "!" && part != "°" &&
                       part != "%" && part != "/") {
                text += " " + part + " ";
            } else {
                const bool needs_space =
                    after_function_ && node.role != MathRole::Open && ends_with_word(text);
                text += (needs_space ? " " : "") + part;
            }
            if (node.kind != MathKind::Space && !part.empty()) {
                after_operand = !is_sign && node.role != MathRole::Open;
                after_function_ = is_function(node);
            }
        }
        after_function_ = false;
        return text;
    }

    static bool is_function(const MathNode& node) {
        if (node.role == MathRole::Function || node.role == MathRole::Large ||
            node.role == MathRole::LimitName)
            return true;
        return (node.kind == MathKind::Scripts || node.kind == MathKind::Limits) &&
               is_function(node.children[0]);
    }

    // A number, a letter or what is written without a break needs no brackets.
    std::string in_brackets(const MathNode& node) { return in_brackets(write(node), {node}); }
    static std::string in_brackets(std::string text, const std::vector<MathNode>& nodes) {
        const bool is_token =
            nodes.size() == 1 &&
            (nodes[0].kind == MathKind::Number || nodes[0].kind == MathKind::Name ||
             nodes[0].kind == MathKind::Text || nodes[0].kind == MathKind::Scripts);
        return is_token || is_single(text) ? text : bracketed(text);
    }

    std::string root(const MathNode& node) {
        const std::string index = write(node.children[1]);
        const std::string shifted = beside_the_line(index, raised);
        return (shifted.empty() ? "(" + index + ")" : shifted) + "√" +
               in_brackets(node.children[0]);
    }

    std::string scripts(const MathNode& node) {
        std::string text = write(node.children[0]);
        const std::string below = write(node.children[1]);
        const std::string above = write(node.children[2]);
        if (node.kind == MathKind::Limits)
            if (const std::string_view accent = combining_of(above); !accent.empty())
                return text + std::string(accent);
        if (!below.empty())
            text += script("_", below, lowered);
        if (above == "∘" || above == "°")
            return text + "°";
        if (above.find_first_not_of("′") == std::string::npos)
            return text + above;
        return text + script("^", above, raised);
    }

    static std::string script(std::string_view sign,
                              const std::string& text,
                              const Letters& letters) {
        std::string dense = text;
        std::erase(dense, ' ');
        const std::string shifted = beside_the_line(dense, letters);
        if (!shifted.empty())
            return shifted;
        return std::string(sign) + (is_single(text) ? text : bracketed(text));
    }

    std::string joined(const std::vector<MathNode>& nodes, std::string_view between) {
        std::string text;
        for (const MathNode& node : nodes) {
            const std::string part = write(node);
            text.append(text.empty() || part.empty() ? "" : between).append(part);
        }
        return text;
    }

    bool after_function_ = false;
};

}  // namespace

std::string formula_text(std::string_view tex) {
    MathParser parser(tex, false);
    const MathNode whole = parser.parse();
    return parser.problem() ? std::string(tex) : collapse_spaces(LineWriter().write(whole));
}

}  // namespace vitrina::markdown
