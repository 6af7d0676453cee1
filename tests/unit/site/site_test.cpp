#include "site/site.h"

#include <doctest/doctest.h>

#include "support/memory_site.h"

namespace vitrina {
namespace {

using test::assemble_memory_site;
using test::MemorySite;

TEST_SUITE("site/site") {
    TEST_CASE("addresses become relative to the page they stand on") {
        struct Case {
            std::string_view from;
            std::string_view to;
            std::string_view relative;
        };
        static constexpr Case cases[] = {
            {"/plans/y/", "/acts/x/#p1", "../../acts/x/#p1"},
            {"/plans/y/", "/plans/y.json", "../y.json"},
            {"/plans/y/", "/plans/", "../"},
            {"/plans/y/", "/", "../../"},
            {"/plans/y/", "/plans/y/", "./"},
            {"/plans/y/", "/plans/y/#r1", "#r1"},
            {"/plans/y/", "/plans/y/print/", "print/"},
            {"/plans/y/", "/plans/yz/", "../yz/"},
            {"/", "/memos/a/", "memos/a/"},
            {"/", "/", "./"},
            {"/old.html", "/memos/a/", "memos/a/"},
            {"/", "/search/?q=a", "search/?q=a"},
            {"/plans/y/", "https://example.org/a/", "https://example.org/a/"},
            {"/plans/y/", "mailto:a@example.org", "mailto:a@example.org"},
            {"/plans/y/", "#here", "#here"},
        };
        for (const Case& one : cases) {
            CAPTURE(one.from);
            CAPTURE(one.to);
            CHECK(relative_url(one.from, one.to) == one.relative);
        }
    }

    TEST_CASE("the address of a record is its id in Latin letters") {
        CHECK(url_of_id("plans/2026/x") == "/plans/2026/x/");
        CHECK(url_of_id("memos/Перед ВПР") == "/memos/pered-vpr/");
        CHECK(url_of_id("memos/tema/index") == "/memos/tema/");
    }

    TEST_CASE("records are found by id and by address") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/урок.md --
---
title: Урок
slug: zanyatie
---
-- pages/a.md --
---
title: А
---
)");
        REQUIRE(made.messages.empty());

        CHECK(made.site.find("memos/урок") == made.site.find_url("/memos/zanyatie/"));
        CHECK(made.site.find_url("/pages/a/") == made.site.find("pages/a"));
        CHECK(!made.site.find("pages/b"));
        CHECK(!made.site.find_url("/memos/urok/"));
        CHECK(!made.site.find_url(""));
    }

    TEST_CASE("an id is found in composed and decomposed letters") {
        const MemorySite made =
            assemble_memory_site("-- memos/и\u0306од.md --\n---\ntitle: Йод\n---\n");

        CHECK(made.site.find("memos/йод").has_value());
        CHECK(made.site.find("memos/и\u0306од").has_value());
        CHECK(made.entry("memos/йод").url == "/memos/yod/");
    }

    TEST_CASE("a site is known by host and path of its address") {
        Site site;
        site.config.base_url.value = "https://school.example.org/ocenka/2026/";
        CHECK(site.site_id() == "school.example.org/ocenka/2026");
        CHECK(site.base_path() == "/ocenka/2026/");

        site.config.base_url.value = "https://school.example.org/";
        CHECK(site.site_id() == "school.example.org");
        CHECK(site.base_path() == "/");
    }

    TEST_CASE("lists go by weight, then newest first, then by title") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/a.md --
---
title: 11 класс
date: 2026-01-01
---
-- memos/b.md --
---
title: 5 класс
date: 2026-01-01
---
-- memos/c.md --
---
title: Новое
date: 2025-12-01
updated: 2026-02-01
---
-- memos/d.md --
---
title: Последнее
date: 2026-02-20
weight: 10
---
-- memos/e.md --
---
title: Первое
weight: -1
---
)");
        const std::vector<std::string> expected = {"/memos/e/", "/memos/c/", "/memos/b/",
                                                   "/memos/a/", "/memos/d/"};
        CHECK(made.urls(listed_records(made.site, "memo")) == expected);
    }

    TEST_CASE("a list of more than two hundred goes by date and id whatever the weight") {
        std::string archive;
        for (int i = 0; i < 201; ++i)
            archive += "-- memos/m" + std::to_string(1000 + i) +
                       ".md --\n---\ntitle: М\ndate: " + (i == 7 ? "2026-02-01" : "2026-01-01") +
                       "\nweight: " + std::to_string(i == 5 ? -5 : 0) + "\n---\n";
        const MemorySite made = assemble_memory_site(archive);

        const std::vector<std::string> urls = made.urls(listed_records(made.site, "memo"));

        REQUIRE(urls.size() == 201);
        CHECK(urls[0] == "/memos/m1007/");
        CHECK(urls[1] == "/memos/m1200/");
        CHECK(urls[200] == "/memos/m1000/");
    }

    TEST_CASE("lists leave out what is archived or expired") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/a.md --
---
title: А
---
-- memos/b.md --
---
title: Б
school_year: 2024-2025
---
-- memos/c.md --
---
title: В
publish_until: 2026-02-01
---
)");
        CHECK(made.urls(listed_records(made.site, "memo")) ==
              std::vector<std::string>{"/memos/a/"});
    }

    TEST_CASE("bodies are printed by name, words of the audience in the language of the site") {
        Site site;
        site.config.bodies.items.push_back({{"zam", {}}, {"Заместитель директора", {}}});

        CHECK(site.body_name("zam") == "Заместитель директора");
        CHECK(site.body_name("parents") == "родители");
        CHECK(site.body_name("Пары школ") == "Пары школ");
    }

    TEST_CASE("a reference has the title of the part it names") {
        const MemorySite made = assemble_memory_site(R"(
-- plans/a.yaml --
title: План
rows:
  - {id: r1, measure: "Собрание **родителей**"}
  - {id: r2, measure: Вторая}
-- plans/b.yaml --
title: Школьный план
rows:
  - {id: x, measure: Мера, implements: [plans/a#r1]}
)");
        const Target part = made.site.resolve(parse_reference("plans/a#r1", {}));
        CHECK(part.record == made.site.find("plans/a"));
        CHECK(part.url == "/plans/a/");
        CHECK(part.anchor == "r1");
        CHECK(part.title == "Собрание родителей");
        CHECK(made.site.resolve(parse_reference("plans/a", {})).title == "План");
    }
}

}  // namespace
}  // namespace vitrina
