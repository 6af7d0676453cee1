#include "content/markdown_math.h"

#include <doctest/doctest.h>

#include "markdown_rendering.h"

using namespace vitrina;
using test::html_of;
using test::inline_of;

TEST_SUITE("content/markdown_math") {
    TEST_CASE("a formula becomes MathML") {
        CHECK(inline_of("Вычисли $84 - 36$") ==
              "Вычисли <math><mrow><mn>84</mn><mo>−</mo><mn>36</mn></mrow></math>");
        CHECK(html_of("$\\frac{1}{3}$ и $x$\n") ==
              "<p><math><mfrac><mn>1</mn><mn>3</mn></mfrac></math> и <math><mi>x</mi></math></p>\n");
    }

    TEST_CASE("nothing in a formula is read as Markdown") {
        CHECK(inline_of("$a_1 * b_2$ и *да*") ==
              "<math><mrow><msub><mi>a</mi><mn>1</mn></msub><mo>∗</mo><msub><mi>b</mi><mn>2</mn>"
              "</msub></mrow></math> и <em>да</em>");
        CHECK(inline_of("$\\{1\\,5\\} < [x](y) `z`$").find("href") == std::string::npos);
        CHECK(inline_of("$a@b.ru http://c.ru$").find("href") == std::string::npos);
    }

    TEST_CASE("a bar in a formula does not end the cell of a table") {
        const std::string html = html_of("| а | б |\n|---|---|\n| $|x|$ | 2 |\n");
        CHECK(html.find("</math></td>\n<td>2</td>") !=
              std::string::npos);
    }

    TEST_CASE("sums of money are no formulas") {
        for (const char* text : {"5 $ и 10 $", "от $5 до $10", "$5 и $10", "US$5/US$10", "цена 5$",
                                 "5$, 6$", "$ 5 $", "$", "$$", "$$$$"}) {
            CAPTURE(text);
            CHECK(inline_of(text) == text);
        }
    }

    TEST_CASE("a run of backquotes behind a backslash is shorter by one") {
        CHECK(inline_of("\\``` $x$") ==
              "```"
              " <math><mi>x</mi></math>");
    }

    TEST_CASE("an escaped dollar and code begin no formula") {
        CHECK(inline_of("\\$x$ y") == "$x$ y");
        CHECK(inline_of("`$x` и $y$") == "<code>$x</code> и <math><mi>y</mi></math>");
        CHECK(html_of("```\n$a_b$\n```\n") == "<pre tabindex=\"0\"><code>$a_b$\n</code></pre>\n");
        CHECK(inline_of("` $x$") == "` <math><mi>x</mi></math>");
    }

    TEST_CASE("a formula between double dollars may take several lines") {
        CHECK(html_of("Итог\n$$\na\n- c\n$$\nвсё\n") ==
              "<p>Итог\n<span class=\"formula-display\"><math display=\"block\"><mrow><mi>a</mi>"
              "<mo>−</mo><mi>c</mi></mrow></math></span>\nвсё</p>\n");
    }

    TEST_CASE("no formula holds an empty line or goes on behind the line") {
        CHECK(html_of("$$a\n\nb$$\n") == "<p>$$a</p>\n<p>b$$</p>\n");
        CHECK(html_of("- $a\n- b$\n") == "<ul>\n<li>$a</li>\n<li>b$</li>\n</ul>\n");
    }

    TEST_CASE("links and headings hold formulas") {
        CHECK(inline_of("[$x_1$](a/)") == "<a href=\"a/\"><math><msub><mi>x</mi><mn>1</mn></msub></math></a>");
        CHECK(html_of("# Про $x$ {#pro}\n") ==
              "<h2 id=\"pro\">Про <math><mi>x</mi></math></h2>\n");
    }

    TEST_CASE("plain text keeps formulas as TeX") {
        CHECK(flatten_markdown("*Вычисли* $a_1 \\, b$") == "Вычисли $a_1 \\, b$");
        CHECK(flatten_markdown("Итог\n\n$$\n\\{x\\}\n$$\n") == "Итог\n$$\\{x\\}$$");
    }

    TEST_CASE("a text with control characters is left alone") {
        CHECK(!markdown::hide_math("\x01 $x$"));
        CHECK(inline_of("\x02$x$") == "\x02$x$");
    }

    TEST_CASE("hidden bytes are shown again wherever they were") {
        const std::string text = "$a*b$ и $$\\_{}|`$$ `$x`";
        const auto hidden = markdown::hide_math(text);
        REQUIRE(hidden);
        CHECK(hidden->size() == text.size());
        CHECK(markdown::show_math(*hidden) == text);
    }

    TEST_CASE("many openings without an end are read in one pass") {
        std::string text;
        for (int i = 0; i < 200'000; ++i)
            text += "$a ";
        CHECK(!markdown::hide_math(text));
    }
}
