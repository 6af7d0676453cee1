#include "pages/search.h"

#include <doctest/doctest.h>

#include "support/built_site.h"

using namespace vitrina;

namespace {

constexpr std::string_view some_pages = R"(-- memos/open.md --
---
title: Открытая памятка
summary: Коротко о главном.
audience: parents
subjects: [Математика]
classes: [4]
date: 2026-02-01
---
Как проверяют контрольные.
-- memos/draft.md --
---
title: Черновик
audience: parents
draft: true
---
Засекречено.
-- memos/later.md --
---
title: Будущая
audience: parents
publish_from: 2030-01-01
---
Преждевременно.
-- memos/expired.md --
---
title: Истёкшая
audience: parents
publish_until: 2025-01-01
---
Просрочено.
-- memos/old.md --
---
title: Давняя
audience: parents
date: 2020-02-01
valid: {from: 2020-01-01, to: 2020-12-31}
---
Устарело.
)";

std::string all_of(const test::BuiltSite& site, std::string_view folder) {
    std::string text;
    for (const std::string& path : site.published())
        if (path.starts_with(folder))
            text += site.text(path);
    return text;
}

}  // namespace

TEST_SUITE("pages/search") {
    TEST_CASE("the index holds what is published, and nothing of what is not") {
        const test::BuiltSite site(some_pages);
        const std::string words = all_of(site, "search/");
        for (const std::string word : {"провер", "контрольн", "математик", "устарел"})
            CHECK_MESSAGE(words.find(word) != std::string::npos, word);
        for (const std::string word : {"засекреч", "преждевремен", "просроч", "Черновик", "Будущая"})
            CHECK_MESSAGE(words.find(word) == std::string::npos, word);
    }

    TEST_CASE("words that a site says are the same are one group") {
        const test::BuiltSite site("-- site.yaml --\n" + std::string(test::plain_site_yaml) +
                                   "search: {synonyms: {завуч: [заместитель директора]}}\n" +
                                   std::string(some_pages));
        CHECK(site.has("search/index.js", "=завуч|завуч|заместител директор"));
    }

    TEST_CASE("a section whose one record stands at its address is found once") {
        const test::BuiltSite site(std::string(some_pages) + R"(-- curriculum.yaml --
title: Учебный план
hours:
  математика: {4: 136}
)");
        const std::string cards = all_of(site, "search/cards/");
        REQUIRE(cards.find("[\"curriculum/\"") != std::string::npos);
        CHECK(cards.find("[\"curriculum/\"") == cards.rfind("[\"curriculum/\""));
    }

    TEST_CASE("archived pages are found only when asked for") {
        const test::BuiltSite site(some_pages);
        CHECK(site.has("search/index.js", "\"archived\":\"!"));
        CHECK(all_of(site, "search/cards/").find("Давняя") != std::string::npos);
    }

    TEST_CASE("no page names a file of the index but the manifest's, and all pages have the box") {
        const test::BuiltSite site(some_pages);
        CHECK(site.has("search/index.html", "id=\"search-results\""));
        CHECK(site.has("search/index.html", "id=\"search-status\""));
        CHECK(!site.has("search/index.html", "search/words/"));
        CHECK(site.has("memos/open/index.html", "action=\"../../search/\""));
        CHECK(!site.has("search/index.html", "class=\"site-search\""));
    }

    TEST_CASE("the alphabetical list stands on the search page and on its own") {
        const test::BuiltSite site(some_pages);
        for (const std::string path : {"search/index.html", "search/all/index.html"})
            CHECK_MESSAGE(site.has(path, ">Открытая памятка</a>"), path);
    }
}
