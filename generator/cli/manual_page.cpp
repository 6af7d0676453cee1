// The manual page, section 1, in roff with the `man` macros.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/reference.h"
#include "cli/version.h"

namespace vitrina {
namespace {

// A text of roff: a backslash is `\e`, a hyphen that is typed is `\-`, and no line begins a macro.
std::string roff(std::string_view text) {
    std::string result;
    bool at_start = true;
    for (const char c : text) {
        if (at_start && (c == '.' || c == '\''))
            result += "\\&";
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else
            result += c;
        at_start = c == '\n';
    }
    return result;
}

// An argument of a macro.
std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : roff(text))
        result += c == '"' ? std::string("\\(dq") : std::string(1, c);
    return result + "\"";
}

std::string section(Language language, BilingualText title) {
    return ".SH " + quoted(choose(language, title)) + "\n";
}

std::string option_entry(const OptionSpec& option, Language language) {
    std::string words;
    if (!option.letter.empty())
        words = "\\fB" + roff(option.letter) + "\\fR, ";
    words += "\\fB" + roff(option.name) + "\\fR";
    if (!option.is_flag())
        words += " \\fI" + roff(choose(language, option.value)) + "\\fR";
    return ".TP\n" + words + "\n" + roff(choose(language, option.help)) + "\n";
}

std::string command_entry(const CommandSpec& command, Language language) {
    std::string title = "vitrina " + std::string(command.name);
    if (command.most > 0)
        title += " " + std::string(choose(language, command.operands));
    std::string text =
        ".SS " + quoted(title) + "\n" + roff(choose(language, command.summary)) + ".\n";
    for (const OptionSpec& option : command.options)
        text += option_entry(option, language);
    for (const CommandExample& example : command.examples)
        text += ".PP\n" + roff(choose(language, example.does)) + ":\n.PP\n.nf\n.RS\n" +
                roff(example.line) + "\n.RE\n.fi\n";
    return text;
}

struct Meaning {
    std::string_view name;
    BilingualText what;
};

std::string entries(std::initializer_list<Meaning> meanings, Language language) {
    std::string text;
    for (const Meaning& one : meanings)
        text += ".TP\n\\fB" + roff(one.name) + "\\fR\n" + roff(choose(language, one.what)) + "\n";
    return text;
}

std::string exit_codes(Language language) {
    return entries(
        {{"0", {"done", "сделано"}},
         {"1",
          {"the content has errors; what is published is as it was",
           "в содержании ошибки; опубликованное осталось прежним"}},
         {"2", {"a command or option is wrong", "неверная команда или ключ"}},
         {"3", {"the machine: disk, permissions, memory", "машина: диск, права, память"}},
         {"4", {"refused for safety", "отказ ради безопасности"}},
         {"70", {"a bug of the program", "ошибка самой программы"}}},
        language);
}

std::string variables(Language language) {
    return entries(
        {{"VITRINA_LANG",
          {"language of messages: ru or en; else the locale's",
           "язык сообщений: ru или en; иначе — язык системы"}},
         {"NO_COLOR", {"if set, messages have no colour", "если задана, сообщения без цвета"}},
         {"SOURCE_DATE_EPOCH",
          {"the time of the build, in seconds since 1970",
           "время сборки, в секундах с 1970 года"}}},
        language);
}

}  // namespace

std::string manual_page(const CommandTable& table, Language language) {
    std::string text =
        fmt::format(".TH VITRINA 1 \"\" {} {}\n", quoted("vitrina " + std::string(program_version)),
                    quoted(choose(language, {"User Commands", "Команды"})));
    text += section(language, {"NAME", "НАЗВАНИЕ"}) + "vitrina \\- " +
            std::string(choose(language, {"static site generator for schools that assess openly",
                                          "генератор сайта, на котором школа открыто показывает, "
                                          "как она оценивает"})) +
            "\n";
    text += section(language, {"SYNOPSIS", "ВЫЗОВ"}) + ".B vitrina\n" +
            std::string(choose(language, {"\\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIOPERANDS\\fR]\n",
                                          "\\fIКОМАНДА\\fR [\\fIКЛЮЧИ\\fR] [\\fIДАННЫЕ\\fR]\n"}));
    text += section(language, {"DESCRIPTION", "ОПИСАНИЕ"}) +
            roff(choose(language,
                        {"Reads Markdown memos and YAML tables and publishes a static site. Files "
                         "whose bytes did not change are left alone; an error leaves the published "
                         "folder as it was.\n",
                         "Читает памятки в Markdown и таблицы в YAML и публикует статический сайт. "
                         "Файлы, которые не изменились, не трогает; при ошибке опубликованное "
                         "остаётся прежним.\n"}));
    text += section(language, {"COMMANDS", "КОМАНДЫ"});
    for (const CommandSpec& command : table.commands)
        text += command_entry(command, language);
    text += section(language, {"OPTIONS OF EVERY COMMAND", "ОБЩИЕ КЛЮЧИ"});
    for (const OptionSpec& option : table.common)
        text += option_entry(option, language);
    text += section(language, {"EXIT STATUS", "КОД ЗАВЕРШЕНИЯ"}) + exit_codes(language);
    text += section(language, {"ENVIRONMENT", "ПЕРЕМЕННЫЕ СРЕДЫ"}) + variables(language);
    return text;
}

}  // namespace vitrina
