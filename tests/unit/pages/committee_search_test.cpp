// What the search of a committee finds of its schools, from the kept sets to the files of the index.
#include "pages/committee_search.h"

#include <doctest/doctest.h>

#include "kinds/published.h"
#include "search/lists.h"
#include "support/committee.h"

namespace vitrina {
namespace {

using test::has;

constexpr std::string_view memo =
    "---\ntitle: Критерии в школах\naudience: [parents]\nsubject: Математика\nclasses: [5]\n---\n\nТекст.\n";

// A school's output with one demo test and one act that is a document.
void put_school(MemoryFileSystem& files, const std::string& id, const std::string& title) {
    const std::string json =
        R"({"id": "demos/vhodnaya", "kind": "demo", "title": ")" + title +
        R"(", "summary": "Повторяем дроби.", "subjects": ["Абракадабра", "Алгебра"], "classes": ["5", "9А"],)"
        R"( "audience": ["pupils", "nobody"]})";
    files.put(id + "/demos/vhodnaya.json", json);
    files.put(id + "/portal.json",
              R"({"version": 1, "site": ")" + id + R"(.example.org", "base_url": "https://)" + id +
                  R"(.example.org/", "title": "Школа", "sequence": 20260101, "generated": "2026-01-01",)"
                  R"( "records": [{"id": "demos/vhodnaya", "kind": "demo", "title": ")" + title +
                  R"(", "url": "demos/vhodnaya/", "json": "demos/vhodnaya.json", "sha256": ")" +
                  sha256_hex(json) + R"(", "size": )" + std::to_string(json.size()) +
                  R"(, "revision": "2026-01-01", "form": "data"},)"
                  R"( {"id": "acts/polozhenie", "kind": "act", "title": "Положение", "url":)"
                  R"( "acts/polozhenie/", "form": "file"}]})");
}

// The committee's site of so many schools, and its files.
std::map<std::string, std::string> published(std::size_t count, const std::string& title) {
    MemoryFileSystem files;
    test::put_committee_site(files, "2025-2026");
    files.put("content/memos/shkoly.md", std::string(memo));
    test::put_schools(files, count);
    for (std::size_t i = 1; i <= count; ++i)
        put_school(files, "s" + std::to_string(i), title);
    test::mirror(files, 1'770'000'000);
    std::map<std::string, std::string> found;
    for (auto& [path, bytes] : test::built(files))
        if (path.starts_with("search/"))
            found.emplace(path, bytes);
    return found;
}

std::string all_of(const std::map<std::string, std::string>& files, std::string_view folder) {
    std::string text;
    for (const auto& [path, bytes] : files)
        if (path.starts_with(folder))
            text += bytes;
    return text;
}

}  // namespace

