// Recommended measures × schools: who carries out what, and how far it has come.
#include <algorithm>

#include "formats/csv.h"
#include "pages/committee.h"

namespace vitrina {
namespace {

// More schools than this do not fit beside each other: then only counts are shown here.
constexpr std::size_t widest_matrix = 40;
constexpr std::string_view extents[] = {"full", "partial", "absent", "not_applicable",
                                        "unmentioned"};

std::vector<std::size_t> answered_plans(const Committee& committee) {
    std::vector<bool> answered(committee.plans.size());
    for (const SchoolFacts& facts : committee.schools)
        for (const MeasureAnswer& answer : facts.answers)
            answered[answer.plan] = true;
    std::vector<std::size_t> plans;
    for (std::size_t i = 0; i < answered.size(); ++i)
        if (answered[i])
            plans.push_back(i);
    return plans;
}

// Schools that answer to anything in this plan: of the others nothing is known.
std::vector<const SchoolFacts*> schools_of(const Committee& committee, std::size_t plan) {
    std::vector<const SchoolFacts*> schools;
    for (const SchoolFacts& facts : committee.schools)
        if (std::ranges::any_of(facts.answers,
                                [plan](const MeasureAnswer& one) { return one.plan == plan; }))
            schools.push_back(&facts);
    return schools;
}

std::string_view extent_of(const MeasureAnswer* answer) {
    return answer == nullptr ? extents[4] : std::string_view(answer->answer.extent);
}

ReportTable counts_table(const PageWorld& world, const Committee& committee, std::size_t plan) {
    const Theme& theme = world.theme;
    ReportTable table{"counts-" + std::to_string(plan + 1), std::string(theme.text("measures_counts")),
                      {std::string(theme.text("column_measure"))}, {}};
    for (const std::string_view extent : extents)
        table.columns.emplace_back(theme.text("extent_" + std::string(extent)));
    const auto schools = schools_of(committee, plan);
    const auto id = world.site.find(committee.plans[plan].record);
    const auto& rows = committee.plans[plan].rows;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        ReportRow made{"", {rows[row].title, "", "", "", {}}, {}};
        if (id)
            made.header.url = world.site.entry(*id).url + "#" + rows[row].id;
        for (const std::string_view extent : extents) {
            const auto count = std::ranges::count_if(schools, [&](const SchoolFacts* facts) {
                return extent_of(find_answer(*facts, plan, row)) == extent;
            });
            made.cells.push_back({std::to_string(count), "", count > 0 ? std::string(extent) : "", "", {}});
        }
        table.rows.push_back(std::move(made));
    }
    return table;
}

ReportTable matrix(const PageWorld& world, const Committee& committee, std::size_t plan) {
    const Theme& theme = world.theme;
    ReportTable table{"matrix-" + std::to_string(plan + 1), std::string(theme.text("measures_matrix")),
                      {std::string(theme.text("column_measure"))}, {}};
    const auto schools = schools_of(committee, plan);
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
    for (const std::size_t plan : answered_plans(committee)) {
        const auto id = world.site.find(committee.plans[plan].record);
        ReportSection section{"plan-" + std::to_string(plan + 1),
                              id ? world.site.entry(*id).title : committee.plans[plan].record,
                              std::string(theme.text("measures_how")), "", {}, {}, {}, {}};
        if (id)
            section.links.push_back({std::string(theme.text("measures_plan")),
                                     world.site.entry(*id).url, {}, {}});
        section.tables.push_back(counts_table(world, committee, plan));
        if (schools_of(committee, plan).size() <= widest_matrix)
            section.tables.push_back(matrix(world, committee, plan));
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
    const MeasureAnswer* best = nullptr;
    const auto rank = [](const MeasureAnswer& answer) {
        return std::ranges::find(extents, std::string_view(answer.answer.extent)) - extents;
    };
    for (const MeasureAnswer& answer : facts.answers)
        if (answer.plan == plan && answer.row == row &&
            (best == nullptr || rank(answer) < rank(*best)))
            best = &answer;
    return best;
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
    if (answered_plans(committee).empty())
        return;
    add_report(world, "/measures/",
               [&world, &committee] { return render_measures(world, committee); }, outputs);
    add_file("measures.csv", [&world, &committee] { return measures_csv(world, committee); }, outputs);
}

}  // namespace vitrina
