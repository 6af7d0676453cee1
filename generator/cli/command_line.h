// argv → a command. CLI11 parses; every command is a function of its own in this room.
#pragma once

namespace vitrina {

// The exit code of the program (design §3).
int run_command_line(int argc, char** argv);

}  // namespace vitrina
