#include <doctest/doctest.h>

#include "support/built_site.h"

using vitrina::test::BuiltSite;

namespace {

// A plan with merged tasks, its own headings and deadlines of every kind; what tells of the
// execution begins with «тайна».
std::string plan_text(const std::string& progress) {
    return R"(-- acts/prikaz.md --
---
type: приказ
number: "7"
date: 2025-08-30
subject: О плане
---
1.1. Текст пункта.
-- plans/x.yaml --
title: План работы
act: acts/prikaz
school_year: 2025-2026
columns: [no, task, measure, deadline, responsible, status]
labels: {measure: "Что *делаем*", deadline: Время}
goals: [Честная оценка]
source: https://ocenka.rayon.example.org/plans/perechen/
progress: )" +
           progress + R"(
sections:
  - title: Начало
    rows:
      - id: r1
        no: "1."
        task: Общая задача
        measure: |
          Обучение:

          - учителей;
          - экспертов.
        deadline: октябрь 2025 г.
        responsible: [Завуч, Руководители РМО]
        status: done
        done: 2025-10-20
        report: тайна-отчёт
        evidence: [{url: "https://x.example.org/taina", title: тайна-документ}]
      - {id: r2, no: "2.", measure: Вторая, deadline: март, status: planned}
      - {id: r3, no: "4.", task: Общая задача, measure: Третья, deadline: В течение года}
  - title: Продолжение
    rows:
      - {id: r5, no: "1", task: Другая, measure: <b>Пятая</b>, deadline: постоянно}
      - {id: r6, measure: Шестая, deadline: По запросу руководителей}
      - id: r7
        measure: Седьмая
        deadline: апрель 2026 г.
        status: moved
        moved: {to: 2026-05-12, why: тайна-причина}
)";
}

constexpr const char* page = "plans/x/index.html";
constexpr const char* json = "plans/x.json";
constexpr const char* csv = "plans/x.csv";
constexpr const char* calendar = "plans/x.ics";

}  // namespace

