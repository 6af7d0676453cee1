#include "formats/gift.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace vitrina {
namespace {

// A backslash before all that GIFT reads otherwise. An arrow cannot be escaped at all.
std::string escaped(std::string_view raw) {
    std::string text = clean_text(raw);
    for (std::size_t at = text.find("->"); at != std::string::npos; at = text.find("->", at))
        text.replace(at, 2, "→");
    std::string result;
    for (const char byte : text) {
        constexpr std::string_view special = "\\~=#{}:";
        if (special.find(byte) != std::string_view::npos)
            result += '\\';
        if (byte == '\n')
            result += "\\n";
        else
            result += byte;
    }
    return result;
}

bool needs_html(const QuizQuestion& question) {
    const auto has_formula = [](const std::string& text) { return has_quiz_formula(text); };
    return has_formula(question.text) || has_formula(question.feedback) ||
           std::ranges::any_of(question.answers, has_formula, &QuizAnswer::text) ||
           std::ranges::any_of(question.answers, has_formula, &QuizAnswer::feedback) ||
           std::ranges::any_of(question.pairs, has_formula, &QuizPair::left);
}

class QuestionWriter {
public:
    explicit QuestionWriter(const QuizQuestion& question)
        : question_(question), is_html_(needs_html(question)) {}

    std::string write() {
        add_comments();
        if (!question_.name.empty())
            text_ += fmt::format("::{}::", escaped(quiz_line(question_.name)));
        text_ += is_html_ ? "[html]" : "[plain]";
        text_ += shown(question_.text);
        if (question_.type != QuizType::Passage)
            add_answers();
        return text_ + "\n";
    }

private:
    std::string shown(std::string_view text) const {
        return escaped(is_html_ ? quiz_html(text) : std::string(text));
    }

    void add_comments() {
        std::string marks;
        const auto add = [&marks](std::string_view name, std::string_view value) {
            std::string text = quiz_line(value);
            for (std::size_t at = text.find(']'); at != std::string::npos;
                 at = text.find(']', at + 2))
                text.insert(at, "\\");
            marks += fmt::format(" [{}:{}]", name, text);
        };
        if (!question_.id.empty())
            add("id", question_.id);
        for (const std::string& tag : question_.tags)
            add("tag", tag);
        if (!marks.empty())
            text_ += fmt::format("//{}\n", marks);
        for (const std::string& field : question_.fields)
            text_ += fmt::format("// vitrina: {}\n", quiz_line(field));
        for (const std::string& remark : question_.remarks)
            text_ += fmt::format("//! {}\n", quiz_line(remark));
    }

    void add_answers() {
        text_ += "{";
        const std::string lines = answer_lines();
        text_ += lines;
        if (!question_.feedback.empty())
            text_ += fmt::format("\n\t####{}", shown(question_.feedback));
        text_ += lines.empty() && question_.feedback.empty() ? "}" : "\n}";
        if (!question_.unit.empty())
            text_ += " " + shown(question_.unit);
    }

    std::string answer_lines() const {
        std::string lines;
        for (const QuizPair& pair : question_.pairs)
            lines += fmt::format("\n\t={} -> {}", shown(pair.left), escaped(pair.right));
        for (const QuizAnswer& answer : question_.answers) {
            lines += "\n\t" + mark_of(answer) + answer_text(answer);
            if (!answer.feedback.empty())
                lines += "#" + shown(answer.feedback);
        }
        return lines;
    }

    std::string mark_of(const QuizAnswer& answer) const {
        if (question_.type == QuizType::Number)
            return "#";
        // A text that begins with `%` would be read as a weight.
        const std::string weight = fmt::format("%{}%", answer.share);
        const bool looks_weighted = answer.text.starts_with('%');
        if (question_.type == QuizType::Multi)
            return "~" + (answer.share != "0" || looks_weighted ? weight : std::string());
        if (answer.share == "0")
            return "~" + (looks_weighted ? weight : std::string());
        return "=" + (answer.share != "100" || looks_weighted ? weight : std::string());
    }

    std::string answer_text(const QuizAnswer& answer) const {
        if (question_.type == QuizType::Number)
            return question_.tolerance == "0" ? answer.text
                                              : answer.text + ":" + question_.tolerance;
        if (question_.type == QuizType::Text)
            return escaped(quiz_short_answer(answer.text));
        return shown(answer.text);
    }

    const QuizQuestion& question_;
    bool is_html_;
    std::string text_;
};

// A slash parts categories in Moodle; two stand for one.
std::string category_part(std::string_view name) {
    std::string part = quiz_line(name);
    for (std::size_t at = part.find('/'); at != std::string::npos; at = part.find('/', at + 2))
        part.insert(at, "/");
    return part;
}

}  // namespace

std::string gift_text(const Quiz& quiz) {
    std::string text = fmt::format("// vitrina: title: {}\n", quiz_line(quiz.title));
    for (const std::string& remark : quiz.remarks)
        text += fmt::format("//! {}\n", quiz_line(remark));
    for (const QuizCategory& category : quiz.categories) {
        text += fmt::format("\n$CATEGORY: {}", category_part(quiz.title));
        if (!category.name.empty())
            text += "/" + category_part(category.name);
        text += "\n";
        for (const QuizQuestion& question : category.questions)
            text += "\n" + QuestionWriter(question).write();
    }
    return text;
}

}  // namespace vitrina
