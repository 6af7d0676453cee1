#include "cli/command_table.h"

namespace vitrina {
namespace {

constexpr BilingualText folder_value = {"DIR", "ПАПКА"};

std::vector<OptionSpec> common_options() {
    return {
        {"--help", "-h", {}, {"what the command does", "что делает команда"}},
        {"--version", "", {}, {"the program's version", "версия программы"}},
        {"--lang", "", {"ru|en", "ru|en"}, {"language of messages", "язык сообщений"}},
        {"--format", "", {"text|json|sarif", "text|json|sarif"},
         {"for people or for programs", "для людей или для программ"}},
        {"--quiet", "-q", {}, {"no summary, no hints", "без итогов и подсказок"}},
        {"--verbose", "-v", {}, {"also what changed", "назвать и то, что изменилось"}},
        {"--all-errors", "", {}, {"all messages, not a hundred", "все сообщения, а не сто"}},
    };
}

std::vector<OptionSpec> reading_options() {
    return {
        {"--drafts", "", {}, {"let drafts in", "с черновиками"}},
        {"--today", "", {"DATE", "ДАТА"},
         {"as if it were this day: what is published from or until a date",
          "как если бы шёл этот день: что публикуется с даты и по дату"}},
    };
}

std::vector<OptionSpec> build_options() {
    std::vector<OptionSpec> options{
        {"--out", "-o", {"OUT", "ВЫХОД"},
         {"where the site is published (public)", "куда публиковать (public)"}},
        {"--strict", "", {}, {"a warning holds publishing back too", "предупреждение тоже останавливает"}},
    };
    for (OptionSpec& option : reading_options())
        options.push_back(option);
    const std::vector<OptionSpec> rest{
        {"--jobs", "-j", {"N", "N"}, {"threads (one per core)", "потоков (по числу ядер)"}},
        {"--keep-going", "", {},
         {"publish the other sites when one has errors",
          "публиковать другие сайты, если в одном есть ошибки"}},
        {"--adopt", "", {},
         {"take over a folder with foreign files; nothing is deleted",
          "принять папку с чужими файлами; ничего не удаляется"}},
        {"--allow-shrink", "", {},
         {"even if a third of the pages goes", "даже если исчезает треть страниц"}},
        {"--state", "", folder_value,
         {"caches and stage, on the disk of OUT (.vitrina beside it)",
          "служебная папка на диске выхода (.vitrina рядом с ним)"}},
    };
    options.insert(options.end(), rest.begin(), rest.end());
    return options;
}

CommandSpec build_spec() {
    return {"build",
            {"[DIR]", "[ПАПКА]"},
            0,
            1,
            {"makes the site and publishes what changed", "собирает сайт и публикует изменившееся"},
            build_options(),
            {{"vitrina build && rsync -a --delete public/ server:/var/www/ocenka/",
              {"build, then send what changed", "собрать и отправить изменившееся"}},
             {"vitrina build content/school -o /srv/www --strict",
              {"one site, no warning allowed", "один сайт, без единого предупреждения"}}}};
}

CommandSpec check_spec() {
    return {"check",
            {"[DIR]", "[ПАПКА]"},
            0,
            1,
            {"the same without writing anything", "то же самое, но ничего не записывает"},
            build_options(),
            {{"vitrina check", {"every mistake, nothing touched", "все ошибки, ничего не тронуто"}},
             {"vitrina check --format=sarif 2> vitrina.sarif",
              {"for a program that shows mistakes", "для программы, которая показывает ошибки"}}}};
}

}  // namespace

const CommandTable& command_table() {
    static const CommandTable table{common_options(), {build_spec(), check_spec()}};
    return table;
}

}  // namespace vitrina
