// The register of schools, and the same as a table.
#include <map>

#include "formats/csv.h"
#include "pages/committee.h"

namespace vitrina {
namespace {

ReportRow register_row(const Theme& theme, const SchoolFacts& facts) {
    std::size_t covered = 0;
    for (std::size_t i = 0; i < due_element_count; ++i) {
        const CoverageState state = facts.elements.at(i).state;
        covered += state == CoverageState::Data || state == CoverageState::Document ? 1 : 0;
    }
    ReportCell verdicts{"—", "", "", "", {}};
    if (!facts.cells.empty())
        verdicts = {theme.text("register_verdicts", {std::to_string(facts.count(Verdict::Same)),
                                                     std::to_string(facts.checked())}),
                    "",
                    "",
                    "",
                    {}};
    return {
        facts.school->id.value,
        {school_name(facts), school_url(facts), "", facts.school->legal_form, {}},
        {state_cell(theme, facts),
         {theme.text("register_covered", {std::to_string(covered), std::to_string(due_element_count)}),
          "",
          "",
          "",
          {}},
         std::move(verdicts),
         {"", "", "", "", day_of(facts.kept.first_seen)}}};
}

ReportSection groups_section(const Theme& theme, const Committee& committee) {
    ReportSection section{"groups",
                          std::string(theme.text("school_groups")),
                          std::string(theme.text("school_groups_how")),
                          "",
                          {},
                          {},
                          {},
                          {}};
    for (const SchoolGroup& group : committee.list->groups) {
        ReportItem item{group.title.text.text, "", {}, {}};
        std::map<std::string_view, const std::string*> roles;
        for (const auto& [id, what] : group.roles.items)
            roles.emplace(id.value, &what);
        for (const Located<std::string>& member : group.members) {
            const School* school = committee.list->find(member.value);
            const auto role = roles.find(member.value);
            if (school != nullptr)
                item.notes.push_back(school->name +
                                     (role == roles.end() ? "" : " — " + *role->second));
        }
        section.items.push_back(std::move(item));
    }
    return section;
}

Rendered render_register(const PageWorld& world,
                         const Committee& committee,
                         const SchoolSlice& slice) {
    const Theme& theme = world.theme;
    PageFrame frame = committee_frame(world, slice_url("/schools/", slice.number),
                                      std::string(theme.text("section_schools")));
    frame.section = "schools";
    frame.alternates = {{"text/csv", "CSV", "/schools.csv"}};
    Report report;
    report.lead = theme.text("schools_lead", {std::to_string(committee.schools.size())});
    ReportSection section{"schools", std::string(theme.text("schools_list")), "", "", {}, {}, {},
                          {}};
    ReportTable table{
        "schools-table",
        std::string(theme.text("schools_list")),
        {std::string(theme.text("column_school")), std::string(theme.text("column_state")),
         std::string(theme.text("column_covered")), std::string(theme.text("column_same")),
         std::string(theme.text("column_first_seen"))},
        {}};
    for (std::size_t i = slice.first; i < slice.first + slice.count; ++i)
        table.rows.push_back(register_row(theme, committee.schools[i]));
    section.tables.push_back(std::move(table));
    report.sections.push_back(std::move(section));
    if (slice.number == 1 && !committee.list->groups.empty())
        report.sections.push_back(groups_section(theme, committee));
    if (slice.number > 1)
        report.newer = slice_url("/schools/", slice.number - 1);
    if (slice.first + slice.count < committee.schools.size())
        report.older = slice_url("/schools/", slice.number + 1);
    return render_report(world, std::move(frame), report);
}

std::string schools_csv(const Committee& committee) {
    std::vector<CsvRow> rows = {{"школа", "название", "форма", "сайт", "источник", "состояние",
                                 "версия от", "последняя удачная проверка", "sha256"}};
    for (const SchoolFacts& facts : committee.schools)
        rows.push_back({facts.school->id.value, facts.school->name, facts.school->legal_form,
                        facts.school->website.url, facts.base_url,
                        std::string(school_state_word(facts.state)),
                        facts.kept.first_seen == 0 ? "" : iso_date(day_of(facts.kept.first_seen)),
                        facts.kept.succeeded == 0 ? "" : iso_date(day_of(facts.kept.succeeded)),
                        facts.kept.set});
    return csv_text(rows);
}

}  // namespace

void plan_register_pages(const PageWorld& world, const Committee& committee, Outputs& outputs) {
    for (const SchoolSlice& slice : slices_of(committee))
        add_report(
            world, slice_url("/schools/", slice.number),
            [&world, &committee, slice] { return render_register(world, committee, slice); },
            outputs);
    add_file(
        "schools.csv", [&committee] { return schools_csv(committee); }, outputs);
}

}  // namespace vitrina
