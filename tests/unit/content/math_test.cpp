#include "content/math.h"

#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "markdown_rendering.h"
#include "support/tests_folder.h"

using namespace vitrina;
using markdown::render_math;
using test::inline_of;
using test::rendered;

TEST_SUITE("content/math") {
    // Two lines for each formula: its TeX («$$» before it: on a line of its own) and its MathML.
    TEST_CASE("school formulas have the expected structure") {
        std::ifstream file(test::tests_folder() + "/formulas/school.txt");
        REQUIRE(file);
        std::size_t count = 0;
        for (std::string tex, expected; std::getline(file, tex) && std::getline(file, expected);) {
            const bool is_display = tex.starts_with("$$");
            CAPTURE(tex);
            CHECK(render_math(tex.substr(is_display ? 2 : 0), is_display).html == expected);
            ++count;
        }
        CHECK(count >= 150);
    }

    TEST_CASE("mistakes are told at their columns") {
        const auto message = [](const std::string& text) { return rendered(text + "\n").messages; };
        using Messages = std::vector<std::string>;
        CHECK(message("Тут $\\farc{1}{2}$") == Messages{"1:6 math-command-near \\farc \\frac"});
        CHECK(message("$\\newcommand{a}{b}$") == Messages{"1:2 math-command \\newcommand"});
        CHECK(message("$\\usepackage{a}$") == Messages{"1:2 math-command \\usepackage"});
        CHECK(message("$a {b$") == Messages{"1:4 math-brace {"});
        CHECK(message("$a } b$") == Messages{"1:4 math-brace }"});
        CHECK(message("$\\frac{1}$") == Messages{"1:2 math-argument \\frac"});
        CHECK(message("$x^$") == Messages{"1:3 math-argument ^"});
        CHECK(message("$x^2^3$") == Messages{"1:5 math-script-twice ^"});
        CHECK(message("$a & b$") == Messages{"1:4 math-cell &"});
        CHECK(message("$a \\right)$") == Messages{"1:4 math-fence \\right"});
        CHECK(message("$\\left( a$") == Messages{"1:2 math-fence \\left"});
        CHECK(message("$\\begin{table}a\\end{table}$") ==
              Messages{"1:2 math-environment \\begin{table}"});
        CHECK(message("$\\begin{cases}a$") == Messages{"1:2 math-environment \\begin{cases}"});
        CHECK(message("раз\n$$\na\n+ \\foobar\n$$") == Messages{"4:3 math-command \\foobar"});
        CHECK(message("$\\qzx$ и $\\qzx$") ==
              Messages{"1:2 math-command \\qzx", "1:11 math-command \\qzx"});
    }

    TEST_CASE("formulas are neither too long nor too deep") {
        const auto id = [](const std::string& tex) {
            const auto result = render_math(tex, false);
            return result.problem ? message_text(result.problem->id).name : "";
        };
        CHECK(id(std::string(5000, 'x')) == "math-size");
        CHECK(id(std::string(100, '{') + "x" + std::string(100, '}')) == "math-size");
        std::string roots;
        for (int i = 0; i < 100; ++i)
            roots += "\\sqrt ";
        CHECK(id(roots + "x") == "math-size");
        CHECK(id(std::string(30, '{') + "x" + std::string(30, '}')) == "");
    }

    TEST_CASE("text in a formula never becomes markup") {
        CHECK(inline_of("$\\text{<b>&\"}$") ==
              "<math><mtext>&lt;b&gt;&amp;&quot;</mtext></math>");
        CHECK(inline_of("$\\operatorname{<i>}a<b$").find("<i>") == std::string::npos);
        CHECK(inline_of("$\\ce{<b>H}$").find("<b>") == std::string::npos);
    }

    TEST_CASE("a long formula on a line of its own can be scrolled by keyboard") {
        CHECK(inline_of("$$x=1$$") ==
              "<span class=\"formula-display\"><math display=\"block\"><mrow><mi>x</mi>"
              "<mo>=</mo><mn>1</mn></mrow></math></span>");
        CHECK(inline_of("$$abcdefghijklmnop$$")
                  .starts_with("<span class=\"formula-display\" role=\"group\" tabindex=\"0\" "
                               "aria-label=\"Формула\">"));
    }
}
