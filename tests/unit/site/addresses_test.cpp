#include "site/addresses.h"

#include <doctest/doctest.h>

#include "support/memory_site.h"

namespace vitrina {
namespace {

using test::assemble_memory_site;
using test::MemorySite;

TEST_SUITE("site/addresses") {
    TEST_CASE("two files whose letters make one address are told with both names") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/съезд.md --
---
title: А
---
-- memos/сезд.md --
---
title: Б
---
)");
        CHECK(made.messages ==
              "memos/съезд.md:1:1 url-taken(/memos/sezd/, memos/сезд)\n"
              "  memos/сезд.md:1:1 note-other-file()\n");
    }

    TEST_CASE("a file and the index of a folder of its name make one address") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/tema.md --
---
title: А
---
-- memos/tema/index.md --
---
title: Б
---
)");
        CHECK(made.messages ==
              "memos/tema/index.md:1:1 url-taken(/memos/tema/, memos/tema)\n"
              "  memos/tema.md:1:1 note-other-file()\n");
    }

    TEST_CASE("a slug that leads to the address of another is told") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/a.md --
---
title: А
---
-- memos/b.md --
---
title: Б
slug: a
---
)");
        CHECK(made.messages ==
              "memos/b.md:1:1 url-taken(/memos/a/, memos/a)\n"
              "  memos/a.md:1:1 note-other-file()\n");
    }

    TEST_CASE("names that differ in letter case are told once and only the first is kept") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/Урок.md --
---
title: А
---
-- memos/урок.md --
---
title: Б
---
)");
        CHECK(made.messages ==
              "memos/урок.md:1:1 name-twin(memos/урок.md, memos/Урок.md)\n"
              "  memos/Урок.md:1:1 note-other-file()\n");
        CHECK(made.site.records.size() == 1);
    }

    TEST_CASE("names that differ in the form of letters are told") {
        const MemorySite made = assemble_memory_site(
            "-- memos/йод.md --\n---\ntitle: А\n---\n"
            "-- memos/и\u0306од.md --\n---\ntitle: Б\n---\n");

        CHECK(made.messages ==
              "memos/йод.md:1:1 name-twin(memos/йод.md, memos/и\u0306од.md)\n"
              "  memos/и\u0306од.md:1:1 note-other-file()\n");
    }

    TEST_CASE("attachments that differ in letter case are told") {
        const MemorySite made = assemble_memory_site(R"(
-- files/Приказ.pdf --
x
-- files/приказ.pdf --
x
)");
        CHECK(made.messages ==
              "files/приказ.pdf:1:1 name-twin(files/приказ.pdf, files/Приказ.pdf)\n"
              "  files/Приказ.pdf:1:1 note-other-file()\n");
    }

    TEST_CASE("a slug replaces the last part of the address only") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/2026/dlinnoe-imya.md --
---
title: А
slug: vpr-4
---
-- memos/tema/index.md --
---
title: Б
slug: drugoe
---
)");
        CHECK(made.messages.empty());
        CHECK(made.entry("memos/2026/dlinnoe-imya").url == "/memos/2026/vpr-4/");
        CHECK(made.entry("memos/tema/index").url == "/memos/drugoe/");
    }

    TEST_CASE("a slug that is no part of an address is told with one that is") {
        struct Case {
            const char* slug;
            const char* better;
        };
        static constexpr Case cases[] = {{"a/b", "a-b"},    {"Вести с полей", "vesti-s-poley"},
                                         {"../etc", "etc"}, {"%2e%2e", "2e-2e"},
                                         {"-x-", "x"},      {"A", "a"}};
        for (const Case& one : cases) {
            CAPTURE(one.slug);
            const MemorySite made = assemble_memory_site(
                "-- memos/a.md --\n---\ntitle: А\nslug: \"" + std::string(one.slug) + "\"\n---\n");
            CHECK(made.messages == "memos/a.md:3:7 slug-grammar(" + std::string(one.slug) + ", " +
                                       one.better + ")\n");
            CHECK(made.entry("memos/a").url == "/memos/a/");
        }
    }

    TEST_CASE("an address whose part is longer than file systems take is told") {
        std::string name;
        for (int i = 0; i < 60; ++i)
            name += "щ";
        const MemorySite made =
            assemble_memory_site("-- memos/" + name + ".md --\n---\ntitle: А\n---\n");

        CHECK(made.messages.find(".md:1:1 url-long(/memos/shchshch") != std::string::npos);
    }

    TEST_CASE("former addresses get one form") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/a.md --
---
title: А
aliases: [/old, /old/page.html, /Новости/2019/, /a_b~c.d/]
---
)");
        CHECK(made.messages.empty());
        std::vector<std::string> aliases;
        for (const auto& alias : made.record("memos/a").common.aliases)
            aliases.push_back(alias.value);
        CHECK(aliases ==
              std::vector<std::string>{"/old/", "/old/page.html", "/Новости/2019/", "/a_b~c.d/"});
    }

    TEST_CASE("what is no former address is told and left out") {
        for (const char* alias : {"old/", "/", "/../etc/", "/a//b/", "/a/.git/", "/a b/", "/a%2fb/",
                                  "/a?b=c", "/a#b", "https://example.org/", "/a\\\\b", "/<b>/"}) {
            CAPTURE(alias);
            const MemorySite made =
                assemble_memory_site("-- memos/a.md --\n---\ntitle: А\naliases: [\"" +
                                     std::string(alias) + "\"]\n---\n");
            CHECK(made.messages.starts_with("memos/a.md:3:11 alias-grammar("));
            CHECK(made.record("memos/a").common.aliases.empty());
        }
    }

    TEST_CASE("a former address where a page stands is told with the page") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/a.md --
---
title: А
---
-- memos/b.md --
---
title: Б
aliases: [/Memos/A/]
---
)");
        CHECK(made.messages ==
              "memos/b.md:3:11 alias-taken(/Memos/A/, memos/a)\n"
              "  memos/a.md:1:1 note-other-file()\n");
    }

    TEST_CASE("a former address belongs to one record") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/a.md --
---
title: А
aliases: [/old/]
---
-- memos/b.md --
---
title: Б
aliases: [/old]
---
)");
        CHECK(made.messages ==
              "memos/b.md:3:11 alias-taken(/old/, memos/a)\n"
              "  memos/a.md:1:1 note-other-file()\n");
    }
}

}  // namespace
}  // namespace vitrina
