// The bank of tasks: questions by topic, for practice and for demo tests that use them.
// Source: formats §7.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kinds/kind.h"
#include "kinds/question.h"

namespace vitrina {

struct BankTask {
    Located<std::string> id;
    InlineText topic;
    std::optional<bool> publish;  // `false`: no output has it
    Question question;
    Span span;
    bool is_published() const { return publish.value_or(true); }
};

struct TaskBank {
    std::vector<BankTask> tasks;     // after the checks only those that are published
    std::vector<BankTask> withheld;  // the others; no output may read them
};

template <> const FieldTable<BankTask>& field_table<BankTask>();
template <> const FieldTable<TaskBank>& field_table<TaskBank>();
Kind tasks_kind();

// The task with this id, also a withheld one; null when there is none.
const BankTask* find_task(const Record& bank, std::string_view id);

}  // namespace vitrina
