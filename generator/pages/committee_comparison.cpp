// The comparison with the reference: by subject, work and class what each school does, with a
// verdict and its why.
#include <algorithm>
#include <map>
#include <memory>

#include "pages/committee.h"

namespace vitrina {
namespace {

// Items of one subject, in the order of the committee's files.
struct SubjectItems {
    std::string title;
    std::string url;
    std::vector<const ReferenceItem*> items;
    CommitteeTotals::Verdicts counts{};
};

std::vector<SubjectItems> subjects_of(const Theme& theme, const Committee& committee) {
    std::vector<SubjectItems> subjects;
    std::map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < committee.items.size(); ++i) {
        const ReferenceItem& item = committee.items[i];
        const std::string url = subject_url(item);
        const auto [found, fresh] = known.emplace(url, subjects.size());
        if (fresh)
            subjects.push_back({subject_title(theme, item), url, {}, {}});
        SubjectItems& subject = subjects[found->second];
        subject.items.push_back(&item);
        for (std::size_t k = 0; k < subject.counts.size(); ++k)
            subject.counts.at(k) += committee.totals.items[i].at(k);
    }
    return subjects;
}

ReportRow overview_row(const SubjectItems& subject) {
    ReportRow row{"", {subject.title, subject.url, "", "", {}}, {}};
    for (const Verdict verdict : cell_verdicts) {
        const std::size_t count = subject.counts.at(static_cast<std::size_t>(verdict));
        row.cells.push_back({std::to_string(count), "",
                             count > 0 ? std::string(verdict_word(verdict)) : std::string(), "", {}});
    }
    return row;
}

Rendered render_overview(const PageWorld& world, const Committee& committee) {
    const Theme& theme = world.theme;
    PageFrame frame =
        committee_frame(world, "/comparison/", std::string(theme.text("section_comparison")));
    frame.section = "comparison";
    frame.alternates = {{"application/json", "JSON", "/comparison.json"},
                        {"text/csv", "CSV", "/comparison.csv"}};
    Report report;
    report.lead = theme.text("comparison_lead");
    ReportSection section{"verdicts",
                          std::string(theme.text("comparison_all")),
                          std::string(theme.text("comparison_how")),
                          std::string(theme.text("chart_verdicts")),
                          verdict_bars(theme, committee.totals.verdicts),
                          {},
                          {},
                          {}};
    ReportTable table{"subjects", std::string(theme.text("comparison_subjects")),
                      {std::string(theme.text("column_subject"))}, {}};
    for (const Verdict verdict : cell_verdicts)
        table.columns.push_back(verdict_text(theme, verdict));
    for (const SubjectItems& subject : subjects_of(theme, committee))
        table.rows.push_back(overview_row(subject));
    section.tables.push_back(std::move(table));
    report.sections.push_back(std::move(section));
    ReportSection legend{"legend", std::string(theme.text("legend")), "", "", {}, {}, {}, {}};
    for (std::size_t i = 0; i <= verdict_count; ++i)
        legend.items.push_back({verdict_text(theme, static_cast<Verdict>(i)), "", {},
                                {std::string(theme.text(
                                    "verdict_note_" +
                                    std::string(verdict_word(static_cast<Verdict>(i)))))}});
    report.sections.push_back(std::move(legend));
    return render_report(world, std::move(frame), report);
}

void add_school_rows(const Theme& theme,
                     const SchoolFacts& facts,
                     const ReferenceItem& item,
                     ReportTable& table) {
    if (facts.cells.empty()) {
        const auto& criteria = facts.elements[static_cast<std::size_t>(
            item.kind == ItemKind::Rule ? CoverageElement::Criteria : CoverageElement::Weights)];
        ReportCell state = element_cell(theme, criteria);
        state.date = {};
        table.rows.push_back({"", {school_name(facts), school_url(facts), "", "", {}},
                              {{"—", "", "", "", {}}, {"—", "", "", "", {}}, std::move(state)}});
        return;
    }
    for (const ClassRun& run : runs_of(facts, item)) {
        ReportCell rule = rule_cell(theme, facts, run.cell);
        if (run.cell.found != CellFact::no_rule)
            rule.date = day_of(facts.kept.first_seen);
        table.rows.push_back({"",
                              {school_name(facts), school_url(facts), "", "", {}},
                              {{classes_name(theme, run.classes), "", "", "", {}},
                               std::move(rule),
                               {verdict_text(theme, run.cell.verdict),
                                "",
                                std::string(verdict_word(run.cell.verdict)),
                                why_text(theme, facts, item, run.cell),
                                {}}}});
    }
}

ReportSection item_section(const PageWorld& world,
                           const Committee& committee,
                           const ReferenceItem& item,
                           const SchoolSlice& slice,
                           std::size_t number) {
    const Theme& theme = world.theme;
    const std::string title = item_title(theme, item) + ", " + classes_name(theme, item.classes);
    ReportSection section{"item-" + std::to_string(number), title, "", "", {}, {}, {}, {}};
    section.text = theme.text(
        "comparison_reference",
        {item.brief.empty() ? std::string(theme.text("rule_in_words")) : item.brief});
    if (const auto id = world.site.find(item.record))
        section.links.push_back({std::string(theme.text("comparison_reference_link")),
                                 world.site.entry(*id).url +
                                     (item.anchor.empty() ? "" : "#" + item.anchor),
                                 {}, {}});
    ReportTable table{section.id + "-table", title,
                      {std::string(theme.text("column_school")),
                       std::string(theme.text("column_classes")),
                       std::string(theme.text("column_school_rule")),
                       std::string(theme.text("column_verdict"))},
                      {}};
    for (std::size_t i = slice.first; i < slice.first + slice.count; ++i)
        add_school_rows(theme, committee.schools[i], item, table);
    section.tables.push_back(std::move(table));
    return section;
}

Rendered render_subject(const PageWorld& world,
                        const Committee& committee,
                        const SubjectItems& subject,
                        const SchoolSlice& slice) {
    const Theme& theme = world.theme;
    PageFrame frame = committee_frame(world, slice_url(subject.url, slice.number),
                                      theme.text("comparison_title", {subject.title}));
    frame.crumbs.push_back({std::string(theme.text("section_comparison")), "/comparison/"});
    frame.section = "comparison";
    Report report;
    report.lead = theme.text("comparison_how");
    std::size_t number = 0;
    for (const ReferenceItem* item : subject.items)
        report.sections.push_back(item_section(world, committee, *item, slice, ++number));
    if (slice.number > 1)
        report.newer = slice_url(subject.url, slice.number - 1);
    if (slice.first + slice.count < committee.schools.size())
        report.older = slice_url(subject.url, slice.number + 1);
    return render_report(world, std::move(frame), report);
}

}  // namespace

void plan_comparison_pages(const PageWorld& world, const Committee& committee, Outputs& outputs) {
    if (committee.items.empty())
        return;
    add_report(world, "/comparison/",
               [&world, &committee] { return render_overview(world, committee); }, outputs);
    for (SubjectItems& subject : subjects_of(world.theme, committee)) {
        const auto shared = std::make_shared<const SubjectItems>(std::move(subject));
        for (const SchoolSlice& slice : slices_of(committee))
            add_report(
                world, slice_url(shared->url, slice.number),
                [&world, &committee, shared, slice] {
                    return render_subject(world, committee, *shared, slice);
                },
                outputs);
    }
    plan_comparison_files(world, committee, outputs);
}

}  // namespace vitrina
