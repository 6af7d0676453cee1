#include "kinds/question.h"

#include <algorithm>

#include "base/text.h"
#include "kinds/question_types.h"

namespace vitrina {
namespace {

// One point unless more are given; of a task the sum of its parts.
void check_points(const QuestionCheck& check, Question& question) {
    std::optional<Decimal>& max = question.max.value;
    if (max && !are_points(*max))
        check.out.error(ids::points_range, check.record.place(question.max.span),
                        decimal_text(*max, ','));
    if (question.parts.empty()) {
        if (!max)
            max = Decimal::of(1);
        return;
    }
    const auto sum = check_parts(check.record, question.parts, check.out);
    if (max && sum && *max != *sum)
        check.out.error(ids::task_max_differs, check.record.place(question.max.span),
                        decimal_text(*max, ','), decimal_text(*sum, ','));
    if (!max)
        max = sum;
}

void check_partial(const QuestionCheck& check, const Question& question) {
    const PartialRule rule = question.partial.value;
    if (rule == PartialRule::AllOrNothing || !question.max.value)
        return;
    const Place place = check.record.place(question.partial.span);
    const auto right = static_cast<std::int64_t>(count_right(question));
    if (rule == PartialRule::OneErrorMinusOne && *question.max.value <= Decimal::of(1))
        check.out.warning(ids::task_partial_one_point, place);
    if (rule == PartialRule::PerRight && *question.max.value != Decimal::of(right))
        check.out.error(ids::task_partial_per_right, place, right,
                        decimal_text(*question.max.value, ','));
}

void sort_by_text(std::vector<InlineText>& texts) {
    std::ranges::stable_sort(texts, {},
                             [](const InlineText& one) { return collation_key(one.text.text); });
}

}  // namespace

void check_question(const Record& record, Span place, Question& question, Diagnostics& out) {
    const QuestionCheck check{record, record.place(place), out};
    if (question.stem.empty())
        out.error(ids::field_required, check.place, "stem");
    const bool fits = check_foreign_fields(check, question);
    check_answer(check, question);
    check_points(check, question);
    if (fits)
        check_partial(check, question);
}

void withhold_answers(Question& question) {
    for (Option& option : question.options) {
        option.right = false;
        option.feedback = {};
    }
    for (MatchPair& pair : question.pairs) {
        const bool known = std::ranges::any_of(question.extra, [&](const InlineText& one) {
            return one.text.text == pair.right.text.text;
        });
        if (!known && !pair.right.empty())
            question.extra.push_back(std::move(pair.right));
        pair.right = {};
    }
    sort_by_text(question.extra);
    sort_by_text(question.sequence);
    for (Part& part : question.parts) {
        part.levels = {};
        part.zero_if = {};
    }
    question.answer = {};
    question.tolerance = {};
    question.feedback = {};
    question.solution = {};
}

std::vector<const InlineText*> match_choices(const Question& question) {
    std::vector<const InlineText*> choices;
    const auto add = [&](const InlineText& text) {
        const bool known = std::ranges::any_of(
            choices, [&](const InlineText* one) { return one->text.text == text.text.text; });
        if (!known && !text.empty())
            choices.push_back(&text);
    };
    for (const MatchPair& pair : question.pairs)
        add(pair.right);
    for (const InlineText& one : question.extra)
        add(one);
    return choices;
}

}  // namespace vitrina
