#include <doctest/doctest.h>

#include "support/built_site.h"

using vitrina::test::BuiltSite;

namespace {

constexpr const char* weights = R"(-- weights/x.yaml --
title: Веса
weights: {контрольная работа: 5, устный ответ: 3, домашняя работа: 1}
applies: {classes: [5, 6, 7, 8, 9], except_subjects: [Физическая культура]}
period: четверть
term_mark: {5: 4.65, 4: 3.65, 3: 2.65}
min_marks: 3
year: {from: четвертные отметки, rule: "среднее *арифметическое*"}
rounding: {digits: 2, mode: half_up}
examples:
  - {marks: [[5, устный ответ], [5, домашняя работа], [4, контрольная работа]]}
  - {marks: [[5, устный ответ], [5, домашняя работа]]}
)";

constexpr const char* page = "weights/x/index.html";

}  // namespace

TEST_SUITE("pages/weights") {
    TEST_CASE("examples are worked through step by step and never typed") {
        const BuiltSite site(weights);
        CHECK(site.has(page,
                       "<th scope=\"row\">контрольная работа</th><td class=\"number\">4</td>"
                       "<td class=\"number\">5</td><td class=\"number\">20</td>"));
        CHECK(site.has(page, "(5·3 + 5·1 + 4·5) : (3 + 1 + 5) = 40 : 9 ≈ 4,44 → «4»"));
        CHECK(site.has(page, "Отметка за период — «4»."));
    }

    TEST_CASE("an example with too few marks gets none") {
        const BuiltSite site(weights);
        CHECK(site.has(page, "Отметка не ставится: нужно не меньше 3 отметок."));
    }

    TEST_CASE("bands and boundary cases follow the thresholds") {
        const BuiltSite site(weights);
        CHECK(site.has(page,
                       "<th scope=\"row\">«4»</th><td class=\"number\">3,65</td>"
                       "<td class=\"number\">4,64</td>"));
        CHECK(site.has(page, "<li>4,64 → «4»; 4,65 → «5»</li>"));
    }

    TEST_CASE("the table tells how many best marks repair a bad one") {
        const BuiltSite site(weights);
        CHECK(site.has(page, "У ученика 3 отметки «4» весом 3, за период выходит «4»."));
        CHECK(site.has(page,
                       "<tr><th scope=\"row\">5</th><td>«3»</td><td>1</td><td>2</td>"
                       "<td>4</td></tr>"));
        CHECK(site.has(page, "<td>исправлять не нужно</td>"));
    }

    TEST_CASE("the page says for whom and for which term the rule holds") {
        const BuiltSite site(weights);
        CHECK(site.has(page, "<dd>5–9 классы; все предметы</dd>"));
        CHECK(site.has(page, "<dd>Физическая культура</dd>"));
        CHECK(site.has(page, "<dd>не меньше 3 отметок, иначе отметка за период не ставится</dd>"));
        CHECK(site.has(page, "<dd>2 знака после запятой, по правилам математики</dd>"));
        CHECK(site.has(page, "среднее <em>арифметическое</em>"));
    }

    TEST_CASE("the calculator gets the rule and the works in exact numbers") {
        const BuiltSite site(weights);
        CHECK(site.has(page,
                       "data-thresholds=\"5:4.65 4:3.65 3:2.65\" data-digits=\"2\" "
                       "data-rounding=\"half_up\" data-min-marks=\"3\""));
        CHECK(site.has(page,
                       "<option value=\"ustnyy-otvet\" data-weight=\"3\" "
                       "data-name=\"устный ответ\">устный ответ, вес 3</option>"));
        CHECK(site.has(page, "<button type=\"button\" value=\"2\">2</button>"));
    }

    TEST_CASE("works whose names are written alike in an address keep apart") {
        const BuiltSite site(
            "-- weights/x.yaml --\ntitle: В\nweights: {тест 1: 1.5, тест-1: 2}\n"
            "term_mark: {5: 4.65, 4: 3.65, 3: 2.65}\n");
        CHECK(site.has(page, "value=\"test-1\" data-weight=\"1.5\""));
        CHECK(site.has(page, "value=\"test-1-2\" data-weight=\"2\""));
    }
}
