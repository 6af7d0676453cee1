// Reads TeX of formulas into a tree: recursive descent whose depth is limited; the first mistake
// ends it.
//
// Lifetime refers to the formula.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/math.h"
#include "content/math_symbols.h"
#include "content/math_tree.h"

namespace vitrina::markdown {

class MathParser {
public:
    MathParser(std::string_view tex, bool is_display) : tex_(tex), is_display_(is_display) {}

    MathNode parse();
    const std::optional<MathProblem>& problem() const { return problem_; }

private:
    MathNode row(bool is_bracketed = false);
    void add_to_row(std::vector<MathNode>& nodes);
    MathNode scripted(const std::vector<MathNode>& before);
    bool read_script(MathNode& below, MathNode& above, std::size_t& primes);
    MathNode argument(std::size_t command);
    MathNode group();
    std::string raw_group(std::size_t command);
    MathNode atom(const std::vector<MathNode>& before);
    MathNode number();
    MathNode letters();
    MathNode sign(const std::vector<MathNode>& before);
    MathNode bar(const std::vector<MathNode>& before, std::string_view text);

    // Commands; `at` is their backslash.
    MathNode command(const std::vector<MathNode>& before);
    MathNode symbol(const MathSymbol& symbol, std::size_t at, const std::vector<MathNode>& before);
    MathNode accent(const MathSymbol& symbol, std::size_t at);
    std::optional<MathNode> structure(std::string_view name, std::size_t at);
    MathNode fraction(std::string_view name, std::size_t at);
    MathNode root(std::size_t at);
    MathNode stacked(std::string_view name, std::size_t at);
    MathNode upright(std::string_view name, std::size_t at);
    MathNode styled_letters(std::string_view name, std::size_t at);
    MathNode negated(std::size_t at);
    std::optional<MathNode> sized(std::string_view name, std::size_t at);
    MathNode fenced(std::size_t at);
    std::optional<MathNode> fence(std::size_t at, std::string_view attributes);
    MathNode environment(std::size_t at);
    MathNode table(std::string_view name, std::size_t at);
    void fail_unknown(std::string_view name, std::size_t at);
    MathNode fail(MessageId id, std::size_t begin, std::size_t end, std::vector<std::string> args);

    bool is_over() const { return problem_ || at_ >= tex_.size(); }
    bool is_at(std::string_view text) const { return tex_.substr(at_).starts_with(text); }
    bool is_at_command(std::string_view name) const;
    bool take(std::string_view text);
    bool ends_row(bool is_bracketed) const;
    void skip_spaces();
    std::string_view command_name(std::size_t at) const;
    std::string_view since(std::size_t at) const { return tex_.substr(at, at_ - at); }

    std::string_view tex_;
    bool is_display_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::optional<MathProblem> problem_;
};

}  // namespace vitrina::markdown
