#include "kinds/plan.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/text.h"

namespace vitrina {
namespace {

// The number at the head of a printed label: `12.` → 12.
std::optional<int> leading_number(std::string_view label) {
    int value = 0;
    const auto [stop, error] = std::from_chars(label.data(), label.data() + label.size(), value);
    const std::string_view rest = label.substr(static_cast<std::size_t>(stop - label.data()));
    const bool whole = rest.empty() || rest == "." || rest == ")";
    return error == std::errc() && whole ? std::optional(value) : std::nullopt;
}

// A gap or a repeat of № is how documents are; the author is told once per place.
void check_numbers(const Record& record, const Plan& plan, Diagnostics& out) {
    int expected = 1;
    for (const PlanSection& section : plan.sections) {
        if (plan.numbering == Numbering::PerSection)
            expected = 1;
        for (const PlanRow& row : section.rows) {
            const auto number = leading_number(row.no.value);
            if (!number)
                continue;
            if (*number < expected)
                out.warning(ids::plan_number_repeats, record.place(row.no.span), row.no.value, expected);
            else if (*number > expected)
                out.warning(ids::plan_number_gap, record.place(row.no.span), row.no.value, expected);
            expected = *number + 1;
        }
    }
}

bool has_value(const PlanRow& row, PlanColumn column) {
    switch (column) {
        case PlanColumn::No: return !row.no.value.empty();
        case PlanColumn::Task: return !row.task.empty();
        case PlanColumn::Measure: return !row.measure.empty();
        case PlanColumn::Participants: return !row.participants.empty();
        case PlanColumn::Deadline: return !row.deadline.empty();
        case PlanColumn::Responsible: return !row.responsible.empty();
        case PlanColumn::Result: return !row.result.empty();
        case PlanColumn::Status: return row.status != RowStatus::None;
    }
    return false;
}

std::vector<PlanColumn> columns_in_use(const Plan& plan) {
    std::vector<PlanColumn> used;
    for (const Word<PlanColumn>& word : word_list<PlanColumn>()) {
        const bool any = std::ranges::any_of(plan.sections, [&](const PlanSection& section) {
            return std::ranges::any_of(
                section.rows, [&](const PlanRow& row) { return has_value(row, word.value); });
        });
        if (any || word.value == PlanColumn::Measure)
            used.push_back(word.value);
    }
    return used;
}

void check_columns(const Record& record, const Plan& plan, Diagnostics& out) {
    std::set<PlanColumn> seen;
    for (const PlanColumn column : plan.columns)
        if (!seen.insert(column).second)
            out.error(ids::plan_column_twice, record.place(record.common.title.text.span),
                      word_of(column, Language::English));
}

void check_row(const Record& record, const PlanRow& row, Diagnostics& out) {
    const Place place = record.place({row.span.begin, row.span.begin + 1});
    if (row.measure.empty())
        out.error(ids::plan_row_without_measure, place);
    if (row.done.is_set() && row.status != RowStatus::Done)
        out.warning(ids::plan_done_without_status, place, iso_date(row.done));
    if (row.moved.to.is_set() && row.status != RowStatus::Moved)
        out.warning(ids::plan_moved_without_status, place);
    if (row.status == RowStatus::Moved && !row.moved.to.is_set())
        out.error(ids::plan_moved_without_date, place);
}

void check_row_ids(Record& record, Plan& plan, Diagnostics& out) {
    std::map<std::string, Span> seen;
    for (const PlanSection& section : plan.sections) {
        for (const PlanRow& row : section.rows) {
            if (row.id.value.empty())
                continue;
            const auto [first, fresh] = seen.emplace(row.id.value, row.id.span);
            if (fresh) {
                check_part_id(record, row.id, out);
                record.anchors.push_back(row.id.value);
                continue;
            }
            Diagnostic& message =
                out.error(ids::part_id_twice, record.place(row.id.span), row.id.value);
            Diagnostics::note(message, ids::note_first_here, record.place(first->second));
        }
    }
}

// A task that is left out is that of the row above: a merged cell of the document.
void fill_tasks(Plan& plan) {
    const BlockText* above = nullptr;
    for (PlanSection& section : plan.sections) {
        for (PlanRow& row : section.rows) {
            if (row.task.empty() && above != nullptr)
                row.task = *above;
            above = row.task.empty() ? nullptr : &row.task;
        }
    }
}

// Cleared here, at one place, rather than left out in every output.
void keep_back_progress(Plan& plan) {
    if (plan.progress == Progress::Public)
        return;
    for (PlanSection& section : plan.sections) {
        for (PlanRow& row : section.rows) {
            row.status = RowStatus::None;
            row.done = {};
            row.report = {};
            row.moved = {};
            if (plan.progress == Progress::Hidden)
                row.evidence.clear();
        }
    }
    if (plan.progress == Progress::Hidden)
        std::erase(plan.columns, PlanColumn::Status);
}

void check_plan(Record& record, CheckContext& context) {
    Plan& plan = as<Plan>(record);
    if (!plan.rows.empty() && !plan.sections.empty())
        context.out.error(ids::plan_rows_and_sections,
                          record.place({plan.rows.front().span.begin, plan.rows.front().span.begin + 1}));
    if (!plan.rows.empty()) {
        plan.sections.insert(plan.sections.begin(), PlanSection{{}, std::move(plan.rows)});
        plan.rows.clear();
    }
    if (plan.sections.empty())
        context.out.error(ids::plan_without_rows, record.place(record.common.title.text.span));
    if (plan.columns.empty())
        plan.columns = columns_in_use(plan);
    else
        check_columns(record, plan, context.out);
    if (plan.act.is_set() && !record.common.approved_by->is_set())
        record.common.approved_by = plan.act;
    check_numbers(record, plan, context.out);
    check_row_ids(record, plan, context.out);
    for (const PlanSection& section : plan.sections)
        for (const PlanRow& row : section.rows)
            check_row(record, row, context.out);
    fill_tasks(plan);
    keep_back_progress(plan);
}

// What the deadline means: the author's own dates, or what the text says.
Deadline read_field(const Record& record,
                    const DeadlineField& field,
                    const DeadlineContext& context,
                    Diagnostics& out) {
    const std::string& text = field.text.text.text;
    if (field.from.is_set() && field.to.is_set() && field.to < field.from) {
        out.error(ids::interval_reversed, record.place(field.text.text.span), iso_date(field.from),
                  iso_date(field.to));
        return {};
    }
    if (field.from.is_set() || field.to.is_set()) {
        Deadline fixed = fixed_deadline(text, field.from, field.to, context);
        if (!field.then.empty()) {
            fixed.trigger = field.then;
            fixed.open_end = true;
        }
        return fixed;
    }
    DeadlineReading reading = read_deadline(text, context);
    report_remarks(reading, record.place({}), field.text.text, out);
    return std::move(reading.deadline);
}

std::vector<PartName> parts_of_plan(const Record& record) {
    std::vector<PartName> parts;
    for (const PlanSection& section : as<Plan>(record).sections)
        for (const PlanRow& row : section.rows)
            if (!row.id.value.empty())
                parts.push_back({row.id.value, part_title(row.measure.text.text)});
    return parts;
}

}  // namespace

void read_deadlines(Record& record, const DeadlineContext& context, Diagnostics& out) {
    for (PlanSection& section : as<Plan>(record).sections) {
        for (PlanRow& row : section.rows) {
            if (!row.deadline.empty())
                row.reading = read_field(record, row.deadline, context, out);
        }
    }
}

std::string_view default_label(PlanColumn column, Language language) {
    struct Label {
        PlanColumn column;
        std::string_view ru;
        std::string_view en;
    };
    static constexpr Label labels[] = {
        {PlanColumn::No, "№", "No."},
        {PlanColumn::Task, "Задачи", "Tasks"},
        {PlanColumn::Measure, "Мероприятия", "Measures"},
        {PlanColumn::Participants, "Участники", "Participants"},
        {PlanColumn::Deadline, "Сроки", "Deadlines"},
        {PlanColumn::Responsible, "Ответственные", "Responsible"},
        {PlanColumn::Result, "Ожидаемый результат", "Expected result"},
        {PlanColumn::Status, "Исполнение", "Progress"},
    };
    for (const Label& label : labels)
        if (label.column == column)
            return language == Language::Russian ? label.ru : label.en;
    return {};
}

Kind plan_kind() {
    Kind kind = make_kind<Plan>({.name = "plan",
                                 .folder = "plans",
                                 .form = FileForm::Yaml,
                                 .has_json = true,
                                 .doc = {"план мероприятий", "plan of measures"}},
                                check_plan);
    kind.encode = encode_plan;
    kind.parts = parts_of_plan;
    kind.schema = [of_fields = std::move(kind.schema)](SchemaForm form) {
        return form == SchemaForm::Input ? of_fields(form) : published_plan_schema();
    };
    return kind;
}

}  // namespace vitrina