TEST_SUITE("pages/plan") {
    TEST_CASE("the table has the headings and the sections of the document") {
        const BuiltSite site(plan_text("public"));
        CHECK(site.has(page, "<th scope=\"col\">Что <em>делаем</em></th>"));
        CHECK(site.has(page, "<th scope=\"col\">Время</th>"));
        CHECK(site.has(page, "<th scope=\"rowgroup\" colspan=\"6\">Начало</th>"));
        CHECK(site.has(page, "<tr id=\"r1\""));
        CHECK(site.has(page, "<th scope=\"row\">1.</th>"));
    }

    TEST_CASE("the caption tells the plan and its day, the year is that of people") {
        const BuiltSite undated(plan_text("public"));
        CHECK(undated.has(page, "<caption id=\"plan-table\">План работы</caption>"));
        CHECK(undated.has(page, "2025–2026"));
        std::string text = plan_text("public");
        text.replace(text.find("act: acts"), 0, "updated: 2025-09-03\n");
        const BuiltSite site(text);
        CHECK(site.has(page, "План работы. Обновлено: 3 сентября 2025 г.</caption>"));
    }

    TEST_CASE("a row carries what the filter asks for") {
        const BuiltSite site(plan_text("public"));
        CHECK(site.has(page, "<tr id=\"r1\" data-responsible=\"Завуч|Руководители РМО\" "
                             "data-days=\"2025-10-01/2025-10-31\">"));
        CHECK(site.has(page, "<tr id=\"r5\">"));
        CHECK(site.has(page, "<tr id=\"r7\" data-days=\"2026-05-12/2026-05-12\">"));
    }

    TEST_CASE("equal and missing tasks of neighbours become one merged cell within a section") {
        const BuiltSite site(plan_text("public"));
        CHECK(site.has(page, "rowspan=\"3\"><p>Общая задача</p>"));
        CHECK(site.has(page, "rowspan=\"3\"><p>Другая</p>"));
    }

    TEST_CASE("cells keep lists and show markup of the author as text") {
        const BuiltSite site(plan_text("public"));
        CHECK(site.has(page, "<li>учителей;</li>"));
        CHECK(site.has(page, "<li>Руководители РМО</li>"));
        CHECK(site.has(page, "&lt;b&gt;Пятая&lt;/b&gt;"));
    }

    TEST_CASE("a deadline is printed as issued beside the days that it means") {
        const BuiltSite site(plan_text("public"));
        CHECK(site.has(page, "data-kind=\"dates\">\nмарт\n"));
        CHECK(site.has(page, "data-from=\"2026-03-01\" data-to=\"2026-03-31\">1–31 марта 2026 г."));
        CHECK(site.has(page, "data-kind=\"continuous\">\nпостоянно\n"));
    }

    TEST_CASE("the school year shows by month what runs and above it what runs all the year") {
        const BuiltSite site(plan_text("public"));
        CHECK(site.has(page, "<a href=\"#months-2025-10\">1 мероприятие</a>"));
        CHECK(site.has(page, "<details id=\"months-2025-10\" data-from=\"2025-10-01\""));
        CHECK(site.has(page, "<a href=\"#r3\">4. Третья</a>"));
        CHECK(site.has(page, "Весь учебный год"));
        CHECK(site.has(page, "только то, что идёт весь год"));
    }

    TEST_CASE("rows without dates stand in a list of their own") {
        const BuiltSite site(plan_text("public"));
        const std::string text = site.text(page);
        const std::size_t list = text.find("id=\"plan-undated\"");
        REQUIRE(list != std::string::npos);
        CHECK(text.find("<h3>Постоянно</h3>", list) != std::string::npos);
        CHECK(text.find("По запросу руководителей</span>", list) != std::string::npos);
    }

    TEST_CASE(
        "a plan that shows its progress counts what is done and says what was moved and why") {
        const BuiltSite site(plan_text("public"));
        CHECK(site.has(page, "Выполнено 1 из 6"));
        CHECK(site.has(page, "выполнено <time datetime=\"2025-10-20\">"));
        CHECK(site.has(page, "перенесено на <time datetime=\"2026-05-12\">"));
        CHECK(site.has(page, "тайна-причина"));
        CHECK(site.has(page, "href=\"https://x.example.org/taina\""));
        CHECK(site.has(csv, "тайна-отчёт"));
        CHECK(site.has(json, "\"status\": \"done\""));
        CHECK(site.has(json, "\"why\": \"тайна-причина\""));
    }

    TEST_CASE("a plan that shows documents only keeps states and reports back") {
        const BuiltSite site(plan_text("evidence"));
        CHECK(site.has(page, "тайна-документ"));
        CHECK(site.has(json, "тайна-документ"));
        CHECK(site.has(csv, "тайна-документ"));
        for (const char* path : {page, json, csv, calendar}) {
            CAPTURE(path);
            CHECK_FALSE(site.has(path, "тайна-отчёт"));
            CHECK_FALSE(site.has(path, "тайна-причина"));
            CHECK_FALSE(site.has(path, "ыполнено"));
        }
    }

    TEST_CASE("hidden progress stands in no output at all") {
        const BuiltSite site(plan_text("hidden"));
        for (const std::string& path : site.published()) {
            CAPTURE(path);
            CHECK_FALSE(site.has(path, "тайна"));
            CHECK_FALSE(site.has(path, "2025-10-20"));
        }
        CHECK(site.has(page, "<th scope=\"rowgroup\" colspan=\"5\">"));
    }

    TEST_CASE("the JSON gives absolute addresses and what deadlines mean") {
        const BuiltSite site(plan_text("public"));
        CHECK(site.has(json, "\"url\": \"https://school.example.org/plans/x/#r2\""));
        CHECK(site.has(json, "\"kind\": \"on_demand\""));
        CHECK(site.has(json, "\"trigger\": \"запрос руководителей\""));
        CHECK(site.has(json, "\"from\": \"2026-03-01\""));
        CHECK(site.has(json, "\"act\": {\n    \"ref\": \"acts/prikaz\""));
        CHECK(site.has(json, "\"title\": \"Начало\""));
    }

    TEST_CASE("the calendar has short terms whole and of long ones the last day") {
        const BuiltSite site(plan_text("public"));
        CHECK(site.has(calendar, "DTSTART;VALUE=DATE:20260301"));
        CHECK(site.has(calendar, "DTEND;VALUE=DATE:20260401"));
        CHECK(site.has(calendar, "DTSTART;VALUE=DATE:20260831"));
        CHECK_FALSE(site.has(calendar, "DTSTART;VALUE=DATE:20250901"));
        CHECK(site.has(calendar, "DTSTART;VALUE=DATE:20260512"));
        CHECK_FALSE(site.has(calendar, "DTSTART;VALUE=DATE:20260401"));
    }

    TEST_CASE("a plan without dates has no calendar") {
        const BuiltSite site(
            "-- plans/x.yaml --\ntitle: П\nrows: [{measure: А, deadline: постоянно}]\n");
        CHECK(site.text(calendar).empty());
        CHECK_FALSE(site.has(page, "x.ics"));
        CHECK_FALSE(site.has(page, "id=\"plan-months\""));
    }

    TEST_CASE("rows without an id of their own can be linked to within the page") {
        const BuiltSite site(
            "-- plans/x.yaml --\ntitle: П\nschool_year: 2025-2026\nrows:\n"
            "  - {id: row-2, measure: А, deadline: май}\n  - {measure: Б, deadline: июнь}\n");
        CHECK(site.has(page, "<tr id=\"row-2\""));
        CHECK(site.has(page, "<tr id=\"row-2-\""));
        CHECK(site.has(page, "href=\"#row-2-\">Б</a>"));
    }

    TEST_CASE("terms far outside the school year stand before and behind its months") {
        const BuiltSite site(
            "-- plans/x.yaml --\ntitle: П\nschool_year: 2025-2026\nrows:\n"
            "  - {id: a, measure: Давно, deadline: {text: т, from: 1990-01-01, to: 1990-02-01}}\n"
            "  - {id: b, measure: Нескоро, deadline: {text: т, from: 2100-01-01, to: "
            "2100-02-01}}\n");
        CHECK(site.has(page, "<details id=\"months-earlier\" data-to=\"2024-08-31\">"));
        CHECK(site.has(page, "<details id=\"months-later\" data-from=\"2027-09-01\">"));
    }
}

