// `report school S` and `new forms`: what a committee sends to its schools.
#include <array>

#include "base/dates.h"
#include "base/message_text.h"
#include "cli/author_file.h"
#include "cli/committee_commands.h"
#include "committee.h"
#include "content/walk.h"
#include "formats/csv.h"
#include "formats/xlsx_write.h"
#include "kinds/class_ranges.h"

namespace vitrina {
namespace {

// What each element is called in a letter; nobody asks a school for results.
constexpr std::array<BilingualText, due_element_count> element_words = {{
    {"criteria of marking, by subject and class", "критерии оценивания по предметам и классам"},
    {"weights of marks", "веса отметок"},
    {"demo versions of works", "демоверсии работ"},
    {"the schedule of assessments", "график оценочных процедур"},
    {"the school's plan with the recommended measures", "план школы с рекомендованными мерами"},
    {"memos for parents", "памятки для родителей"},
    {"a hot line", "горячая линия"},
    {"the checklist of the school's system of quality", "самопроверка системы оценки качества"},
}};

void add_elements(const CommonOptions& common,
                  const SchoolFacts& facts,
                  CoverageState state,
                  BilingualText heading,
                  std::string& letter) {
    std::string lines;
    for (std::size_t i = 0; i < due_element_count; ++i)
        if (facts.elements[i].state == state)
            lines += "  - " + std::string(choose(common.language, element_words[i])) + "\n";
    if (!lines.empty())
        letter += std::string(choose(common.language, heading)) + "\n" + lines + "\n";
}

// Why the school's data were not taken, as `vitrina mirror` said it, with the school by its name.
std::string reason_of(const CommonOptions& common, const SchoolFacts& facts) {
    const auto id = find_message(facts.kept.reason);
    if (!id)
        return facts.kept.reason;
    std::vector<std::string> args = facts.kept.reason_args;
    if (!args.empty() && args.front() == facts.school->id.value)
        args.front() = facts.school->name;
    const MessageText& text = message_text(*id);
    std::string told = expand_text(choose(common.language, text.text), args, common.language);
    const std::string help = expand_help(choose(common.language, text.help), args, common.language);
    return help.empty() ? told : told + " (" + help + ")";
}

void add_state(const CommonOptions& common, const SchoolFacts& facts, std::string& letter) {
    if (facts.kept.failures > 0)
        letter += sentence(common,
                           {"The committee could not read the school's data:\n  {0}\n\n",
                            "Комитету не удалось прочитать данные школы:\n  {0}\n\n"},
                           reason_of(common, facts));
    else if (facts.state == SchoolState::NotYet)
        letter += choose(common.language, {"The committee has not read the school's data yet.\n\n",
                                           "Комитет ещё не читал данные школы.\n\n"});
    else if (facts.state == SchoolState::Stale)
        letter += sentence(common,
                           {"Nothing in the catalogue of the school's site has changed since {0}. If "
                            "all of it still holds, set `reviewed` in criteria, weights and plans that "
                            "were looked through, and `updated` in memos.\n\n",
                            "В каталоге сайта школы ничего не менялось с {0} Если всё по-прежнему "
                            "верно, отметьте просмотренные критерии, веса и планы полем `reviewed`, а "
                            "в памятках обновите `updated`.\n\n"},
                           display_date(common.language, facts.unchanged_since()));
    else if (facts.state == SchoolState::NoSource)
        letter += choose(common.language,
                         {"The committee does not know where the school publishes its data.\n\n",
                          "Комитет не знает, где школа публикует свои данные.\n\n"});
}

void add_lines(const CommonOptions& common,
               BilingualText heading,
               const std::vector<std::string>& lines,
               std::string& letter) {
    if (lines.empty())
        return;
    letter += std::string(choose(common.language, heading)) + "\n";
    for (const std::string& line : lines)
        letter += "  - " + line + "\n";
    letter += "\n";
}

std::string item_line(const CommonOptions& common,
                      const ReferenceItem& item,
                      const ClassList& classes) {
    std::string line = item.subject;
    if (item.kind == ItemKind::Weights)
        line = choose(common.language, {"weights of works", "веса работ"});
    else if (item.kind == ItemKind::Term)
        line = choose(common.language, {"mark of the term", "отметка за период"});
    else if (item.work != "*")
        line += ", " + item.work;
    for (const std::string& word : {item.group, item.programme})
        line += word.empty() ? std::string() : ", " + word;
    return line + ", " + sentence(common, {"classes {0}", "классы: {0}"}, class_ranges(classes));
}

// Rules of the reference that the school's data have not.
std::vector<std::string> missing_rules(const CommonOptions& common,
                                       const Committee& committee,
                                       const SchoolFacts& facts) {
    std::vector<std::string> lines;
    for (const ReferenceItem& item : committee.items) {
        ClassList classes;
        for (std::size_t i = 0; i < item.classes.size() && !facts.cells.empty(); ++i)
            if (facts.cells[item.first_cell + i].verdict == Verdict::Missing)
                classes.labels.push_back(item.classes[i]);
        if (!classes.empty())
            lines.push_back(item_line(common, item, classes));
    }
    return lines;
}

void add_files(const CommonOptions& common, const SchoolFacts& facts, std::string& letter) {
    std::vector<std::string> unread;
    for (const KeptFile& file : facts.files)
        if (file.is_unread)
            unread.push_back(file.title + (file.url.empty() ? "" : " — " + file.url));
    add_lines(common,
              {"Published, but not to be read as data:",
               "Опубликовано, но прочитать как данные не удалось:"},
              unread, letter);
    std::vector<std::string> gone;
    for (const MissingFile& file : facts.missing)
        gone.push_back(sentence(common, {"{0}, seen on {1}", "{0}, замечено {1}"}, file.title,
                                display_date(common.language, utc_date_time(file.since).date)));
    add_lines(common,
              {"Gone from the catalogue without a word (`vitrina remove` says that it is meant):",
               "Исчезло из каталога без объявления (если так и нужно, снимите командой `vitrina "
               "remove`):"},
              gone, letter);
}

std::string letter_to(const CommonOptions& common,
                      const Committee& committee,
                      const SchoolFacts& facts) {
    std::string letter = facts.school->name + "\n\n";
    add_state(common, facts, letter);
    add_elements(common, facts, CoverageState::Absent,
                 {"Not found in what the school publishes:", "В опубликованном не нашлось:"}, letter);
    add_elements(common, facts, CoverageState::Document,
                 {"Published as documents; as data they can be compared:",
                  "Опубликовано документами; в виде данных их можно было бы сравнить:"},
                 letter);
    add_elements(common, facts, CoverageState::Unchecked,
                 {"Could not be checked:", "Проверить не удалось:"}, letter);
    add_files(common, facts, letter);
    if (facts.checked() == 0)
        return letter;
    add_lines(
        common,
        {"Rules of the reference that the data have not:", "Нет правил, которые есть в образце:"},
        missing_rules(common, committee, facts), letter);
    letter += sentence(
        common,
        {"Of {0} rules of the reference that could be compared {1} are the same, {2} are "
         "not there. A difference is no violation.\n",
         "Из {0} {0|правила|правил|правил} образца, которые удалось сравнить, совпадают {1}, "
         "отсутствуют {2}. Отличие — не нарушение.\n"},
        facts.checked(), facts.count(Verdict::Same), facts.count(Verdict::Missing));
    return letter;
}

struct Form {
    std::string_view name;
    std::string_view title;
    CsvRow headings;
};

std::vector<Form> forms() {
    return {{"kriterii",
             "Критерии",
             {"предмет", "программа", "класс", "вид работы", "модель", "максимум", "«5» от",
              "«4» от", "«3» от", "условие", "акт"}},
            {"vesa", "Веса", {"вид работы", "вес", "классы", "предметы", "акт"}}};
}

}  // namespace

ExitCode run_school_report(const CommonOptions& common,
                           const std::string& folder,
                           const std::string& school,
                           FileSystem& files) {
    const auto site = committee_folder(files, folder);
    if (!site)
        return print_error(common, files, site.error());
    Diagnostics messages;
    const auto read = read_site(files, {*site, "", 0, "", nullptr}, SourceCache(), messages);
    const Committee* committee = nullptr;
    if (read)
        for (const Record& record : read->sources.records)
            if (const auto* found = std::any_cast<Committee>(&record.data))
                committee = found;
    // What is wrong in the committee's own files might be what the letter would blame a school for.
    if (committee == nullptr || messages.has_errors()) {
        print_messages(common, files, std::move(messages), {});
        return ExitCode::ContentErrors;
    }
    for (const SchoolFacts& facts : committee->schools) {
        if (facts.school->id.value != school)
            continue;
        print_text(letter_to(common, *committee, facts));
        return ExitCode::Done;
    }
    return print_error(common, files,
                       {ids::mirror_school_unknown, {school, ""}, ExitCode::Usage});
}

Result<ExitCode> make_forms(const CommonOptions& common,
                            const std::string& folder,
                            FileSystem& files) {
    for (const Form& form : forms()) {
        for (const auto& [extension, bytes] :
             {std::pair(".csv", csv_text({form.headings})),
              std::pair(".xlsx", make_form_workbook(form.title, form.headings))}) {
            const std::string path = join_path(folder, std::string(form.name) + extension);
            if (auto made = create_author_file(files, path, bytes); !made)
                return tl::unexpected(made.error());
            print_line(path);
        }
    }
    print_note(common, choose(common.language,
                              {"send them to schools that have no site; put what comes back below "
                               "inbox/",
                               "разошлите школам без своего сайта; ответы кладите в inbox/"}));
    return ExitCode::Done;
}

}  // namespace vitrina
