#include <doctest/doctest.h>

#include "unit/content/markdown_rendering.h"

using namespace vitrina;
using vitrina::test::html_of;
using vitrina::test::inline_of;
using vitrina::test::rendered;

TEST_SUITE("content/markdown") {
    TEST_CASE("inline markup becomes semantic elements") {
        CHECK(html_of("*раз* **два** ~~три~~ `код`") ==
              "<p><em>раз</em> <strong>два</strong> <del>три</del> <code>код</code></p>\n");
    }

    TEST_CASE("text is escaped and otherwise never altered") {
        CHECK(html_of("\"Кавычки\" - тире... <3 & 'x'") ==
              "<p>&quot;Кавычки&quot; - тире... &lt;3 &amp; &apos;x&apos;</p>\n");
    }

    TEST_CASE("raw HTML is shown as text") {
        CHECK(html_of("a <b onclick=x>b</b>") == "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n");
        CHECK(html_of("<script>\nalert(1)\n</script>\n") ==
              "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n");
    }

    TEST_CASE("all ends of lines give the same bytes") {
        const std::string text =
            "# А\n\nраз\nдва  \nтри\n\n```\nкод\n\nещё\n```\n\n<div>\nx\n</div>\n";
        std::string crlf;
        std::string cr;
        for (const char byte : text) {
            crlf += byte == '\n' ? "\r\n" : std::string(1, byte);
            cr += byte == '\n' ? '\r' : byte;
        }
        CHECK(html_of(crlf) == html_of(text));
        CHECK(html_of(cr) == html_of(text));
    }

    TEST_CASE("lists are tight or loose as written") {
        CHECK(html_of("- раз\n- два\n") == "<ul>\n<li>раз</li>\n<li>два</li>\n</ul>\n");
        CHECK(html_of("- раз\n\n- два\n") ==
              "<ul>\n<li>\n<p>раз</p>\n</li>\n<li>\n<p>два</p>\n</li>\n</ul>\n");
        CHECK(html_of("- раз\n  - два\n") ==
              "<ul>\n<li>раз\n<ul>\n<li>два</li>\n</ul>\n</li>\n</ul>\n");
    }

    TEST_CASE("numbers of a list stay as typed") {
        CHECK(
            html_of("3. три\n4. четыре\n7. семь\n") ==
            "<ol start=\"3\">\n<li>три</li>\n<li>четыре</li>\n<li value=\"7\">семь</li>\n</ol>\n");
    }

    TEST_CASE("a list whose numbers are all the same is counted") {
        CHECK(html_of("1. раз\n1. два\n1. три\n") ==
              "<ol>\n<li>раз</li>\n<li>два</li>\n<li>три</li>\n</ol>\n");
    }

    TEST_CASE("a list numbered with parentheses says so") {
        CHECK(html_of("1) раз\n2) два\n") ==
              "<ol class=\"paren\">\n<li>раз</li>\n<li>два</li>\n</ol>\n");
    }

    TEST_CASE("tasks are disabled boxes with a name") {
        CHECK(html_of("- [x] да\n- [ ] нет\n") ==
              "<ul>\n"
              "<li class=\"task\"><input type=\"checkbox\" disabled checked "
              "aria-label=\"выполнено\"> да</li>\n"
              "<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"не выполнено\"> "
              "нет</li>\n"
              "</ul>\n");
    }

    TEST_CASE("a table scrolls in a named box and its head has scopes") {
        CHECK(html_of("## Баллы\n\n| № | Имя |\n|--:|:---:|\n| 1 | а \\| б |\n") ==
              "<h2 id=\"баллы\">Баллы</h2>\n"
              "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Таблица: "
              "Баллы\">\n"
              "<table>\n<thead>\n<tr>\n"
              "<th scope=\"col\" class=\"align-right\">№</th>\n"
              "<th scope=\"col\" class=\"align-center\">Имя</th>\n"
              "</tr>\n</thead>\n<tbody>\n<tr>\n"
              "<td class=\"align-right\">1</td>\n<td class=\"align-center\">а | б</td>\n"
              "</tr>\n</tbody>\n</table>\n</div>\n");
    }

    TEST_CASE("two tables never have the same name") {
        const std::string html = html_of("|а|\n|-|\n\n|б|\n|-|\n");
        CHECK(html.find("aria-label=\"Таблица\"") != std::string::npos);
        CHECK(html.find("aria-label=\"Таблица 2\"") != std::string::npos);
    }

    TEST_CASE("an empty cell of a table's head is no heading") {
        CHECK(html_of("| |а|\n|-|-|\n").find("<td></td>\n<th scope=\"col\">а</th>") !=
              std::string::npos);
    }

    TEST_CASE("fenced advice becomes lists of inline Markdown") {
        CHECK(html_of("```do\nхвалить **сразу**\n\n- спросить\n```\n") ==
              "<ul class=\"do\">\n<li>хвалить "
              "<strong>сразу</strong></li>\n<li>спросить</li>\n</ul>\n");
        CHECK(html_of("```dont\nне кричать\n```\n") ==
              "<ul class=\"dont\">\n<li>не кричать</li>\n</ul>\n");
        CHECK(html_of("~~~ steps\nраз\nдва\n~~~\n") ==
              "<ol class=\"steps\">\n<li>раз</li>\n<li>два</li>\n</ol>\n");
    }

    TEST_CASE("block syntax in a line of advice stays as typed") {
        CHECK(html_of("```steps\n# раз\n1. два\n```\n") ==
              "<ol class=\"steps\">\n<li># раз</li>\n<li>1. два</li>\n</ol>\n");
    }

    TEST_CASE("the text goes on behind advice with its own nodes") {
        CHECK(html_of("> ```do\n> раз\n> ```\n> два\n") ==
              "<blockquote>\n<ul class=\"do\">\n<li>раз</li>\n</ul>\n<p>два</p>\n</blockquote>\n");
    }

    TEST_CASE("code keeps its language and can be reached by keyboard") {
        CHECK(html_of("```cpp\nint x;\n```\n") ==
              "<pre tabindex=\"0\"><code class=\"language-cpp\">int x;\n</code></pre>\n");
    }

    TEST_CASE("footnotes stand at the end with a way back for each use") {
        CHECK(html_of("а[^x] б[^x]\n\n[^x]: сноска\n") ==
              "<p>а<sup><a class=\"footnote-use\" href=\"#fn.1\" id=\"fnref.1\" "
              "aria-label=\"Примечание 1\">1</a></sup>"
              " б<sup><a class=\"footnote-use\" href=\"#fn.1\" id=\"fnref.1-2\" "
              "aria-label=\"Примечание 1\">1</a></sup></p>\n"
              "<section class=\"footnotes\" aria-label=\"Примечания\">\n<ol>\n<li "
              "id=\"fn.1\">\n<p>сноска"
              " <a class=\"footnote-back\" href=\"#fnref.1\" aria-label=\"Назад к тексту, "
              "примечание 1\">↩</a>"
              " <a class=\"footnote-back\" href=\"#fnref.1-2\" aria-label=\"Назад к тексту, "
              "примечание 1-2\">↩</a></p>\n"
              "</li>\n</ol>\n</section>\n");
    }

    TEST_CASE("a footnote that ends with a list has its way back in a paragraph") {
        const std::string html = html_of("а[^1]\n\n[^1]: сноска\n\n    - раз\n");
        CHECK(html.find("</ul>\n<p> <a class=\"footnote-back\"") != std::string::npos);
    }

    TEST_CASE("a footnote of two texts on one page has different ids") {
        const std::string html = rendered("а[^1]\n\n[^1]: б\n", {.id_prefix = "r2-"}).html;
        CHECK(html.find("id=\"r2-fn.1\"") != std::string::npos);
        CHECK(html.find("href=\"#r2-fnref.1\"") != std::string::npos);
    }

    TEST_CASE("labels come from the theme") {
        const MarkdownLabels english{.table = "Table", .task_done = "done"};
        CHECK(rendered("|a|\n|-|\n", {.labels = &english}).html.find("aria-label=\"Table\"") !=
              std::string::npos);
        CHECK(rendered("- [x] a\n", {.labels = &english}).html.find("aria-label=\"done\"") !=
              std::string::npos);
    }

    TEST_CASE("the first use of a glossary word on a page is explained") {
        const std::vector<Abbreviation> words = {{"ВПР", "Всероссийские \"работы\""}};
        std::vector<bool> used;
        const MarkdownOptions options{.abbreviations = &words, .abbreviations_used = &used};
        CHECK(rendered("Про ВПР и ВПР", options).html ==
              "<p>Про <abbr title=\"Всероссийские &quot;работы&quot;\">ВПР</abbr> и ВПР</p>\n");
        CHECK(used == std::vector<bool>{true});
        CHECK(rendered("Снова ВПР", options).html == "<p>Снова ВПР</p>\n");
    }

    TEST_CASE("a glossary word counts only as a whole word") {
        const std::vector<Abbreviation> words = {{"ВПР", "работы"}, {"ВПР-4", "для четвёртых"}};
        const MarkdownOptions options{.abbreviations = &words};
        CHECK(rendered("ВПРы СВПР", options).html == "<p>ВПРы СВПР</p>\n");
        CHECK(rendered("(ВПР)", options).html == "<p>(<abbr title=\"работы\">ВПР</abbr>)</p>\n");
        CHECK(rendered("ВПР-4!", options).html ==
              "<p><abbr title=\"для четвёртых\">ВПР-4</abbr>!</p>\n");
    }

    TEST_CASE("headings and links and code explain no glossary words") {
        const std::vector<Abbreviation> words = {{"ВПР", "работы"}};
        const std::string html =
            rendered("# ВПР\n\n[ВПР](a) `ВПР` **ВПР**", {.abbreviations = &words}).html;
        CHECK(html ==
              "<h2 id=\"впр\">ВПР</h2>\n<p><a href=\"a\">ВПР</a> <code>ВПР</code> "
              "<strong><abbr title=\"работы\">ВПР</abbr></strong></p>\n");
    }

    TEST_CASE("one line keeps block syntax as typed") {
        CHECK(inline_of("1.") == "1.");
        CHECK(inline_of("# раз *два*") == "# раз <em>два</em>");
        CHECK(inline_of("- пункт `к`") == "- пункт <code>к</code>");
        CHECK(inline_of("> a & b") == "&gt; a &amp; b");
        CHECK(inline_of("[^1]: *x* #") == "[^1]: <em>x</em> #");
        CHECK(inline_of("|a|*b*|") == "|a|<em>b</em>|");
        CHECK(inline_of("    *код*") == "    <em>код</em>");
    }

    TEST_CASE("one line begins with any inline markup") {
        CHECK(inline_of("*а*") == "<em>а</em>");
        CHECK(inline_of("_\"а\"_ б") == "<em>&quot;а&quot;</em> б");
        CHECK(inline_of("**а**") == "<strong>а</strong>");
        CHECK(inline_of("~~а~~") == "<del>а</del>");
        CHECK(inline_of("[а](б)") == "<a href=\"б\">а</a>");
        CHECK(inline_of("www.a.ru") == "<a href=\"http://www.a.ru\">www.a.ru</a>");
        CHECK(inline_of("http://a.ru/x") == "<a href=\"http://a.ru/x\">http://a.ru/x</a>");
        CHECK(inline_of("a@b.ru") == "<a href=\"mailto:a@b.ru\">a@b.ru</a>");
        CHECK(inline_of("\\*а") == "*а");
        CHECK(inline_of("") == "");
    }

    TEST_CASE("several lines of a one-line field run together") {
        CHECK(inline_of("раз\n- *два*\n") == "раз - <em>два</em>");
    }

    TEST_CASE("a tree may be made while another lives") {
        MarkdownOptions options;
        options.resolve = [](const MarkdownLink& link) {
            return MarkdownTarget{.href = flatten_markdown("*" + link.url + "*\n\n- x")};
        };
        CHECK(rendered("[а](б) и ещё [в](г)\n", options).html ==
              "<p><a href=\"б%0A–%20x\">а</a> и ещё <a href=\"г%0A–%20x\">в</a></p>\n");
    }
}
