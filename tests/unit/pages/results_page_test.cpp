// What a page of results says of what it does not show: each sentence where it is true, and nowhere
// else.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/built_site.h"

using namespace vitrina::test;

namespace {

constexpr const char* dash =
    "Тире вместо числа учеников и его доли значит, что число не публикуется. Так скрыты числа от 1 до 4 и нули "
    "рядом с ними, число всех учеников, если их меньше 10 и у всех одно и то же, и те числа, по которым можно "
    "было бы вычислить остальные.\n";
constexpr const char* joined =
    "Соседние первичные баллы объединены так, чтобы за каждым числом стояло не меньше 5 учеников или ни одного.\n";
constexpr const char* rounding = "Доли округлены, поэтому их сумма может отличаться от 100\u00A0%.\n";

std::string record(int year, const std::string& rest) {
    return fmt::format(
        "-- results/r{0}.yaml --\ntitle: Работа\nprocedure: ВПР\nyear: {0}\nsubject: Математика\nclasses: [4]\n{1}",
        year, rest);
}

std::string hints_of(const std::string& html) {
    const std::string page = html.substr(0, html.find("</article>"));
    constexpr std::string_view begin = "<p class=\"hint\">";
    std::string hints;
    for (std::size_t at = 0; (at = page.find(begin, at)) != std::string::npos;) {
        at += begin.size();
        hints += page.substr(at, page.find("</p>", at) - at) + "\n";
    }
    return hints;
}

std::string hints_of_record(const std::string& rest) {
    const BuiltSite site(record(2026, rest));
    return hints_of(site.text("results/r2026/index.html"));
}

}  // namespace

TEST_SUITE("pages/results_page") {
    TEST_CASE("of results without small numbers nothing is said to be kept back") {
        CHECK(hints_of_record("participants: 50\njournal_vs_work: {3: [0,14,0,0], 4: [0,6,15,0], 5: [0,0,5,10]}\n") ==
              rounding);
    }

    TEST_CASE("dashes in the tables of marks are explained, zeros too") {
        CHECK(hints_of_record("participants: 25\n"
                              "journal_vs_work: {2: [2,0,0,0], 3: [0,8,1,0], 4: [0,5,5,0], 5: [0,0,1,3]}\n") ==
              std::string(dash) + rounding);
    }

    TEST_CASE("joined scores are said to be joined") {
        CHECK(hints_of_record("participants: 30\nprimary: {max: 3, counts: [12, 1, 1, 16]}\n") == joined);
        CHECK(hints_of_record("participants: 30\nprimary: {max: 2, counts: [12, 8, 10]}\n") == "");
    }

    TEST_CASE("scores that make no groups are said to be left out, of few works and of many") {
        for (const char* rest :
             {"participants: 8\nprimary: {max: 4, counts: [0, 1, 3, 3, 1]}\n",
              "participants: 40\nprimary: {max: 4, bounds: {3: 1, 4: 2, 5: 3}, counts: [3, 12, 10, 10, 5]}\n"}) {
            CAPTURE(rest);
            CHECK(hints_of_record(rest) ==
                  "Распределение первичных баллов не показано: баллы не удалось разбить на группы, по которым нельзя "
                  "узнать результат отдельных учеников.\n");
        }
    }

    TEST_CASE("marks beside scores without bounds are said to be missing for their sake") {
        CHECK(hints_of_record("participants: 52\njournal_vs_work: {3: [0, 52, 0, 0]}\n"
                              "primary: {max: 1, counts: [5, 47]}\n") ==
              "Таблицы отметок не показаны: не указано, с какого балла начинается каждая отметка, а без этого нельзя "
              "проверить, не выдают ли баллы и отметки вместе отдельных учеников.\n");
    }

    TEST_CASE("percents of tasks are said to need scores, or to give pupils away") {
        CHECK(hints_of_record("participants: 25\n"
                              "journal_vs_work: {2: [2,0,0,0], 3: [0,8,1,0], 4: [0,5,5,0], 5: [0,0,1,3]}\n"
                              "tasks: [{no: 1, max: 1, level: Б, sum: 15}]\n") ==
              std::string(dash) +
                  "Проценты выполнения заданий не показаны: первичные баллы не указаны, а без них нельзя проверить, не "
                  "выдают ли проценты числа, скрытые в таблицах отметок.\n" +
                  rounding);
        CHECK(hints_of_record("participants: 25\n"
                              "tasks: [{no: 1, max: 1, level: Б, sum: 15}, {no: 2, max: 1, level: Б, sum: 2}]\n") ==
              "Тире вместо процента выполнения стоит у заданий, по которым можно было бы узнать результаты отдельных "
              "учеников.\n");
    }

    TEST_CASE("nothing is said of the bounds where it would give a number away, and that is said") {
        const std::string hints = hints_of_record(
            "participants: 123\n"
            "journal_vs_work: {2: [0,8,9,14], 3: [4,0,14,17], 4: [4,5,6,11], 5: [2,2,9,14]}\n"
            "primary: {max: 7, bounds: {3: 1, 4: 2, 5: 5}, counts: [10,19,15,1,22,14,23,19]}\n"
            "tasks: [{no: 1, max: 7, level: Б, sum: 481}]\n");
        CHECK(hints == std::string(dash) + joined +
                           "О скачках на границах отметок не сказано: по этим словам можно было бы вычислить "
                           "скрытые числа.\n" +
                           rounding);
    }

    TEST_CASE("a dash of another year is explained on every page that shows it") {
        const BuiltSite site(
            record(2024, "participants: 3\n") +
            record(2025, "participants: 50\njournal_vs_work: {3: [0,14,0,0], 4: [0,6,15,0], 5: [0,0,5,10]}\n"));
        constexpr const char* years =
            "Тире — данные за этот год не публикуются; почему, сказано на странице той работы.\n";
        CHECK(hints_of(site.text("results/r2025/index.html")) == std::string(rounding) + years);
        CHECK(hints_of(site.text("results/r2024/index.html")) == years);
        CHECK(site.has("results/r2024/index.html", "Данные не публикуются: участников меньше 5."));
    }

    TEST_CASE("a year without marks has «нет» in the table and no column in the drawing") {
        const BuiltSite site(
            record(2024, "participants: 25\ntasks: [{no: 1, max: 1, level: Б, sum: 15}]\n") +
            record(2025, "participants: 50\njournal_vs_work: {3: [0,14,0,0], 4: [0,6,15,0], 5: [0,0,5,10]}\n"));
        const std::string page = site.text("results/r2025/index.html");
        const std::string years = page.substr(page.find("id=\"results-years\""));
        CHECK(years.find("<td class=\"number\">нет") != std::string::npos);
        CHECK(years.find(">2025</text>") != std::string::npos);
        CHECK(years.find(">2024</text>") == std::string::npos);
    }
}
