#include "kinds/tasks.h"

#include <algorithm>
#include <map>

namespace vitrina {
namespace {

// Ids are the addresses of tasks, so every task has one, once.
void check_id(Record& bank,
              const BankTask& task,
              std::map<std::string, Span>& seen,
              Diagnostics& out) {
    if (task.id.value.empty()) {
        if (task.id.span.end != 0)
            out.error(ids::part_id_empty, bank.place(task.id.span));
        return;  // a missing id is reported when the field table finds no `id`
    }
    check_part_id(bank, task.id, out);
    const auto [first, fresh] = seen.emplace(task.id.value, task.id.span);
    if (fresh) {
        if (task.is_published())
            bank.anchors.push_back(task.id.value);
        return;
    }
    Diagnostic& message = out.error(ids::part_id_twice, bank.place(task.id.span), task.id.value);
    Diagnostics::note(message, ids::note_first_here, bank.place(first->second));
}

void check_tasks(Record& record, CheckContext& context) {
    TaskBank& bank = as<TaskBank>(record);
    if (bank.tasks.empty())
        context.out.error(ids::task_bank_empty, record.place(record.common.title.text.span));
    std::map<std::string, Span> seen;
    for (BankTask& task : bank.tasks) {
        const Span head{task.span.begin, task.span.begin + 1};
        check_id(record, task, seen, context.out);
        if (task.question.type.value == QuestionType::None)
            context.out.error(ids::field_required, record.place(head), "type");
        else
            check_question(record, head, task.question, context.out);
    }
    const auto hidden =
        std::stable_partition(bank.tasks.begin(), bank.tasks.end(),
                              [](const BankTask& task) { return task.is_published(); });
    bank.withheld.assign(std::make_move_iterator(hidden),
                         std::make_move_iterator(bank.tasks.end()));
    bank.tasks.erase(hidden, bank.tasks.end());
}

std::vector<PartName> parts_of_bank(const Record& bank) {
    std::vector<PartName> parts;
    for (const BankTask& task : as<TaskBank>(bank).tasks)
        if (!task.id.value.empty())
            parts.push_back({task.id.value, part_title(task.question.stem.text.text)});
    return parts;
}

}  // namespace

template <>
const FieldTable<BankTask>& field_table<BankTask>() {
    static const FieldTable<BankTask> table = [] {
        FieldTable<BankTask> all = {
            {field("id", &BankTask::id, {"постоянный ид задания", "stable id"}).required(),
             field("topic", &BankTask::topic, {"тема", "topic"}),
             field("publish", &BankTask::publish,
                   {"false: задание не публикуется", "false: the task is not published"})
                 .hidden()},
            "",
        };
        add_fields(all.fields, field_table<Question>(), &BankTask::question);
        return all;
    }();
    return table;
}

template <>
const FieldTable<TaskBank>& field_table<TaskBank>() {
    static const FieldTable<TaskBank> table = {
        {field("tasks", &TaskBank::tasks, {"задания", "tasks"}).with_alias("task").required()},
        "",
    };
    return table;
}

const BankTask* find_task(const Record& bank, std::string_view id) {
    const TaskBank* tasks = std::any_cast<TaskBank>(&bank.data);
    if (tasks == nullptr || id.empty())
        return nullptr;
    for (const std::vector<BankTask>* list : {&tasks->tasks, &tasks->withheld})
        for (const BankTask& task : *list)
            if (task.id.value == id)
                return &task;
    return nullptr;
}

Kind tasks_kind() {
    Kind kind = make_kind<TaskBank>({.name = "tasks",
                                     .folder = "tasks",
                                     .form = FileForm::Yaml,
                                     .has_json = true,
                                     .doc = {"банк заданий", "bank of tasks"}},
                                    check_tasks);
    kind.parts = parts_of_bank;
    return kind;
}

}  // namespace vitrina
