// Whatever the text, the page gets allow-listed markup only (support/html_judge.h).
#include <random>

#include <doctest/doctest.h>

#include "base/text.h"
#include "support/html_judge.h"
#include "unit/content/markdown_rendering.h"

using namespace vitrina;
using test::HtmlJudge;

namespace {

const std::vector<std::string_view> pieces = {"*",
                                              "**",
                                              "_",
                                              "~~",
                                              "`",
                                              "``",
                                              "```",
                                              "```do\n",
                                              "```dont\n",
                                              "```steps\n",
                                              "```x\"y\n",
                                              "[",
                                              "]",
                                              "(",
                                              ")",
                                              "](",
                                              "![",
                                              "<",
                                              ">",
                                              "<b",
                                              "</b>",
                                              "<script>",
                                              "<img src=x onerror=a>",
                                              "<!--",
                                              "-->",
                                              "<?",
                                              "&",
                                              "&lt;",
                                              "&#106;",
                                              "&quot;",
                                              "\"",
                                              "'",
                                              "\\",
                                              "javascript:",
                                              "JAVASCRIPT:a",
                                              "data:text/html,",
                                              "http://a.ru",
                                              "www.a.ru",
                                              "a@b.ru",
                                              "//evil",
                                              "/\\evil",
                                              "\n",
                                              "\n\n",
                                              "\r\n",
                                              "\r",
                                              " ",
                                              "    ",
                                              "\t",
                                              "# ",
                                              "## ",
                                              "\n# А\n",
                                              "{#id}",
                                              "{#\"x}",
                                              "- ",
                                              "+ ",
                                              "1. ",
                                              "7) ",
                                              "> ",
                                              "|",
                                              "\n|-|-|\n",
                                              "|а|б|\n|-|:-:|\n",
                                              "[^1]",
                                              "\n[^1]: ",
                                              "[r]",
                                              "\n[r]: javascript:x \"t\"\n",
                                              "[a](b \"c\")",
                                              "![d](e 'f')",
                                              "[x] ",
                                              "- [ ] ",
                                              "ВПР",
                                              "ВПР ",
                                              "3.2. ",
                                              "\n3.2. ",
                                              "– ",
                                              "• ",
                                              "слово ",
                                              "я",
                                              "---\n",
                                              "===\n",
                                              "\u202E",
                                              "\u00A0",
                                              "😀",
                                              "<а>",
                                              "[a](javascript&colon;b)",
                                              "[a](<java\tscript:b>)",
                                              "<javascript:a>",
                                              "\u0001",
                                              "a:b",
                                              "5 < 6 ",
                                              "]]>",
                                              "$",
                                              "$$",
                                              "$a<b>$",
                                              "$$\nx\n$$",
                                              "\\frac{1}{x}",
                                              "\\text{<b>}",
                                              "\\left(a_1^2",
                                              "\\ce{H2O + <x>}",
                                              "\\begin{cases}x&y\\\\",
                                              "\\end{cases}"};

std::string random_text(std::mt19937& random) {
    std::string text;
    const std::size_t length = 1 + random() % 40;
    for (std::size_t i = 0; i < length; ++i)
        text += pieces[random() % pieces.size()];
    return text;
}

}  // namespace

TEST_SUITE("content/markdown_safety") {
    TEST_CASE("the judge sees what is wrong") {
        CHECK(HtmlJudge("<p>a</p>").fault() == "");
        CHECK(HtmlJudge("<p>a").fault() != "");
        CHECK(HtmlJudge("<script></script>").fault() != "");
        CHECK(HtmlJudge("<p onclick=\"a\"></p>").fault() != "");
        CHECK(HtmlJudge("<a href=\"javascript:a\"></a>").fault() != "");
        CHECK(HtmlJudge("<em><a></em></a>").fault() != "");
        CHECK(HtmlJudge("a & b").fault() != "");
    }

    TEST_CASE("random text gives allow-listed markup only") {
        std::mt19937 random(20260319);
        const std::vector<Abbreviation> words = {{"ВПР", "работы\"><script>"}};
        for (int i = 0; i < 4000; ++i) {
            const std::string text = random_text(random);
            CAPTURE(escape_controls(text));
            const MarkdownOptions options{.clauses = i % 2 == 0, .abbreviations = &words};
            CHECK(HtmlJudge(test::rendered(text, options).html).fault() == "");
            CHECK(HtmlJudge(test::inline_of(text, options)).fault() == "");
        }
    }

    TEST_CASE("one line never gives blocks") {
        std::mt19937 random(20250901);
        for (int i = 0; i < 2000; ++i) {
            const std::string text = random_text(random);
            CAPTURE(escape_controls(text));
            const std::string html = test::inline_of(text);
            for (const std::string_view block : {"<p", "<h2", "<ul", "<ol", "<li", "<table", "<pre",
                                                 "<blockquote", "<section", "<hr"})
                CHECK(html.find(block) == std::string::npos);
        }
    }

    TEST_CASE("every anchor of the facts is an id of the page") {
        std::mt19937 random(20261123);
        for (int i = 0; i < 1000; ++i) {
            const auto result = test::rendered(random_text(random), {.clauses = true});
            for (const MarkdownAnchor& anchor : result.facts.anchors) {
                CAPTURE(anchor.id);
                CHECK(result.html.find("id=\"" + escape_html(anchor.id) + "\"") !=
                      std::string::npos);
            }
        }
    }
}
