// GIFT and Aiken: a bank that keeps to its rules comes of them, or it is told why not; what is
// written for others is read again without a loss.
#include <string>

#include "base/text.h"
#include "cli/import_bank.h"
#include "content/front_matter.h"
#include "formats/aiken.h"
#include "formats/gift.h"
#include "formats/gift_read.h"
#include "formats/moodle_xml.h"
#include "formats/xml_read.h"
#include "fuzz/target.h"
#include "support/checked_record.h"

namespace vitrina::fuzz {
namespace {

QuizType type_of(const ReadQuestion& question) {
    switch (question.type) {
        case ReadType::Passage:
            return QuizType::Passage;
        case ReadType::Choice:
            return question.is_multi ? QuizType::Multi : QuizType::Single;
        case ReadType::Text:
            return QuizType::Text;
        case ReadType::Number:
            return QuizType::Number;
        case ReadType::Match:
            return QuizType::Match;
        case ReadType::Essay:
            break;
    }
    return QuizType::Essay;
}

// The same questions for another program.
Quiz quiz_of(const ReadQuiz& read) {
    Quiz quiz;
    quiz.title = quiz_line(read.title);
    for (const ReadQuestion& question : read.questions) {
        QuizQuestion made;
        made.type = type_of(question);
        made.id = quiz_line(question.id);
        made.name = quiz_line(question.name);
        made.text = question.text;
        made.unit = quiz_line(question.unit);
        made.feedback = question.feedback;
        for (const std::string& tag : question.tags)
            made.tags.push_back(quiz_line(tag));
        for (const ReadAnswer& answer : question.answers)
            made.answers.push_back({answer.text, "100", answer.feedback});
        for (const ReadPair& pair : question.pairs)
            made.pairs.push_back({pair.left, pair.right});
        if (made.type == QuizType::Number) {
            made.answers = {{decimal_text(question.number, '.'), "100", ""}};
            made.tolerance = decimal_text(question.tolerance, '.');
        }
        quiz.categories.push_back({quiz_line(question.category), {std::move(made)}});
    }
    return quiz;
}

// An empty question and one of a few answers are something else in the other format.
bool is_whole(const ReadQuestion& question) {
    if (trim(question.text).empty())
        return false;
    if (question.type == ReadType::Choice || question.type == ReadType::Text) {
        for (const ReadAnswer& answer : question.answers)
            if (trim(answer.text).empty())
                return false;
        return question.answers.size() >= 2;
    }
    return question.type != ReadType::Match || question.pairs.size() >= 3;
}

void check_written(ReadQuiz read) {
    std::erase_if(read.questions, [](const ReadQuestion& one) { return !is_whole(one); });
    const Quiz quiz = quiz_of(read);
    const std::string xml = moodle_xml_text(quiz);
    require(XmlDocument::parse(xml).has_value(), "questions for Moodle are XML", xml);
    const std::string gift = gift_text(quiz);
    require(is_utf8(gift), "questions for others are UTF-8");
    Diagnostics out;
    const SourcePtr source = source_of("again.gift", gift);
    const ReadQuiz again = read_gift(source, out);
    require(again.questions.size() == read.questions.size(), "every question comes back", gift);
    check_messages(out, source);
}

}  // namespace

void fuzz_questions(std::string_view bytes) {
    const SourcePtr source = source_of("bank.gift", bytes);
    Diagnostics out;
    const auto bank = import_bank({source}, "", out);
    require(bank || out.has_errors() || !out.items().empty(), "what is not taken is told");
    check_messages(out, source);
    if (bank) {
        const test::CheckedRecord checked = test::check_record("tasks", bank->yaml);
        require(!checked.out.has_errors(), "a bank keeps to the rules of its kind",
                render_diagnostics(checked.out, {}, {}) + bank->yaml);
    }
    Diagnostics told;
    if (!check_encoding(source, told))
        return;
    static_cast<void>(looks_like_gift(source->text));
    static_cast<void>(looks_like_aiken(source->text));
    check_written(read_gift(source, told));
    check_written(read_aiken(source, told));
    check_messages(told, source);
}

}  // namespace vitrina::fuzz
