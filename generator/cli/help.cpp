#include "cli/help.h"

#include <algorithm>
#include <utility>

#include "cli/columns.h"
#include "cli/command.h"

namespace vitrina {
namespace {

std::string option_words(const OptionSpec& option, Language language) {
    std::string words = option.letter.empty() ? "    " : std::string(option.letter) + ", ";
    words += option.name;
    if (!option.is_flag())
        words += " " + std::string(choose(language, option.value));
    return words;
}

std::string option_lines(const std::vector<OptionSpec>& options, Language language) {
    std::vector<std::vector<std::string>> rows;
    for (const OptionSpec& option : options)
        rows.push_back(
            {"  " + option_words(option, language), std::string(choose(language, option.help))});
    return align_columns(rows);
}

std::string heading(Language language, BilingualText text) {
    return "\n" + std::string(choose(language, text)) + "\n";
}

}  // namespace

std::string general_help(const CommandTable& table, Language language) {
    std::string text(choose(
        language, {"vitrina makes a school's open-assessment site out of Markdown and YAML.\n",
                   "vitrina собирает сайт открытого оценивания школы из Markdown и YAML.\n"}));
    text +=
        heading(language, {"Usage: vitrina COMMAND [OPTIONS]", "Вызов: vitrina КОМАНДА [КЛЮЧИ]"});
    std::vector<std::vector<std::string>> rows;
    for (const CommandSpec& command : table.commands)
        rows.push_back(
            {"  " + std::string(command.name), std::string(choose(language, command.summary))});
    text += heading(language, {"Commands:", "Команды:"}) + align_columns(rows);
    text += heading(language, {"Everywhere:", "Везде:"}) + option_lines(table.common, language);
    text += heading(language, {"Examples:", "Примеры:"});
    for (const CommandSpec& command : table.commands)
        text += "  " + std::string(command.examples.front().line) + "\n";
    text += heading(language, {"More of a command: vitrina COMMAND --help",
                               "О команде подробнее: vitrina КОМАНДА --help"});
    return text;
}

std::string command_help(const CommandTable& table, const CommandSpec& command, Language language) {
    std::string text = "vitrina " + std::string(command.name);
    if (command.most > 0)
        text += " " + std::string(choose(language, command.operands));
    if (!command.options.empty())
        text += choose(language, {" [OPTIONS]", " [КЛЮЧИ]"});
    text += "\n  " + std::string(choose(language, command.summary)) + "\n";
    if (!command.options.empty())
        text += heading(language, {"Options:", "Ключи:"}) + option_lines(command.options, language);
    text += heading(language, {"Everywhere:", "Везде:"}) + option_lines(table.common, language);
    text += heading(language, {"Examples:", "Примеры:"});
    for (const CommandExample& example : command.examples)
        text += "  " + std::string(example.line) + "\n      " +
                std::string(choose(language, example.does)) + "\n";
    return text;
}

}  // namespace vitrina
