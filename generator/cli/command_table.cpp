#include "cli/command_table.h"

#include "cli/document_specs.h"

namespace vitrina {
namespace {

constexpr BilingualText folder_value = {"DIR", "ПАПКА"};

std::vector<OptionSpec> common_options() {
    return {
        {"--help", "-h", {}, {"what the command does", "что делает команда"}},
        {"--version", "", {}, {"the program's version", "версия программы"}},
        {"--lang", "", {"ru|en", "ru|en"}, {"language of messages", "язык сообщений"}},
        {"--format",
         "",
         {"text|json|sarif", "text|json|sarif"},
         {"for people or for programs", "для людей или для программ"}},
        {"--quiet", "-q", {}, {"no summary, no hints", "без итогов и подсказок"}},
        {"--verbose", "-v", {}, {"also what changed", "назвать и то, что изменилось"}},
        {"--all-errors", "", {}, {"all messages, not a hundred", "все сообщения, а не сто"}},
    };
}

std::vector<OptionSpec> reading_options() {
    return {
        {"--drafts", "", {}, {"let drafts in", "с черновиками"}},
        {"--today",
         "",
         {"DATE", "ДАТА"},
         {"as if it were this day: what is published from or until a date",
          "как если бы шёл этот день: что публикуется с даты и по дату"}},
    };
}

std::vector<OptionSpec> build_options() {
    std::vector<OptionSpec> options{
        {"--out",
         "-o",
         {"OUT", "ВЫХОД"},
         {"where the site is published (public)", "куда публиковать (public)"}},
        {"--strict",
         "",
         {},
         {"a warning holds publishing back too", "предупреждение тоже останавливает"}},
    };
    for (OptionSpec& option : reading_options())
        options.push_back(option);
    const std::vector<OptionSpec> rest{
        {"--jobs", "-j", {"N", "N"}, {"threads (one per core)", "потоков (по числу ядер)"}},
        {"--keep-going",
         "",
         {},
         {"publish the other sites when one has errors",
          "публиковать другие сайты, если в одном есть ошибки"}},
        {"--adopt",
         "",
         {},
         {"take over a folder with foreign files; nothing is deleted",
          "принять папку с чужими файлами; ничего не удаляется"}},
        {"--allow-shrink",
         "",
         {},
         {"even if a third of the pages goes", "даже если исчезает треть страниц"}},
        {"--state",
         "",
         folder_value,
         {"caches and stage, on the disk of OUT (.vitrina beside it)",
          "служебная папка на диске выхода (.vitrina рядом с ним)"}},
        {"--no-cache",
         "",
         {},
         {"make everything anew, whatever earlier builds remember",
          "собрать всё заново, не полагаясь на память прежних сборок"}},
        {"--profile",
         "",
         {},
         {"print how long each pass and kind of page took",
          "напечатать, сколько заняли каждый проход и каждый вид страниц"}},
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

CommandSpec serve_spec() {
    std::vector<OptionSpec> options{
        {"--port",
         "",
         {"N", "N"},
         {"the port (4000, or the next that is free)", "порт (4000 или следующий свободный)"}},
        {"--open", "", {}, {"open it in the browser", "открыть в браузере"}},
        {"--poll",
         "",
         {},
         {"look at files every second instead of being told of changes",
          "проверять файлы каждую секунду, а не ждать сообщений системы"}},
        {"--drafts",
         "",
         {},
         {"also drafts and what waits for its day, with a ribbon",
          "с черновиками и с тем, что ждёт своего дня: на таких страницах лента"}},
        {"--today",
         "",
         {"DATE", "ДАТА"},
         {"as if it were this day: what is published from or until a date",
          "как если бы шёл этот день: что публикуется с даты и по дату"}},
    };
    return {"serve",
            {"[DIR]", "[ПАПКА]"},
            0,
            1,
            {"shows the site in the browser while you write; writes nothing",
             "показывает сайт в браузере, пока вы пишете; ничего не записывает"},
            std::move(options),
            {{"vitrina serve --open",
              {"save a file and see its page", "сохранили файл — видна страница"}},
             {"vitrina serve content/school --drafts --port 8080",
              {"one site with its drafts", "один сайт с черновиками"}}}};
}

CommandSpec mirror_spec() {
    return {
        "mirror",
        {"[verify | log SCHOOL | revert SCHOOL | accept SCHOOL] [DIR]",
         "[verify | log ШКОЛА | revert ШКОЛА | accept ШКОЛА] [ПАПКА]"},
        0,
        3,
        {"fetches what the schools of a committee publish",
         "собирает то, что публикуют школы комитета"},
        {{"--only", "", {"SCHOOL", "ШКОЛА"}, {"this school alone", "только эту школу"}},
         {"--to",
          "",
          {"HASH", "ХЕШ"},
          {"of `revert`: the version that shall hold again", "для `revert`: какую версию вернуть"}},
         {"--dry-run",
          "",
          {},
          {"ask and judge, keep nothing", "спросить и проверить, ничего не сохраняя"}},
         {"--offline", "", {}, {"only sources on this disk", "только источники на этом диске"}},
         {"--jobs", "-j", {"N", "N"}, {"hosts at once (4)", "сколько серверов сразу (4)"}},
         {"--ca-file",
          "",
          {"FILE", "ФАЙЛ"},
          {"trusted root certificates instead of the system's",
           "доверенные корневые сертификаты вместо системных"}},
         {"--allow-private",
          "",
          {},
          {"let addresses of this machine and network in: for tests",
           "разрешить адреса этой машины и сети: для испытаний"}},
         {"--allow-port", "", {"N", "N"}, {"a port besides 80 and 443", "порт, кроме 80 и 443"}}},
        {{"vitrina mirror && vitrina build",
          {"ask the schools, then make the committee's site",
           "обойти школы, затем собрать сайт комитета"}},
         {"vitrina mirror --only otradnoe-3 --dry-run",
          {"what one school would bring", "что даст одна школа"}},
         {"vitrina mirror verify",
          {"prove that what was kept is as it was", "доказать, что собранное не изменилось"}},
         {"vitrina mirror accept otradnoe-3",
          {"take a set that was refused", "принять набор, который был отклонён"}}}};
}

CommandSpec new_spec() {
    return {
        "new",
        {"KIND NAME", "ВИД ИМЯ"},
        2,
        2,
        {"makes a site, or a commented file: memo page act event plan criteria weights demo tasks; "
         "forms for schools; moves a site to the next school year",
         "создаёт сайт или файл с пояснениями: memo page act event plan criteria weights demo "
         "tasks; переводит сайт на следующий учебный год"},
        {{"--title", "", {"TEXT", "ТЕКСТ"}, {"its title", "название"}},
         {"--from",
          "",
          {"FILE", "ФАЙЛ"},
          {"a site for each school of a schools.yaml", "по сайту на каждую школу из schools.yaml"}},
         site_option({"the site it belongs to", "в каком сайте"}),
         today_option()},
        {{"vitrina new site content/school", {"a site with one memo", "сайт с одной памяткой"}},
         {"vitrina new site content --from content/komitet/schools.yaml",
          {"sites of schools without a server", "сайты школ без своего сервера"}},
         {"vitrina new memo parents/vpr --title 'ВПР: что надо знать'",
          {"memos/parents/vpr.md of the site in content/",
           "memos/parents/vpr.md сайта из content/"}},
         {"vitrina new plan 2026/objectivity --site content/school",
          {"of one of several sites", "в одном из нескольких сайтов"}},
         {"vitrina new year 2027-2028",
          {"what to renew, and the new year's plans", "что обновить, и планы нового года"}}}};
}

CommandSpec list_spec() {
    return {"list",
            {"[DIR]", "[ПАПКА]"},
            0,
            1,
            {"all records: kind, id, date, state, title",
             "все записи: вид, ид, дата, состояние, название"},
            {{"--overdue",
              "",
              {},
              {"only rows of plans that are late", "только строки планов, срок которых прошёл"}},
             {"--unreviewed",
              "",
              {},
              {"only what should be read through again", "только то, что пора перечитать"}},
             {"--expiring",
              "",
              {},
              {"only what ends within 30 days", "только то, что кончается в ближайшие 30 дней"}},
             today_option()},
            {{"vitrina list content/school", {"of one site", "одного сайта"}},
             {"vitrina list --overdue --unreviewed --expiring",
              {"what is to be done", "что пора сделать"}},
             {"vitrina list --format=json", {"for a program", "для программы"}}}};
}

CommandSpec remove_spec() {
    return {
        "remove",
        {"ID", "ИД"},
        1,
        1,
        {"deletes a record that nothing refers to and remembers it in site.yaml",
         "удаляет запись, на которую никто не ссылается, и отмечает это в site.yaml"},
        {site_option({"where the record is", "где искать запись"}), today_option()},
        {{"vitrina remove memos/old-memo", {"or who refers to it", "или скажет, кто ссылается"}}}};
}

CommandSpec touch_spec() {
    return {"touch",
            file_operands,
            1,
            any_number,
            {"sets `updated` to today", "ставит в `updated` сегодняшний день"},
            {today_option()},
            {{"vitrina touch content/school/memos/vpr.md",
              {"after a change that readers should notice",
               "после правки, которую должны заметить читатели"}}}};
}

CommandSpec fmt_spec() {
    return {"fmt",
            file_operands,
            1,
            any_number,
            {"puts right what a machine can", "исправляет то, что может исправить программа"},
            {{"--ids",
              "",
              {},
              {"an id for every row, criterion and task without one",
               "ид каждой строке, критерию и заданию, где его нет"}},
             {"--to-utf8", "", {}, {"from cp1251 or UTF-16", "из cp1251 или UTF-16"}}},
            {{"vitrina fmt --ids content/school/plans/2026.yaml",
              {"others can refer to its rows", "на строки плана можно ссылаться"}},
             {"vitrina fmt --to-utf8 memos/*.md",
              {"files of an old editor", "файлы старого редактора"}}}};
}

CommandSpec explain_spec() {
    return {"explain",
            {"[MESSAGE]", "[СООБЩЕНИЕ]"},
            0,
            1,
            {"what a message means; all messages", "что значит сообщение; все сообщения"},
            {},
            {{"vitrina explain deadline-unknown",
              {"the words in brackets", "слово в квадратных скобках"}},
             {"vitrina explain", {"the whole list", "весь список"}}}};
}

CommandSpec schema_spec() {
    return {"schema",
            {"[KIND]", "[ВИД]"},
            0,
            1,
            {"JSON Schema of a kind of file, for editors", "JSON Schema файла для редакторов"},
            {},
            {{"vitrina schema plan > plan.schema.json", {"fields and values", "поля и значения"}},
             {"vitrina schema", {"the kinds", "виды файлов"}}}};
}

CommandSpec reference_spec() {
    return {"reference",
            {"[NAME]", "[ИМЯ]"},
            0,
            1,
            {"a text from the program's own tables: pages of the handbook, man, completions",
             "текст по таблицам программы: страницы руководства, man, дополнение команд"},
            {},
            {{"vitrina reference bash > ~/.local/share/bash-completion/completions/vitrina",
              {"the shell completes commands", "оболочка дополняет команды по Tab"}},
             {"vitrina reference", {"what there is", "что есть"}}}};
}

CommandSpec doctor_spec() {
    return {
        "doctor",
        {"[DIR]", "[ПАПКА]"},
        0,
        1,
        {"what a build would use, and what is in its way",
         "чем воспользуется сборка и что ей мешает"},
        {{"--out", "-o", {"OUT", "ВЫХОД"}, {"where the site is published", "куда публиковать"}}},
        {{"vitrina doctor", {"before the first build", "перед первой сборкой"}}}};
}

}  // namespace

const CommandTable& command_table() {
    static const CommandTable table{
        common_options(),
        {build_spec(), check_spec(), serve_spec(), mirror_spec(), new_spec(), list_spec(),
         remove_spec(), touch_spec(), fmt_spec(), import_spec(), report_spec(), pack_spec(),
         explain_spec(), schema_spec(), reference_spec(), doctor_spec()}};
    return table;
}

}  // namespace vitrina
