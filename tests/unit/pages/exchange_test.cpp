// What of a test other programs get.
#include <doctest/doctest.h>

#include "support/built_site.h"

using namespace vitrina;
using test::BuiltSite;

namespace {

std::string demo(std::string_view answers, std::string_view items) {
    return "-- demos/x.yaml --\ntitle: Проба\nanswers: " + std::string(answers) + "\nitems:\n" +
           std::string(items);
}

}  // namespace

TEST_SUITE("pages/exchange") {
    TEST_CASE("a test and a bank have both files beside them, and links to them") {
        const BuiltSite site(
            demo("after", "  - {no: 1, type: number, stem: Раз, answer: '0,5'}\n") +
            "-- tasks/y.yaml --\ntitle: Банк\ntasks:\n"
            "  - {id: a, topic: Тема, type: text, stem: Два, answer: да}\n");
        for (const std::string path : {"demos/x", "tasks/y"}) {
            CAPTURE(path);
            CHECK(!site.text(path + ".gift").empty());
            CHECK(!site.text(path + ".xml").empty());
            CHECK(site.has(path + "/index.html", ".gift\""));
            CHECK(site.has(path + "/index.html", ".xml\""));
        }
        CHECK(site.has("demos/x.gift", "#0.5"));
        CHECK(site.has("tasks/y.gift", "$CATEGORY: Банк/Тема"));
    }

    TEST_CASE("a test whose answers are not published tells no answer in any file") {
        const BuiltSite site(demo(
            "none",
            "  - {no: 1, type: single, stem: Раз, options: [{text: альфа, right: true, feedback: "
            "тайна-1}, {text: бета}], solution: тайна-2}\n"
            "  - {no: 2, type: text, stem: Два, answer: тайна-3, feedback: тайна-4}\n"
            "  - {no: 3, type: number, stem: Три, answer: 12345, tolerance: 67}\n"
            "  - {no: 4, type: order, stem: Четыре, sequence: [яяя, ббб, ааа]}\n"
            "  - {no: 5, type: match, stem: Пять, pairs: [{left: л1, right: п2}, {left: л2, right: "
            "п1}]}\n"
            "  - {no: 6, type: task, stem: Шесть, parts: [{id: К1, levels: {1: тайна-5, 0: "
            "нет}}]}\n"));
        for (const std::string path : {"demos/x.gift", "demos/x.xml"}) {
            CAPTURE(path);
            const std::string text = site.text(path);
            CHECK(text.find("тайна") == std::string::npos);
            CHECK(text.find("12345") == std::string::npos);
            CHECK(text.find(" -> ") == std::string::npos);
            CHECK(text.find("альфа") != std::string::npos);
            CHECK(text.find("sequence") == std::string::npos);
            CHECK(text.find("fraction") == std::string::npos);
            CHECK(text.find("\t") == std::string::npos);
        }
    }

    TEST_CASE("points are shared as the rule of the question says, or it is told") {
        const BuiltSite site(demo(
            "after",
            "  - {no: 1, type: multi, max: 2, partial: per_right, stem: Раз, options: [{text: а, "
            "right: true}, {text: б, right: true}, {text: в}]}\n"
            "  - {no: 2, type: multi, stem: Два, options: [{text: г, right: true}, {text: д, "
            "right: "
            "true}, {text: е}]}\n"));
        const std::string text = site.text("demos/x.gift");
        INFO(text);
        CHECK(text.find("~%50%а\n\t~%50%б\n\t~%-50%в") != std::string::npos);
        CHECK(text.find("~%50%г\n\t~%50%д\n\t~%-100%е") != std::string::npos);
        CHECK(text.find("//! Приблизительно.") > text.find("Задание 1"));
    }

    TEST_CASE("an order is a row of letters, with every partly right one where points are shared") {
        const BuiltSite site(demo("after",
                                  "  - {no: 1, type: order, max: 3, partial: per_right, stem: Раз, "
                                  "sequence: [а, б, в]}\n"));
        const std::string text = site.text("demos/x.xml");
        INFO(text);
        std::size_t whole = 0;
        std::size_t third = 0;
        for (std::size_t at = text.find("fraction=\""); at != std::string::npos;
             at = text.find("fraction=\"", at + 1)) {
            whole += text.substr(at).starts_with("fraction=\"100\"") ? 1 : 0;
            third += text.substr(at).starts_with("fraction=\"33.33333\"") ? 1 : 0;
        }
        CHECK(whole == 1);
        CHECK(third == 3);
    }

    TEST_CASE("letters with and without dots are both right") {
        const BuiltSite site(
            demo("after", "  - {no: 1, type: text, stem: Раз, answer: [Ёлка, ёж]}\n"));
        CHECK(site.has("demos/x.gift", "\t=Ёлка\n\t=Елка\n\t=ёж\n\t=еж\n"));
    }

    TEST_CASE("pictures stand in the file for Moodle, wherever a question shows them") {
        const BuiltSite site(
            "-- files/угол.png --\nбайты\n-- files/b.png --\nдругие\n" +
            demo("after",
                 "  - {passage: '![Схема](../files/b.png)'}\n"
                 "  - {no: 1, type: single, stem: '![Угол](../files/угол.png) Какой?', options: "
                 "[{text: '![Б](/files/b.png)', right: true}, {text: нет, feedback: 'см. ![Б]"
                 "(../files/b.png)'}], solution: '![Угол](../files/%D1%83%D0%B3%D0%BE%D0%BB.png)'}\n"
                 "  - {no: 2, type: match, stem: Два, pairs: [{left: '![Б](../files/b.png)', right: "
                 "'![Угол](../files/угол.png)'}, {left: в, right: г}]}\n"));
        const std::string xml = site.text("demos/x.xml");
        INFO(xml);
        std::size_t files = 0;
        for (std::size_t at = xml.find("<file "); at != std::string::npos;
             at = xml.find("<file ", at + 1))
            ++files;
        CHECK(files == 6);
        CHECK(xml.find("<file name=\"угол.png\" path=\"/\" encoding=\"base64\">0LHQsNC50YLRiwo=<") !=
              std::string::npos);
        CHECK(xml.find("<answer><text>Угол</text></answer>") != std::string::npos);
        CHECK(xml.find("<!-- Картинка к заданию есть только на странице") > xml.find("Задание 1"));
        const std::string gift = site.text("demos/x.gift");
        CHECK(gift.find("Угол Какой?") != std::string::npos);
        CHECK(gift.find("//! Картинка к заданию") < gift.find("Задание 1"));
        CHECK(gift.find('\x1E') == std::string::npos);
        CHECK(site.text("demos/x/index.html").find("\\u001e") == std::string::npos);
    }

    TEST_CASE("a picture of a task is found beside the file of the bank") {
        const BuiltSite site("-- files/a.png --\nx\n-- tasks/deep/y.yaml --\ntitle: Банк\ntasks:\n"
                             "  - {id: a, topic: Тема, type: text, stem: '![Кот](../../files/a.png)', "
                             "answer: да}\n" +
                             demo("after", "  - {no: 1, use: tasks/deep/y#a}\n"));
        CHECK(site.has("demos/x.xml", "<file name=\"a.png\""));
        CHECK(site.has("tasks/deep/y.xml", "<file name=\"a.png\""));
    }

    TEST_CASE("what is too large for the file stays a text, and it is told") {
        const BuiltSite site("-- files/a.png --\n" + std::string((1U << 20U) + 1, 'x') +
                             "\n-- demos/x.yaml --\ntitle: Проба\nanswers: after\nitems:\n"
                             "  - {no: 1, type: text, stem: '![Кот](../files/a.png)', answer: да}\n");
        const std::string xml = site.text("demos/x.xml");
        CHECK(xml.find("<file ") == std::string::npos);
        CHECK(xml.find("<text>Кот</text>") != std::string::npos);
        CHECK(xml.find("сюда входят картинки до 1 МБ, вместе до 16 МБ.") != std::string::npos);
    }

    TEST_CASE("pictures of a test whose answers are not published tell nothing either") {
        const BuiltSite site("-- files/a.png --\nx\n-- files/b.png --\ny\n" +
                             demo("none",
                                  "  - {no: 1, type: text, stem: '![Кот](../files/a.png)', answer: "
                                  "да, solution: '![Тайна](../files/b.png)'}\n"));
        CHECK(site.has("demos/x.xml", "<file name=\"a.png\""));
        CHECK(!site.has("demos/x.xml", "b.png"));
    }

    TEST_CASE("formulas are marked as Moodle reads them, and dollars stay") {
        const BuiltSite site(demo("after",
                                  "  - {no: 1, type: number, stem: 'Реши $x^2 = 4$ за 5 \\$', "
                                  "answer: 2}\n"));
        CHECK(site.has("demos/x.gift", "[html]Реши \\\\(x^2 \\= 4\\\\) за 5 ${"));
    }

    TEST_CASE("an answer with a formula has a line to be read aloud, others need none") {
        const BuiltSite site(demo("after",
                                  "  - {no: 1, type: single, stem: Выбери, options: "
                                  "['$x^2$', {text: икс, right: true}]}\n"));
        const std::string page = site.text("demos/x/index.html");
        CHECK(page.find(") x²\">") != std::string::npos);
        CHECK(page.find("data-spoken") == page.rfind("data-spoken"));
    }
}
