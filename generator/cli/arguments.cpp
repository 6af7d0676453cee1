#include "cli/arguments.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <CLI/CLI.hpp>

#include "base/text.h"

namespace vitrina {
namespace {

tl::unexpected<Error> usage(MessageId id, std::vector<std::string> args) {
    return failure(id, std::move(args), ExitCode::Usage);
}

// One option of the parser and the name it fills.
struct Slot {
    std::string name;
    CLI::Option* option;
};

// The same words for CLI11.
struct Parser {
    CLI::App app;
    std::vector<Slot> slots;
    std::vector<std::string> operands;

    void add(CLI::App& to, const OptionSpec& spec) {
        std::string names(spec.name);
        if (!spec.letter.empty())
            names = std::string(spec.letter) + "," + names;
        CLI::Option* option = spec.is_flag() ? to.add_flag(names)->disable_flag_override()
                                             : to.add_option(names)->expected(1)->take_last();
        slots.push_back({std::string(spec.name), option});
    }
};

std::unique_ptr<Parser> make_parser(const CommandTable& table) {
    auto parser = std::make_unique<Parser>();
    // Our own help speaks two languages; unknown words are told with a suggestion of ours.
    parser->app.set_help_flag();
    parser->app.allow_extras();
    parser->app.require_subcommand(0, 1);
    for (const OptionSpec& spec : table.common)
        parser->add(parser->app, spec);
    for (const CommandSpec& command : table.commands) {
        CLI::App* sub = parser->app.add_subcommand(std::string(command.name));
        sub->set_help_flag();
        sub->allow_extras();
        sub->fallthrough();
        for (const OptionSpec& spec : command.options)
            parser->add(*sub, spec);
        if (command.most > 0)
            sub->add_option("operands", parser->operands);
    }
    return parser;
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& known) {
    return nearest_name(word, known);
}

tl::unexpected<Error> unknown_option(const CommandTable& table,
                                     const CommandSpec* command,
                                     std::string word) {
    word = word.substr(0, word.find('='));
    std::vector<std::string_view> known;
    for (const OptionSpec& spec : table.common)
        known.push_back(spec.name);
    if (command != nullptr)
        for (const OptionSpec& spec : command->options)
            known.push_back(spec.name);
    return usage(ids::usage_option_unknown, {word, suggestion(word, known)});
}

// A wrong value, told by CLI11 with the option's name before the first blank or colon.
tl::unexpected<Error> wrong_value(const CommandTable& table, std::string_view what) {
    std::string name(what.substr(0, what.find_first_of(": ")));
    if (!name.starts_with('-'))
        name.insert(0, "--");  // as CLI11 names a flag
    const auto takes_none = [&name](const OptionSpec& spec) {
        return spec.is_flag() && spec.name == name;
    };
    bool is_flag = std::ranges::any_of(table.common, takes_none);
    for (const CommandSpec& command : table.commands)
        is_flag = is_flag || std::ranges::any_of(command.options, takes_none);
    return usage(is_flag ? ids::usage_option_flag : ids::usage_option_value, {name});
}

Result<void> check_operands(const CommandSpec& command, const std::vector<std::string>& operands) {
    if (operands.size() < command.least)
        return usage(ids::usage_operand_missing,
                     {std::string(command.name), std::string(command.operands.en)});
    if (operands.size() > command.most)
        return usage(ids::usage_operand_extra, {operands[command.most], std::string(command.name)});
    for (const std::string& operand : operands)
        if (operand.empty())
            return usage(ids::usage_operand_empty, {});
    return {};
}

// What CLI11 could not place: a misspelt option, a misspelt command, or one word too many.
Result<void> check_left(const CommandTable& table,
                        const CommandSpec* command,
                        const std::vector<std::string>& left) {
    for (const std::string& word : left) {
        if (word == "--")
            continue;
        if (word.size() > 1 && word[0] == '-')
            return unknown_option(table, command, word);
        if (command != nullptr)
            return usage(ids::usage_operand_extra, {word, std::string(command->name)});
        std::vector<std::string_view> known;
        for (const CommandSpec& one : table.commands)
            known.push_back(one.name);
        return usage(ids::usage_command_unknown, {word, suggestion(word, known)});
    }
    return {};
}

}  // namespace

const CommandSpec* CommandTable::find(std::string_view name) const {
    const auto found = std::ranges::find(commands, name, &CommandSpec::name);
    return found == commands.end() ? nullptr : &*found;
}

std::string Arguments::value(std::string_view option) const {
    const auto found = options.find(option);
    return found == options.end() ? std::string() : found->second;
}

Result<Arguments> parse_arguments(const CommandTable& table,
                                  const std::vector<std::string>& words) {
    const auto parser = make_parser(table);
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    try {
        parser->app.parse(std::move(reversed));
    } catch (const CLI::ParseError& error) {
        return wrong_value(table, error.what());
    }
    Arguments arguments;
    for (const CLI::App* sub : parser->app.get_subcommands())
        arguments.command = table.find(sub->get_name());
    if (auto left = check_left(table, arguments.command, parser->app.remaining(true)); !left)
        return tl::unexpected(left.error());
    for (const Slot& slot : parser->slots)
        if (slot.option->count() > 0)
            arguments.options[slot.name] =
                slot.option->get_expected_max() == 0 ? "" : slot.option->results().back();
    arguments.operands = std::move(parser->operands);
    // `--help` answers before anything else is asked for.
    if (arguments.command != nullptr && !arguments.has("--help"))
        if (auto checked = check_operands(*arguments.command, arguments.operands); !checked)
            return tl::unexpected(checked.error());
    return arguments;
}

}  // namespace vitrina
