// Every command and option of the program: parsed, explained and suggested from here.
#pragma once

#include "cli/arguments.h"

namespace vitrina {

const CommandTable& command_table();

}  // namespace vitrina
