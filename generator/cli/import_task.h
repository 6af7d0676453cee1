// One question of another program as a task of our bank, in YAML.
#pragma once

#include <string>

#include "formats/quiz_read.h"

namespace vitrina {

struct TaskPlace {
    std::string id;       // of the task
    std::string topic;    // may be empty
    std::string passage;  // what is read first, from the questions' file; may be empty
    SourcePtr source;     // of the question, for messages
};

// The lines of one entry of `tasks:`, indented by two, comments of the author before it.
std::string task_yaml(const ReadQuestion& question, const TaskPlace& place, Diagnostics& out);

}  // namespace vitrina
