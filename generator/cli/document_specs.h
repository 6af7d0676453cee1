// The commands of documents that come in and go out, for command_table.cpp, and what they share
// with the other commands.
#pragma once

#include "cli/arguments.h"

namespace vitrina {

inline constexpr BilingualText file_operands = {"FILE…", "ФАЙЛ…"};
inline constexpr std::size_t any_number = 100'000;

OptionSpec site_option(BilingualText help);
OptionSpec today_option();

CommandSpec import_spec();
CommandSpec report_spec();
CommandSpec pack_spec();

}  // namespace vitrina
