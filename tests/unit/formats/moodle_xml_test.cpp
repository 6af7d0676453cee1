#include "formats/moodle_xml.h"

#include <doctest/doctest.h>

using namespace vitrina;

namespace {

std::string written(QuizQuestion question) {
    Quiz quiz;
    quiz.title = "Банк";
    quiz.categories = {{"Тема", {std::move(question)}}};
    return moodle_xml_text(quiz);
}

bool holds(const std::string& text, std::string_view part) {
    INFO(text);
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_SUITE("formats/moodle_xml") {
    TEST_CASE("a question stands in its category, with its points and tags") {
        QuizQuestion question;
        question.name = "Задание 1";
        question.id = "z1";
        question.points = "2.5";
        question.tags = {"Б"};
        const std::string text = written(question);
        CHECK(holds(text, "<category><text>$course$/top/Банк/Тема</text></category>"));
        CHECK(holds(text, "<name><text>Задание 1</text></name>"));
        CHECK(holds(text, "<defaultgrade>2.5</defaultgrade>"));
        CHECK(holds(text, "<idnumber>z1</idnumber>"));
        CHECK(holds(text, "<tag><text>Б</text></tag>"));
    }

    TEST_CASE("texts are HTML inside XML, short answers are plain") {
        QuizQuestion question;
        question.type = QuizType::Text;
        question.text = "a < b\nи & c";
        question.answers = {{"a < b*", "100", ""}};
        const std::string text = written(question);
        CHECK(holds(text, "<text>a &amp;lt; b&lt;br&gt;и &amp;amp; c</text>"));
        CHECK(holds(text,
                    "<answer fraction=\"100\" format=\"moodle_auto_format\">"
                    "<text>a &lt; b\\*</text>"));
    }

    TEST_CASE("choices say whether one or several are right") {
        QuizQuestion question;
        question.type = QuizType::Single;
        question.answers = {{"да", "100", "Верно"}, {"нет", "0", ""}};
        CHECK(holds(written(question), "<single>true</single>"));
        CHECK(holds(written(question), "<feedback format=\"html\"><text>Верно</text></feedback>"));
        question.type = QuizType::Multi;
        question.shuffle = true;
        CHECK(holds(written(question), "<single>false</single>"));
        CHECK(holds(written(question), "<shuffleanswers>true</shuffleanswers>"));
    }

    TEST_CASE("a number has its tolerance, and its unit behind the blank") {
        QuizQuestion question;
        question.type = QuizType::Number;
        question.text = "Масса?";
        question.answers = {{"0.3", "100", ""}};
        question.tolerance = "0.1";
        question.unit = "кг";
        const std::string text = written(question);
        CHECK(holds(text, "Масса?&lt;br&gt;_____ кг"));
        CHECK(holds(text, "<tolerance>0.1</tolerance>"));
    }

    TEST_CASE("an essay keeps its marking scheme for the teacher") {
        QuizQuestion question;
        question.marking = "К1. Ход";
        CHECK(holds(written(question),
                    "<graderinfo format=\"html\"><text>К1. Ход</text></graderinfo>"));
    }

    TEST_CASE("a pair without a left side is one too many on the right") {
        QuizQuestion question;
        question.type = QuizType::Match;
        question.pairs = {{"а", "1"}, {"", "2"}};
        CHECK(holds(written(question),
                    "<subquestion format=\"html\"><text></text>\n"
                    "      <answer><text>2</text></answer>"));
    }

    TEST_CASE("a remark cannot end its comment") {
        QuizQuestion question;
        question.remarks = {"так --> нельзя ---"};
        const std::string text = written(question);
        const std::size_t begin = text.find("<!-- ") + 4;
        CHECK(text.substr(begin, text.find(" -->", begin) - begin).find("--") == std::string::npos);
    }
}
