#include "formats/moodle_xml.h"

#include <fmt/format.h>

#include "base/text.h"

namespace vitrina {
namespace {

std::string_view type_name(QuizType type) {
    switch (type) {
        case QuizType::Passage:
            return "description";
        case QuizType::Single:
        case QuizType::Multi:
            return "multichoice";
        case QuizType::Text:
            return "shortanswer";
        case QuizType::Number:
            return "numerical";
        case QuizType::Match:
            return "matching";
        case QuizType::Essay:
            break;
    }
    return "essay";
}

std::string xml(std::string_view text) {
    return escape_html(clean_text(text));
}

// Two hyphens would end a comment.
std::string comment(std::string_view remark) {
    std::string text = quiz_line(remark);
    for (std::size_t at = text.find("--"); at != std::string::npos; at = text.find("--", at))
        text.replace(at, 2, "– ");
    return fmt::format("  <!-- {} -->\n", text);
}

class QuestionWriter {
public:
    explicit QuestionWriter(const QuizQuestion& question) : question_(question) {}

    std::string write() {
        for (const std::string& remark : question_.remarks)
            text_ += comment(remark);
        text_ += fmt::format("  <question type=\"{}\">\n", type_name(question_.type));
        text_ += fmt::format("    <name><text>{}</text></name>\n", xml(quiz_line(question_.name)));
        add_html("questiontext", question_text());
        add_html("generalfeedback", question_.feedback);
        const bool is_asked = question_.type != QuizType::Passage;
        add("defaultgrade", is_asked ? question_.points : "0");
        add("penalty", "0");
        add("hidden", "0");
        add("idnumber", question_.id);
        add_own();
        add_tags();
        return text_ + "  </question>\n";
    }

private:
    void add(std::string_view name, std::string_view value) {
        text_ += fmt::format("    <{0}>{1}</{0}>\n", name, xml(value));
    }

    void add_html(std::string_view name, std::string_view value) {
        text_ += fmt::format("    <{0} format=\"html\"><text>{1}</text></{0}>\n", name,
                             xml(quiz_html(value)));
    }

    // A number's unit stands where a pupil reads it: behind the blank.
    std::string question_text() const {
        if (question_.unit.empty())
            return question_.text;
        return question_.text + "\n_____ " + question_.unit;
    }

    void add_own() {
        switch (question_.type) {
            case QuizType::Single:
            case QuizType::Multi:
                add("single", question_.type == QuizType::Single ? "true" : "false");
                add("shuffleanswers", question_.shuffle ? "true" : "false");
                add("answernumbering", "123");
                return add_answers("html");
            case QuizType::Text:
                add("usecase", "0");
                return add_answers("moodle_auto_format");
            case QuizType::Number:
                return add_answers("moodle_auto_format");
            case QuizType::Match:
                add("shuffleanswers", "true");
                return add_pairs();
            case QuizType::Essay:
                add("responseformat", "editor");
                add("responserequired", "1");
                add("responsefieldlines", "15");
                add("attachments", "0");
                return add_html("graderinfo", question_.marking);
            case QuizType::Passage:
                return;
        }
    }

    std::string answer_text(const QuizAnswer& answer) const {
        if (question_.type == QuizType::Text)
            return xml(quiz_short_answer(answer.text));
        return xml(question_.type == QuizType::Number ? answer.text : quiz_html(answer.text));
    }

    void add_answers(std::string_view format) {
        for (const QuizAnswer& answer : question_.answers) {
            text_ += fmt::format("    <answer fraction=\"{}\" format=\"{}\"><text>{}</text>\n",
                                 answer.share, format, answer_text(answer));
            text_ += fmt::format("      <feedback format=\"html\"><text>{}</text></feedback>\n",
                                 xml(quiz_html(answer.feedback)));
            if (question_.type == QuizType::Number)
                text_ += fmt::format("      <tolerance>{}</tolerance>\n", question_.tolerance);
            text_ += "    </answer>\n";
        }
    }

    void add_pairs() {
        for (const QuizPair& pair : question_.pairs)
            text_ += fmt::format(
                "    <subquestion format=\"html\"><text>{}</text>\n"
                "      <answer><text>{}</text></answer>\n    </subquestion>\n",
                xml(quiz_html(pair.left)), xml(quiz_line(pair.right)));
    }

    void add_tags() {
        if (question_.tags.empty())
            return;
        text_ += "    <tags>\n";
        for (const std::string& tag : question_.tags)
            text_ += fmt::format("      <tag><text>{}</text></tag>\n", xml(quiz_line(tag)));
        text_ += "    </tags>\n";
    }

    const QuizQuestion& question_;
    std::string text_;
};

std::string category(const Quiz& quiz, const QuizCategory& one) {
    std::string path = "$course$/top";
    for (const std::string& name : {quiz.title, one.name}) {
        std::string part = quiz_line(name);
        // A slash parts categories in Moodle; two stand for one.
        for (std::size_t at = part.find('/'); at != std::string::npos; at = part.find('/', at + 2))
            part.insert(at, "/");
        if (!part.empty())
            path += "/" + part;
    }
    return fmt::format(
        "  <question type=\"category\">\n    <category><text>{}</text></category>\n"
        "  </question>\n",
        xml(path));
}

}  // namespace

std::string moodle_xml_text(const Quiz& quiz) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n";
    for (const std::string& remark : quiz.remarks)
        text += comment(remark);
    for (const QuizCategory& one : quiz.categories) {
        text += category(quiz, one);
        for (const QuizQuestion& question : one.questions)
            text += QuestionWriter(question).write();
    }
    return text + "</quiz>\n";
}

}  // namespace vitrina
