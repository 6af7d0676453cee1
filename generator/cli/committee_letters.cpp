// `report school S` and `new forms`: what a committee sends to its schools.
#include <array>

#include "cli/author_file.h"
#include "cli/committee_commands.h"
#include "committee.h"
#include "content/walk.h"

namespace vitrina {
namespace {

// What each element is called in a letter.
constexpr std::array<BilingualText, element_count> element_words = {{
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
    for (std::size_t i = 0; i < element_count; ++i)
        if (facts.elements[i].state == state)
            lines += "  - " + std::string(choose(common.language, element_words[i])) + "\n";
    if (!lines.empty())
        letter += std::string(choose(common.language, heading)) + "\n" + lines + "\n";
}

std::string letter_to(const CommonOptions& common, const SchoolFacts& facts) {
    std::string letter = facts.school->name + "\n\n";
    if (facts.state != SchoolState::Good && facts.state != SchoolState::LinksOnly)
        letter += sentence(common,
                           {"The committee could not read the school's data: {0}.\n\n",
                            "Комитету не удалось прочитать данные школы: {0}.\n\n"},
                           facts.kept.reason.empty() ? std::string(school_state_word(facts.state))
                                                     : facts.kept.reason);
    add_elements(common, facts, CoverageState::Absent,
                 {"Not found in what the school publishes:", "В опубликованном не нашлось:"}, letter);
    add_elements(common, facts, CoverageState::Document,
                 {"Published as documents; as data they can be compared:",
                  "Опубликовано документами; в виде данных их можно было бы сравнить:"},
                 letter);
    add_elements(common, facts, CoverageState::Unchecked,
                 {"Could not be checked:", "Проверить не удалось:"}, letter);
    if (!facts.cells.empty())
        letter += sentence(common,
                           {"Of {0} rules of the reference {1} are the same, {2} are not there. A "
                            "difference is no violation.\n",
                            "Из {0} правил образца совпадают {1}, отсутствуют {2}. Отличие — не "
                            "нарушение.\n"},
                           facts.cells.size(), facts.count(Verdict::Same),
                           facts.count(Verdict::Missing));
    return letter;
}

constexpr std::string_view criteria_form =
    "\xEF\xBB\xBFпредмет;программа;класс;вид работы;модель;максимум;«5» от;«4» от;«3» "
    "от;условие;акт\r\n";
constexpr std::string_view weights_form = "\xEF\xBB\xBFвид работы;вес;классы;предметы;акт\r\n";

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
    if (committee == nullptr) {
        print_messages(common, files, std::move(messages), {});
        return ExitCode::ContentErrors;
    }
    for (const SchoolFacts& facts : committee->schools) {
        if (facts.school->id.value != school)
            continue;
        print_text(letter_to(common, facts));
        return ExitCode::Done;
    }
    return print_error(common, files,
                       {ids::mirror_school_unknown, {school, ""}, ExitCode::Usage});
}

Result<ExitCode> make_forms(const CommonOptions& common,
                            const std::string& folder,
                            FileSystem& files) {
    for (const auto& [name, text] : {std::pair("kriterii.csv", criteria_form),
                                     std::pair("vesa.csv", weights_form)}) {
        const std::string path = join_path(folder, name);
        if (auto made = create_author_file(files, path, std::string(text)); !made)
            return tl::unexpected(made.error());
        print_line(path);
    }
    print_note(common, choose(common.language,
                              {"send them to schools that have no site; put what comes back below "
                               "inbox/",
                               "разошлите школам без своего сайта; ответы кладите в inbox/"}));
    return ExitCode::Done;
}

}  // namespace vitrina
