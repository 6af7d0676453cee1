// Completions of shells: commands, options, their values, and what a command works on.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/diagnostic_ids.h"
#include "cli/command.h"
#include "cli/reference.h"
#include "kinds/kind.h"

namespace vitrina {
namespace {

// What stands for a value or an operand, told by its English name in the table.
enum class Wanted { Nothing, Folder, File, Words };

struct Completed {
    Wanted wanted = Wanted::Nothing;
    std::vector<std::string> words;
};

std::vector<std::string> kinds_of_new() {
    std::vector<std::string> words{"site"};
    for (const Kind& kind : all_kinds())
        words.emplace_back(kind.name);
    return words;
}

std::vector<std::string> all_messages() {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < message_count(); ++i)
        words.emplace_back(message_text(static_cast<MessageId>(i)).name);
    std::ranges::sort(words);
    return words;
}

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t end = text.find('|'); end != std::string_view::npos; end = text.find('|')) {
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    words.emplace_back(text);
    return words;
}

Completed completed(std::string_view name) {
    if (name.find('|') != std::string_view::npos)
        return {Wanted::Words, split_words(name)};
    const auto has = [name](std::string_view word) {
        return name.find(word) != std::string_view::npos;
    };
    if (has("KIND"))
        return {Wanted::Words, kinds_of_new()};
    if (has("MESSAGE"))
        return {Wanted::Words, all_messages()};
    if (has("FILE"))
        return {Wanted::File, {}};
    if (has("DIR") || has("OUT"))
        return {Wanted::Folder, {}};
    return {};
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::vector<OptionSpec> options_of(const CommandTable& table, const CommandSpec& command) {
    std::vector<OptionSpec> options = command.options;
    options.insert(options.end(), table.common.begin(), table.common.end());
    return options;
}

std::string option_names(const std::vector<OptionSpec>& options) {
    std::vector<std::string> names;
    for (const OptionSpec& option : options) {
        names.emplace_back(option.name);
        if (!option.letter.empty())
            names.emplace_back(option.letter);
    }
    return joined(names);
}

std::string command_names(const CommandTable& table) {
    std::vector<std::string> names;
    for (const CommandSpec& command : table.commands)
        names.emplace_back(command.name);
    return joined(names);
}

// A text between single quotes of a shell.
std::string shell_quoted(std::string_view text) {
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

std::string bash_reply(const Completed& what) {
    switch (what.wanted) {
        case Wanted::Folder:
            return "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$word\"))";
        case Wanted::File:
            return "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\"))";
        case Wanted::Words:
            return "COMPREPLY=($(compgen -W " + shell_quoted(joined(what.words)) +
                   " -- \"$word\"))";
        case Wanted::Nothing:
            break;
    }
    return "COMPREPLY=()";
}

// Two options of different commands may share a name: the command stands before it.
std::string bash_values(const CommandTable& table) {
    std::string text;
    for (const CommandSpec& command : table.commands)
        for (const OptionSpec& option : options_of(table, command)) {
            if (option.is_flag())
                continue;
            std::string pattern = fmt::format("{}:{}", command.name, option.name);
            if (!option.letter.empty())
                pattern += fmt::format("|{}:{}", command.name, option.letter);
            text += fmt::format("        {}) {}; return ;;\n", pattern,
                                bash_reply(completed(option.value.en)));
        }
    return text;
}

std::string bash_commands(const CommandTable& table) {
    std::string text;
    for (const CommandSpec& command : table.commands)
        text += fmt::format(
            "        {}) if [[ $word == -* ]]; then COMPREPLY=($(compgen -W {} -- \"$word\")); "
            "else {}; "
            "fi ;;\n",
            command.name, shell_quoted(option_names(options_of(table, command))),
            bash_reply(command.most > 0 ? completed(command.operands.en) : Completed{}));
    return text;
}

std::string zsh_escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\')
            result += '\\';
        result += c;
    }
    return result;
}

std::string zsh_action(const Completed& what) {
    switch (what.wanted) {
        case Wanted::Folder:
            return "_files -/";
        case Wanted::File:
            return "_files";
        case Wanted::Words:
            return "(" + joined(what.words) + ")";
        case Wanted::Nothing:
            break;
    }
    return " ";
}

std::string zsh_option(const OptionSpec& option, Language language) {
    const std::string help = "[" + zsh_escaped(choose(language, option.help)) + "]";
    std::string value;
    if (!option.is_flag())
        value = ":" + zsh_escaped(choose(language, option.value)) + ":" +
                zsh_action(completed(option.value.en));
    std::string text =
        " \\\n                " +
        shell_quoted(std::string(option.name) + (option.is_flag() ? "" : "=") + help + value);
    if (!option.letter.empty())
        text +=
            " \\\n                " +
            shell_quoted(std::string(option.letter) + (option.is_flag() ? "" : "+") + help + value);
    return text;
}

