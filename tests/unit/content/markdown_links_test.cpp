#include <doctest/doctest.h>

#include "support/marked.h"
#include "unit/content/markdown_rendering.h"

using namespace vitrina;
using vitrina::test::html_of;
using vitrina::test::mapped;
using vitrina::test::marked;
using vitrina::test::rendered;

using Strings = std::vector<std::string>;

namespace {

// The places that `resolve` is told, as the text that stands there.
Strings destinations(const std::string& text) {
    Strings found;
    MarkdownOptions options;
    options.resolve = [&](const MarkdownLink& link) {
        found.push_back(
            text.substr(link.place.span.begin, link.place.span.end - link.place.span.begin));
        return MarkdownTarget{.href = link.url};
    };
    rendered(text, options);
    return found;
}

Span first_destination(const std::string& text) {
    Span found;
    MarkdownOptions options;
    options.resolve = [&](const MarkdownLink& link) {
        found = link.place.span;
        return MarkdownTarget{.href = link.url};
    };
    rendered(text, options);
    return found;
}

}  // namespace

TEST_SUITE("content/markdown_links") {
    TEST_CASE("allowed addresses pass") {
        for (const std::string_view url :
             {"http://a.ru", "HTTPS://a.ru", "mailto:a@b.ru", "tel:+78130012345", "../a.md#x",
              "/a/", "#x", "?q=1", "a:b/c.md/", "файл:1", "50%25.pdf", "", ":x", "https:a",
              "x/javascript:a"}) {
            CAPTURE(url);
            CHECK(is_allowed_url(url) == (url != "a:b/c.md/"));
        }
    }

    TEST_CASE("other addresses are refused in every disguise") {
        for (const std::string_view url : {"javascript:alert(1)",
                                           "JaVaScRiPt:alert(1)",
                                           "java\tscript:alert(1)",
                                           "java\nscript:a",
                                           "\x01javascript:a",
                                           " javascript:a",
                                           "javascript&colon;a",
                                           "&#106;avascript:a",
                                           "&#x6A;avascript:a",
                                           "&#0000106avascript:a",
                                           "javascript%3Aa",
                                           "%6Aavascript:a",
                                           "%256Aavascript:a",
                                           "&amp;#106;avascript:a",
                                           "java&Tab;script:a",
                                           "java&NewLine;script:a",
                                           "data:text/html,x",
                                           "vbscript:x",
                                           "file:///etc/passwd",
                                           "blob:x",
                                           "ftp://a.ru",
                                           "//evil.ru",
                                           "\\\\evil.ru",
                                           "/\\evil.ru",
                                           "\t//evil.ru",
                                           "%2F%2Fevil.ru",
                                           "&sol;&sol;evil.ru",
                                           "/&bsol;evil.ru",
                                           "view-source:x",
                                           "j\x7F"
                                           "avascript:x",
                                           "chrome:x"}) {
            CAPTURE(url);
            CHECK_FALSE(is_allowed_url(url));
        }
    }

    TEST_CASE("a refused link leaves its text and a message at the address") {
        const auto text = marked("Смотри [*тут*](⟦javascript:alert(1)⟧).");
        const auto result = rendered(text.text);
        CHECK(result.html == "<p>Смотри <em>тут</em>.</p>\n");
        CHECK(result.messages == Strings{"1:16 link-scheme javascript:alert(1)"});
    }

    TEST_CASE("refused addresses never reach the resolver") {
        CHECK(destinations(
                  "[a](data:x) ![b](data:y) <javascript:z> [c][r]\n\n[r]: &#106;avascript:q\n")
                  .empty());
    }

    TEST_CASE("the resolver decides what is printed") {
        MarkdownOptions options;
        options.resolve = [](const MarkdownLink& link) {
            return link.url == "нет.md" ? MarkdownTarget{}
                                        : MarkdownTarget{.href = "../x/", .width = 3, .height = 2};
        };
        CHECK(rendered("[а](нет.md) [б](да.md \"т\") ![в](г.png)", options).html ==
              "<p>а <a href=\"../x/\" title=\"т\">б</a> "
              "<img src=\"../x/\" alt=\"в\" width=\"3\" height=\"2\"></p>\n");
    }

    TEST_CASE("an address is encoded where a page may not hold it as it is") {
        CHECK(html_of("[а](<b c\\|d[1]%zz%20&'>)") ==
              "<p><a href=\"b%20c%7Cd%5B1%5D%25zz%20&amp;&apos;\">а</a></p>\n");
    }

    TEST_CASE("the place of a link is its destination in the file") {
        const auto text = marked("# Раз\n\nтекст docs/a.md и [имя](⟦docs/a.md⟧ \"т\").\n");
        CHECK(first_destination(text.text) == text.span);
    }

    TEST_CASE("places count from the beginning of the file") {
        const std::string file = "---\ntitle: а\n---\n[a](x.md)\n";
        MappedText body{"[a](x.md)\n", {17, 27}, {}};
        body.span.begin = static_cast<std::uint32_t>(file.find("[a]"));
        body.span.end = static_cast<std::uint32_t>(file.size());
        Span found;
        MarkdownOptions options{.source = std::make_shared<Source>(Source{"a.md", file})};
        options.resolve = [&](const MarkdownLink& link) {
            found = link.place.span;
            return MarkdownTarget{.href = link.url};
        };
        MarkdownFacts facts;
        Diagnostics out;
        render_markdown(body, options, facts, out);
        CHECK(file.substr(found.begin, found.end - found.begin) == "x.md");
    }

    TEST_CASE("links with one address are told apart by their order") {
        std::vector<std::uint32_t> begins;
        MarkdownOptions options;
        options.resolve = [&](const MarkdownLink& link) {
            begins.push_back(link.place.span.begin);
            return MarkdownTarget{.href = link.url};
        };
        rendered("[a](x) [b](x)\n\n- [c](x)\n", options);
        CHECK(begins == std::vector<std::uint32_t>{4, 11, 21});
    }

    TEST_CASE("every form of a link has its place") {
        CHECK(
            destinations("[a](<b c> 't') ![d]( e.png ) <https://f.ru> www.g.ru h@i.ru <j@k.ru>") ==
            Strings{"b c", "e.png", "https://f.ru", "www.g.ru", "h@i.ru", "j@k.ru"});
        CHECK(destinations("[![a](b.png)](c.md) [d](e)") == Strings{"c.md", "b.png", "e"});
        CHECK(destinations("| a |\n|---|\n| [b](c) |\n| [d](c) |\n") == Strings{"c", "c"});
        CHECK(destinations("[a][r]\n\n[r]: <docs/x.md> \"t\"\n") == Strings{"docs/x.md"});
        CHECK(destinations("```do\n[a](b)\n```\n\n```steps\n- [c](d)\n```\n") == Strings{"b", "d"});
    }

    TEST_CASE("a destination that cannot be found is its block") {
        CHECK(destinations("один\n\nдва [a](b\\_c)\n") == Strings{"два [a](b\\_c)"});
    }

    TEST_CASE("a link in the head of a table behind a paragraph has its place") {
        CHECK(destinations("a\nb [c](d)\n[e](f)|g\n-|-\n[h](i)|j\n") == Strings{"d", "f", "i"});
    }

    TEST_CASE("a link without text is an error") {
        const auto result = rendered("а [](б.md) [ ](в)");
        CHECK(result.html == "<p>а   </p>\n");
        CHECK(result.messages == Strings{"1:6 link-text-missing", "1:16 link-text-missing"});
    }

    TEST_CASE("a picture without alternative text is an error") {
        const auto result = rendered("![](a.png) ![ ](b.png) [![](c.png)](d)");
        CHECK(result.messages ==
              Strings{"1:5 image-alt-missing", "1:17 image-alt-missing", "1:29 image-alt-missing"});
    }

    TEST_CASE("the alternative text is plain") {
        CHECK(html_of("![*Схема* `1` \"x\"](a.png)") ==
              "<p><img src=\"a.png\" alt=\"Схема 1 &quot;x&quot;\"></p>\n");
    }

    TEST_CASE("links never stand in links") {
        CHECK(html_of("[a http://b.ru c@d.ru[^1]](e)\n\n[^1]: x\n").find("<a href=\"http") ==
              std::string::npos);
    }

    TEST_CASE("one line has links too") {
        Strings found;
        MarkdownOptions options{.source =
                                    std::make_shared<Source>(Source{"a.yaml", "t: '[a](b)'\n"})};
        options.resolve = [&](const MarkdownLink& link) {
            found.push_back(options.source->text.substr(
                link.place.span.begin, link.place.span.end - link.place.span.begin));
            return MarkdownTarget{.href = "c"};
        };
        Diagnostics out;
        const MappedText text{"[a](b)", {3, 11}, std::vector<MappedText::Segment>{{0, 4}}};
        CHECK(render_inline(text, options, out) == "<a href=\"c\">a</a>");
        CHECK(found == Strings{"b"});
    }
}
