#include "cli/document_specs.h"

namespace vitrina {

OptionSpec site_option(BilingualText help) {
    return {"--site", "", {"DIR", "ПАПКА"}, help};
}

OptionSpec today_option() {
    return {
        "--today", "", {"DATE", "ДАТА"}, {"a day other than today", "день вместо сегодняшнего"}};
}

CommandSpec import_spec() {
    return {"import",
            file_operands,
            1,
            any_number,
            {"makes a record of a Word or Excel file, a table, or questions in GIFT or Aiken",
             "делает запись из файла Word или Excel, таблицы, заданий GIFT или Aiken"},
            {{"--as",
              "",
              {"KIND", "ВИД"},
              {"plan, memo, act, criteria, weights, schedule or tasks (as the file looks)",
               "plan, memo, act, criteria, weights, schedule или tasks (по виду файла)"}},
             {"--to",
              "",
              {"plans/NAME", "plans/ИМЯ"},
              {"the record to make; without it the text is printed",
               "какую запись создать; без ключа текст выводится на экран"}},
             {"--out", "-o", {"FILE", "ФАЙЛ"}, {"the file to make", "какой файл создать"}},
             {"--title", "", {"TEXT", "ТЕКСТ"}, {"its title", "название"}},
             {"--update",
              "",
              {},
              {"take what a returned table says into a plan",
               "внести в план то, что сказано в вернувшейся таблице"}},
             {"--into",
              "",
              {"plans/NAME.yaml", "plans/ИМЯ.yaml"},
              {"the plan to change", "какой план изменить"}},
             {"--fields",
              "",
              {"LIST", "СПИСОК"},
              {"what may change (status,done,report,evidence)", "что можно менять (status,done,report,evidence)"}},
             {"--yes", "-y", {}, {"change without asking", "менять, не спрашивая"}},
             site_option({"the site it belongs to", "в каком сайте"}),
             today_option()},
            {{"vitrina import plan.docx", {"look first", "сначала посмотреть"}},
             {"vitrina import plan.docx --to plans/2026/objectivity",
              {"nothing is ever overwritten", "ничего не перезаписывается"}},
             {"vitrina import questions.gift --to tasks/drobi --title 'Дроби, 5 класс'",
              {"questions of Moodle", "задания из Moodle"}},
             {"vitrina import --update plan.docx --into content/school/plans/2026.yaml",
              {"what was done, from a returned table", "что сделано, из вернувшейся таблицы"}}}};
}

CommandSpec report_spec() {
    return {"report",
            {"plan PLAN | school SCHOOL", "plan ПЛАН | school ШКОЛА"},
            2,
            2,
            {"how a plan is carried out, to print; what a school still lacks, to be sent to it",
             "исполнение плана для печати; чего ещё не хватает школе, письмом"},
            {{"--as-of", "", {"DATE", "ДАТА"}, {"on which day (today)", "на какой день (сегодня)"}},
             {"--csv", "", {}, {"a table instead of a page", "таблица вместо страницы"}},
             {"--out", "-o", {"FILE", "ФАЙЛ"}, {"the file to make", "какой файл создать"}},
             site_option({"the site of the plan; the committee's site, or a workspace of it",
                          "в каком сайте план; сайт комитета или папка с ним"})},
            {{"vitrina report plan content/school/plans/2026.yaml -o otchet.html",
              {"open it and print", "откройте и напечатайте"}},
             {"vitrina report plan plans/2026 --as-of 2026-12-31 --csv",
              {"the half-year as a table", "полугодие таблицей"}},
             {"vitrina report school otradnoe-3 > pismo.txt",
              {"a letter to one school", "письмо одной школе"}}}};
}

CommandSpec pack_spec() {
    return {"pack",
            {"[DIR]", "[ПАПКА]"},
            0,
            1,
            {"packs the published site into one zip", "упаковывает опубликованный сайт в один zip"},
            {{"--out",
              "-o",
              {"OUT", "ВЫХОД"},
              {"where the site is published (public)", "где опубликован сайт (public)"}},
             {"--archive",
              "",
              {"FILE.zip", "ФАЙЛ.zip"},
              {"the archive to make (OUT.zip)", "какой архив создать (ВЫХОД.zip)"}},
             {"--changed-since",
              "",
              {"FILE.list", "ФАЙЛ.list"},
              {"only what changed since the list of an earlier pack",
               "только изменившееся после прошлого архива, по его списку"}},
             {"--portable",
              "",
              {},
              {"opens from a folder or a USB stick", "открывается из папки или с флешки"}}},
            {{"vitrina pack", {"public.zip and public.list", "public.zip и public.list"}},
             {"vitrina pack --changed-since public.list --archive novoe.zip",
              {"what to upload this time", "что загрузить в этот раз"}},
             {"vitrina pack --portable --archive fleshka.zip",
              {"for a meeting without a network", "для собрания без сети"}}}};
}

}  // namespace vitrina
