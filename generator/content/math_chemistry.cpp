// `\ce{2H2 + O2 -> 2H2O}`: digits behind an element are its index, digits before it how many; `^`
// begins a charge, `_` an index; arrows, bonds and states are as typed.
#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "content/math_tree.h"

namespace vitrina::markdown {
namespace {

constexpr auto arrows = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"<=>", "⇌"}, {"<->", "↔"}, {"->", "→"}, {"<-", "←"}});

class Chemistry {
public:
    explicit Chemistry(std::string_view text) : text_(text) {}

    MathNode read() {
        while (at_ < text_.size())
            read_next();
        return {MathKind::Row, MathRole::Operand, {}, {}, std::move(nodes_)};
    }

private:
    static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
    static bool is_latin(char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    }

    void read_next() {
        const std::size_t begin = at_;
        const char byte = text_[at_];
        if (byte == ' ') {
            ++at_;
            is_behind_ = false;
        } else if (read_arrow()) {
            is_behind_ = false;
        } else if (byte == '^' || byte == '_') {
            read_script(byte == '^');
        } else if (is_digit(byte)) {
            take_while(is_digit);
            read_count(text_.substr(begin, at_ - begin));
        } else if (is_latin(byte)) {
            read_element();
        } else {
            read_sign();
        }
    }

    template <class Predicate>
    void take_while(Predicate predicate) {
        while (at_ < text_.size() && predicate(text_[at_]))
            ++at_;
    }

    bool read_arrow() {
        for (const auto& [typed, shown] : arrows) {
            if (!text_.substr(at_).starts_with(typed))
                continue;
            at_ += typed.size();
            nodes_.push_back(math_sign(shown));
            return true;
        }
        return false;
    }

    void read_element() {
        const std::size_t begin = at_++;
        while (at_ < text_.size() && text_[at_] >= 'a' && text_[at_] <= 'z')
            ++at_;
        nodes_.push_back(math_token(MathKind::Name, text_.substr(begin, at_ - begin),
                                    MathRole::Operand, " mathvariant=\"normal\""));
        is_behind_ = true;
    }

    void read_count(std::string_view digits) {
        MathNode number = math_token(MathKind::Number, digits);
        if (is_behind_)
            add_script(std::move(number), false);
        else
            nodes_.push_back(std::move(number));
    }

    // A charge: `^{2+}`, `^2+`, `^-`.
    void read_script(bool is_above) {
        ++at_;
        const std::size_t begin = at_;
        std::string_view inside;
        if (at_ < text_.size() && text_[at_] == '{') {
            const std::size_t end = std::min(text_.find('}', at_), text_.size());
            inside = text_.substr(begin + 1, end - begin - 1);
            at_ = std::min(end + 1, text_.size());
        } else {
            take_while([](char byte) { return is_digit(byte) || byte == '+' || byte == '-'; });
            inside = text_.substr(begin, at_ - begin);
        }
        if (inside.empty() && is_above) {
            nodes_.push_back(math_sign("↑", " stretchy=\"false\""));
            return;
        }
        add_script(script_of(inside), is_above);
    }

    static MathNode script_of(std::string_view inside) {
        std::vector<MathNode> nodes;
        for (std::size_t at = 0; at < inside.size();) {
            const std::size_t begin = at;
            while (at < inside.size() && is_digit(inside[at]))
                ++at;
            if (at > begin) {
                nodes.push_back(math_token(MathKind::Number, inside.substr(begin, at - begin)));
                continue;
            }
            at += code_point_at(inside, at).length;
            const std::string_view sign = inside.substr(begin, at - begin);
            if (is_latin(sign[0]))
                nodes.push_back(math_token(MathKind::Name, sign));
            else
                nodes.push_back(
                    math_sign(sign == "-" ? "−" : sign, " lspace=\"0\" rspace=\"0\""));
        }
        return math_row(std::move(nodes));
    }

    // To what stands before; before an element (an isotope) to nothing.
    void add_script(MathNode script, bool is_above) {
        const std::size_t place = is_above ? 2 : 1;
        const bool has_base = !nodes_.empty() && (is_behind_ || was_script_);
        const bool is_scripted =
            has_base && nodes_.back().kind == MathKind::Scripts &&
            nodes_.back().children[place].kind == MathKind::Nothing;
        if (!is_scripted) {
            MathNode node = math_row({}, MathKind::Scripts);
            if (has_base) {
                node.children.push_back(std::move(nodes_.back()));
                nodes_.pop_back();
            } else {
                node.children.push_back(math_row({}));
            }
            node.children.push_back(math_nothing());
            node.children.push_back(math_nothing());
            nodes_.push_back(std::move(node));
        }
        nodes_.back().children[place] = std::move(script);
        was_script_ = true;
    }

    void read_sign() {
        const std::size_t begin = at_;
        at_ += code_point_at(text_, at_).length;
        std::string_view sign = text_.substr(begin, at_ - begin);
        const bool is_bond = is_behind_ && (sign == "-" || sign == "=" || sign == "#");
        const bool is_charge = is_behind_ && (sign == "+" || sign == "-") &&
                               (at_ == text_.size() || text_[at_] == ' ');
        if (is_charge) {
            add_script(script_of(sign), true);
            return;
        }
        is_behind_ = sign == ")" || sign == "]";
        if (sign == "#")
            sign = "≡";
        else if (sign == "-")
            sign = "−";
        else if (sign == "*" || sign == ".")
            sign = "⋅";
        const bool is_close = sign == "(" || sign == ")" || sign == "[" || sign == "]";
        nodes_.push_back(math_sign(sign, is_close  ? " stretchy=\"false\""
                                         : is_bond ? " lspace=\"0\" rspace=\"0\""
                                                   : ""));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<MathNode> nodes_;
    bool is_behind_ = false;  // an element or a bracket: what follows without a space belongs to it
    bool was_script_ = false;
};

}  // namespace

MathNode read_chemistry(std::string_view text) {
    return Chemistry(text).read();
}

}  // namespace vitrina::markdown