std::string zsh_command(const CommandTable& table, const CommandSpec& command, Language language) {
    std::string text = fmt::format("        {})\n            _arguments -s", command.name);
    for (const OptionSpec& option : options_of(table, command))
        text += zsh_option(option, language);
    if (command.most > 0) {
        const Completed what = completed(command.operands.en);
        // Of several different operands only the first is known.
        const bool repeats = command.most > 1 && command.least < command.most;
        text +=
            " \\\n                " +
            shell_quoted((repeats ? "*:" : "1:") + zsh_escaped(choose(language, command.operands)) +
                         ":" + zsh_action(what));
    }
    return text + "\n            ;;\n";
}

std::string fish_option(const OptionSpec& option, std::string_view condition, Language language) {
    std::string text = fmt::format("complete -c vitrina{} -l {}", condition, option.name.substr(2));
    if (!option.letter.empty())
        text += fmt::format(" -s {}", option.letter.substr(1));
    if (!option.is_flag()) {
        const Completed what = completed(option.value.en);
        text += " -r";
        if (what.wanted == Wanted::Words)
            text += " -a " + shell_quoted(joined(what.words));
        else if (what.wanted == Wanted::Folder)
            text += " -a '(__fish_complete_directories)'";
        else if (what.wanted == Wanted::File)
            text += " -F";
    }
    return text + " -d " + shell_quoted(choose(language, option.help)) + "\n";
}

std::string fish_operands(const CommandSpec& command, std::string_view condition) {
    const Completed what = command.most > 0 ? completed(command.operands.en) : Completed{};
    switch (what.wanted) {
        case Wanted::Folder:
            return fmt::format("complete -c vitrina{} -a '(__fish_complete_directories)'\n",
                               condition);
        case Wanted::File:
            return fmt::format("complete -c vitrina{} -F\n", condition);
        case Wanted::Words:
            return fmt::format("complete -c vitrina{} -a {}\n", condition,
                               shell_quoted(joined(what.words)));
        case Wanted::Nothing:
            break;
    }
    return {};
}

}  // namespace

std::string bash_completion(const CommandTable& table) {
    const std::string names = command_names(table);
    return "# Completion of vitrina for bash.\n_vitrina() {\n"
           "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}"
           " command= i\n"
           "    COMPREPLY=()\n"
           "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
           "        if [[ \" " +
           names +
           " \" == *\" ${COMP_WORDS[i]} \"* ]]; then\n"
           "            command=${COMP_WORDS[i]}\n            break\n        fi\n    done\n"
           "    if [[ $before == = ]]; then\n"
           "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
           "    elif [[ $word == = ]]; then\n"
           "        word=\n    fi\n"
           "    case $command:$before in\n" +
           bash_values(table) +
           "    esac\n"
           "    case $command in\n" +
           bash_commands(table) + "        *) COMPREPLY=($(compgen -W " +
           shell_quoted(names + " " + option_names(table.common)) +
           " -- \"$word\")) ;;\n"
           "    esac\n}\ncomplete -F _vitrina vitrina\n";
}

std::string zsh_completion(const CommandTable& table, Language language) {
    std::string text = "#compdef vitrina\n\n_vitrina() {\n    local -a commands=(";
    for (const CommandSpec& command : table.commands)
        text += "\n        " + shell_quoted(std::string(command.name) + ":" +
                                            zsh_escaped(choose(language, command.summary)));
    text +=
        "\n    )\n    if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then\n"
        "        _describe command commands\n        return\n    fi\n"
        "    local command=$words[2]\n    shift words\n    ((CURRENT--))\n"
        "    case $command in\n";
    for (const CommandSpec& command : table.commands)
        text += zsh_command(table, command, language);
    text += "        *)\n            _arguments -s";
    for (const OptionSpec& option : table.common)
        text += zsh_option(option, language);
    return text + "\n            ;;\n    esac\n}\n\n_vitrina \"$@\"\n";
}

std::string fish_completion(const CommandTable& table, Language language) {
    std::string text = "# Completion of vitrina for fish.\ncomplete -c vitrina -f\n";
    for (const CommandSpec& command : table.commands)
        text += fmt::format("complete -c vitrina -n __fish_use_subcommand -a {} -d {}\n",
                            command.name, shell_quoted(choose(language, command.summary)));
    for (const OptionSpec& option : table.common)
        text += fish_option(option, "", language);
    for (const CommandSpec& command : table.commands) {
        const std::string condition =
            fmt::format(" -n '__fish_seen_subcommand_from {}'", command.name);
        for (const OptionSpec& option : command.options)
            text += fish_option(option, condition, language);
        text += fish_operands(command, condition);
    }
    return text;
}

}  // namespace vitrina
