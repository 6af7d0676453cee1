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

    TEST_CASE("a picture stands in the text that shows it, and its file behind the text") {
        QuizQuestion question;
        question.type = QuizType::Single;
        question.pictures = {{"files/а б.png", "abcd"}, {"files/2.png", "ef"}};
        question.text = "Рисунок:\n\x1Eтри \"кота\" & <пёс>\x1F.";
        question.answers = {{"\x1E\x1Eдва\x1F", "100", "см. \x1E\x1Eдва\x1F"}};
        const std::string text = written(question);
        CHECK(holds(text,
                    "<questiontext format=\"html\"><text>Рисунок:&lt;br&gt;&lt;img "
                    "src=&quot;@@PLUGINFILE@@/%D0%B0%20%D0%B1.png&quot; alt=&quot;три "
                    "&amp;quot;кота&amp;quot; &amp;amp; &amp;lt;пёс&amp;gt;&quot;&gt;.</text>"
                    "<file name=\"а б.png\" path=\"/\" encoding=\"base64\">YWJjZA==</file>"
                    "</questiontext>"));
        CHECK(holds(text, "alt=&quot;два&quot;&gt;</text><file name=\"2.png\" path=\"/\" "
                          "encoding=\"base64\">ZWY=</file>\n      <feedback"));
        CHECK(holds(text, "</text><file name=\"2.png\" path=\"/\" encoding=\"base64\">ZWY=</file>"
                          "</feedback>"));
    }

    TEST_CASE("pictures of one name from several folders keep apart") {
        QuizQuestion question;
        question.pictures = {{"a/x.png", "1"}, {"b/x.png", "2"}, {"c/1-x.png", "3"}};
        question.text = "\x1Eраз\x1F\x1E\x1Eдва\x1F\x1E\x1E\x1Eтри\x1F\x1Eраз\x1F";
        const std::string text = written(question);
        for (const std::string name : {"\"x.png", "\"1-x.png", "\"1-1-x.png"}) {
            CAPTURE(name);
            CHECK(text.find("<file name=" + name) != std::string::npos);
            CHECK(text.find("<file name=" + name) == text.rfind("<file name=" + name));
        }
    }

    TEST_CASE("a picture without its file is its alternative text") {
        QuizQuestion question;
        question.pictures = {{"files/a.png", ""}};
        question.text = "Вот \x1Eкот\x1F, \x1E\x1Eпёс\x1F, \x1Eконец";
        CHECK(holds(written(question), "<text>Вот кот, пёс, конец</text></questiontext>"));
    }

    TEST_CASE("a remark cannot end its comment") {
        QuizQuestion question;
        question.remarks = {"так --> нельзя ---"};
        const std::string text = written(question);
        const std::size_t begin = text.find("<!-- ") + 4;
        CHECK(text.substr(begin, text.find(" -->", begin) - begin).find("--") == std::string::npos);
    }
}
