#include <doctest/doctest.h>

#include "unit/content/markdown_rendering.h"

using vitrina::test::rendered;

using Strings = std::vector<std::string>;

TEST_SUITE("content/markdown_messages") {
    TEST_CASE("a line that only looks like a list item is shown as it should be") {
        CHECK(rendered("-система\n").messages == Strings{"1:1 markdown-list-like - система"});
        CHECK(rendered("– раз\n– два\n").messages ==
              Strings{"1:1 markdown-list-like - раз", "2:1 markdown-list-like - два"});
        CHECK(rendered("Список:\n• раз\n•два\n").messages ==
              Strings{"2:1 markdown-list-like - раз", "3:1 markdown-list-like - два"});
        CHECK(rendered("1.раз\n2)два\n").messages ==
              Strings{"1:1 markdown-list-like 1. раз", "2:1 markdown-list-like 2) два"});
    }

    TEST_CASE("a line inside quotes and lists is recognised at its own column") {
        CHECK(rendered("> -система\n> -ещё\n").messages ==
              Strings{"1:3 markdown-list-like - система", "2:3 markdown-list-like - ещё"});
        CHECK(rendered("- раз:\n  • два\n").messages == Strings{"2:3 markdown-list-like - два"});
        CHECK(rendered("- – раз\n").messages == Strings{"1:3 markdown-list-like - раз"});
    }

    TEST_CASE("ordinary lines are left alone") {
        for (const char* text :
             {"Оценка\n– это не отметка", "-5 градусов", "+7 (812) 123", "*слово* и ещё",
              "**жирный** текст", "— Здравствуйте!", "2026 год", "1. раз", "3.2. пункт",
              "\\-система", "--", "- раз", "`-раз`", "а -б", "5 класс"}) {
            CAPTURE(text);
            CHECK(rendered(text).messages.empty());
        }
    }

    TEST_CASE("a paragraph indented into code is warned about") {
        CHECK(rendered("раз\n\n    Отступ абзаца\n").messages ==
              Strings{"3:5 markdown-indented Отступ абзаца"});
    }

    TEST_CASE("raw HTML is warned about once in a block") {
        CHECK(rendered("а <br> б <br>\n\n<div>\nв\n</div>\n").messages ==
              Strings{"1:3 markdown-html <br>", "3:1 markdown-html <div>"});
        CHECK(rendered("если a < b и <имя>, то 3 > 2").messages.empty());
    }

    TEST_CASE("nesting beyond a hundred levels is refused") {
        std::string quotes(101, '>');
        CHECK(rendered("а\n\n" + quotes + " б\n").messages == Strings{"3:1 markdown-nesting 100"});
        CHECK(rendered(quotes.substr(1) + " б\n").messages.empty());
        std::string items;
        for (int i = 0; i < 101; ++i)
            items += "- ";
        CHECK(rendered(items + "а\n").messages == Strings{"1:1 markdown-nesting 100"});
        CHECK(rendered(items + "\n").messages.empty());  // a line across the page
        CHECK(rendered(std::string(300, ' ') + "- а\n").messages ==
              Strings{"1:1 markdown-nesting 100"});
    }

    TEST_CASE("long runs of one sign are refused") {
        CHECK(rendered(std::string(1000, '*') + "\n").messages.empty());
        CHECK(rendered(std::string(1001, '[') + "\n").messages == Strings{"1:1 markdown-run ["});
        CHECK(rendered(std::string(5000, '-') + "\n").messages.empty());
    }

    TEST_CASE("wide and large tables are refused") {
        const auto row = [](const std::string& cell, int columns) {
            std::string line = "|";
            for (int i = 0; i < columns; ++i)
                line += cell + "|";
            return line + "\n";
        };
        CHECK(rendered(row("a", 64) + row("-", 64)).messages.empty());
        CHECK(rendered(row("a", 65) + row("-", 65)).messages ==
              Strings{"2:1 markdown-table-columns 65"});
        std::string large = row("a", 50) + row("-", 50);
        for (int i = 0; i < 4000; ++i)
            large += "|a|\n";
        CHECK(rendered(large).messages == Strings{"1:1 markdown-table-size 200100"});
        CHECK(rendered("|a|\n|-|\n" + std::string(1001, '|') + "\n").messages ==
              Strings{"3:1001 markdown-table-columns 1001"});
    }

    TEST_CASE("a paragraph of open pictures is refused") {
        std::string text;
        for (int i = 0; i < 3000; ++i)
            text += "![[]()";
        const auto result = rendered("а\n\n" + text);
        CHECK(result.messages == Strings{"3:1 markdown-tangled !["});
        CHECK(result.html.empty());
    }

    TEST_CASE("a long document of ordinary markup is not refused") {
        std::string text = "Список:\n\n";
        for (int i = 0; i < 5000; ++i)
            text += "- **пункт** [ссылка](a.md) и *ещё* [одна](b.md), https://a.ru\n";
        text += "\n| а | б |\n|---|---|\n";
        for (int i = 0; i < 5000; ++i)
            text += "| **а** [ссылка](a.md) | - |\n| - | - |\n";
        CHECK(rendered(text).messages.empty());
    }
}
