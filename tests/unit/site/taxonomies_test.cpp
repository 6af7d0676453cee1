#include "site/taxonomies.h"

#include <doctest/doctest.h>

#include "support/memory_site.h"

namespace vitrina {
namespace {

using test::assemble_memory_site;
using test::MemorySite;

std::string memo(const std::string& name, const std::string& fields) {
    return "-- memos/" + name + ".md --\n---\ntitle: " + name + "\n" + fields + "\n---\n";
}

// `/classes/4/: a b`, one line a term.
std::string terms_of(const MemorySite& made, std::string_view taxonomy) {
    std::string lines;
    for (const Term& term : made.site.taxonomy(taxonomy).terms) {
        lines += term.url + ":";
        for (const RecordId id : term.records)
            lines += " " + made.site.entry(id).title;
        lines += "\n";
    }
    return lines;
}

TEST_SUITE("site/taxonomies") {
    TEST_CASE("the parallel gathers its letters and a letter class shows the parallel") {
        const MemorySite made = assemble_memory_site(
            memo("a", "classes: 4") + memo("b", "classes: 4А") + memo("c", "classes: 4Б") +
            memo("d", "classes: 10") + memo("e", "classes: [3-5]"));

        CHECK(terms_of(made, "classes") ==
              "/classes/3/: e\n"
              "/classes/4/: a b c e\n"
              "/classes/4a/: a b e\n"
              "/classes/4b/: a c e\n"
              "/classes/5/: e\n"
              "/classes/10/: d\n");
        CHECK(made.site.taxonomy("classes").terms[2].title == "4А класс");
        CHECK(made.site.taxonomy("classes").find("4Б")->url == "/classes/4b/");
    }

    TEST_CASE("the parallel of a letter class has a page") {
        const MemorySite made = assemble_memory_site(memo("a", "classes: 4А"));

        CHECK(terms_of(made, "classes") == "/classes/4/: a\n/classes/4a/: a\n");
    }

    TEST_CASE("subjects stand in the order of curricula and unknown ones last") {
        const MemorySite made = assemble_memory_site(
            memo("a", "subjects: [Физика, Яхтинг, Русский язык, Верховая езда, ИЗО]"));

        CHECK(terms_of(made, "subjects") ==
              "/subjects/russkiy-yazyk/: a\n"
              "/subjects/fizika/: a\n"
              "/subjects/izobrazitelnoe-iskusstvo/: a\n"
              "/subjects/verkhovaya-ezda/: a\n"
              "/subjects/yakhting/: a\n");
    }

    TEST_CASE("the audience has the order and titles of the format") {
        const MemorySite made = assemble_memory_site(memo("a", "audience: [учителя, родители]"));

        CHECK(terms_of(made, "audience") == "/audience/parents/: a\n/audience/teachers/: a\n");
        CHECK(made.site.taxonomy("audience").find("parents")->title == "Родителям");
    }

    TEST_CASE("procedures are gathered by their word") {
        const MemorySite made =
            assemble_memory_site(memo("a", "procedures: [ОГЭ, впр]") + memo("b", "procedure: ВПР"));

        CHECK(terms_of(made, "procedures") == "/procedures/vpr/: a b\n/procedures/oge/: a\n");
    }

    TEST_CASE("what is archived or expired makes no page") {
        const MemorySite made =
            assemble_memory_site(memo("a", "classes: 4\nschool_year: 2020-2021") +
                                 memo("b", "classes: 5\npublish_until: 2026-01-01"));

        CHECK(terms_of(made, "classes").empty());
    }

    TEST_CASE("two words of one address are told") {
        const MemorySite made =
            assemble_memory_site(memo("a", "subjects: [Верховая езда, Верховая-езда]"));

        CHECK(made.messages.find("memos/a.md:2:8 term-taken(/subjects/verkhovaya-ezda/, ") !=
              std::string::npos);
    }
}

}  // namespace
}  // namespace vitrina
