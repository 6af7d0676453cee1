// The commands of formulas that have arguments.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "content/math_parser.h"

namespace vitrina::markdown {
namespace {

constexpr std::string_view fence_open =
    " fence=\"true\" form=\"prefix\" stretchy=\"true\"";
constexpr std::string_view fence_close =
    " fence=\"true\" form=\"postfix\" stretchy=\"true\"";

constexpr auto structures = std::to_array<std::string_view>(
    {"frac",   "dfrac",    "tfrac",        "cfrac",  "binom",  "sqrt",   "overset", "underset",
     "stackrel", "xrightarrow", "text",    "textrm", "mathrm", "operatorname", "mathbb", "mathbf",
     "mathit", "mathcal",  "boldsymbol",   "ce",     "not",    "left",   "right",   "begin",
     "end",    "displaystyle", "limits",   "nolimits", "big",  "Big",    "bigg",    "Bigg"});

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

MathNode limits(MathNode base, MathNode below, MathNode above) {
    MathNode node = math_row({}, MathKind::Limits);
    node.children.push_back(std::move(base));
    node.children.push_back(std::move(below));
    node.children.push_back(std::move(above));
    return node;
}

MathNode in_fences(std::string_view open, MathNode inside, std::string_view close) {
    std::vector<MathNode> nodes;
    if (!open.empty())
        nodes.push_back(math_token(MathKind::Sign, open, MathRole::Open, fence_open));
    nodes.push_back(std::move(inside));
    if (!close.empty())
        nodes.push_back(math_token(MathKind::Sign, close, MathRole::Close, fence_close));
    return math_row(std::move(nodes));
}

// Letters of \mathbb and \mathbf stand in a row of Unicode, but for those that were there before.
char32_t styled(char32_t letter, std::string_view style) {
    if (style == "mathbb") {
        constexpr std::u32string_view early = U"CHNPQRZ";
        constexpr std::u32string_view signs = U"ℂℍℕℙℚℝℤ";
        if (const std::size_t at = early.find(letter); at != early.npos)
            return signs[at];
        return letter >= U'A' && letter <= U'Z' ? 0x1D538 + (letter - U'A') : letter;
    }
    if (letter >= U'A' && letter <= U'Z')
        return 0x1D400 + (letter - U'A');
    return letter >= U'a' && letter <= U'z' ? 0x1D41A + (letter - U'a') : letter;
}

}  // namespace

MathNode MathParser::command(const std::vector<MathNode>& before) {
    const std::size_t at = at_;
    const std::string_view full = command_name(at);
    at_ += full.size();
    const std::string_view name = full.substr(1);
    if (const MathSymbol* known = find_math_symbol(name))
        return symbol(*known, at, before);
    if (auto node = structure(name, at))
        return std::move(*node);
    if (auto node = sized(name, at))
        return std::move(*node);
    fail_unknown(name, at);
    return math_row({});
}

void MathParser::fail_unknown(std::string_view name, std::size_t at) {
    std::vector<std::string_view> names(structures.begin(), structures.end());
    append_math_symbol_names(names);
    const std::string near = name.size() < 2 ? std::string() : nearest_name(name, names);
    const std::string shown = "\\" + shorten(name, 40);
    if (near.empty())
        fail(ids::math_command, at, at + 1 + name.size(), {shown});
    else
        fail(ids::math_command_near, at, at + 1 + name.size(), {shown, "\\" + near});
}

MathNode MathParser::symbol(const MathSymbol& symbol,
                            std::size_t at,
                            const std::vector<MathNode>& before) {
    switch (symbol.kind) {
        case SymbolKind::Letter:
            return math_token(MathKind::Name, symbol.text);
        case SymbolKind::Upright:
            return math_token(MathKind::Name, symbol.text, MathRole::Operand,
                              " mathvariant=\"normal\"");
        case SymbolKind::Operator:
            return math_sign(symbol.text);
        case SymbolKind::Plain:
            if (is_one_of(symbol.name, {"|", "vert", "Vert"}))
                return bar(before, symbol.text);
            return math_token(MathKind::Sign, symbol.text, MathRole::Operand,
                              " lspace=\"0\" rspace=\"0\"");
        case SymbolKind::Open:
            return math_token(MathKind::Sign, symbol.text, MathRole::Open,
                              " form=\"prefix\" stretchy=\"false\"");
        case SymbolKind::Close:
            return math_token(MathKind::Sign, symbol.text, MathRole::Close,
                              " form=\"postfix\" stretchy=\"false\"");
        case SymbolKind::Large:
            return math_token(MathKind::Sign, symbol.text, MathRole::Large,
                              " movablelimits=\"false\"");
        case SymbolKind::Integral:
            return math_token(MathKind::Sign, symbol.text, MathRole::Operator);
        case SymbolKind::Function:
            return math_token(MathKind::Name, symbol.text, MathRole::Function);
        case SymbolKind::LimitName:
            return math_token(MathKind::Name, symbol.text, MathRole::LimitName);
        case SymbolKind::Space:
            return math_token(MathKind::Space, symbol.text, MathRole::Operator);
        default:
            return accent(symbol, at);
    }
}

MathNode MathParser::accent(const MathSymbol& symbol, std::size_t at) {
    MathNode base = argument(at);
    if (problem_)
        return base;
    const bool is_wide = symbol.kind != SymbolKind::Accent;
    MathNode sign = math_sign(symbol.text, is_wide ? " stretchy=\"true\"" : " stretchy=\"false\"");
    const bool is_below = is_one_of(symbol.name, {"underbrace", "underline"});
    MathNode node = is_below ? limits(std::move(base), std::move(sign), math_nothing())
                             : limits(std::move(base), math_nothing(), std::move(sign));
    if (symbol.kind == SymbolKind::Brace)
        return node;
    node.attributes = is_below ? " accentunder=\"true\"" : " accent=\"true\"";
    // In a row of its own: an index stands beside a letter with its arrow, not above it.
    MathNode whole{MathKind::Row, MathRole::Operand, {}, {}, {}};
    whole.children.push_back(std::move(node));
    return whole;
}

std::optional<MathNode> MathParser::structure(std::string_view name, std::size_t at) {
    if (is_one_of(name, {"frac", "dfrac", "tfrac", "cfrac", "binom"}))
        return fraction(name, at);
    if (name == "sqrt")
        return root(at);
    if (is_one_of(name, {"overset", "underset", "stackrel", "xrightarrow"}))
        return stacked(name, at);
    if (is_one_of(name, {"text", "textrm", "mathrm", "operatorname"}))
        return upright(name, at);
    if (is_one_of(name, {"mathbb", "mathbf", "boldsymbol", "mathit", "mathcal"}))
        return styled_letters(name, at);
    if (name == "ce")
        return read_chemistry(raw_group(at));
    if (name == "not")
        return negated(at);
    if (name == "left")
        return fenced(at);
    if (name == "begin")
        return environment(at);
    if (is_one_of(name, {"displaystyle", "limits", "nolimits"}))
        return math_row({});
    return std::nullopt;
}

MathNode MathParser::fraction(std::string_view name, std::size_t at) {
    MathNode node = math_row({}, MathKind::Fraction);
    node.children.push_back(argument(at));
    if (!problem_)
        node.children.push_back(argument(at));
    if (problem_)
        return math_row({});
    if (name == "binom") {
        node.attributes = " linethickness=\"0\"";
        return in_fences("(", std::move(node), ")");
    }
    if (name == "frac")
        return node;
    MathNode style = math_row({}, MathKind::Style);
    style.attributes = name == "tfrac" ? " displaystyle=\"false\" scriptlevel=\"0\""
                                       : " displaystyle=\"true\" scriptlevel=\"0\"";
    style.children.push_back(std::move(node));
    return style;
}

MathNode MathParser::root(std::size_t at) {
    const std::size_t bracket = at_;
    if (!take("[")) {
        MathNode node = math_row({}, MathKind::SquareRoot);
        node.children.push_back(argument(at));
        return node;
    }
    MathNode index = row(true);
    if (!problem_ && !take("]"))
        return fail(ids::math_brace, bracket, bracket + 1, {"["});
    MathNode node = math_row({}, MathKind::Root);
    node.children.push_back(argument(at));
    node.children.push_back(std::move(index));
    return node;
}

MathNode MathParser::stacked(std::string_view name, std::size_t at) {
    MathNode first = argument(at);
    if (problem_)
        return first;
    if (name == "xrightarrow") {
        MathNode node = limits(math_sign("→", " stretchy=\"true\""), math_nothing(),
                               std::move(first));
        node.role = MathRole::Operator;
        return node;
    }
    MathNode base = argument(at);
    const MathRole role = base.role;
    MathNode node = name == "underset"
                        ? limits(std::move(base), std::move(first), math_nothing())
                        : limits(std::move(base), math_nothing(), std::move(first));
    node.role = role;
    return node;
}

// Words of \text are kept with their spaces, names of units are read as formulas.
MathNode MathParser::upright(std::string_view name, std::size_t at) {
    if (name != "mathrm") {
        std::string text = raw_group(at);
        if (name == "operatorname")
            return math_token(MathKind::Name, text, MathRole::Function,
                              count_code_points(text) == 1 ? " mathvariant=\"normal\"" : "");
        for (std::size_t space = 0; (space = text.find(' ', space)) != std::string::npos;)
            text.replace(space, 1, "\u00A0");
        return math_token(MathKind::Text, text);
    }
    MathNode inside = argument(at);
    const auto make_upright = [](MathNode& node, const auto& self) -> void {
        if (node.kind == MathKind::Name)
            node.attributes = " mathvariant=\"normal\"";
        for (MathNode& child : node.children)
            self(child, self);
    };
    make_upright(inside, make_upright);
    return inside;
}

MathNode MathParser::styled_letters(std::string_view name, std::size_t at) {
    MathNode inside = argument(at);
    if (is_one_of(name, {"mathit", "mathcal"}))
        return inside;
    const auto change = [&](MathNode& node, const auto& self) -> void {
        if (node.kind == MathKind::Name) {
            std::string text;
            for (std::size_t i = 0; i < node.text.size();) {
                const CodePoint point = code_point_at(node.text, i);
                append_code_point(text, styled(point.value, name));
                i += point.length;
            }
            node.text = std::move(text);
        }
        for (MathNode& child : node.children)
            self(child, self);
    };
    change(inside, change);
    return inside;
}

MathNode MathParser::negated(std::size_t at) {
    MathNode inside = argument(at);
    if (problem_)
        return inside;
    inside.text += "\u0338";
    inside.text = to_nfc(inside.text);
    return inside;
}

// \big( and its kin: brackets of a given height.
std::optional<MathNode> MathParser::sized(std::string_view name, std::size_t at) {
    if (name.ends_with('l') || name.ends_with('r'))
        name.remove_suffix(1);
    constexpr auto names = std::to_array<std::string_view>({"big", "Big", "bigg", "Bigg"});
    constexpr auto heights = std::to_array<std::string_view>(
        {" minsize=\"1.2em\" maxsize=\"1.2em\"", " minsize=\"1.623em\" maxsize=\"1.623em\"",
         " minsize=\"2.047em\" maxsize=\"2.047em\"", " minsize=\"2.470em\" maxsize=\"2.470em\""});
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return std::nullopt;
    return fence(at, heights[static_cast<std::size_t>(found - names.begin())]);
}

MathNode MathParser::fenced(std::size_t at) {
    const std::optional<MathNode> open = fence(at, fence_open);
    if (!open)
        return math_row({});
    MathNode inside = row();
    if (problem_)
        return inside;
    if (!is_at_command("\\right"))
        return fail(ids::math_fence, at, at + 5, {"\\left"});
    const std::size_t right = at_;
    at_ += command_name(at_).size();
    const std::optional<MathNode> close = fence(right, fence_close);
    if (!close)
        return math_row({});
    return in_fences(open->text, std::move(inside), close->text);
}

// The bracket behind the command at `at`; nothing, with a message, if there is none.
std::optional<MathNode> MathParser::fence(std::size_t at, std::string_view attributes) {
    const std::string name(command_name(at));
    skip_spaces();
    const std::size_t begin = at_;
    if (at_ < tex_.size() && tex_[at_] == '\\') {
        const std::string_view bracket = command_name(at_).substr(1);
        const MathSymbol* known = find_math_symbol(bracket);
        const bool is_bracket =
            known != nullptr && (known->kind == SymbolKind::Open ||
                                 known->kind == SymbolKind::Close ||
                                 is_one_of(bracket, {"|", "vert", "Vert"}));
        if (is_bracket) {
            at_ += bracket.size() + 1;
            return math_token(MathKind::Sign, known->text, MathRole::Operator, attributes);
        }
    } else if (at_ < tex_.size() && std::string_view("()[]|/.").find(tex_[at_]) != std::string::npos) {
        ++at_;
        const std::string_view text = since(begin);
        const MathRole role = is_one_of(text, {"(", "["})   ? MathRole::Open
                              : is_one_of(text, {")", "]"}) ? MathRole::Close
                                                            : MathRole::Operator;
        return math_token(MathKind::Sign, text == "." ? "" : text, role, attributes);
    }
    fail(ids::math_fence, at, at + name.size(), {name});
    return std::nullopt;
}

MathNode MathParser::environment(std::size_t at) {
    const std::string name = raw_group(at);
    if (problem_)
        return math_row({});
    struct Known {
        std::string_view name, open, close, attributes;
    };
    constexpr std::string_view left = " class=\"math-left\"";
    constexpr std::string_view cases = " class=\"math-cases\"";
    constexpr std::string_view aligned = " class=\"math-aligned\" displaystyle=\"true\"";
    constexpr auto known = std::to_array<Known>({{"matrix", "", "", ""},
                                                 {"pmatrix", "(", ")", ""},
                                                 {"bmatrix", "[", "]", ""},
                                                 {"Bmatrix", "{", "}", ""},
                                                 {"vmatrix", "|", "|", ""},
                                                 {"Vmatrix", "‖", "‖", ""},
                                                 {"cases", "{", "", cases},
                                                 {"array", "", "", left},
                                                 {"gathered", "", "", " displaystyle=\"true\""},
                                                 {"aligned", "", "", aligned},
                                                 {"align", "", "", aligned},
                                                 {"align*", "", "", aligned}});
    const auto found = std::ranges::find(known, name, &Known::name);
    if (found == known.end())
        return fail(ids::math_environment, at, at_, {"\\begin{" + shorten(name, 40) + "}"});
    if (name == "array")
        raw_group(at);
    MathNode inside = table(name, at);
    inside.attributes = found->attributes;
    return in_fences(found->open, std::move(inside), found->close);
}

MathNode MathParser::table(std::string_view name, std::size_t at) {
    const std::string begin = "\\begin{" + std::string(name) + "}";
    MathNode table = math_row({}, MathKind::Table);
    MathNode line = math_row({}, MathKind::TableRow);
    while (!problem_) {
        MathNode cell = math_row({}, MathKind::Cell);
        cell.children.push_back(row());
        const bool is_empty = line.children.empty() && cell.children[0].kind == MathKind::Row &&
                              cell.children[0].children.empty();
        line.children.push_back(std::move(cell));
        if (take("&"))
            continue;
        const bool is_end = is_at_command("\\end");
        if (!is_end || !is_empty)
            table.children.push_back(std::move(line));
        line = math_row({}, MathKind::TableRow);
        if (take("\\\\"))
            continue;
        const std::size_t end = at_;
        if (!is_end)
            break;
        at_ += 4;
        if (raw_group(end) == name)
            return table;
        return fail(ids::math_environment, end, at_, {std::string(since(end))});
    }
    return fail(ids::math_environment, at, at + begin.size(), {begin});
}

}  // namespace vitrina::markdown
