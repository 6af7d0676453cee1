// TeX in Markdown: `$…$` within a line, `$$…$$` also over several.
//
// Rule     an opening `$` has neither a space nor the end of a phrase behind it, a closing one no
//          space before it and no digit behind it; so «5 $ и 10 $», «5$, 6$» and «от $5 до $10»
//          stay as typed. No formula holds an empty line or begins in code; `\$` is a dollar sign.
// Way      what stands in a formula must not be read as Markdown (`a_1 * b_2`, `\,`, `|` in a
// table).
//          Before parsing each byte of it that could be is replaced by a control character, one for
//          one, so that places stay right; the tree turns them back.
// Cost     one pass over the bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vitrina::markdown {

// The text with its formulas hidden; nothing if it has none. A text that holds control characters
// of its own is left alone.
std::optional<std::string> hide_math(std::string_view text);

// Hidden bytes as they were typed.
std::string show_math(std::string_view hidden);

// The first formula of a hidden text.
struct HiddenFormula {
    std::size_t begin = 0;  // of its mark
    std::size_t end = 0;    // behind its closing mark; npos: it goes on behind a line break
    std::string_view source;
    bool is_display = false;
};
std::optional<HiddenFormula> find_formula(std::string_view hidden);
// Where a formula that began before this text ends: its part and what follows.
HiddenFormula rest_of_formula(std::string_view hidden);

}  // namespace vitrina::markdown
