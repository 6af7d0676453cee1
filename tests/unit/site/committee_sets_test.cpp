// What a committee makes of the sets that schools publish: the log of plans, and results, of which
// it shows no figure.
#include <doctest/doctest.h>

#include "support/committee.h"

namespace vitrina {
namespace {

using test::built;
using test::has;
using test::mirror;
using test::PublishedRecord;

MemoryFileSystem committee() {
    MemoryFileSystem files;
    test::put_committee_site(files, "2026-2027");
    files.put("content/schools.yaml", "schools:\n  - {id: ten, name: Школа № 10}\n");
    files.put("content/sources.yaml", "sources:\n  - {school: ten, path: ../ten}\n");
    return files;
}

void publish(MemoryFileSystem& files, const std::string& day, const std::vector<PublishedRecord>& records) {
    test::publish(files, "ten", day, records);
}

std::string row(const std::string& id, const std::string& measure, const std::string& more = "") {
    return R"({"id": ")" + id + R"(", "measure": ")" + measure + "\"" + more + "}";
}

std::string plan(const std::string& rows) {
    return R"(, "sections": [{"rows": [)" + rows + "]}]";
}

constexpr std::int64_t first_day = 1'792'000'000;  // 2026-10-14

}  // namespace

TEST_SUITE("site/committee_sets") {
    TEST_CASE("the log tells of a plan which rows came, went, were moved and were carried out, and when") {
        MemoryFileSystem files = committee();
        const auto publish_plan = [&](const std::string& day, const std::string& rows) {
            publish(files, day, {{"plans/god", "plan", "План на год", plan(rows)}});
        };
        const std::string october = R"(, "deadline": {"text": "октябрь", "kind": "dates"})";
        publish_plan("2026-10-01", row("r1", "Семинар", october + R"(, "status": "planned")") + "," +
                                       row("r2", "Собрание", R"(, "status": "planned")") + "," +
                                       row("r3", "Беседа") + "," + row("r4", "Опрос", october));
        mirror(files, first_day);
        publish_plan(
            "2026-11-01",
            row("r1", "Семинар", october + R"(, "status": "done", "done": "2026-10-20")") + "," +
                row("r2", "Собрание",
                    R"(, "status": "moved", "moved": {"to": "2026-12-15", "why": "карантин"})") +
                "," +
                row("r4", "Опрос", R"(, "deadline": {"text": "ноябрь", "kind": "dates"},)"
                                   R"( "responsible": [{"id": "a", "name": "Завуч"}])") +
                "," + row("r5", "Тренинг", R"(, "deadline": {"text": "до 01.02.2027"})"));
        mirror(files, first_day + 2'000'000);

        const std::string page = built(files)["schools/ten/index.html"];
        CHECK(has(page, "«Семинар»: выполнено 20 октября 2026"));
        CHECK(has(page, "«Собрание»: перенесено на 15 декабря 2026"));
        CHECK(has(page, "«Опрос»: срок: октябрь → ноябрь; ответственные: Завуч"));
        CHECK(has(page, "добавлено: «Тренинг»; срок: до 01.02.2027"));
        CHECK(has(page, "снято: «Беседа»"));
    }

    TEST_CASE("a row that only moves to another place has not changed") {
        MemoryFileSystem files = committee();
        const std::string one = row("r1", "Семинар");
        const std::string two = R"({"measure": "Без номера", "status": "planned"})";
        publish(files, "2026-10-01", {{"plans/god", "plan", "План", plan(one + "," + two)}});
        mirror(files, first_day);
        publish(files, "2026-11-01",
                {{"plans/god", "plan", "План",
                  plan(two + "," + row("r1", "Семинар", R"(, "status": "in_progress")"))}});
        mirror(files, first_day + 2'000'000);
        const std::string page = built(files)["schools/ten/index.html"];
        CHECK(has(page, "«Семинар»: ход исполнения: выполняется"));
        CHECK_FALSE(has(page, "«Без номера»"));
    }

    TEST_CASE("a row or rule that is given an id, or loses it, is the same") {
        MemoryFileSystem files = committee();
        const auto publish_both = [&](const std::string& day, const std::string& rows, const std::string& rules) {
            publish(files, day,
                    {{"plans/god", "plan", "План", plan(rows)},
                     {"criteria/m", "criteria", "Критерии", R"(, "records": [)" + rules + "]"}});
        };
        const auto rule = [](const std::string& id, const std::string& work, const std::string& pass) {
            return "{" + id + R"("subjects": ["Математика"], "classes": ["5"], "work": [")" + work +
                   R"("], "model": "credit", "pass": ")" + pass + "\"}";
        };
        publish_both("2026-10-01",
                     R"({"measure": "Семинар"}, {"measure": "Беседа"}, )" + row("r9", "Опрос"),
                     rule("", "тест", "сдал") + "," + rule(R"("id": "z", )", "зачёт", "сдал"));
        mirror(files, first_day);
        publish_both("2026-11-01",
                     row("r1", "Семинар") + "," +
                         row("r2", "Беседа", R"(, "deadline": {"text": "май", "kind": "dates"})") +
                         R"(, {"measure": "Опрос"})",
                     rule(R"("id": "t", )", "тест", "сдал") + "," + rule("", "зачёт", "сдал на пять"));
        mirror(files, first_day + 2'000'000);
        const std::string page = built(files)["schools/ten/index.html"];
        CHECK(has(page, "«Беседа»: срок: май"));
        CHECK(has(page, "Математика, зачёт, 5: условие зачёта: сдал → сдал на пять"));
        CHECK_FALSE(has(page, "«Семинар»"));
        CHECK_FALSE(has(page, "«Опрос»"));
        CHECK_FALSE(has(page, "снято:"));
        CHECK_FALSE(has(page, "добавлено: «"));
    }

    TEST_CASE("of a new row it goes without saying that it is planned") {
        MemoryFileSystem files = committee();
        const auto publish_plan = [&](const std::string& day, const std::string& rows) {
            publish(files, day, {{"plans/god", "plan", "План", plan(rows)}});
        };
        publish_plan("2026-10-01", row("r1", "Семинар"));
        mirror(files, first_day);
        publish_plan("2026-11-01", row("r1", "Семинар") + "," +
                                       row("r2", "Беседа", R"(, "status": "planned")") + "," +
                                       row("r3", "Опрос", R"(, "status": "in_progress")"));
        mirror(files, first_day + 2'000'000);
        const std::string page = built(files)["schools/ten/index.html"];
        CHECK(has(page, "добавлено: «Беседа»<"));
        CHECK(has(page, "добавлено: «Опрос»; ход исполнения: выполняется"));
    }

    TEST_CASE("a day that is no longer told is told as such, not as done anew") {
        MemoryFileSystem files = committee();
        const auto publish_plan = [&](const std::string& day, const std::string& rows) {
            publish(files, day, {{"plans/god", "plan", "План", plan(rows)}});
        };
        publish_plan("2026-10-01",
                     row("r1", "Семинар", R"(, "status": "done", "done": "2026-09-20")") + "," +
                         row("r2", "Опрос", R"(, "status": "moved", "moved": {"to": "2026-12-15"})"));
        mirror(files, first_day);
        publish_plan("2026-11-01", row("r1", "Семинар", R"(, "status": "done")") + "," +
                                       row("r2", "Опрос", R"(, "status": "moved")"));
        mirror(files, first_day + 2'000'000);
        const std::string page = built(files)["schools/ten/index.html"];
        CHECK(has(page, "«Семинар»: день исполнения больше не указан, был: 20 сентября 2026"));
        CHECK(has(page, "«Опрос»: новый срок больше не указан, был: 15 декабря 2026"));
        CHECK_FALSE(has(page, "выполнено"));
    }

    TEST_CASE("works that one side alone has are named together, and once") {
        MemoryFileSystem files = committee();
        files.put("content/reference/weights/vesa.yaml",
                  "title: Вес отметок\nweights: {тест: 2, зачёт: 3, диктант: 4}\n"
                  "applies: {classes: 5}\nperiod: четверть\nterm_mark: {5: 4.5, 4: 3.5, 3: 2.5}\n");
        const auto weights = [](const std::string& works) {
            return PublishedRecord{"weights/vesa", "weights", "Вес отметок",
                                   R"(, "weights": {)" + works + R"(}, "applies": {"classes": ["5"]})"};
        };
        publish(files, "2026-10-01", {weights(R"("тест": 2, "проект": 1, "эссе": 3)")});
        mirror(files, first_day);
        const std::string many = built(files)["schools/ten/index.html"];
        CHECK(has(many, "в образце нет работ: проект (вес 1), эссе (вес 3)"));
        CHECK(has(many, "нет веса у работ из образца: зачёт (вес 3), диктант (вес 4)"));
        CHECK_FALSE(has(many, "в образце такой работы нет"));
        publish(files, "2026-11-01", {weights(R"("тест": 2, "проект": 1, "зачёт": 3, "диктант": 4)")});
        mirror(files, first_day + 2'000'000);
        const std::string one = built(files)["schools/ten/index.html"];
        CHECK(has(one, "проект: вес 1, в образце такой работы нет"));
        CHECK_FALSE(has(one, "в образце нет работ"));
    }

    TEST_CASE("of results the committee says that they are there, and shows no figure") {
        // A school that hides nothing: two pupils with «2», told wherever it can write.
        MemoryFileSystem files = committee();
        const std::string fields = R"(, "summary": "Двойки у 2 учеников из 7431",)"
                                   R"( "subjects": ["Физика", "Двойки: 7429"],)"
                                   R"( "classes": ["8А"], "participants": 7431, "marks": {"2": 2, "3": 7429}, "year": 2026)";
        publish(files, "2026-10-01", {{"results/vpr", "results", "Писали 7431, двойки у 2", fields}});
        mirror(files, first_day);
        const PublishedRecord act{"criteria/c", "criteria", "Критерии",
                                  R"(, "approved_by": {"ref": "results/vpr"}, "records": [)"
                                  R"({"subjects": ["Физика"], "classes": ["7"], "work": ["тест"],)"
                                  R"( "model": "credit", "pass": "сдал"}])"};
        publish(files, "2026-10-02",
                {act, {"results/vpr", "results", "Писали 7429, двойки у 2", fields},
                 {"results/more", "results", "7431", fields}});
        mirror(files, first_day + 100'000);
        publish(files, "2026-10-03", {act, {"results/vpr", "results", "Двойки у 2 из 7431", fields}});
        mirror(files, first_day + 200'000);
        const auto pages = built(files);
        for (const auto& page : pages) {
            CAPTURE(page.first);
            for (const std::string figure : {"7431", "7429", "Двойки", "двойк"})
                CHECK_FALSE(has(page.second, figure));
        }
        const std::string& school = pages.at("schools/ten/index.html");
        CHECK(has(school, "изменено: Результаты оценочной процедуры"));
        CHECK(has(school, "больше не публикуется: Результаты оценочной процедуры"));
        CHECK(has(school, "Исчезло из каталога"));
        CHECK(has(pages.at("coverage.csv"), "ten;Результаты;"));
        CHECK(has(pages.at("schools/ten/index.html"), "https://ten.example.org/results/vpr/"));
        CHECK(has(school, ">Результаты оценочной процедуры: Физика, 8А</a>"));
        // What a school owes is counted without results: here the criteria alone are there.
        CHECK(has(pages.at("schools/index.html"), "1 из 8"));
    }

    TEST_CASE("results are data, a document or nothing, with the day") {
        const auto state_of = [](const std::vector<PublishedRecord>& records) {
            MemoryFileSystem files = committee();
            publish(files, "2026-10-01", records);
            mirror(files, first_day);
            const auto pages = built(files);
            const auto data = pages.lower_bound("opendata/0042000718-coverage/data-");
            REQUIRE(data != pages.end());
            const std::string& csv = data->second;
            const std::size_t at = csv.find("ten,results,");
            REQUIRE(at != std::string::npos);
            const std::string line = csv.substr(at, csv.find('\n', at) - at);
            return line.substr(12, 26);
        };
        const PublishedRecord act{"acts/a", "act", "Приказ", ""};
        CHECK(state_of({act}).starts_with("absent,2026-10-14,0,"));
        CHECK(state_of({act, {"results/r", "results", "ВПР", ""}}).starts_with("data,2026-10-01,1,"));
        CHECK(state_of({act, {"results/r", "results", "ВПР", "", "file"}})
                  .starts_with("document,2026-10-01,1,"));
    }
}

}  // namespace vitrina
