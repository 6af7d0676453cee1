#include "kinds/demo.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace vitrina {
namespace {

Span head_of(const DemoItem& item) {
    return {item.span.begin, item.span.begin + 1};
}

// What an item of the bank may not say again: the question is the bank's.
bool has_question(const Question& question) {
    return question.type.value != QuestionType::None || !question.stem.empty() ||
           !question.options.empty() || !question.pairs.empty() || !question.sequence.empty() ||
           !question.answer.empty() || !question.parts.empty() || question.max.value.has_value() ||
           !question.solution.empty() || question.level != Level::None;
}

void check_item(const Record& record, DemoItem& item, Diagnostics& out) {
    const Place place = record.place(head_of(item));
    Question& question = item.question;
    const bool is_question = question.type.value != QuestionType::None;
    if (item.use.is_set()) {
        if (has_question(question) || !question.passage.empty())
            out.error(ids::demo_use_with_question, record.place(item.use.span));
        if (item.no.value.empty())
            out.error(ids::demo_item_without_number, place);
        return;
    }
    if (is_question) {
        if (item.no.value.empty())
            out.error(ids::demo_item_without_number, place);
        check_question(record, head_of(item), question, out);
        return;
    }
    if (has_question(question) || !item.no.value.empty())
        out.error(ids::field_required, place, "type");
    else if (question.passage.empty())
        out.error(ids::demo_item_empty, place);
}

// Labels and ids of a test are told apart: readers and references name items by them.
class Labels {
public:
    Labels(const Record& record, MessageId repeated, Diagnostics& out)
        : record_(record), repeated_(repeated), out_(out) {}

    // True for a label that stands for the first time.
    bool add(const Located<std::string>& label) {
        if (label.value.empty())
            return false;
        const auto [first, fresh] = seen_.emplace(label.value, label.span);
        if (fresh)
            return true;
        Diagnostic& message = out_.error(repeated_, record_.place(label.span), label.value);
        Diagnostics::note(message, ids::note_first_here, record_.place(first->second));
        return false;
    }

private:
    const Record& record_;
    MessageId repeated_;
    Diagnostics& out_;
    std::map<std::string, Span> seen_;
};

void check_items(Record& record, Demo& demo, Diagnostics& out) {
    Labels numbers(record, ids::demo_number_twice, out);
    Labels item_ids(record, ids::part_id_twice, out);
    bool any = false;
    for (DemoSection& section : demo.sections) {
        for (DemoItem& item : section.items) {
            any = any || !item.is_passage();
            check_item(record, item, out);
            numbers.add(item.no);
            if (!item_ids.add(item.id))
                continue;
            check_part_id(record, item.id, out);
            record.anchors.push_back(item.id.value);
        }
    }
    if (!any)
        out.error(ids::demo_without_items, record.place(record.common.title.text.span));
}

void join_sections(const Record& record, Demo& demo, Diagnostics& out) {
    if (!demo.items.empty() && !demo.sections.empty())
        out.error(ids::demo_items_and_sections, record.place(head_of(demo.items.front())));
    if (!demo.items.empty())
        demo.sections.insert(demo.sections.begin(), DemoSection{{}, std::move(demo.items)});
    demo.items.clear();
}

bool uses_bank(const Demo& demo) {
    return std::ranges::any_of(demo.sections, [](const DemoSection& section) {
        return std::ranges::any_of(section.items,
                                   [](const DemoItem& item) { return item.use.is_set(); });
    });
}

void check_thresholds(const Record& record, const Demo& demo, CheckContext& context) {
    if (demo.scale.empty())
        return;
    const auto max = points_of(demo);
    const auto faults = check_scale(scale_of(demo.scale), context.marks, max);
    report_faults({record, demo.scale, record.common.title.text.span, max}, faults, context.out);
}

void withhold_all(Demo& demo) {
    if (demo.answers != AnswerMode::None)
        return;
    for (DemoSection& section : demo.sections)
        for (DemoItem& item : section.items)
            withhold_answers(item.question);
}

void check_demo(Record& record, CheckContext& context) {
    Demo& demo = as<Demo>(record);
    join_sections(record, demo, context.out);
    check_items(record, demo, context.out);
    if (demo.duration_min.span.end != 0 && demo.duration_min.value <= 0)
        context.out.error(ids::demo_duration, record.place(demo.duration_min.span));
    if (!demo.scale.empty() && demo.criteria.is_set())
        context.out.error(ids::demo_scale_and_criteria, record.place(demo.criteria.span));
    if (!uses_bank(demo))
        check_thresholds(record, demo, context);  // else when the bank's points are known
    withhold_all(demo);
}

void fetch_task(const Record& record,
                const Demo& demo,
                DemoItem& item,
                const DemoSources& sources,
                Diagnostics& out) {
    const BankTask* task = sources.task(item.use);
    if (task == nullptr)
        return;
    const Place place = record.place(item.use.span);
    if (!task->is_published()) {
        out.error(ids::demo_use_unpublished, place, item.use.text());
        return;
    }
    if (demo.answers == AnswerMode::None)
        out.warning(ids::demo_use_shows_answer, place, item.use.text());
    item.question = task->question;
}

// The points of the test are those its criteria are for.
void check_criterion(const Record& record,
                     const Demo& demo,
                     const DemoSources& sources,
                     Diagnostics& out) {
    const CriteriaRecord* criterion = sources.criterion(demo.criteria);
    if (criterion == nullptr)
        return;
    const auto sum = points_of(demo);
    const std::optional<Decimal>& max = criterion->rule.max.value;
    if (sum && max && *sum != *max)
        out.warning(ids::demo_criteria_points, record.place(demo.criteria.span),
                    decimal_text(*sum, ','), decimal_text(*max, ','));
}

// A question of the bank has its text only when the site has fetched it.
std::vector<PartName> parts_of_demo(const Record& record) {
    std::vector<PartName> parts;
    for (const DemoSection& section : as<Demo>(record).sections)
        for (const DemoItem& item : section.items)
            if (!item.id.value.empty())
                parts.push_back({item.id.value, part_title(item.question.stem.text.text)});
    return parts;
}

}  // namespace

void complete_demo(Record& record, const DemoSources& sources, CheckContext& context) {
    Demo& demo = as<Demo>(record);
    for (DemoSection& section : demo.sections)
        for (DemoItem& item : section.items)
            if (item.use.is_set())
                fetch_task(record, demo, item, sources, context.out);
    if (uses_bank(demo))
        check_thresholds(record, demo, context);
    if (demo.criteria.is_set())
        check_criterion(record, demo, sources, context.out);
    withhold_all(demo);
}

std::optional<Decimal> points_of(const Demo& demo) {
    Decimal sum;
    for (const DemoSection& section : demo.sections) {
        for (const DemoItem& item : section.items) {
            if (item.is_passage())
                continue;
            if (!item.question.max.value)
                return std::nullopt;
            sum = sum + *item.question.max.value;
        }
    }
    return sum;
}

Kind demo_kind() {
    Kind kind = make_kind<Demo>({.name = "demo",
                                 .folder = "demos",
                                 .form = FileForm::Yaml,
                                 .has_json = true,
                                 .doc = {"демонстрационный вариант", "demo test"}},
                                check_demo);
    kind.parts = parts_of_demo;
    return kind;
}

}  // namespace vitrina
