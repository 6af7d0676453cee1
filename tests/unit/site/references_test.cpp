#include "site/references.h"

#include <doctest/doctest.h>

#include "kinds/plan.h"
#include "support/memory_site.h"

namespace vitrina {
namespace {

using test::assemble_memory_site;
using test::assemble_with_committee;
using test::MemorySite;

// A memo with one line of front matter, and an act and two plans that it may refer to.
MemorySite with_line(const std::string& line) {
    return assemble_memory_site("-- memos/a.md --\n---\ntitle: А\n" + line + "\n---\n" + R"(
-- acts/prikaz.md --
---
type: приказ
title: Приказ
---
-- acts/tajnyj.md --
---
type: приказ
title: Черновик
draft: true
---
-- plans/named.yaml --
title: План
rows:
  - {id: r01, measure: Мера}
  - {measure: Без ид}
-- plans/nameless.yaml --
title: План без ид
rows:
  - {measure: Мера}
-- tasks/t.yaml --
title: Банк
subject: Физика
tasks:
  - {id: t1, topic: Т, type: number, stem: Раз, answer: 1}
  - {id: s1, topic: Т, type: number, stem: Раз, answer: 1, publish: false}
-- files/docs/Положение.pdf --
x
)");
}

std::string with_neighbour(std::string_view memo, std::string_view committee) {
    return "-- school/site.yaml --\n" + std::string(test::plain_site_yaml) +
           "neighbours: {komitet: \"https://komitet.example.org/x\"}\n" + std::string(memo) +
           R"(
-- committee/site.yaml --
title: Комитет
organization: {kind: committee, name: Комитет}
base_url: https://komitet.example.org/x
school_year: 2025-2026
-- committee/plans/list.yaml --
title: Перечень
slug: perechen
rows:
  - {id: m01, measure: Первая мера}
-- committee/acts/pismo.md --
---
type: письмо
title: Письмо
---
)" + std::string(committee);
}

TEST_SUITE("site/references") {
    TEST_CASE("what is referred to knows by whom and how") {
        const MemorySite made = assemble_memory_site(R"(
-- acts/prikaz.md --
---
type: приказ
title: Приказ
---
-- memos/a.md --
---
title: А
acts: [acts/prikaz#p3.2]
---
-- plans/b.yaml --
title: План
approved_by: acts/prikaz
rows:
  - id: r1
    measure: М
    evidence: [acts/prikaz, {ref: memos/a}]
)");
        CHECK(made.messages.empty());
        const auto& back = made.entry("acts/prikaz").back;
        REQUIRE(back.size() == 3);
        CHECK(back[0].from == made.id_of("memos/a"));
        CHECK(back[0].field == "acts");
        CHECK(back[0].to_part == "p3.2");
        CHECK(back[1].field == "approved_by");
        CHECK(back[1].from_part.empty());
        CHECK(back[2].field == "evidence");
        CHECK(back[2].from_part == "r1");
        CHECK(made.entry("memos/a").back.size() == 1);
    }

    TEST_CASE("a record that refers to itself is nobody's back reference") {
        const MemorySite made = with_line("acts: [memos/a]");

        CHECK(made.messages.empty());
        CHECK(made.entry("memos/a").back.empty());
    }

    TEST_CASE("references that lead nowhere are told at their place") {
        struct Case {
            const char* reference;
            const char* message;
        };
        static constexpr Case cases[] = {
            {"acts/prikas", "reference-unknown(acts/prikas, acts/prikaz)"},
            {"memos/prikaz", "reference-unknown(memos/prikaz, acts/prikaz)"},
            {"nowhere", "reference-unknown(nowhere, )"},
            {"acts/prikas#p2", "reference-unknown(acts/prikas, acts/prikaz#p2)"},
            {"acts/prikaz.md", "reference-extension(acts/prikaz.md, acts/prikaz)"},
            {"plans/named.yaml#r01", "reference-extension(plans/named.yaml, plans/named#r01)"},
            {"acts/tajnyj", "reference-unpublished(acts/tajnyj)"},
            {"plans/named#r02", "reference-part(plans/named, r02, r01)"},
            {"plans/named#zzzz", "reference-part(plans/named, zzzz, )"},
            {"plans/nameless#1", "reference-part-nameless(plans/nameless, plans/nameless.yaml)"},
            {"tasks/t#s1", "reference-unpublished(tasks/t#s1)"},
            {"komitet:plans/x", "reference-neighbour(komitet, )"},
            {"https://example.org/x", "reference-address(https://example.org/x)"},
        };
        for (const Case& one : cases) {
            CAPTURE(one.reference);
            const MemorySite made = with_line("acts: [\"" + std::string(one.reference) + "\"]");
            CHECK(made.messages == "memos/a.md:3:8 " + std::string(one.message) + "\n");
        }
    }

    TEST_CASE("references to records parts and clauses that are there are silent") {
        for (const char* reference :
             {"acts/prikaz", "/acts/prikaz", "acts/prikaz#p9.9", "plans/named#r01", "tasks/t#t1"}) {
            CAPTURE(reference);
            CHECK(with_line("acts: [\"" + std::string(reference) + "\"]").messages.empty());
        }
    }

    TEST_CASE("a draft may be referred to when drafts are published") {
        const std::string archive =
            "-- memos/a.md --\n---\ntitle: А\nacts: acts/x\n---\n"
            "-- acts/x.md --\n---\ntype: приказ\ntitle: Х\ndraft: true\n---\n";

        CHECK(assemble_memory_site(archive, {test::memory_today, true}).messages.empty());
    }

    TEST_CASE("site.yaml may refer to acts") {
        const MemorySite made =
            assemble_memory_site("-- site.yaml --\n" + std::string(test::plain_site_yaml) +
                                 "appeal: {title: Апелляция, text: Пишите, act: acts/net}\n");

        CHECK(made.messages == "site.yaml:5:47 reference-unknown(acts/net, )\n");
    }

    TEST_CASE("a plan that names its act in one field is told once") {
        const MemorySite made = assemble_memory_site(R"(
-- plans/a.yaml --
title: План
act: acts/net
rows: [{measure: М}]
)");
        CHECK(made.messages == "plans/a.yaml:2:6 reference-unknown(acts/net, )\n");
    }

    TEST_CASE("a reference leads to a neighbour at hand with the title of the part") {
        const MemorySite made = assemble_with_committee(
            with_neighbour("-- school/memos/a.md --\n---\ntitle: А\n"
                           "acts: [\"komitet:plans/list#m01\", \"komitet:acts/pismo#p7\"]\n---\n",
                           ""));
        CHECK(made.messages.empty());
        const Target target = made.site.resolve(made.record("memos/a").common.acts[0]);
        CHECK(target.url == "https://komitet.example.org/x/plans/perechen/");
        CHECK(target.anchor == "m01");
        CHECK(target.title == "Первая мера");
        CHECK(target.verified);
        CHECK(!target.record);
        CHECK(made.site.neighbours.at("komitet").title == "Комитет");
    }

    TEST_CASE("what a neighbour at hand does not have is told") {
        struct Case {
            const char* reference;
            const char* message;
        };
        static constexpr Case cases[] = {
            {"komitet:plans/lists", "reference-unknown(komitet:plans/lists, komitet:plans/list)"},
            {"komitet:plans/list#m02", "reference-part(komitet:plans/list, m02, m01)"},
            {"komitet:memos/draft", "reference-unpublished(komitet:memos/draft)"},
            {"komite:plans/list", "reference-neighbour(komite, komitet)"},
        };
        for (const Case& one : cases) {
            CAPTURE(one.reference);
            const MemorySite made = assemble_with_committee(with_neighbour(
                "-- school/memos/a.md --\n---\ntitle: А\nacts: [\"" + std::string(one.reference) +
                    "\"]\n---\n",
                "-- committee/memos/draft.md --\n---\ntitle: Ч\ndraft: true\n---\n"));
            CHECK(made.messages == "school/memos/a.md:3:8 " + std::string(one.message) + "\n");
        }
    }

    TEST_CASE("a neighbour that is not at hand is linked to unverified and without a message") {
        const MemorySite made = assemble_memory_site(
            "-- site.yaml --\n" + std::string(test::plain_site_yaml) +
            "neighbours: {komitet: \"https://komitet.example.org/\"}\n"
            "-- memos/a.md --\n---\ntitle: А\nacts: \"komitet:plans/list#m01\"\n---\n");

        CHECK(made.messages.empty());
        const Target target = made.site.resolve(made.record("memos/a").common.acts[0]);
        CHECK(target.url == "https://komitet.example.org/plans/list/");
        CHECK(target.anchor == "m01");
        CHECK(!target.verified);
        CHECK(target.title.empty());
    }

    TEST_CASE("paths of files become paths from the root of the site") {
        for (const char* path : {"../files/docs/Положение.pdf", "/files/docs/Положение.pdf",
                                 "./../files//docs/./Положение.pdf"}) {
            CAPTURE(path);
            const MemorySite made = with_line("file: \"" + std::string(path) + "\"");
            CHECK(made.messages.empty());
            CHECK(made.record("memos/a").common.file->path == "/files/docs/Положение.pdf");
        }
    }

    TEST_CASE("a file is found in either form of its letters and called as on disk") {
        const MemorySite made = assemble_memory_site(
            "-- memos/a.md --\n---\ntitle: А\nfile: /files/й.pdf\n---\n"
            "-- files/и\u0306.pdf --\nx\n");

        CHECK(made.messages.empty());
        CHECK(made.record("memos/a").common.file->path == "/files/и\u0306.pdf");
    }

    TEST_CASE("files that are not there or outside are told") {
        struct Case {
            const char* path;
            const char* message;
        };
        static constexpr Case cases[] = {
            {"Положение.pdf", "file-unknown(Положение.pdf, /files/docs/Положение.pdf)"},
            {"/files/docs/Полажение.pdf",
             "file-unknown(/files/docs/Полажение.pdf, /files/docs/Положение.pdf)"},
            {"/files/docs/положение.pdf",
             "file-unknown(/files/docs/положение.pdf, /files/docs/Положение.pdf)"},
            {"../../etc/passwd", "file-outside(../../etc/passwd)"},
            {"/site.yaml", "file-unknown(/site.yaml, )"},
            {"/files/docs/", "file-unknown(/files/docs/, )"},
        };
        for (const Case& one : cases) {
            CAPTURE(one.path);
            CHECK(with_line("file: " + std::string(one.path)).messages ==
                  "memos/a.md:3:7 " + std::string(one.message) + "\n");
        }
    }
}

}  // namespace
}  // namespace vitrina
