#include <doctest/doctest.h>

#include "support/built_site.h"

using vitrina::test::BuiltSite;

namespace {

constexpr const char* criteria = R"(-- acts/p.md --
---
title: Положение
type: положение
date: 2025-08-30
---
3.2. О русском языке.
-- criteria/rus.yaml --
title: Русский язык. Критерии
subject: Русский язык
approved_by: acts/p#p3.2
records:
  - id: control
    classes: [6, 7]
    work: [контрольная работа, тест]
    model: points
    max: 20
    scale: {5: 17, 4: 13, 3: 8}
    conditions: ["не меньше *одного* задания второй части"]
  - id: essay
    classes: [9]
    work: сочинение
    model: points
    parts:
      - {id: К1, title: Толкование, max: 2, levels: {2: верно, 1.5: почти, 0: неверно}}
      - {id: К2, title: Примеры, max: 3}
    scale_percent: {5: 85, 4: 65, 3: 50}
  - id: diktant
    classes: [5]
    work: диктант
    model: errors
    volume: 90–100 слов
    marks:
      5: {orthographic: 0, minor: 1}
      4: {any_of: [{orthographic: 2}, {orthographic: 1, minor: 3}]}
      3: {orthographic: 4, minor: 3}
      2: otherwise
  - id: oral
    classes: 5-9
    work: устный ответ
    model: descriptor
    marks: {5: полно, 4: с <недочётом>, 3: неполно, 2: не раскрыто}
  - {id: first, classes: [1], work: "*", model: descriptor, no_mark: true, text: Словами}
  - {id: zachet, classes: [10], work: зачёт, model: credit, pass: сделано 60 %, valid: {from: 2026-01-10}}
)";

constexpr const char* page = "criteria/rus/index.html";
constexpr const char* matrix = "criteria/index.html";
constexpr const char* card = "criteria/rus/card/index.html";
constexpr const char* csv = "criteria/rus.csv";
constexpr const char* flat_list = "criteria/index.json";

}  // namespace

