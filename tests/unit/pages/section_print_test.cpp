#include "pages/section_print.h"

#include <doctest/doctest.h>

#include "support/built_site.h"

using namespace vitrina;

namespace {

constexpr std::string_view two_memos = R"(-- memos/a.md --
---
title: Первая
audience: parents
---
# Как готовиться

Смотрите [ниже](#потом) и [вторую](b.md). Сноска[^1].

# Потом

[^1]: Пояснение.
-- memos/b.md --
---
title: Вторая
audience: parents
key_points:
  - Спать **вовремя**
---
# Потом

Сноска[^1].

[^1]: Другое пояснение.
)";

constexpr std::string_view document = "memos/print/index.html";

}  // namespace

TEST_SUITE("pages/section_print") {
    TEST_CASE("the texts of a section stand in one document that search engines leave alone") {
        const test::BuiltSite site(two_memos);
        const std::string path(document);
        CHECK(site.has(path, "Первая"));
        CHECK(site.has(path, "Вторая"));
        CHECK(site.has(path, "Спать <strong>вовремя</strong>"));
        CHECK(site.has(path, "noindex"));
        CHECK(site.has(path, "<svg"));
        CHECK(!site.has("sitemap.xml", "print/"));
        CHECK(site.has("memos/index.html", "href=\"print/\""));
    }

    TEST_CASE("headings stand below the text's title and ids are kept apart") {
        const test::BuiltSite site(two_memos);
        const std::string path(document);
        CHECK(site.has(path, "<h3 id=\"r1-потом\">"));
        CHECK(site.has(path, "<h3 id=\"r2-потом\">"));
        CHECK(site.has(path, "href=\"#r2-потом\""));
        CHECK(site.has(path, "href=\"../b/\""));
        CHECK(site.has(path, "aria-label=\"Примечания (Первая)\""));
    }

    TEST_CASE("a section of one text has no document") {
        const test::BuiltSite site(
            "-- memos/a.md --\n---\ntitle: Первая\naudience: parents\n---\nТекст.\n");
        CHECK(site.text(std::string(document)).empty());
        CHECK(!site.has("memos/index.html", "print/"));
    }

    TEST_CASE("memos for parents stand first in the list and in the document") {
        const auto memo = [](std::string_view name, std::string_view audience) {
            return "-- memos/" + std::string(name) + ".md --\n---\ntitle: Памятка " + std::string(name) +
                   "\naudience: " + std::string(audience) + "\n---\nТекст.\n";
        };
        const test::BuiltSite site(memo("a", "administration") + memo("b", "[teachers, parents]") +
                                   memo("c", "parents") + memo("d", "pupils"));
        for (const std::string path : {"memos/index.html", "memos/print/index.html"}) {
            const std::string& page = site.text(path);
            const auto at = [&](std::string_view name) { return page.find("Памятка " + std::string(name)); };
            CHECK(at("c") < at("d"));
            CHECK(at("d") < at("b"));
            CHECK(at("b") < at("a"));
            CHECK(at("a") != std::string::npos);
        }
    }

    TEST_CASE("a text has its address for paper, a code stands on sheets of data") {
        const test::BuiltSite site(two_memos);
        CHECK(site.has("memos/a/index.html", "class=\"print-address\""));
        CHECK(!site.has("memos/a/index.html", "<svg"));
    }
}