TEST_SUITE("pages/committee_search") {
    TEST_CASE("a page of a school is found with its school and where it stands") {
        const auto files = published(2, "Входная работа");
        const std::string cards = all_of(files, "search/cards/");
        CHECK(has(cards, R"(["https://s1.example.org/demos/vhodnaya/","Входная работа",)"
                         R"("Повторяем дроби.")"));
        CHECK(has(cards, R"(["https://s2.example.org/acts/polozhenie/","Положение","")"));
        CHECK(has(cards, R"(,"Заречье 2"])"));
        CHECK(has(cards, R"(["schools/s1/","Заречье 1","")"));
        const std::string words = all_of(files, "search/words/");
        for (const std::string word : {"входн", "дроб", "алгебр", "положен"})
            CHECK_MESSAGE(has(words, word), word);
    }

    TEST_CASE("pages of schools stand under kinds, audiences, subjects, classes and schools") {
        const auto files = published(2, "Входная работа");
        const std::string facets = all_of(files, "search/facets/");
        // Pages of a school: its own, the act, the test; Заречье 2 first; then lists and the memo.
        const std::string both = encode_list({2, 5}, 9, 0);
        CHECK(has(facets, "[\"Алгебра\",\"" + both + "\"]"));
        CHECK(has(facets, "[\"Ученикам\",\"" + both + "\"]"));
        CHECK(has(facets, "[\"9 класс\",\"" + both + "\"]"));
        CHECK(has(facets, "[\"Заречье 1\",\"" + encode_list({3, 4, 5}, 9, 0) + "\"]"));
        CHECK(has(facets, "[\"Заречье 2\",\"" + encode_list({0, 1, 2}, 9, 0) + "\"]"));
        // Of a value that the site's own pages have as well, both are counted.
        const std::size_t five = facets.find("[\"5 класс\",");
        REQUIRE(five != std::string::npos);
        CHECK_FALSE(has(facets.substr(five, 30), "\"" + both + "\"]"));
        CHECK_FALSE(has(facets, "nobody"));
    }

    TEST_CASE("subjects of schools stand among the site's own, as curricula order them") {
        const auto files = published(1, "Входная работа");
        const std::string facets = all_of(files, "search/facets/");
        const std::size_t subjects = facets.find("[\"Математика\",");
        const std::size_t algebra = facets.find("[\"Алгебра\",");
        const std::size_t unlisted = facets.find("[\"Абракадабра\",");
        REQUIRE(subjects != std::string::npos);
        REQUIRE(unlisted != std::string::npos);
        CHECK(subjects < algebra);
        CHECK(algebra < unlisted);
    }

    TEST_CASE("of subjects that no list knows those of most schools can be chosen, and the rest is told") {
        MemoryFileSystem files;
        test::put_committee_site(files, "2025-2026");
        test::put_schools(files, 3);
        std::vector<test::PublishedRecord> hostile;
        for (int record = 0; record < 40; ++record) {
            std::string subjects;
            for (int i = 0; i < 50; ++i)
                subjects += std::string(i == 0 ? "" : ", ") + "\"Предмет " +
                            std::to_string(record * 50 + i) + "\"";
            hostile.push_back({"demos/d" + std::to_string(record), "demo", "Работа",
                               R"(, "subjects": [)" + subjects + "]"});
        }
        const test::PublishedRecord own{"demos/d", "demo", "Работа",
                                        R"(, "subjects": ["Язычество", "Химия"])"};
        test::publish(files, "s1", "2026-01-01", {own});
        test::publish(files, "s2", "2026-01-01", hostile);
        test::publish(files, "s3", "2026-01-01", {own});
        test::mirror(files, 1'770'000'000);

        BuildOptions options = test::small_build();
        options.strict = false;
        Diagnostics messages;
        const BuildReport report = build_workspace(options, files, messages);
        CHECK(test::messages_of(messages, report, files) ==
              "content/schools.yaml:3:10: предупреждение: предметов, которых нет ни в одном перечне, у "
              "школ 2001, из них у `s2` — 2000; в поиске можно выбрать 100 "
              "[committee-subjects-many]\n"
              "  3 |   - {id: s2, name: Заречье 2}\n"
              "    |          ^^\n"
              "  подсказка: настоящие предметы впишите в `vocabulary: {subjects: …}` файла site.yaml\n");
        const std::string facets = all_of(files.tree("public"), "search/facets/");
        CHECK(has(facets, "[\"Язычество\","));
        CHECK(has(facets, "[\"Химия\","));
        std::size_t offered = 0;
        for (std::size_t at = facets.find("[\"Предмет "); at != std::string::npos;
             at = facets.find("[\"Предмет ", at + 1))
            ++offered;
        CHECK(offered == most_own_subjects - 1);
    }

    TEST_CASE("of many schools one is chosen by its name, not from a list of all") {
        const auto few = published(most_school_boxes, "Работа");
        CHECK(has(all_of(few, "search/facets/"), "[\"Заречье 30\","));
        const auto many = published(most_school_boxes + 1, "Работа");
        CHECK_FALSE(has(all_of(many, "search/facets/"), "Заречье"));
        const std::string& manifest = many.at("search/index.js");
        const std::string key = "\"schools\":\"";
        const std::size_t at = manifest.find(key);
        REQUIRE(at != std::string::npos);
        const std::string name = manifest.substr(at + key.size(), 5);
        std::vector<std::uint32_t> starts;
        for (std::uint32_t i = 0; i <= 31; ++i)
            starts.push_back(i * 3);
        CHECK(has(many.at("search/" + name + ".js"), encode_list(starts, 1000, 0)));
    }

    TEST_CASE("what a hostile school writes stays text") {
        const auto files = published(1, "</script><b>Работа</b>");
        const std::string cards = all_of(files, "search/cards/");
        CHECK(has(cards, "Работа"));
        CHECK_FALSE(has(cards, "</script>"));
        CHECK_FALSE(has(all_of(files, "search/words/"), "script><"));
    }

    TEST_CASE("only what our lists know is taken from what a record is filed under") {
        const PublishedFiling filing = read_published_filing(
            R"({"subjects": ["Физика", 5, "  Химия "], "classes": ["10", "10", "5Б", "99", "x"],)"
            R"( "audience": "parents", "summary": 7})");
        CHECK(filing.subjects == std::vector<std::string>{"Физика", "Химия"});
        CHECK(filing.classes == std::vector<ClassLabel>{{5, "Б"}, {10, ""}});
        CHECK(filing.audiences.empty());
        CHECK(filing.summary == "");
        CHECK(read_published_filing("[]").subjects.empty());
        CHECK(read_published_filing("{").subjects.empty());
    }
}

}  // namespace vitrina