TEST_SUITE("pages/plan_coverage") {
    constexpr const char* plans = R"(-- plans/a.yaml --
title: Перечень
rows:
  - {id: m1, measure: Первая мера}
  - {id: m2, measure: Вторая мера}
  - {id: m3, measure: Третья мера}
  - {id: m4, measure: Четвёртая мера}
  - {id: m5, measure: Пятая мера}
-- plans/b.yaml --
title: План школы
rows:
  - {id: r1, measure: Наша первая, implements: ["plans/a#m1"]}
  - {id: r2, measure: Наша вторая, implements: [{ref: plans/a#m2, extent: partial, note: без *части*}]}
not_adopted:
  - {ref: plans/a#m3, extent: absent, why: не успели}
  - {ref: plans/a#m4, extent: not_applicable, why: задача района}
-- events/e.md --
---
title: Совет
start: 2025-10-01
decisions: [{text: Сделать, plan: "plans/a#m5"}]
---
)";

    TEST_CASE("the implementing plan lists the measures of the other with its own rows") {
        const BuiltSite site(plans);
        const char* own = "plans/b/index.html";
        CHECK(site.has(own, "<a href=\"../a/#m1\">Первая мера</a>"));
        CHECK(site.has(own, "<strong>в полном объёме</strong>: <a href=\"#r1\">Наша первая</a>"));
        CHECK(site.has(own,
                       "<strong>частично</strong>: <a href=\"#r2\">Наша вторая</a> "
                       "<span class=\"hint\">(без <em>части</em>)</span>"));
        CHECK(site.has(own, "<strong>нет</strong> <span class=\"hint\">(не успели)</span>"));
        CHECK(site.has(own, "<strong>не относится</strong>"));
        CHECK(site.has(own, "<strong>не упомянуто</strong>"));
        CHECK(site.has(own, "<li>частично: 1</li>"));
    }

    TEST_CASE("the recommended plan shows measure by measure who carries it out") {
        const BuiltSite site(plans);
        const char* other = "plans/a/index.html";
        CHECK(site.has(other, "<th scope=\"row\"><a href=\"#m1\">Первая мера</a></th>"));
        CHECK(site.has(other,
                       "<strong>в полном объёме</strong>: <a href=\"../b/#r1\">План школы</a>"));
        CHECK(site.has(other, "<strong>частично</strong>: <a href=\"../b/#r2\">План школы</a>"));
        CHECK(site.has(other, "<strong>не упомянуто</strong>: <a href=\"../b/\">План школы</a>"));
        CHECK(site.has(other,
                       "в полном объёме: 1; частично: 1; нет: 1; не относится: 1; "
                       "не упомянуто: 1</li>"));
    }

    TEST_CASE("who else refers to a row is named beside it") {
        const BuiltSite site(plans);
        const std::string text = site.text("plans/a/index.html");
        const std::size_t list = text.find("id=\"plan-mentions\"");
        REQUIRE(list != std::string::npos);
        CHECK(text.find(
                  "<dt><a href=\"#m5\">Пятая мера</a></dt>\n<dd><a href=\"../../events/e/\">Совет",
                  list) != std::string::npos);
        CHECK(text.find("<dt><a href=\"#m1\">", list) == std::string::npos);
    }

    TEST_CASE("the JSON names what is carried out and what is not") {
        const BuiltSite site(plans);
        const char* own = "plans/b.json";
        CHECK(site.has(own,
                       "\"ref\": \"plans/a#m2\",\n              \"url\": "
                       "\"https://school.example.org/plans/a/#m2\",\n              "
                       "\"extent\": \"partial\""));
        CHECK(site.has(own, "\"extent\": \"not_applicable\",\n      \"why\": \"задача района\""));
    }
}
