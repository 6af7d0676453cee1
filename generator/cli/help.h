// What `--help` prints, from the table of commands.
#pragma once

#include <string>

#include "base/text.h"
#include "cli/arguments.h"

namespace vitrina {

std::string general_help(const CommandTable& table, Language language);
std::string command_help(const CommandTable& table, const CommandSpec& command, Language language);

}  // namespace vitrina
