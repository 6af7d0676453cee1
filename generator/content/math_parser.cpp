#include "content/math_parser.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "content/math_writer.h"

namespace vitrina::markdown {
namespace {

constexpr std::size_t length_limit = 4000;
constexpr std::size_t depth_limit = 40;
constexpr std::string_view apply = "\u2061";  // the function before is applied to what follows

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

bool is_latin(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

// The power of a bracket is that of the whole bracketed part: ears hear it so.
void gather_bracketed(std::vector<MathNode>& nodes, MathNode& closing) {
    std::size_t closed = 1;
    std::size_t open = nodes.size();
    while (open > 0 && closed > 0) {
        const MathRole role = nodes[--open].role;
        closed = closed + (role == MathRole::Close ? 1 : 0) - (role == MathRole::Open ? 1 : 0);
    }
    if (closed > 0)
        return;
    const auto begin = nodes.begin() + static_cast<std::ptrdiff_t>(open);
    std::vector<MathNode> gathered(std::make_move_iterator(begin),
                                   std::make_move_iterator(nodes.end()));
    nodes.erase(begin, nodes.end());
    gathered.push_back(std::move(closing));
    closing = math_row(std::move(gathered));
}

bool follows_operand(const std::vector<MathNode>& before) {
    return !before.empty() && (before.back().role == MathRole::Operand ||
                               before.back().role == MathRole::Close);
}

}  // namespace

MathNode MathParser::parse() {
    if (tex_.size() > length_limit)
        return fail(ids::math_size, 0, 1,
                    {std::to_string(length_limit), std::to_string(depth_limit)});
    MathNode whole = row();
    if (is_over())
        return whole;
    if (is_at("}"))
        return fail(ids::math_brace, at_, at_ + 1, {"}"});
    const std::string_view name = is_at("&") ? "&" : command_name(at_);
    const MessageId id = name == "\\right" ? ids::math_fence
                         : name == "\\end" ? ids::math_environment
                                           : ids::math_cell;
    return fail(id, at_, at_ + name.size(), {std::string(name)});
}

MathNode MathParser::fail(MessageId id,
                          std::size_t begin,
                          std::size_t end,
                          std::vector<std::string> args) {
    if (!problem_)
        problem_ = MathProblem{id, begin, std::min(end, tex_.size()), std::move(args)};
    return math_row({});
}

bool MathParser::take(std::string_view text) {
    if (!is_at(text))
        return false;
    at_ += text.size();
    return true;
}

void MathParser::skip_spaces() {
    while (at_ < tex_.size() && is_space(tex_[at_]))
        ++at_;
}

// With its backslash: letters, or one character.
std::string_view MathParser::command_name(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < tex_.size() && is_latin(tex_[end]))
        ++end;
    if (end == at + 1 && end < tex_.size())
        end += code_point_at(tex_, end).length;
    return tex_.substr(at, end - at);
}

bool MathParser::is_at_command(std::string_view name) const {
    return is_at("\\") && command_name(at_) == name;
}

bool MathParser::ends_row(bool is_bracketed) const {
    const char byte = tex_[at_];
    if (byte == '}' || byte == '&' || (byte == ']' && is_bracketed))
        return true;
    return byte == '\\' &&
           (is_at_command("\\\\") || is_at_command("\\right") || is_at_command("\\end"));
}

MathNode MathParser::row(bool is_bracketed) {
    if (++depth_ > depth_limit)
        return fail(ids::math_size, at_, at_ + 1,
                    {std::to_string(length_limit), std::to_string(depth_limit)});
    std::vector<MathNode> nodes;
    for (skip_spaces(); !is_over() && !ends_row(is_bracketed); skip_spaces())
        add_to_row(nodes);
    --depth_;
    return math_row(std::move(nodes));
}

void MathParser::add_to_row(std::vector<MathNode>& nodes) {
    MathNode node = scripted(nodes);
    if (node.kind == MathKind::Scripts && node.children[0].role == MathRole::Close)
        gather_bracketed(nodes, node.children[0]);
    const bool is_function =
        node.role == MathRole::Function || node.role == MathRole::LimitName;
    nodes.push_back(std::move(node));
    if (!is_function)
        return;
    skip_spaces();
    if (is_over() || ends_row(false))
        return;
    nodes.push_back(math_sign(apply));
    if (!is_at("(") && !is_at("\\left"))
        nodes.push_back(math_token(MathKind::Space, "0.1667em", MathRole::Operator));
}

MathNode MathParser::scripted(const std::vector<MathNode>& before) {
    const bool has_base = !is_at("_") && !is_at("^") && !is_at("'");
    MathNode base = has_base ? atom(before) : math_row({});
    MathNode below = math_nothing();
    MathNode above = math_nothing();
    std::size_t primes = 0;
    bool is_straight = (base.role == MathRole::Large || base.role == MathRole::LimitName) &&
                       is_display_;
    while (!is_over() && read_script(below, above, primes)) {
    }
    if (primes > 0) {
        std::string text;
        for (std::size_t i = 0; i < primes; ++i)
            text += "′";
        MathNode sign = math_sign(text, " lspace=\"0\" rspace=\"0\"");
        above = above.kind == MathKind::Nothing ? std::move(sign)
                                                : math_row({std::move(sign), std::move(above)});
    }
    if (below.kind == MathKind::Nothing && above.kind == MathKind::Nothing)
        return base;
    is_straight = is_straight || base.kind == MathKind::Limits;
    const bool is_function =
        base.role == MathRole::Function || base.role == MathRole::LimitName;
    MathNode node = math_row({}, is_straight ? MathKind::Limits : MathKind::Scripts);
    node.role = is_function ? MathRole::Function : MathRole::Operand;
    node.children.push_back(std::move(base));
    node.children.push_back(std::move(below));
    node.children.push_back(std::move(above));
    return node;
}

// False if none follows.
bool MathParser::read_script(MathNode& below, MathNode& above, std::size_t& primes) {
    skip_spaces();
    const std::size_t at = at_;
    if (take("'")) {
        ++primes;
        return true;
    }
    if (!is_at("_") && !is_at("^"))
        return false;
    MathNode& script = is_at("_") ? below : above;
    ++at_;
    if (script.kind != MathKind::Nothing) {
        fail(ids::math_script_twice, at, at_, {std::string(since(at))});
        return false;
    }
    script = argument(at);
    return true;
}

// What belongs to the command or sign at `command`: a group or one sign.
MathNode MathParser::argument(std::size_t command) {
    const std::string name(since(command).substr(0, at_ - command));
    skip_spaces();
    if (is_over() || ends_row(false) || is_at("^") || is_at("_"))
        return fail(ids::math_argument, command, command + name.size(),
                    {std::string(trim(name.substr(0, name.find('{'))))});
    if (is_at("{"))
        return group();
    if (is_digit(tex_[at_])) {
        ++at_;
        return math_token(MathKind::Number, tex_.substr(at_ - 1, 1));
    }
    if (++depth_ > depth_limit)
        return fail(ids::math_size, at_, at_ + 1,
                    {std::to_string(length_limit), std::to_string(depth_limit)});
    MathNode node = atom({});
    --depth_;
    return node;
}

MathNode MathParser::group() {
    const std::size_t at = at_++;
    MathNode inside = row();
    if (problem_ || take("}")) {
        if (inside.kind == MathKind::Sign)
            inside.role = MathRole::Operand;
        return inside;
    }
    return fail(ids::math_brace, at, at + 1, {"{"});
}

// Text in braces, as typed.
std::string MathParser::raw_group(std::size_t command) {
    const std::string name(command_name(command));
    skip_spaces();
    if (!is_at("{")) {
        fail(ids::math_argument, command, command + name.size(), {name});
        return {};
    }
    const std::size_t begin = at_;
    std::size_t open = 0;
    for (; at_ < tex_.size(); ++at_) {
        if (tex_[at_] == '{')
            ++open;
        else if (tex_[at_] == '}' && --open == 0)
            return std::string(tex_.substr(begin + 1, at_++ - begin - 1));
    }
    fail(ids::math_brace, begin, begin + 1, {"{"});
    return {};
}

MathNode MathParser::atom(const std::vector<MathNode>& before) {
    const char byte = tex_[at_];
    if (byte == '{')
        return group();
    if (byte == '\\')
        return command(before);
    if (is_digit(byte))
        return number();
    if (is_letter_or_digit(code_point_at(tex_, at_).value))
        return letters();
    return sign(before);
}

// Digits with a decimal sign and the spaces of thousands.
MathNode MathParser::number() {
    const auto digits = [&](std::size_t at) {
        std::size_t end = at;
        while (end < tex_.size() && is_digit(tex_[end]))
            ++end;
        return end - at;
    };
    std::string text;
    while (true) {
        const std::size_t count = digits(at_);
        text += tex_.substr(at_, count);
        at_ += count;
        if ((is_at(",") || is_at(".")) && digits(at_ + 1) > 0) {
            text += tex_[at_++];
        } else if (is_at("{,}") && digits(at_ + 3) > 0) {
            text += ',';
            at_ += 3;
        } else if (is_at("\\,") && digits(at_ + 2) == 3) {
            text += "\u202F";
            at_ += 2;
        } else {
            return math_token(MathKind::Number, text);
        }
    }
}

// One Latin or Greek letter; a word of others.
MathNode MathParser::letters() {
    const std::size_t begin = at_;
    const auto is_word = [&] {
        const char32_t letter = code_point_at(tex_, at_).value;
        return letter >= 0x0400 && letter < 0x0530;
    };
    if (!is_word()) {
        at_ += code_point_at(tex_, at_).length;
        return math_token(MathKind::Name, since(begin));
    }
    while (at_ < tex_.size() && is_word())
        at_ += code_point_at(tex_, at_).length;
    return math_token(MathKind::Name, since(begin), MathRole::Operand, " mathvariant=\"normal\"");
}

MathNode MathParser::sign(const std::vector<MathNode>& before) {
    const std::size_t begin = at_;
    at_ += code_point_at(tex_, at_).length;
    const std::string_view text = since(begin);
    switch (text[0]) {
        case '(':
        case '[':
            return math_token(MathKind::Sign, text, MathRole::Open,
                              " form=\"prefix\" stretchy=\"false\"");
        case ')':
        case ']':
            return math_token(MathKind::Sign, text, MathRole::Close,
                              " form=\"postfix\" stretchy=\"false\"");
        case '|':
            return bar(before, text);
        case '-':
            return math_sign("−", follows_operand(before) ? "" : " form=\"prefix\"");
        case '+':
            return math_sign("+", follows_operand(before) ? "" : " form=\"prefix\"");
        case '*':
            return math_sign("∗");
        case '~':
            return math_token(MathKind::Space, "0.25em");
        case '/':
            return math_sign("/", " lspace=\"0\" rspace=\"0\"");
        case '!':
            return math_token(MathKind::Sign, "!", MathRole::Operand, " form=\"postfix\"");
        case '%':
            return math_token(MathKind::Sign, "%", MathRole::Operand,
                              " lspace=\"0\" rspace=\"0\"");
        default:
            return math_sign(text);
    }
}

// A bar opens where an operand is to come, and closes behind one.
MathNode MathParser::bar(const std::vector<MathNode>& before, std::string_view text) {
    const bool is_closing = follows_operand(before);
    return math_token(MathKind::Sign, text, is_closing ? MathRole::Close : MathRole::Open,
                      is_closing ? " form=\"postfix\" stretchy=\"false\""
                                 : " form=\"prefix\" stretchy=\"false\"");
}

MathResult render_math(std::string_view tex, bool is_display) {
    MathParser parser(tex, is_display);
    const MathNode whole = parser.parse();
    if (parser.problem())
        return {{}, 0, parser.problem()};
    MathWriting writing;
    writing.html = is_display ? "<math display=\"block\">" : "<math>";
    write_math(writing, whole);
    writing.html += "</math>";
    return {std::move(writing.html), writing.glyphs, std::nullopt};
}

}  // namespace vitrina::markdown
