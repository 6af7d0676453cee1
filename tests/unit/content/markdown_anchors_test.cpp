#include <doctest/doctest.h>

#include "unit/content/markdown_rendering.h"

using namespace vitrina;
using vitrina::test::html_of;
using vitrina::test::ids_of;
using vitrina::test::rendered;

using Strings = std::vector<std::string>;

TEST_SUITE("content/markdown_anchors") {
    TEST_CASE("a heading's anchor is its text in small letters") {
        CHECK(heading_anchor("Что делать?") == "что-делать");
        CHECK(heading_anchor("Шаг 1. «Ёлка» — это просто") == "шаг-1-ёлка-это-просто");
        CHECK(heading_anchor("ВПР-2026, 4 класс") == "впр-2026-4-класс");
        CHECK(heading_anchor("— !") == "");
        CHECK(heading_anchor("Ärger Ωmega №\u00A05") == "ärger-ωmega-5");
    }

    TEST_CASE("composed and decomposed letters give one anchor") {
        CHECK(heading_anchor("Йод и и\u0306") == "йод-и-й");
        CHECK(heading_anchor("\u0418\u0306од") == heading_anchor("Йод"));
    }

    TEST_CASE("a very long heading has a short anchor") {
        std::string title;
        for (int i = 0; i < 500; ++i)
            title += "я";
        CHECK(heading_anchor(title).size() == 200);
        // No hyphen at the end takes the place of a letter.
        CHECK(heading_anchor(std::string(99, 'a') + " b c") == std::string(99, 'a'));
        CHECK(heading_anchor(std::string(98, 'a') + " b c") == std::string(98, 'a') + "-b");
    }

    TEST_CASE("an id in braces overrides and is not printed") {
        const auto result = rendered("## Раз *два* {#my_id}\n");
        CHECK(result.html == "<h2 id=\"my_id\">Раз <em>два</em></h2>\n");
        CHECK(result.facts.anchors.at(0).title == "Раз два");
    }

    TEST_CASE("a repeated anchor gets its parent's before it") {
        CHECK(ids_of(rendered("# А\n## Итог\n# Б\n## Итог\n## Итог\n")) ==
              Strings{"а", "итог", "б", "б-итог", "б-итог-2"});
        CHECK(ids_of(rendered("# А\n# А\n# А\n")) == Strings{"а", "а-2", "а-3"});
    }

    TEST_CASE("automatic anchors keep away from chosen ones") {
        CHECK(ids_of(rendered("# Итог\n# Другое {#итог}\n")) == Strings{"итог-2", "итог"});
    }

    TEST_CASE("a chosen anchor that stands twice is an error") {
        CHECK(rendered("# А {#x}\n\n# Б {#x}\n").messages == Strings{"3:1 anchor-repeated x"});
    }

    TEST_CASE("an anchor holds letters and digits and a few signs") {
        CHECK(rendered("# А {#a\"b}\n").messages == Strings{"1:1 anchor-form a\"b"});
        CHECK(rendered("# А {#fn.1}\n").messages == Strings{"1:1 anchor-form fn.1"});
        CHECK(rendered("# А {#p3.2-б_в}\n").messages.empty());
    }

    TEST_CASE("levels follow the outline without gaps") {
        CHECK(
            html_of("## А\n\n#### Б\n\n### В\n\n# Г\n") ==
            "<h2 id=\"а\">А</h2>\n<h3 id=\"б\">Б</h3>\n<h3 id=\"в\">В</h3>\n<h2 id=\"г\">Г</h2>\n");
        CHECK(rendered("# А\n## Б\n", {.first_heading_level = 6}).html ==
              "<h6 id=\"а\">А</h6>\n<h6 id=\"б\">Б</h6>\n");
    }

    TEST_CASE("an empty heading is left out with a warning") {
        const auto result = rendered("а\n\n#\n\n## {#x}\n");
        CHECK(result.html == "<p>а</p>\n");
        CHECK(result.messages == Strings{"3:1 heading-empty", "5:1 heading-empty"});
    }

    TEST_CASE("a heading without letters has an anchor all the same") {
        CHECK(html_of("# !?\n") == "<h2 id=\"section\">!?</h2>\n");
    }

    TEST_CASE("anchors of two texts on one page differ by their prefix") {
        const auto result = rendered("# А\n## Б\n## Б\n", {.id_prefix = "r1-"});
        CHECK(ids_of(result) == Strings{"r1-а", "r1-б", "r1-а-б"});
        CHECK(result.html.find("id=\"r1-а-б\"") != std::string::npos);
    }

    TEST_CASE("a clause of an act is an anchor") {
        const auto result = rendered("3.2. Текст.\n\n3.2.1. Ещё.\n\n**4.1.** Жирный.\n\n5.1 нет\n",
                                     {.clauses = true});
        CHECK(result.html ==
              "<p id=\"p3.2\">3.2. Текст.</p>\n<p id=\"p3.2.1\">3.2.1. Ещё.</p>\n"
              "<p id=\"p4.1\"><strong>4.1.</strong> Жирный.</p>\n<p>5.1 нет</p>\n");
        CHECK(ids_of(result) == Strings{"p3.2", "p3.2.1", "p4.1"});
        CHECK(result.facts.anchors.at(0).level == 0);
    }

    TEST_CASE("clauses on the lines of one paragraph are paragraphs of their own") {
        CHECK(rendered("1.1. Раз.\n1.2. Два\nдальше.\n", {.clauses = true}).html ==
              "<p id=\"p1.1\">1.1. Раз.</p>\n<p id=\"p1.2\">1.2. Два\nдальше.</p>\n");
    }

    TEST_CASE("items of an act's outer list are clauses with their typed numbers") {
        const auto result =
            rendered("2. Раз:\n   1. а\n   2. б\n3. Два.\n7. Три.\n\nИтог:\n\n1) x\n2) y\n",
                     {.clauses = true});
        CHECK(ids_of(result) == Strings{"p2", "p3", "p7"});
        CHECK(result.html.find("<li id=\"p7\" value=\"7\">Три.</li>") != std::string::npos);
    }

    TEST_CASE("clauses inside an item of an act keep their lines and anchors") {
        CHECK(rendered("1. Общие.\n1.1. Раз.\n", {.clauses = true}).html ==
              "<ol>\n<li id=\"p1\">Общие.<br>\n<span id=\"p1.1\"></span>1.1. Раз.</li>\n</ol>\n");
    }

    TEST_CASE("a clause number of an appendix is told from that of the act") {
        CHECK(ids_of(rendered("1.1. А\n\n# Приложение\n\n1.1. Б\n", {.clauses = true})) ==
              Strings{"p1.1", "приложение", "приложение-p1.1"});
    }

    TEST_CASE("other texts have no clauses") {
        CHECK(html_of("3.2. Текст.\n") == "<p>3.2. Текст.</p>\n");
    }
}