TEST_SUITE("pages/criteria") {
    TEST_CASE("a scale is shown as bands of points") {
        const BuiltSite site(criteria);
        CHECK(site.has(page, "Контрольная работа, тест — 6, 7 классы</h2>"));
        CHECK(site.has(page, "<th scope=\"row\">«5»</th><td class=\"number\">17–20</td>"));
        CHECK(site.has(page, "<th scope=\"row\">«2»</th><td class=\"number\">0–7</td>"));
        CHECK(site.has(page, "<li>не меньше <em>одного</em> задания второй части</li>"));
    }

    TEST_CASE("parts give their points and a scale in percent its whole points") {
        const BuiltSite site(criteria);
        CHECK(site.has(page, "К1. Толкование — наибольший балл: 2</th>"));
        CHECK(site.has(page, "<tr><th scope=\"row\">1,5</th><td>почти</td></tr>"));
        CHECK(site.has(page, "<td class=\"number\">5</td><td class=\"number\">от 85\u00A0%</td>"));
        CHECK(site.has(page, "<td class=\"number\">4–4,9</td><td class=\"number\">от 65\u00A0%</td>"));
        CHECK(site.has(page, "Наибольшая сумма баллов: 5"));
    }

    TEST_CASE("errors are shown line by line for each way to get a mark") {
        const BuiltSite site(criteria);
        CHECK(site.has(page,
                       "<th scope=\"row\" rowspan=\"2\">«4»</th>\n<td class=\"number\">2</td>\n"
                       "<td class=\"number\">любое число</td>"));
        CHECK(site.has(page, "<td colspan=\"2\">ошибок больше</td>"));
        CHECK(site.has(page, "<p>90–100 слов</p>"));
    }

    TEST_CASE("points and errors are said in words too") {
        const BuiltSite site(criteria);
        CHECK(site.has(page,
                       "<dt>«5»</dt>\n<dd>от 17 из 20 баллов: потерять можно не больше 3</dd>"));
        CHECK(site.has(page, "<dt>«4»</dt>\n<dd>от 13 до 16 из 20 баллов</dd>"));
        CHECK(site.has(page, "<dt>«2»</dt>\n<dd>не больше 7 из 20 баллов</dd>"));
        CHECK(site.has(page, "<dd>все баллы: 5</dd>"));
        CHECK(site.has(page, "<dd>без орфографических ошибок, негрубых — не больше 1</dd>"));
        CHECK(site.has(page,
                       "<dt>«4»</dt>\n<dd>орфографических ошибок — не больше 2</dd>\n"
                       "<dd>или орфографических ошибок — не больше 1, "
                       "негрубых — не больше 3</dd>"));
    }

    TEST_CASE("the calculator of points gets the scale in exact numbers") {
        const BuiltSite site(criteria);
        CHECK(site.has(page,
                       "data-key=\"control\" data-thresholds=\"5:17 4:13 3:8\" "
                       "data-most=\"20\" data-lowest=\"2\""));
        CHECK(site.has(page, "data-say-if=\"Если выполнены условия ниже.\""));
    }

    TEST_CASE("the card has a sheet for each class with all that concerns it") {
        const BuiltSite site(criteria);
        CHECK(site.has(page, "<a href=\"card/#class-6\">"));
        const std::string text = site.text(card);
        const std::size_t sheet = text.find("id=\"class-9\"");
        REQUIRE(sheet != std::string::npos);
        const std::string ninth = text.substr(sheet, text.find("id=\"class-10\"") - sheet);
        CHECK(ninth.find("<h3>Сочинение</h3>") != std::string::npos);
        CHECK(ninth.find("<li>К2. Примеры — наибольший балл: 3</li>") != std::string::npos);
        CHECK(ninth.find("<h3>Устный ответ</h3>") != std::string::npos);
        CHECK(ninth.find("Диктант") == std::string::npos);
        CHECK(text.find("<meta name=\"robots\" content=\"noindex\">") != std::string::npos);
    }

    TEST_CASE("what is for a parallel stands on the cards of its classes") {
        const BuiltSite site(
            "-- criteria/x.yaml --\ntitle: К\nsubject: Математика\nrecords:\n"
            "  - {id: a, classes: [5], work: тест, model: credit, pass: да}\n"
            "  - {id: b, classes: [5А], work: зачёт, model: credit, pass: да}\n"
            "  - {id: c, classes: [5], work: доклад, model: credit, pass: да, valid: {to: "
            "2025-06-01}}\n");
        const std::string text = site.text("criteria/x/card/index.html");
        const std::size_t letter = text.find("id=\"class-5a\"");
        REQUIRE(letter != std::string::npos);
        CHECK(text.find("Тест", letter) != std::string::npos);
        CHECK(text.substr(0, letter).find("Зачёт") == std::string::npos);
        CHECK(text.find("Доклад") == std::string::npos);
    }

    TEST_CASE("descriptions, no marks at all and credit have their own words") {
        const BuiltSite site(criteria);
        CHECK(site.has(page, "<td>с &lt;недочётом&gt;</td>"));
        CHECK(site.has(page, "<strong>Отметки не ставятся.</strong>"));
        CHECK(site.has(page, "<p>сделано 60 %</p>"));
        CHECK(site.has(page, "Зачёт — 10 класс (с 10 января 2026 г.)</h2>"));
    }

    TEST_CASE("one act for all is named once above them, different ones beside each record") {
        const std::string_view named = "<p class=\"hint\">Чем утверждено: <a href=\"../../acts/p/#p3.2\">"
                                       "Положение, пункт 3.2</a></p>";
        const auto counted = [&](const std::string& text) {
            std::size_t count = 0;
            for (std::size_t at = text.find(named); at != std::string::npos; at = text.find(named, at + 1))
                ++count;
            return count;
        };
        const std::string together = BuiltSite(criteria).text(page);
        CHECK(counted(together) == 1);
        CHECK(together.find(named) < together.find("class=\"criterion\""));

        std::string own(criteria);
        const std::string_view essay = "  - id: essay\n";
        own.insert(own.find(essay) + essay.size(), "    approved_by: acts/p\n");
        const std::string apart = BuiltSite(own).text(page);
        CHECK(counted(apart) == 5);
        CHECK(apart.find(named) > apart.find("class=\"criterion\""));
        CHECK(apart.find("Чем утверждено: <a href=\"../../acts/p/\">Положение</a></p>") != std::string::npos);
    }

    TEST_CASE("the matrix joins neighbouring classes that are marked alike") {
        const BuiltSite site(criteria);
        CHECK(site.has(matrix, "<th scope=\"col\">10</th>"));
        CHECK(site.has(matrix,
                       "<td colspan=\"5\" data-classes=\"5–9 классы\"><a href=\"rus/#oral\">описание"
                       "<span class=\"visually-hidden\">, устный ответ, 5–9 классы</span>"));
        CHECK(site.has(matrix, "<a href=\"rus/#first\">без отметки"));
        CHECK(site.has(matrix, "<th scope=\"row\">любая работа</th>"));
    }

    TEST_CASE("the table for spreadsheets has the columns that committees read") {
        const BuiltSite site(criteria);
        CHECK(site.has(csv,
                       "предмет;программа;класс;вид работы;модель;максимум;«5» от;«4» от;"
                       "«3» от;условие;акт\r\n"));
        CHECK(site.has(csv,
                       "Русский язык;;7;тест;баллы;20;17;13;8;"
                       "не меньше одного задания второй части;Положение, пункт 3.2\r\n"));
        CHECK(site.has(csv, "«4»: орфографические ≤ 2 или орфографические ≤ 1, негрубые ≤ 3"));
    }

    TEST_CASE("the flat list has one record for each class and work") {
        const BuiltSite site(criteria);
        CHECK(site.has(flat_list,
                       "\"id\": \"criteria/rus#control\",\n      \"url\": "
                       "\"https://school.example.org/criteria/rus/#control\",\n      "
                       "\"subject\": \"Русский язык\",\n      \"class\": \"7\",\n      "
                       "\"work\": \"тест\""));
        CHECK(site.has(flat_list, "\"ref\": \"acts/p#p3.2\""));
        CHECK(site.has("schemas/criteria-index.json", "\"records\""));
    }

    TEST_CASE("records that have ended before the school year leave the matrix and the list") {
        const BuiltSite site(
            "-- criteria/x.yaml --\ntitle: К\nsubject: Математика\nrecords:\n"
            "  - {id: old, classes: [5], work: тест, model: credit, pass: да, valid: {to: "
            "2025-06-01}}\n"
            "  - {id: now, classes: [6], work: тест, model: credit, pass: да}\n");
        CHECK_FALSE(site.has(matrix, "#old"));
        CHECK_FALSE(site.has(flat_list, "#old"));
        CHECK(site.has(matrix, "x/#now"));
        CHECK(site.has("criteria/x/index.html", "id=\"old\""));
    }

    TEST_CASE("a site without criteria has no page of them") {
        const BuiltSite site("-- memos/m.md --\n---\ntitle: М\n---\nТекст\n");
        CHECK(site.text(matrix).empty());
        CHECK(site.text(flat_list).empty());
    }

    TEST_CASE("subjects are named where one file has several") {
        const BuiltSite site(
            "-- criteria/x.yaml --\ntitle: К\nrecords:\n"
            "  - {subject: Алгебра, classes: [7], work: тест, model: credit, pass: да}\n"
            "  - {subject: Геометрия, classes: [7], work: тест, model: credit, pass: да}\n");
        CHECK(site.has("criteria/x/index.html", "<section class=\"criterion\" id=\"record-2\">"));
        CHECK(site.has("criteria/x/index.html", ">Геометрия. Тест — 7 класс</h2>"));
        CHECK(site.has(matrix, "<a href=\"x/#record-1\">зачёт"));
    }
}
