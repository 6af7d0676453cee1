#include "formats/gift.h"

#include <doctest/doctest.h>

using namespace vitrina;

namespace {

Quiz quiz_with(QuizQuestion question) {
    Quiz quiz;
    quiz.title = "Банк";
    quiz.categories = {{"", {std::move(question)}}};
    return quiz;
}

// What follows the head of the file.
std::string written(QuizQuestion question) {
    const std::string head = "// vitrina: title: Банк\n\n$CATEGORY: Банк\n\n";
    const std::string text = gift_text(quiz_with(std::move(question)));
    REQUIRE(text.starts_with(head));
    return text.substr(head.size());
}

}  // namespace

TEST_SUITE("formats/gift") {
    TEST_CASE("a choice has its right option marked, and feedback behind options") {
        QuizQuestion question;
        question.type = QuizType::Single;
        question.name = "Задание 1";
        question.text = "Столица?";
        question.answers = {{"Москва", "100", "Верно"}, {"Тверь", "0", ""}};
        question.feedback = "Так и есть";
        CHECK(written(question) ==
              "::Задание 1::[plain]Столица?{\n\t=Москва#Верно\n\t~Тверь\n\t####Так и есть\n}\n");
    }

    TEST_CASE("several right options have weights") {
        QuizQuestion question;
        question.type = QuizType::Multi;
        question.text = "Какие?";
        question.answers = {{"да", "33.33333", ""}, {"нет", "-50", ""}, {"ни то", "0", ""}};
        CHECK(written(question) == "[plain]Какие?{\n\t~%33.33333%да\n\t~%-50%нет\n\t~ни то\n}\n");
    }

    TEST_CASE("whatever GIFT reads otherwise is escaped, and an arrow is replaced") {
        QuizQuestion question;
        question.type = QuizType::Match;
        question.name = "a::b";
        question.text = "a = b ~ c # {d} : \\ e\nf";
        question.pairs = {{"x -> y", "1 = 1"}, {"", "z"}};
        CHECK(written(question) ==
              "::a\\:\\:b::[plain]a \\= b \\~ c \\# \\{d\\} \\: \\\\ e\\nf{\n"
              "\t=x → y -> 1 \\= 1\n\t= -> z\n}\n");
    }

    TEST_CASE("a question with a formula is HTML, but its short answers are not") {
        QuizQuestion question;
        question.type = QuizType::Text;
        question.text = "Если \\(a < b\\)\nто";
        question.answers = {{"a < b", "100", ""}, {"*", "50", ""}};
        CHECK(written(question) ==
              "[html]Если \\\\(a &lt; b\\\\)<br>то{\n\t=a < b\n\t=%50%\\\\*\n}\n");
    }

    TEST_CASE("a number has a decimal point, its tolerance, and its unit behind the blank") {
        QuizQuestion question;
        question.type = QuizType::Number;
        question.text = "Масса?";
        question.answers = {{"0.3", "100", ""}};
        question.tolerance = "0.1";
        question.unit = "кг";
        CHECK(written(question) == "[plain]Масса?{\n\t#0.3:0.1\n} кг\n");
    }

    TEST_CASE("an essay has empty braces, a passage none") {
        QuizQuestion question;
        question.text = "Напиши";
        CHECK(written(question) == "[plain]Напиши{}\n");
        question.type = QuizType::Passage;
        CHECK(written(question) == "[plain]Напиши\n");
    }

    TEST_CASE("ids, tags, fields and remarks stand in comments of one line") {
        QuizQuestion question;
        question.id = "om-1";
        question.tags = {"Б", "а]б"};
        question.fields = {"max: 2"};
        question.remarks = {"Приблизительно.\nДа"};
        question.text = "?";
        CHECK(written(question) ==
              "// [id:om-1] [tag:Б] [tag:а\\]б]\n// vitrina: max: 2\n//! Приблизительно. Да\n"
              "[plain]?{}\n");
    }

    TEST_CASE("a category is a part of the title's; a slash is doubled") {
        Quiz quiz = quiz_with({});
        quiz.title = "А/Б";
        quiz.categories.front().name = "в/г";
        CHECK(gift_text(quiz).find("$CATEGORY: А//Б/в//г\n") != std::string::npos);
    }

    TEST_CASE("a share that Moodle does not know becomes the nearest one it does") {
        CHECK(quiz_share(1, 3).percent == "33.33333");
        CHECK(quiz_share(-1, 2).percent == "-50");
        CHECK(quiz_share(0, 5).percent == "0");
        CHECK(quiz_share(3, 7).percent == "40");
        CHECK(quiz_share(2, 4).is_exact);
        CHECK(!quiz_share(3, 7).is_exact);
        CHECK(quiz_share(-1, 1000).percent == "0");
    }
}
