#include "formats/moodle_xml.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "content/markdown.h"

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

std::string plain_text(std::string_view text) {
    return fmt::format("<text>{}</text>", xml(text));
}

// Every picture of a question has a name of its own: files of several folders meet here in one.
std::vector<std::string> file_names(const std::vector<QuizPicture>& pictures) {
    std::vector<std::string> names;
    for (const QuizPicture& picture : pictures) {
        std::string name = picture.path.substr(picture.path.rfind('/') + 1);
        while (std::ranges::find(names, name) != names.end())
            name = fmt::format("1-{}", name);
        names.push_back(std::move(name));
    }
    return names;
}

struct PicturedHtml {
    std::string html;
    std::vector<std::size_t> shown;  // pictures, sorted
};

// A text as HTML, with those pictures whose bytes are there.
PicturedHtml pictured_html(std::string_view text,
                           const std::vector<QuizPicture>& pictures,
                           const std::vector<std::string>& names) {
    PicturedHtml to;
    while (!text.empty()) {
        const std::size_t begin = std::min(text.find(picture_begin), text.size());
        const std::size_t inside =
            std::min(text.find_first_not_of(picture_begin, begin), text.size());
        const std::size_t end = std::min(text.find(picture_end, inside), text.size());
        const std::size_t picture = inside - begin - 1;  // wraps round where there is none
        to.html += quiz_html(text.substr(0, begin));
        const std::string_view alternative = text.substr(inside, end - inside);
        if (inside == begin || picture >= pictures.size() || pictures[picture].bytes.empty()) {
            to.html += quiz_html(alternative);
        } else {
            to.html +=
                fmt::format("<img src=\"@@PLUGINFILE@@/{}\" alt=\"{}\">",
                            percent_encoded(names[picture]),
                            escape_html(clean_text(alternative)));
            to.shown.push_back(picture);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    std::ranges::sort(to.shown);
    to.shown.erase(std::unique(to.shown.begin(), to.shown.end()), to.shown.end());
    return to;
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
    explicit QuestionWriter(const QuizQuestion& question)
        : question_(question), names_(file_names(question.pictures)) {}

    std::string write() {
        for (const std::string& remark : question_.remarks)
            text_ += comment(remark);
        text_ += fmt::format("  <question type=\"{}\">\n", type_name(question_.type));
        text_ += fmt::format("    <name><text>{}</text></name>\n", xml(quiz_line(question_.name)));
        add_html("questiontext", question_text(), "    ");
        add_html("generalfeedback", question_.feedback, "    ");
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

    void add_html(std::string_view name, std::string_view value, std::string_view indent) {
        text_ += fmt::format("{1}<{0} format=\"html\">{2}</{0}>\n", name, indent, html_text(value));
    }

    // `<text>` and the files that it shows.
    std::string html_text(std::string_view value) const {
        const PicturedHtml html = pictured_html(value, question_.pictures, names_);
        std::string text = fmt::format("<text>{}</text>", xml(html.html));
        for (const std::size_t shown : html.shown)
            text += fmt::format("<file name=\"{}\" path=\"/\" encoding=\"base64\">{}</file>",
                                xml(names_[shown]),
                                base64_text(question_.pictures[shown].bytes));
        return text;
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
                return add_html("graderinfo", question_.marking, "    ");
            case QuizType::Passage:
                return;
        }
    }

    std::string answer_text(const QuizAnswer& answer) const {
        if (question_.type == QuizType::Text)
            return plain_text(quiz_short_answer(answer.text));
        return question_.type == QuizType::Number ? plain_text(answer.text)
                                                  : html_text(answer.text);
    }

    void add_answers(std::string_view format) {
        for (const QuizAnswer& answer : question_.answers) {
            text_ += fmt::format("    <answer fraction=\"{}\" format=\"{}\">{}\n", answer.share,
                                 format, answer_text(answer));
            add_html("feedback", answer.feedback, "      ");
            if (question_.type == QuizType::Number)
                text_ += fmt::format("      <tolerance>{}</tolerance>\n", question_.tolerance);
            text_ += "    </answer>\n";
        }
    }

    void add_pairs() {
        for (const QuizPair& pair : question_.pairs)
            text_ += fmt::format(
                "    <subquestion format=\"html\">{}\n"
                "      <answer>{}</answer>\n    </subquestion>\n",
                html_text(pair.left), plain_text(quiz_line(pair.right)));
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
    std::vector<std::string> names_;  // of the files of its pictures
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
