// argv → a command with its options and operands, by a table. The table is also what `--help`
// prints and what «did you mean» looks into: there is no second list of options.
//
// Options  of the table's common part stand anywhere; those of a command stand behind its name. The
//          last of several values counts. `--` ends the options.
// Errors   usage: exit 2.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic_ids.h"
#include "base/result.h"

namespace vitrina {

struct OptionSpec {
    std::string_view name;    // `--out`
    std::string_view letter;  // `-o`, or empty
    BilingualText value;      // what its value is called in the help; empty: a flag
    BilingualText help;

    bool is_flag() const { return value.en.empty(); }
};

struct CommandExample {
    std::string_view line;  // as typed
    BilingualText does;
};

struct CommandSpec {
    std::string_view name;
    BilingualText operands;  // `[DIR]`, as in the help; empty: takes none
    std::size_t least = 0;   // how many operands it needs
    std::size_t most = 0;
    BilingualText summary;
    std::vector<OptionSpec> options;
    std::vector<CommandExample> examples;
};

struct CommandTable {
    std::vector<OptionSpec> common;
    std::vector<CommandSpec> commands;

    const CommandSpec* find(std::string_view name) const;
};

struct Arguments {
    const CommandSpec* command = nullptr;  // null: none was named
    std::vector<std::string> operands;
    std::map<std::string, std::string, std::less<>> options;  // by name; flags have an empty value

    bool has(std::string_view option) const { return options.find(option) != options.end(); }
    // Empty if the option was not given.
    std::string value(std::string_view option) const;
};

// `words`: the command line without the program's name.
Result<Arguments> parse_arguments(const CommandTable& table, const std::vector<std::string>& words);

}  // namespace vitrina
