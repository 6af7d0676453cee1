#include "kinds/question_types.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace vitrina {
namespace {

using enum QuestionType;

// A field that only some types know, and where it stands if the question has it.
struct TypeField {
    std::string_view name;
    std::vector<QuestionType> types;
    std::optional<Span> (*given)(const Question&);
};

const std::vector<TypeField>& type_fields() {
    static const auto where = [](bool is_given, Span span) {
        return is_given ? std::optional(span) : std::nullopt;
    };
    static const std::vector<TypeField> fields = {
        {"options",
         {Single, Multi},
         [](const Question& question) {
             return question.options.empty() ? std::nullopt
                                             : std::optional(question.options.front().span);
         }},
        {"shuffle",
         {Single, Multi, Match},
         [](const Question& question) {
             return where(question.shuffle.value, question.shuffle.span);
         }},
        {"pairs",
         {Match},
         [](const Question& question) {
             return question.pairs.empty() ? std::nullopt
                                           : std::optional(question.pairs.front().span);
         }},
        {"extra",
         {Match},
         [](const Question& question) {
             return question.extra.empty() ? std::nullopt
                                           : std::optional(question.extra.front().text.span);
         }},
        {"sequence",
         {Order},
         [](const Question& question) {
             return question.sequence.empty() ? std::nullopt
                                              : std::optional(question.sequence.front().text.span);
         }},
        {"answer",
         {Text, Number},
         [](const Question& question) {
             return where(!question.answer.empty(), question.answer.span);
         }},
        {"tolerance",
         {Number},
         [](const Question& question) {
             return where(question.tolerance.value.has_value(), question.tolerance.span);
         }},
        {"unit",
         {Number},
         [](const Question& question) {
             return where(!question.unit.empty(), question.unit.text.span);
         }},
        {"parts",
         {Task},
         [](const Question& question) {
             return question.parts.empty() ? std::nullopt
                                           : std::optional(question.parts.front().id.span);
         }},
        {"partial",
         {Multi, Match, Order},
         [](const Question& question) {
             return where(question.partial.value != PartialRule::AllOrNothing,
                          question.partial.span);
         }},
    };
    return fields;
}

// Texts to choose from: none is empty, none stands twice.
class Choices {
public:
    explicit Choices(const QuestionCheck& check) : check_(check) {}

    void add(const InlineText& text, Span place) {
        const Place at = check_.record.place({place.begin, place.begin + 1});
        const std::string key = collapse_spaces(trim(text.text.text));
        if (key.empty()) {
            check_.out.error(ids::task_choice_empty, at);
            return;
        }
        const auto [first, fresh] = seen_.emplace(key, at);
        if (fresh)
            return;
        Diagnostic& message = check_.out.error(ids::task_choice_twice, at, shorten(key, 40));
        Diagnostics::note(message, ids::note_first_here, first->second);
    }

private:
    const QuestionCheck& check_;
    std::map<std::string, Place> seen_;
};

void check_options(const QuestionCheck& check, const Question& question) {
    if (question.options.size() < 2)
        check.out.error(ids::task_options_few, check.place);
    Choices choices(check);
    for (const Option& option : question.options)
        choices.add(option.text, option.span);
    const std::size_t right = count_right(question);
    if (right == 0 && !question.options.empty())
        check.out.error(ids::task_no_right_option, check.place);
    if (right > 1 && question.type.value == Single)
        check.out.error(ids::task_several_right, check.place, right);
}

void check_pairs(const QuestionCheck& check, const Question& question) {
    if (question.pairs.size() < 2)
        check.out.error(ids::task_pairs_few, check.place);
    Choices left(check);
    std::map<std::string, Span> right;  // one right side may belong to several left ones
    for (const MatchPair& pair : question.pairs) {
        left.add(pair.left, pair.span);
        const std::string key = collapse_spaces(trim(pair.right.text.text));
        if (key.empty())
            check.out.error(ids::task_pair_half,
                            check.record.place({pair.span.begin, pair.span.begin + 1}));
        right.emplace(key, pair.right.text.span);
    }
    Choices extra(check);
    for (const InlineText& one : question.extra) {
        extra.add(one, one.text.span);
        const auto found = right.find(collapse_spaces(trim(one.text.text)));
        if (found == right.end() || one.empty())
            continue;
        Diagnostic& message = check.out.error(
            ids::task_extra_right, check.record.place(one.text.span), shorten(found->first, 40));
        Diagnostics::note(message, ids::note_first_here, check.record.place(found->second));
    }
}

void check_sequence(const QuestionCheck& check, const Question& question) {
    if (question.sequence.size() < 2)
        check.out.error(ids::task_sequence_short, check.place);
    Choices choices(check);
    for (const InlineText& one : question.sequence)
        choices.add(one, one.text.span);
}

void check_number(const QuestionCheck& check, Question& question) {
    const auto& variants = question.answer.variants;
    if (variants.empty()) {
        check.out.error(ids::task_without_answer, check.place);
        return;
    }
    const Place place = check.record.place(question.answer.span);
    if (variants.size() == 2) {
        // `[0,5]`: a decimal comma in square brackets became two numbers.
        check.out.error(ids::number_in_brackets, place,
                        variants[0].value + "." + variants[1].value);
    } else if (variants.size() > 2) {
        check.out.error(ids::task_several_numbers, place);
    } else {
        question.answer.number = parse_decimal(trim(variants[0].value));
        if (!question.answer.number)
            check.out.error(ids::task_answer_no_number, place, shorten(variants[0].value, 40));
    }
    if (question.tolerance.value && *question.tolerance.value < Decimal::of(0))
        check.out.error(ids::task_tolerance_negative, check.record.place(question.tolerance.span));
}

void check_text(const QuestionCheck& check, const Question& question) {
    if (question.answer.empty())
        check.out.error(ids::task_without_answer, check.place);
    for (const Located<std::string>& variant : question.answer.variants)
        if (trim(variant.value).empty())
            check.out.error(ids::task_answer_empty, check.record.place(variant.span));
}

}  // namespace

bool check_foreign_fields(const QuestionCheck& check, const Question& question) {
    const QuestionType type = question.type.value;
    bool good = true;
    for (const TypeField& field : type_fields()) {
        const auto span = field.given(question);
        if (!span || std::ranges::find(field.types, type) != field.types.end())
            continue;
        check.out.error(ids::task_field_foreign, check.record.place({span->begin, span->begin + 1}),
                        field.name, word_of(type, Language::English));
        good = false;
    }
    return good;
}

void check_answer(const QuestionCheck& check, Question& question) {
    switch (question.type.value) {
        case Single:
        case Multi:
            return check_options(check, question);
        case Text:
            return check_text(check, question);
        case Number:
            return check_number(check, question);
        case Match:
            return check_pairs(check, question);
        case Order:
            return check_sequence(check, question);
        case Task:
            if (question.parts.empty())
                check.out.error(ids::task_without_parts, check.place);
            return;
        case None:
            return;
    }
}

std::size_t count_right(const Question& question) {
    const auto right = std::ranges::count(question.options, true, &Option::right);
    return static_cast<std::size_t>(right) + question.pairs.size() + question.sequence.size();
}

}  // namespace vitrina
