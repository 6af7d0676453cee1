// A formula as a line of plain text: what titles show and screen readers say.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

#include "content/markdown.h"
#include "content/math.h"

using namespace vitrina;
using markdown::formula_text;

TEST_SUITE("content/math_text") {
    TEST_CASE("formulas of school are read as they are written in a line") {
        constexpr std::pair<std::string_view, std::string_view> formulas[] = {
            {"x", "x"},
            {"x^2", "x²"},
            {"x^{10}", "x¹⁰"},
            {"10^{-3}", "10⁻³"},
            {"x^{n+1}", "xⁿ⁺¹"},
            {"x^{a+b}", "x^(a + b)"},
            {"2^x", "2^x"},
            {"a_1", "a₁"},
            {"a_{12}", "a₁₂"},
            {"x_0^2", "x₀²"},
            {"v_k", "v_k"},
            {"v_{max}", "v_(max)"},
            {"a+b", "a + b"},
            {"a-b", "a − b"},
            {"-b", "−b"},
            {"2x", "2x"},
            {"3{,}5", "3,5"},
            {"12\\,000", "12 000"},
            {"x=-3", "x = −3"},
            {"x \\le 3", "x ≤ 3"},
            {"a \\ne 0", "a ≠ 0"},
            {"a \\cdot b", "a ⋅ b"},
            {"\\frac{1}{2}", "1/2"},
            {"\\frac{a}{b}", "a/b"},
            {"\\frac{a+b}{2c}", "(a + b)/(2c)"},
            {"\\frac{1}{a^3}", "1/a³"},
            {"\\sqrt{2}", "√2"},
            {"\\sqrt{x+1}", "√(x + 1)"},
            {"\\sqrt[3]{8}", "³√8"},
            {"x^2+5x+6=0", "x² + 5x + 6 = 0"},
            {"(a+b)^2=a^2+2ab+b^2", "(a + b)² = a² + 2ab + b²"},
            {"\\sin x", "sin x"},
            {"\\sin^2 x + \\cos^2 x = 1", "sin² x + cos² x = 1"},
            {"\\log_2 8 = 3", "log₂ 8 = 3"},
            {"90^\\circ", "90°"},
            {"\\vec{a}", "a⃗"},
            {"\\alpha + \\beta", "α + β"},
            {"\\ce{H2O}", "H₂O"},
            {"\\text{путь} = v t", "путь = vt"},
            {"\\begin{cases} x+y=5 \\\\ x-y=1 \\end{cases}", "{x + y = 5; x − y = 1"},
            {"f(x)", "f(x)"},
            {"f'(x)", "f′(x)"},
            {"5!", "5!"},
            {"A, B", "A, B"},
        };
        for (const auto& [tex, line] : formulas) {
            CAPTURE(tex);
            CHECK(formula_text(tex) == line);
        }
    }

    TEST_CASE("a formula with a mistake stays as it was typed") {
        CHECK(formula_text("\\frac{1") == "\\frac{1");
        CHECK(formula_text("\\unknown x") == "\\unknown x");
    }

    TEST_CASE("a line is read aloud with its formulas, and a price is left alone") {
        CHECK(readable_line("Решение $x^2 = 4$") == "Решение x² = 4");
        CHECK(readable_line("$a_1$ и *$a_2$*") == "a₁ и a₂");
        CHECK(readable_line("от 5 $ до 10 $") == "от 5 $ до 10 $");
        CHECK(readable_line("").empty());
    }
}
