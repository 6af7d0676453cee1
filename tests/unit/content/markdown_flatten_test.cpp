#include <doctest/doctest.h>

#include "content/markdown.h"

using namespace vitrina;

TEST_SUITE("content/markdown_flatten") {
    TEST_CASE("text without markup stays as it is") {
        CHECK(flatten_markdown("Обычный текст: 5 - 3 = 2 # 1") == "Обычный текст: 5 - 3 = 2 # 1");
        CHECK(flatten_markdown("  1. \n") == "1.");
        CHECK(flatten_markdown("") == "");
    }

    TEST_CASE("inline markup leaves what a reader sees") {
        CHECK(flatten_markdown("**Раз** [два](x \"t\") ~~три~~ `4` ![пять](p) &amp; <b> \\*") ==
              "Раз два три 4 пять & <b> *");
        CHECK(flatten_markdown("https://a.ru/?a_b_c и www.a.ru") ==
              "https://a.ru/?a_b_c и www.a.ru");
    }

    TEST_CASE("pictures can be marked, each address counted once") {
        std::vector<std::string> urls = {"c.png"};
        CHECK(flatten_with_pictures("Раз ![*два*](a.png), ![три](b.png)\n\n- ![](a.png)&#x1E;!\n",
                                    urls) ==
              "Раз \x1E\x1Eдва\x1F, \x1E\x1E\x1Eтри\x1F\n– \x1E\x1E\x1F!");
        CHECK(urls == std::vector<std::string>{"c.png", "a.png", "b.png"});
        CHECK(flatten_with_pictures("![один](c.png)", urls) == "\x1Eодин\x1F");
        CHECK(flatten_with_pictures("`![нет](d.png)`", urls) == "![нет](d.png)");
        CHECK(urls.size() == 3);
    }

    TEST_CASE("one line keeps block syntax as typed") {
        CHECK(flatten_markdown("1. *раз*") == "1. раз");
        CHECK(flatten_markdown("# *раз*") == "# раз");
    }

    TEST_CASE("every block is a line and items are marked") {
        CHECK(flatten_markdown("# Заголовок {#x}\n\nраз\nдва\n\n- три\n- [x] четыре\n  - пять\n\n"
                               "3. а\n4. б\n\n1) в\n\n> цитата\n") ==
              "Заголовок\nраз два\n– три\n– [x] четыре\n– пять\n3. а\n4. б\n1) в\nцитата");
    }

    TEST_CASE("an item of several paragraphs has one mark") {
        CHECK(flatten_markdown("- раз\n\n  два\n\nтри\n") == "– раз\nдва\nтри");
    }

    TEST_CASE("cells of a table stand in a line") {
        CHECK(flatten_markdown("| а | *б* |\n|---|---|\n| 1 | 2 |\n") == "а | б\n1 | 2");
    }

    TEST_CASE("advice is a list and code keeps its lines") {
        CHECK(
            flatten_markdown("```do\nраз *два*\n```\n\n```steps\nа\nб\n```\n\n```\nx\ny\n```\n") ==
            "– раз два\n1. а\n2. б\nx\ny");
    }

    TEST_CASE("footnotes follow the text and marks leave nothing") {
        CHECK(flatten_markdown("а[^1] б\n\n[^1]: сноска\n") == "а б\nсноска");
    }

    TEST_CASE("raw HTML is text") {
        CHECK(flatten_markdown("<div>\nа\n</div>\n") == "<div>\nа\n</div>");
    }

    TEST_CASE("what cannot be read stays as it is") {
        const std::string text = std::string(3000, '>') + "\na";
        CHECK(flatten_markdown(text) == text);
    }
}
