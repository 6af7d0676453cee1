// Recommended measures × schools: who carries out what, and how far it has come.
#include <algorithm>
#include <map>

#include "formats/csv.h"
#include "pages/committee.h"

namespace vitrina {
namespace {

// More schools than this do not fit beside each other: then only counts are shown here.
constexpr std::size_t widest_matrix = 40;
constexpr std::string_view extents[] = {"full", "partial", "absent", "not_applicable",
                                        "unmentioned"};

// Of one plan the schools that answer to anything in it: of the others nothing is known.
using Answering = std::vector<const SchoolFacts*>;

std::vector<Answering> answering_schools(const Committee& committee) {
    std::vector<Answering> plans(committee.plans.size());
    for (const SchoolFacts& facts : committee.schools)
        for (const MeasureAnswer& answer : facts.answers)
            if (plans[answer.plan].empty() || plans[answer.plan].back() != &facts)
                plans[answer.plan].push_back(&facts);
    return plans;
}

bool is_answered(const Committee& committee) {
    return std::ranges::any_of(committee.schools,
                               [](const SchoolFacts& facts) { return !facts.answers.empty(); });
}

std::string_view extent_of(const MeasureAnswer* answer) {
    return answer == nullptr ? extents[4] : std::string_view(answer->answer.extent);
}

ReportTable counts_table(const PageWorld& world,
                         const Committee& committee,
                         std::size_t plan,
                         const Answering& schools) {
    const Theme& theme = world.theme;
    ReportTable table{"counts-" + std::to_string(plan + 1), std::string(theme.text("measures_counts")),
                      {std::string(theme.text("column_measure"))}, {}};
    for (const std::string_view extent : extents)
        table.columns.emplace_back(theme.text("extent_" + std::string(extent)));
    const auto id = world.site.find(committee.plans[plan].record);
    const auto& rows = committee.plans[plan].rows;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        ReportRow made{"", {rows[row].title, "", "", "", {}}, {}};
        if (id)
            made.header.url = world.site.entry(*id).url + "#" + rows[row].id;
        std::map<std::string_view, std::size_t> counts;
        for (const SchoolFacts* facts : schools)
            ++counts[extent_of(find_answer(*facts, plan, row))];
        for (const std::string_view extent : extents) {
            const std::size_t count = counts[extent];
            made.cells.push_back({std::to_string(count), "", count > 0 ? std::string(extent) : "", "", {}});
        }
        table.rows.push_back(std::move(made));
    }
    return table;
}

ReportTable matrix(const PageWorld& world,
                   const Committee& committee,
                   std::size_t plan,
                   const Answering& schools) {
    const Theme& theme = world.theme;
    ReportTable table{"matrix-" + std::to_string(plan + 1),
                      std::string(theme.text("measures_matrix")),
                      {std::string(theme.text("column_measure"))},
                      {}};
    for (const SchoolFacts* facts : schools)
        table.columns.push_back(school_name(*facts));
    const auto& rows = committee.plans[plan].rows;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        ReportRow made{"", {rows[row].title, "", "", "", {}}, {}};
        for (const SchoolFacts* facts : schools)
            made.cells.push_back(answer_cell(theme, find_answer(*facts, plan, row)));
        table.rows.push_back(std::move(made));
    }
    return table;
}

Rendered render_measures(const PageWorld& world, const Committee& committee) {
    const Theme& theme = world.theme;
    PageFrame frame = committee_frame(world, "/measures/", std::string(theme.text("section_measures")));
    frame.section = "measures";
    frame.alternates = {{"text/csv", "CSV", "/measures.csv"}};
    Report report;
    report.lead = theme.text("measures_lead");
    const std::vector<Answering> answering = answering_schools(committee);
    for (std::size_t plan = 0; plan < answering.size(); ++plan) {
        const Answering& schools = answering[plan];
        if (schools.empty())
            continue;
        const auto id = world.site.find(committee.plans[plan].record);
        ReportSection section{"plan-" + std::to_string(plan + 1),
                              id ? world.site.entry(*id).title : committee.plans[plan].record,
                              std::string(theme.text("measures_how")), "", {}, {}, {}, {}};
        if (id)
            section.links.push_back({std::string(theme.text("measures_plan")),
                                     world.site.entry(*id).url, {}, {}});
        section.tables.push_back(counts_table(world, committee, plan, schools));
        if (schools.size() <= widest_matrix)
            section.tables.push_back(matrix(world, committee, plan, schools));
        report.sections.push_back(std::move(section));
    }
    return render_report(world, std::move(frame), report);
}

std::string measures_csv(const PageWorld& world, const Committee& committee) {
    std::vector<CsvRow> rows = {{"план", "мера", "школа", "как", "исполнение", "выполнено",
                                 "пояснение", "строка плана школы", "подтверждение"}};
    for (const SchoolFacts& facts : committee.schools)
        for (const MeasureAnswer& one : facts.answers) {
            const PublishedAnswer& answer = one.answer;
            rows.push_back(
                {committee.plans[one.plan].record, committee.plans[one.plan].rows[one.row].id,
                 facts.school->id.value, std::string(world.theme.text("extent_" + answer.extent)),
                 answer.status.empty() ? "" : std::string(world.theme.text("status_" + answer.status)),
                 answer.done.is_set() ? iso_date(answer.done) : "", answer.note, answer.row,
                 answer.evidence});
        }
    return csv_text(rows);
}

}  // namespace

const MeasureAnswer* find_answer(const SchoolFacts& facts, std::size_t plan, std::size_t row) {
    const auto place = [](const MeasureAnswer& answer) {
        return std::pair(answer.plan, answer.row);
    };
    const auto wanted = std::pair(plan, row);
    const auto begin = std::ranges::lower_bound(facts.answers, wanted, {}, place);
    const auto end = std::ranges::upper_bound(facts.answers, wanted, {}, place);
    const auto rank = [](const MeasureAnswer& answer) {
        return std::ranges::find(extents, std::string_view(answer.answer.extent)) - extents;
    };
    const auto best = std::min_element(
        begin, end, [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return best == end ? nullptr : &*best;
}

ReportCell answer_cell(const Theme& theme, const MeasureAnswer* answer) {
    ReportCell cell;
    cell.state = extent_of(answer);
    cell.text = theme.text("extent_" + cell.state);
    if (answer == nullptr)
        return cell;
    const PublishedAnswer& told = answer->answer;
    cell.url = told.row;
    if (!told.status.empty())
        cell.hint = theme.text("status_" + told.status);
    if (!told.note.empty())
        cell.hint += (cell.hint.empty() ? "" : "; ") + told.note;
    cell.date = told.done;
    return cell;
}

void plan_measure_pages(const PageWorld& world, const Committee& committee, Outputs& outputs) {
    if (!is_answered(committee))
        return;
    add_report(world, "/measures/",
               [&world, &committee] { return render_measures(world, committee); }, outputs);
    add_file("measures.csv", [&world, &committee] { return measures_csv(world, committee); }, outputs);
}

}  // namespace vitrina
