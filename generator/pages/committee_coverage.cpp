// Coverage (schools × what must be published) and freshness (when each source was last heard of).
#include "formats/csv.h"
#include "pages/committee.h"

namespace vitrina {
namespace {

std::vector<ReportBar> coverage_bars(const Theme& theme, const Committee& committee) {
    std::vector<ReportBar> bars;
    for (std::size_t i = 0; i < coverage_state_count; ++i) {
        const std::string word(coverage_state_word(static_cast<CoverageState>(i)));
        bars.push_back(
            {std::string(theme.text("coverage_" + word)), word, committee.totals.coverage.at(i)});
    }
    return bars;
}

Rendered render_coverage(const PageWorld& world, const Committee& committee, const SchoolSlice& slice) {
    const Theme& theme = world.theme;
    PageFrame frame = committee_frame(world, slice_url("/coverage/", slice.number),
                                      std::string(theme.text("section_coverage")));
    frame.section = "coverage";
    frame.alternates = {{"text/csv", "CSV", "/coverage.csv"}};
    Report report;
    report.lead = theme.text("coverage_lead");
    ReportSection section{"coverage", std::string(theme.text("coverage_all")),
                          std::string(theme.text("coverage_how")),
                          std::string(theme.text("chart_coverage")),
                          coverage_bars(theme, committee), {}, {}, {}};
    ReportTable table{"coverage-table", std::string(theme.text("section_coverage")),
                      {std::string(theme.text("column_school"))}, {}};
    for (std::size_t i = 0; i < element_count; ++i)
        table.columns.push_back(element_title(theme, i));
    for (std::size_t i = slice.first; i < slice.first + slice.count; ++i) {
        const SchoolFacts& facts = committee.schools[i];
        ReportRow row{"", {school_name(facts), school_url(facts), "", "", {}}, {}};
        for (const ElementFact& fact : facts.elements)
            row.cells.push_back(element_cell(theme, fact));
        table.rows.push_back(std::move(row));
    }
    section.tables.push_back(std::move(table));
    report.sections.push_back(std::move(section));
    if (slice.number > 1)
        report.newer = slice_url("/coverage/", slice.number - 1);
    if (slice.first + slice.count < committee.schools.size())
        report.older = slice_url("/coverage/", slice.number + 1);
    return render_report(world, std::move(frame), report);
}

Rendered render_freshness(const PageWorld& world, const Committee& committee, const SchoolSlice& slice) {
    const Theme& theme = world.theme;
    PageFrame frame = committee_frame(world, slice_url("/freshness/", slice.number),
                                      std::string(theme.text("section_freshness")));
    frame.section = "freshness";
    frame.alternates = {{"text/csv", "CSV", "/freshness.csv"}};
    Report report;
    report.lead = theme.text("freshness_lead");
    ReportSection section{"freshness", std::string(theme.text("freshness_all")), "", "", {}, {}, {}, {}};
    ReportTable table{"freshness-table", std::string(theme.text("section_freshness")),
                      {std::string(theme.text("column_school")), std::string(theme.text("column_state")),
                       std::string(theme.text("column_succeeded")),
                       std::string(theme.text("column_first_seen")),
                       std::string(theme.text("column_generated"))},
                      {}};
    for (std::size_t i = slice.first; i < slice.first + slice.count; ++i) {
        const SchoolFacts& facts = committee.schools[i];
        const auto day = [](Date date) {
            return date.is_set() ? ReportCell{"", "", "", "", date} : ReportCell{"—", "", "", "", {}};
        };
        table.rows.push_back({"", {school_name(facts), school_url(facts), "", "", {}},
                              {state_cell(theme, facts), day(day_of(facts.kept.succeeded)),
                               day(day_of(facts.kept.first_seen)), day(facts.generated)}});
    }
    section.tables.push_back(std::move(table));
    report.sections.push_back(std::move(section));
    if (slice.number > 1)
        report.newer = slice_url("/freshness/", slice.number - 1);
    if (slice.first + slice.count < committee.schools.size())
        report.older = slice_url("/freshness/", slice.number + 1);
    return render_report(world, std::move(frame), report);
}

std::string coverage_csv(const Theme& theme, const Committee& committee) {
    CsvRow header = {"школа", "элемент", "состояние", "дата", "записей", "адрес"};
    std::vector<CsvRow> rows = {std::move(header)};
    for (const SchoolFacts& facts : committee.schools)
        for (std::size_t i = 0; i < element_count; ++i) {
            const ElementFact& fact = facts.elements[i];
            rows.push_back({facts.school->id.value, element_title(theme, i),
                            std::string(theme.text(
                                "coverage_" + std::string(coverage_state_word(fact.state)))),
                            fact.date.is_set() ? iso_date(fact.date) : "",
                            std::to_string(fact.count), fact.url});
        }
    return csv_text(rows);
}

std::string freshness_csv(const Committee& committee) {
    const auto day = [](Date date) { return date.is_set() ? iso_date(date) : std::string(); };
    std::vector<CsvRow> rows = {{"школа", "состояние", "последняя удачная проверка", "версия от",
                                 "дата на сайте школы", "неудач подряд", "причина"}};
    for (const SchoolFacts& facts : committee.schools)
        rows.push_back({facts.school->id.value, std::string(school_state_word(facts.state)),
                        day(day_of(facts.kept.succeeded)), day(day_of(facts.kept.first_seen)),
                        day(facts.generated), std::to_string(facts.kept.failures),
                        facts.kept.reason});
    return csv_text(rows);
}

}  // namespace

void plan_coverage_pages(const PageWorld& world, const Committee& committee, Outputs& outputs) {
    for (const SchoolSlice& slice : slices_of(committee)) {
        add_report(
            world, slice_url("/coverage/", slice.number),
            [&world, &committee, slice] { return render_coverage(world, committee, slice); }, outputs);
        add_report(
            world, slice_url("/freshness/", slice.number),
            [&world, &committee, slice] { return render_freshness(world, committee, slice); },
            outputs);
    }
    add_file("coverage.csv",
             [&world, &committee] { return coverage_csv(world.theme, committee); }, outputs);
    add_file("freshness.csv", [&committee] { return freshness_csv(committee); }, outputs);
}

}  // namespace vitrina
