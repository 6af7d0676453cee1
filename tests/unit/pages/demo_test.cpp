#include <doctest/doctest.h>

#include "support/built_site.h"

using vitrina::test::BuiltSite;

namespace {

// One question of every type; every word of an answer begins with «тайна».
std::string demo_text(const std::string& answers) {
    return "-- demos/x.yaml --\ntitle: Проба\nsubject: Математика\nclasses: [4]\nanswers: " + answers +
           R"(
scale: {5: 10, 4: 7, 3: 4}
items:
  - {no: 1, type: number, stem: Вычисли, unit: см, answer: 4711, tolerance: 0.25, solution: тайна-решение}
  - no: 2
    type: single
    stem: Выбери
    options: [{text: да, feedback: тайна-отзыв}, {text: нет, right: true}]
  - {no: 3, type: text, stem: Назови, answer: [тайна-слово, тайна-второе]}
  - no: 4
    type: match
    stem: Соедини
    max: 2
    pairs: [{left: длина, right: метр}, {left: масса, right: килограмм}]
    extra: [литр]
  - {no: 5, type: order, stem: Расположи, sequence: [первый, второй, третий]}
  - passage: Общий текст
  - no: 6
    type: task
    level: В
    kes: ["1.2"]
    stem: Реши
    feedback: тайна-совет
    parts:
      - {id: К1, title: Ход, levels: {2: тайна-верно, 0: тайна-неверно}}
      - {id: К2, title: Счёт, levels: {2: тайна-счёт, 0: нет}, zero_if: К1=0}
  - {no: 7, type: multi, stem: Выбери все, options: [{text: а, right: true}, {text: б, right: true}]}
)";
}

constexpr const char* page = "demos/x/index.html";
constexpr const char* print = "demos/x/print/index.html";
constexpr const char* answers_page = "demos/x/answers/index.html";

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

}  // namespace

TEST_SUITE("pages/demo") {
    TEST_CASE("answers stand folded under their questions when the test is for checking oneself") {
        const BuiltSite site(demo_text("after"));
        CHECK(count(site.text(page), "<details class=\"answer\"") == 7);
        CHECK(site.has(page, "<strong>4711</strong> см"));
        CHECK(site.has(page, "не больше чем на 0,25"));
        CHECK(site.has(page, "Засчитывают и так: тайна-второе"));
        CHECK(site.has(page, "Если по критерию К1 поставлено 0 баллов, здесь тоже ноль."));
        CHECK(site.has(page, "<tr><th scope=\"row\">2</th><td>тайна-верно</td></tr>"));
        CHECK(site.has(answers_page, "тайна-решение"));
    }

    TEST_CASE("answers on a page of their own do not stand beside the questions") {
        const BuiltSite site(demo_text("separate"));
        CHECK_FALSE(site.has(page, "тайна"));
        CHECK_FALSE(site.has(page, "4711"));
        CHECK(site.has(page, "href=\"answers/\""));
        CHECK(site.has(answers_page, "<td>4711</td>"));
        CHECK(site.has(answers_page, "<td>проверяют по критериям</td>"));
        CHECK(site.has(answers_page, "тайна-отзыв"));
    }

    TEST_CASE("answers that are not published stand in no output") {
        const BuiltSite site(demo_text("none"));
        CHECK(site.text(answers_page).empty());
        CHECK(site.has(page, "Ответы к этой работе не публикуются."));
        for (const std::string& path : site.published()) {
            CAPTURE(path);
            CHECK_FALSE(site.has(path, "тайна"));
            CHECK_FALSE(site.has(path, "4711"));
        }
    }

    TEST_CASE("the page for print has lines to write on and no answers") {
        const BuiltSite site(demo_text("after"));
        CHECK_FALSE(site.has(print, "тайна"));
        CHECK_FALSE(site.has(print, "4711"));
        CHECK(site.has(print, "<meta name=\"robots\" content=\"noindex\">"));
        CHECK(count(site.text(print), "answer-rule") == 16);
        CHECK_FALSE(site.has("sitemap.xml", "/demos/x/print/"));
        CHECK(site.has("sitemap.xml", "/demos/x/answers/"));
    }

    TEST_CASE("all pages of a test show its choices in the same order and not in the right one") {
        const BuiltSite site(demo_text("after"));
        const auto place = [&](const char* path, const char* word) {
            return site.text(path).find("</span> " + std::string(word) + "</li>");
        };
        for (const char* path : {page, print}) {
            CAPTURE(path);
            CHECK_FALSE((place(path, "первый") < place(path, "второй") &&
                         place(path, "второй") < place(path, "третий")));
            CHECK_FALSE((place(path, "метр") < place(path, "килограмм") &&
                         place(path, "килограмм") < place(path, "литр")));
        }
        CHECK((place(page, "первый") < place(page, "второй")) ==
              (place(print, "первый") < place(print, "второй")));
    }

    TEST_CASE("the specification sums the points up and marks cells without data") {
        const BuiltSite site(demo_text("after"));
        CHECK(site.has(page, "Можно набрать: 11 баллов."));
        CHECK(site.has(page, "<td>1.2</td>"));
        CHECK(site.has(page, "<td>высокий уровень</td>"));
        CHECK(site.has(page, "нет данных"));
        CHECK(site.has(page, "<tr><th scope=\"row\">«5»</th><td>10–11 баллов</td></tr>"));
    }

    TEST_CASE("a task of the bank brings its texts and links from the bank's file") {
        const BuiltSite site(R"(-- tasks/sub/bank.yaml --
title: Банк
tasks:
  - {id: t1, topic: Дроби, type: number, stem: 'Найди [подсказку](../../memos/help.md)', answer: 1}
  - {id: t2, topic: Дроби, type: number, level: П, stem: Второе, answer: 2, publish: false}
-- memos/help.md --
---
title: Подсказка
---
Текст.
-- demos/x.yaml --
title: Проба
items:
  - {no: 1, use: tasks/sub/bank#t1}
)");
        CHECK(site.has(page, "<a href=\"../../memos/help/\">подсказку</a>"));
        CHECK(site.has("tasks/sub/bank/index.html", "<a href=\"../../../memos/help/\">подсказку</a>"));
        CHECK(site.has("tasks/sub/bank/index.html", "<a href=\"../../../demos/x/\">Проба</a>"));
        CHECK(site.has("tasks/sub/bank/index.html", "id=\"t1\""));
        for (const std::string& path : site.published()) {
            CAPTURE(path);
            CHECK_FALSE(site.has(path, "Второе"));
        }
    }

    TEST_CASE("hostile text in every field stays text") {
        const BuiltSite site(R"(-- demos/x.yaml --
title: '<script>alert(1)</script>'
aids: ['<b>a</b>']
sections:
  - title: '<i>"s"</i>'
    items:
      - no: '"><x>'
        type: match
        stem: ok
        pairs: [{left: '&lt;', right: '{{r}}'}, {left: '</li>', right: '<img src=x onerror=y>'}]
      - no: '2'
        type: text
        stem: ok
        kes: ['<u>']
        answer: ['</strong><x>']
)");
        for (const char* path : {page, print, answers_page}) {
            CAPTURE(path);
            for (const char* markup : {"<script>alert", "<b>a", "<i>\"", "<x>", "<img", "<u>"}) {
                CAPTURE(markup);
                CHECK_FALSE(site.has(path, markup));
            }
        }
        CHECK(site.has(page, "{{r}}"));
    }
}
