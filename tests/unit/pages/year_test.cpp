#include <algorithm>

#include <doctest/doctest.h>

#include "support/built_site.h"

using vitrina::test::BuiltSite;

namespace {

constexpr const char* school = R"(-- curriculum.yaml --
hours: {Математика: {4: 136, 6: 170}, Физика: {7: 68}}
-- procedures/vpr.md --
---
title: Всероссийские проверочные работы
code: ВПР
window: {from: 2026-04-13, to: 2026-05-15}
by_class:
  - {classes: [4], subjects: [Математика], any_of: [История, Биология], duration_min: 45}
  - {classes: [6], subjects: [Математика], date: 2026-04-21}
counts_for_mark: false
---
Текст о работах.
-- schedule/g.yaml --
title: График
entries:
  - {id: m4a, date: 2026-02-12, classes: [4А], subject: Математика, form: контрольная работа, lesson: 3}
  - {date: 2026-02-13, classes: [4Б], subject: Математика, form: контрольная работа}
  - {date: 2026-02-20, classes: [7А], subject: Физика, form: контрольная работа, moved: {from: 2026-02-18, why: болезнь учителя}}
  - {from: 2026-04-13, to: 2026-05-15, classes: [4], subject: Математика, form: ВПР, procedure: procedures/vpr, level: федеральный}
-- events/sobranie.md --
---
title: Собрание четвёртых классов
classes: [4]
start: 2026-02-26 18:00
---
Ждём.
-- events/pedsovet.md --
---
title: Педсовет
audience: [teachers]
start: 2026-02-27 10:00
---
-- memos/vpr.md --
---
title: ВПР без тревоги
audience: [parents]
classes: [4]
procedures: [ВПР]
---
-- checklists/c.yaml --
title: Перечень
items:
  - {no: "1", text: График, answer: есть, evidence: [schedule/g#m4a, {url: "https://example.org/", title: Ещё}]}
  - {no: "2", text: Наблюдатели, answer: нет, note: в феврале}
  - {no: "3", text: Прочее, answer: не требуется}
)";

}  // namespace

TEST_SUITE("pages/year") {
    TEST_CASE("a schedule is a grid a list of days and of moves") {
        const BuiltSite site(school);
        const char* page = "schedule/g/index.html";
        CHECK(site.has(page, "<li id=\"m4a\" data-from=\"2026-02-12\" data-to=\"2026-02-12\">"
                             "<time datetime=\"2026-02-12\">12 февраля 2026 г., чт</time>"));
        CHECK(site.has(page, "<th scope=\"row\">4А</th>"));
        CHECK(site.has(page, "data-classes=\"9–14 февраля 2026 г.\""));
        CHECK(site.has(page, "перенесено, было 18 февраля 2026 г. — болезнь учителя"));
        CHECK(site.has(page, "Причина: болезнь учителя"));
        CHECK(site.has("schedule/g.csv", "m4a;2026-02-12;2026-02-12;4А;Математика;;"));
        CHECK(site.has("schedule/g.ics", "DTSTART;VALUE=DATE:20260413"));
        CHECK(site.has("schedule/g.ics", "DTEND;VALUE=DATE:20260516"));
        CHECK(site.has("schedule/g.json", "\"moved\""));
    }

    TEST_CASE("a letter class sees its own and its parallel, never its neighbour") {
        const BuiltSite site(school);
        const char* own = "classes/4a/index.html";
        CHECK(site.has(own, "schedule/g/#m4a"));
        CHECK(site.has(own, "13 апреля – 15 мая 2026 г."));
        CHECK(site.has(own, "Собрание четвёртых классов"));
        CHECK(site.has(own, "ВПР без тревоги"));
        CHECK(!site.has(own, "Педсовет"));
        CHECK(!site.has(own, "13 февраля 2026"));
        CHECK(!site.has("classes/4a.ics", "DTSTART;VALUE=DATE:20260213"));
        CHECK(site.has("classes/4a.ics", "20260212"));
        CHECK(site.has("classes/4a.ics", "SUMMARY:Собрание четвёртых классов"));
    }

    TEST_CASE("a parallel gathers its letter classes and says whose each work is") {
        const BuiltSite site(school);
        const char* page = "classes/4/index.html";
        CHECK(site.has(page, "<span class=\"hint\">4А класс; 3-й урок</span>"));
        CHECK(site.has(page, "<span class=\"hint\">4Б класс</span>"));
        CHECK(site.has(page, "<a href=\"../4a/\">4А класс</a>"));
        CHECK(site.has("classes/4.ics", "20260213"));
        CHECK(site.has("index.html", "<a href=\"classes/4a/\" data-class=\"4А\" aria-label=\"4А класс\">4А</a>"));
    }

    TEST_CASE("the record of a procedure is the page of its word") {
        const BuiltSite site(school);
        const char* page = "procedures/vpr/index.html";
        CHECK(site.has(page, "Отметка за эту работу в журнал не идёт."));
        CHECK(site.has(page, "один предмет по жребию — История или Биология"));
        CHECK(site.has(page, "<a href=\"../../memos/vpr/\">ВПР без тревоги</a>"));
        CHECK(site.has(page, "Математика: ВПР"));
        CHECK(site.has("procedures/index.html", "<a href=\"vpr/\">ВПР</a>"));
        CHECK(site.has("procedures/vpr.ics", "DTSTART;VALUE=DATE:20260421"));
        CHECK(site.has("procedures/vpr.json", "\"counts_for_mark\": false"));
    }

    TEST_CASE("an event of a procedure keeps its name when rows change places and days") {
        const auto uids = [](const std::string& rows) {
            const BuiltSite site("-- procedures/vpr.md --\n---\ntitle: ВПР\nby_class:\n" + rows +
                                 "---\n");
            const std::string calendar = site.text("procedures/vpr.ics");
            std::vector<std::string> found;
            for (std::size_t at = calendar.find("UID:"); at != std::string::npos;
                 at = calendar.find("UID:", at + 1))
                found.push_back(calendar.substr(at, calendar.find('\r', at) - at));
            std::ranges::sort(found);
            return found;
        };
        const std::string fourth = "  - {classes: [4], subjects: [Математика], date: 2026-04-21}\n";
        const auto before = uids(
            fourth + "  - {classes: [5], subjects: [Математика], date: 2026-04-22}\n");
        REQUIRE(before.size() == 2);
        CHECK(before[0] != before[1]);
        CHECK(before == uids("  - {classes: [5], subjects: [Математика], date: 2026-04-23}\n" +
                             fourth));
        CHECK(uids(fourth + fourth).size() == 2);
    }

    TEST_CASE("works of a class and of a subject are folded, those by day are not") {
        const BuiltSite site(school);
        CHECK(site.has("schedule/g/index.html", "<summary><h3 id=\"classes-1\">"));
        CHECK(site.has("schedule/g/index.html", "<summary><h3 id=\"subjects-1\">"));
        const std::string page = site.text("schedule/g/index.html");
        const std::size_t days = page.find("id=\"schedule-days\"");
        REQUIRE(days != std::string::npos);
        CHECK(page.find("<details class=\"works-group\">") > days);
    }

    TEST_CASE("a checklist says how much is there and leads to it") {
        const BuiltSite site(school);
        const char* page = "checklists/c/index.html";
        CHECK(site.has(page, "Есть 1 из 2"));
        CHECK(site.has(page, "schedule/g/#m4a"));
        CHECK(site.has("checklists/c.csv", "2;Наблюдатели;нет;;в феврале"));
    }

    TEST_CASE("the curriculum is a table") {
        const BuiltSite site(school);
        CHECK(site.has("curriculum/index.html", "data-classes=\"6 класс\""));
        CHECK(site.has("curriculum.csv", "Математика;6;170"));
        CHECK(site.has("curriculum.json", "\"4\": 136"));
    }
}
