// A committee from end to end, on a disk in memory: a table comes by mail, is kept, compared and
// shown; and a build that remembers gives what a clean one gives.
#include "site/committee.h"

#include <doctest/doctest.h>

#include "support/committee.h"

namespace vitrina {
namespace {

using test::build;
using test::has;
using test::mirror;
using test::send_table;

constexpr std::string_view reference =
    "title: Образец\nsubject: Математика\nrecords:\n"
    "  - {id: six, classes: [5, 6], work: контрольная работа, model: points, max: 20, "
    "scale: {5: 17, 4: 13, 3: 8}}\n"
    "  - {id: oral, classes: [6], work: устный ответ, model: credit, pass: рассказал}\n";

void put_committee(MemoryFileSystem& files) {
    test::put_committee_site(files, "2025-2026");
    files.put("content/reference/criteria/matematika.yaml", std::string(reference));
    test::put_two_schools(files);
}

}  // namespace

TEST_SUITE("site/committee") {
    TEST_CASE("schools stand in the order of their numbers") {
        CHECK(natural_key("Школа № 2") < natural_key("Школа № 10"));
        CHECK(natural_key("Берёзовская ООШ") < natural_key("Зареченская ООШ"));
        CHECK(natural_key("«Ёлочка»") < natural_key("Журавлик"));
    }

    TEST_CASE("a table sent by mail is kept, compared and shown") {
        MemoryFileSystem files;
        put_committee(files);
        send_table(files, "17", 1'770'000'000);
        send_table(files, "18", 1'771'000'000);
        CHECK(build(files) == "");
        auto pages = files.tree("public");

        const std::string& json = pages["comparison.json"];
        CHECK(has(json, R"("verdict": "stricter")"));
        CHECK(has(json, "порог «5»: 18, в образце 17"));
        CHECK(has(json, R"("verdict": "missing")"));
        CHECK(has(json, R"("verdict": "extra")"));
        CHECK_FALSE(has(json, R"("school": "two")"));

        const std::string& school = pages["schools/ten/index.html"];
        CHECK(has(school, "строже"));
        CHECK(has(school, "порог «5»: 17 → 18"));
        CHECK(has(pages["coverage/index.html"], "state-document"));
        CHECK(pages["schools/index.html"].find("Школа № 2<") <
              pages["schools/index.html"].find("Школа № 10<"));
        CHECK(has(pages["opendata/list.csv"], "0042000718-coverage"));
        CHECK(has(pages["catalog.jsonld"], "dcat:Dataset"));
        CHECK(has(pages["changes/atom.xml"], "порог «5»"));
    }

    TEST_CASE("what was not checked is shown as such and never told to machines") {
        MemoryFileSystem files;
        put_committee(files);
        files.put(
            "content/reference/criteria/starshie.yaml",
            "title: Старшие\nsubject: Математика\nrecords:\n"
            "  - {id: ten, classes: [10], work: контрольная работа, model: credit, pass: сдал}\n");
        send_table(files, "17", 1'770'000'000);
        CHECK(build(files) == "");
        auto pages = files.tree("public");
        CHECK_FALSE(has(pages["comparison.json"], R"("class": "10")"));
        CHECK_FALSE(has(pages["comparison.csv"], "не проверено"));
        CHECK(has(pages["schools/ten/index.html"], "об этом классе школа ничего не публикует"));
        CHECK(has(pages["comparison.json"], "https://ocenka.rayon.example.org/comparison/"));

        test::edit_file(files, "content/schools.yaml", "name: Школа № 10",
                        "name: Школа № 10, classes: 5-7");
        CHECK(build(files) == "");
        CHECK(has(files.tree("public")["schools/ten/index.html"], "такого класса в школе нет"));
    }

    TEST_CASE("what approves a rule stands beside it") {
        MemoryFileSystem files;
        put_committee(files);
        files.put("content/inbox/ten.csv",
                  "предмет;класс;вид работы;модель;максимум;«5» от;«4» от;«3» от;акт\n"
                  "Математика;5-6;контрольная;баллы;20;17;13;8;Приказ от 29.08.2026 № 41\n");
        mirror(files, 1'770'000'000);
        CHECK(build(files) == "");
        CHECK(has(files.tree("public")["schools/ten/index.html"], "Приказ от 29.08.2026 № 41"));
    }

    TEST_CASE("the log tells what changed, and nothing else") {
        MemoryFileSystem files;
        put_committee(files);
        const std::string head = "вид работы;вес;классы\n";
        files.put("content/inbox/ten.csv", head + "тест;2;5-6\nзачёт;3;\n");
        mirror(files, 1'770'000'000);
        // The same table with its rows in another order says nothing new.
        files.put("content/inbox/ten.csv", head + "зачёт;3;5-6\nтест;2;\n");
        mirror(files, 1'770'500'000);
        CHECK(build(files) == "");
        CHECK_FALSE(has(files.tree("public")["schools/ten/index.html"], "изменено:"));
        files.put("content/inbox/ten.csv", head + "тест;4;5-6\nзачёт;6;\nпроект;1;\n");
        mirror(files, 1'771'000'000);
        CHECK(build(files) == "");
        const std::string page = files.tree("public")["schools/ten/index.html"];
        CHECK(has(page, "изменено:"));
        CHECK(has(page, "зачёт: вес 3 → 6; тест: вес 2 → 4; проект: добавлен вес 1"));
        files.put("content/inbox/ten.csv",
                  "предмет;класс;вид работы;модель;условие\nМатематика;5-6;тест;зачёт;сдано\n"
                  "Математика;7;тест;зачёт;сдано\n");
        test::accept(files, "ten", 1'772'000'000);
        files.put("content/inbox/ten.csv",
                  "предмет;класс;вид работы;модель;условие\nМатематика;5-6;тест;зачёт;сдано\n"
                  "Математика;8;тест;зачёт;сдано\n");
        mirror(files, 1'773'000'000);
        CHECK(build(files) == "");
        const std::string rules = files.tree("public")["schools/ten/index.html"];
        CHECK(has(rules, "добавлено: Математика, тест, 8"));
        CHECK(has(rules, "снято: Математика, тест, 7"));
    }

    TEST_CASE("a record that left without a word is shown as gone") {
        MemoryFileSystem files;
        put_committee(files);
        files.put("content/inbox/ten.csv", "вид работы;вес;классы\nтест;2;5-6\nтест;3;7-9\n");
        mirror(files, 1'770'000'000);
        files.put("content/inbox/ten.csv", "вид работы;вес;классы\nтест;2;5-6\n");
        mirror(files, 1'771'000'000);
        CHECK(build(files) == "");
        CHECK(has(files.tree("public")["schools/ten/index.html"], "Исчезло из каталога"));
    }

    TEST_CASE("a banner says why a source was not read, and what is shown instead") {
        MemoryFileSystem files;
        put_committee(files);
        send_table(files, "17", 1'770'000'000);
        files.put("content/inbox/ten.csv",
                  "предмет;класс;вид работы;модель\nМатематика;5;тест;чудо\n");
        CHECK(test::run_of(files, 1'771'000'000).has_failures());
        CHECK(build(files) == "");
        const std::string page = files.tree("public")["schools/ten/index.html"];
        CHECK(has(page,
                  "В таблице, которую прислала школа, ошибка. Последняя проверка — 13 февраля "
                  "2026 г. Показана версия, полученная 2 февраля 2026 г.; в последний раз она "
                  "подтверждена 2 февраля 2026 г."));
        CHECK_FALSE(has(page, "г.."));
        CHECK_FALSE(has(page, "сайт не отвечает"));
    }

    TEST_CASE("a school's page tells the hash of its catalogue and the day it came, however long ago") {
        MemoryFileSystem files;
        put_committee(files);
        send_table(files, "17", 1'738'000'000);
        mirror(files, 1'770'000'000);
        build(files);
        const std::string page = files.tree("public")["schools/ten/index.html"];
        Diagnostics messages;
        const auto history = read_history(files, "content", "ten", messages);
        REQUIRE(history);
        CHECK(history->state.set.size() == 64);
        CHECK(has(page, history->state.set));
        CHECK(has(page, "27 января 2025 г."));
        CHECK(has(page, "2 февраля 2026 г."));
    }

    TEST_CASE("a site that nobody changes is called old") {
        constexpr std::int64_t day = 86'400;
        constexpr std::int64_t first = 1'770'000'000;  // 2 February 2026
        MemoryFileSystem files;
        put_committee(files);
        const auto page_after = [&](std::int64_t days) {
            mirror(files, first + days * day);
            CHECK(build(files) == "");
            return files.tree("public")["schools/ten/index.html"];
        };
        files.put("content/sources.yaml", "sources:\n  - {school: ten, path: ../ten}\n");
        test::publish(files, "ten", "2026-01-10", {{"acts/a", "act", "Приказ", ""}});
        CHECK_FALSE(has(page_after(157), "давно не обновлялось"));
        CHECK(has(page_after(158), "ничего не менялось с 10 января 2026 г. Последняя проверка — 10 июля"));
        CHECK(has(files.tree("public")["freshness/index.html"], "с 10 января 2026 г."));
        CHECK(has(files.tree("public")["freshness.csv"], "ten;stale;"));

        // Another version is a change, whatever day it tells.
        test::publish(files, "ten", "2026-01-10", {{"acts/a", "act", "Приказ № 41", ""}});
        CHECK_FALSE(has(page_after(200), "давно не обновлялось"));
        CHECK_FALSE(has(page_after(380), "давно не обновлялось"));
        CHECK(has(page_after(381), "ничего не менялось с 21 августа 2026 г."));

        files.put("content/sources.yaml",
                  "sources:\n  - {school: ten, path: ../ten}\nlimits: {stale_days: 181}\n");
        CHECK(build(files) == "");
        CHECK_FALSE(has(files.tree("public")["schools/ten/index.html"], "давно не обновлялось"));

        // So is one that had been seen before and is accepted again.
        test::publish(files, "ten", "2026-01-10", {{"acts/a", "act", "Приказ", ""}});
        test::accept(files, "ten", first + 400 * day);
        CHECK_FALSE(has(page_after(400), "давно не обновлялось"));
        CHECK(has(page_after(600), "ничего не менялось с 9 марта 2027 г."));
    }

    TEST_CASE("a table is not called old, for its rules may hold for years") {
        MemoryFileSystem files;
        put_committee(files);
        send_table(files, "17", 1'770'000'000);
        mirror(files, 1'870'000'000);
        CHECK(build(files) == "");
        CHECK(has(files.tree("public")["freshness.csv"], "ten;good;"));
    }

    TEST_CASE("links to a school's plan lead to the school") {
        const auto page_of = [](const std::string& row) {
            MemoryFileSystem files;
            put_committee(files);
            files.put(
                "content/plans/perechen.yaml",
                "title: Перечень\nschool_year: 2025-2026\ncolumns: [measure, deadline]\nrows:\n"
                "  - {id: m01, measure: Провести педсовет, deadline: октябрь 2025 г.}\n");
            const std::string plan =
                R"({"id":"plans/p","kind":"plan","title":"План","sections":[{"rows":[{"url":")" +
                row +
                R"(","implements":[{"url":"https://ocenka.rayon.example.org/plans/perechen/#m01",)"
                R"("extent":"full"}]}]}]})";
            files.put("out/plans/p.json", plan);
            files.put(
                "out/portal.json",
                R"({"version":1,"site":"ten.example.org","base_url":"https://ten.example.org/",)"
                R"("title":"Школа","records":[{"id":"plans/p","kind":"plan","title":"План",)"
                R"("url":"plans/p/","json":"plans/p.json","sha256":")" +
                    sha256_hex(plan) + R"(","size":)" + std::to_string(plan.size()) +
                    R"(,"form":"data"}]})");
            files.put("content/sources.yaml", "sources:\n  - {school: ten, path: ../out}\n");
            mirror(files, 1'770'000'000);
            CHECK(build(files) == "");
            return files.tree("public")["measures/index.html"];
        };
        CHECK(has(page_of("https://ten.example.org/plans/p/#r1"),
                  "https://ten.example.org/plans/p/#r1"));
        const std::string page = page_of("https://casino.example.com/plans/p/#r1");
        CHECK(has(page, "в полном объёме"));
        CHECK_FALSE(has(page, "casino"));
    }

    TEST_CASE("a new version in mirror/ is seen by a build that remembers") {
        MemoryFileSystem files;
        put_committee(files);
        send_table(files, "17", 1'770'000'000);
        CHECK(build(files) == "");
        send_table(files, "16", 1'771'000'000);
        CHECK(build(files) == "");
        CHECK(build(files, "plain", false) == "");
        CHECK(files.tree("public") == files.tree("plain"));
        CHECK(has(files.tree("public")["schools/ten/index.html"], "мягче"));
    }

    TEST_CASE("what was kept is shown as it was, or not at all") {
        MemoryFileSystem files;
        put_committee(files);
        send_table(files, "17", 1'770'000'000);
        for (const auto& [path, bytes] : files.tree("content/mirror/ten/objects"))
            if (!path.ends_with('/'))
                files.put("content/mirror/ten/objects/" + path, bytes + " ");
        CHECK(has(build(files), "[mirror-kept-damaged]"));
        CHECK(files.tree("public").empty());
    }
}

}  // namespace vitrina
