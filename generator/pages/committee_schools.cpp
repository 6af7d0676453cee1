// A page for each school: what it publishes, how it compares, what became of it.
#include <algorithm>
#include <map>
#include <memory>

#include "pages/committee.h"

namespace vitrina {
namespace {

// Which groups a school is in, by its id: asked for on the page of every school.
using GroupsOfSchools = std::map<std::string_view, std::vector<const SchoolGroup*>>;

GroupsOfSchools groups_of_schools(const SchoolList& list) {
    GroupsOfSchools groups;
    for (const SchoolGroup& group : list.groups)
        for (const Located<std::string>& member : group.members)
            groups[member.value].push_back(&group);
    return groups;
}

class SchoolPage {
public:
    SchoolPage(const PageWorld& world,
               const Committee& committee,
               const GroupsOfSchools& groups,
               const SchoolFacts& facts)
        : world_(world),
          theme_(world.theme),
          committee_(committee),
          groups_(groups),
          facts_(facts) {}

    Rendered render() {
        PageFrame frame = committee_frame(world_, school_url(facts_), school_name(facts_));
        frame.crumbs.push_back({text("section_schools"), "/schools/"});
        frame.section = "schools";
        frame.description = theme_.text("school_lead", {official_name(facts_)});
        if (facts_.has_data()) {
            const std::string base = school_url(facts_);
            frame.alternates = {{"application/json", "JSON", base + "comparison.json"},
                                {"text/csv", "CSV", base + "comparison.csv"},
                                {"application/atom+xml", text("feed_changes"), base + "atom.xml"}};
        }
        Report report;
        report.lead = theme_.text("school_lead", {official_name(facts_)});
        report.banner = banner();
        add_facts(report);
        report.sections.push_back(coverage());
        add_unless_empty(report, covered());
        add_unless_empty(report, comparison());
        add_unless_empty(report, extras());
        for (std::size_t plan = 0; plan < committee_.plans.size(); ++plan)
            add_unless_empty(report, measures(plan));
        add_unless_empty(report, changes());
        add_unless_empty(report, files());
        add_unless_empty(report, gone());
        add_unless_empty(report, groups());
        return render_report(world_, std::move(frame), report);
    }

private:
    std::string text(std::string_view key) const { return std::string(theme_.text(key)); }

    static void add_unless_empty(Report& report, ReportSection section) {
        if (!section.tables.empty() || !section.items.empty())
            report.sections.push_back(std::move(section));
    }

    std::string banner() const {
        const KeptState& kept = facts_.kept;
        const auto date = [&](std::int64_t moment) {
            return display_date(theme_.language(), day_of(moment));
        };
        if (facts_.state == SchoolState::Stale)
            return theme_.text("school_banner_stale",
                               {display_date(theme_.language(), facts_.unchanged_since()),
                                date(kept.succeeded)});
        const bool is_old = facts_.state == SchoolState::Failing ||
                            facts_.state == SchoolState::Broken ||
                            facts_.state == SchoolState::Refused;
        if (!is_old)
            return {};
        std::string told =
            theme_.text("school_banner_failed", {reason_text(theme_, facts_), date(kept.failed)});
        if (facts_.has_data())
            told += " " + (kept.succeeded != 0
                               ? theme_.text("school_banner_kept",
                                             {date(kept.first_seen), date(kept.succeeded)})
                               : theme_.text("school_banner_version", {date(kept.first_seen)}));
        return told;
    }

    void add_facts(Report& report) const {
        const auto add = [&](std::string_view key, ReportCell value) {
            if (!value.text.empty())
                report.facts.push_back({text(key), std::move(value)});
        };
        const auto date = [&](Date day) {
            return ReportCell{day.is_set() ? display_date(theme_.language(), day) : "", "", "", "", {}};
        };
        add("fact_state", state_cell(theme_, facts_));
        add("fact_source", source());
        add("fact_website", {facts_.school->website.url, facts_.school->website.url, "", "", {}});
        add("fact_generated", date(facts_.generated));
        add("fact_first_seen", date(day_of(facts_.kept.first_seen)));
        add("fact_succeeded", date(day_of(facts_.kept.succeeded)));
        add("fact_failed", date(day_of(facts_.kept.failures > 0 ? facts_.kept.failed : 0)));
        add("fact_sha256", {facts_.kept.set, "", "", "", {}, true});
    }

    ReportCell source() const {
        if (facts_.source == nullptr)
            return {text("source_none"), "", "", "", {}};
        switch (facts_.form) {
            case SourceForm::Site:
                return {facts_.source->url.value, facts_.source->url.value, "", "", {}};
            case SourceForm::Folder:
                return {facts_.base_url.empty() ? text("source_folder") : facts_.base_url,
                        facts_.base_url, "", "", {}};
            case SourceForm::Table:
                return {text("source_table"), "", "", "", {}};
            case SourceForm::Links:
                return {text("source_links"), "", "", "", {}};
            case SourceForm::None:
                break;
        }
        return {text("source_none"), "", "", "", {}};
    }

    ReportSection coverage() const {
        ReportSection section{"coverage", text("school_coverage"), text("coverage_how"), "", {}, {}, {}, {}};
        ReportTable table{"coverage-table", text("school_coverage"),
                          {text("column_element"), text("column_state")}, {}};
        for (std::size_t i = 0; i < element_count; ++i)
            table.rows.push_back({"", {element_title(theme_, i), "", "", "", {}},
                                  {element_cell(theme_, facts_.elements[i])}});
        section.tables.push_back(std::move(table));
        return section;
    }

    // Which subjects have criteria in which classes.
    ReportSection covered() const {
        ReportSection section{"covered", text("school_covered"), text("school_covered_how"), "", {}, {}, {}, {}};
        std::map<std::string, std::vector<ClassLabel>> subjects;
        for (const auto& [subject, label] : facts_.covered)
            subjects[subject].push_back(label);
        ReportTable table{"covered-table", text("school_covered"),
                          {text("column_subject"), text("column_classes")}, {}};
        for (const auto& [subject, labels] : subjects)
            table.rows.push_back({"", {subject, "", "", "", {}},
                                  {{classes_name(theme_, labels), "", "data", "", {}}}});
        if (!table.rows.empty())
            section.tables.push_back(std::move(table));
        return section;
    }

    ReportSection comparison() const {
        ReportSection section{"comparison", text("school_comparison"), text("comparison_how"),
                              text("chart_verdicts"), {}, {}, {}, {}};
        std::map<std::string, ReportTable> tables;
        std::vector<std::string> order;
        for (const ReferenceItem& item : committee_.items) {
            const std::string subject = subject_title(theme_, item);
            auto [found, fresh] = tables.try_emplace(subject);
            if (fresh) {
                order.push_back(subject);
                found->second = {"comparison-" + std::to_string(order.size()), subject,
                                 {text("column_work"), text("column_classes"), text("column_reference"),
                                  text("column_school_rule"), text("column_verdict")},
                                 {}};
            }
            for (const ClassRun& run : runs_of(facts_, item))
                found->second.rows.push_back(comparison_row(item, run));
        }
        for (const std::string& subject : order)
            if (!tables[subject].rows.empty())
                section.tables.push_back(std::move(tables[subject]));
        CommitteeTotals::Verdicts counts{};
        for (const Verdict verdict : cell_verdicts)
            counts.at(static_cast<std::size_t>(verdict)) = facts_.count(verdict);
        section.bars = verdict_bars(theme_, counts);
        return section;
    }

    ReportRow comparison_row(const ReferenceItem& item, const ClassRun& run) const {
        return {"",
                {item_title(theme_, item), "", "", "", {}},
                {{classes_name(theme_, run.classes), "", "", "", {}},
                 {item.brief.empty() ? text("rule_in_words") : item.brief, "", "", "", {}},
                 rule_cell(theme_, facts_, run.cell),
                 {verdict_text(theme_, run.cell.verdict),
                  "",
                  std::string(verdict_word(run.cell.verdict)),
                  why_text(theme_, facts_, item, run.cell),
                  {}}}};
    }

    ReportSection extras() const {
        ReportSection section{"extras", text("school_extras"), text("school_extras_how"), "", {}, {}, {}, {}};
        ReportTable table{"extras-table", text("school_extras"),
                          {text("column_work"), text("column_classes"), text("column_school_rule")}, {}};
        for (const ExtraRule& extra : facts_.extras)
            table.rows.push_back({"",
                                  {extra.subject + ". " + extra_title(extra), "", "", "", {}},
                                  {{classes_name(theme_, extra.classes), "", "", "", {}},
                                   {extra.brief.empty() ? text("rule_in_words") : extra.brief,
                                    source_url(facts_, extra.file, extra.anchor),
                                    "extra",
                                    "",
                                    {}}}});
        if (!table.rows.empty())
            section.tables.push_back(std::move(table));
        return section;
    }

    std::string extra_title(const ExtraRule& extra) const {
        std::string title = work_title(theme_, extra.work);
        for (const std::string& word : {extra.group, extra.programme})
            title += word.empty() ? std::string() : ", " + word;
        return title;
    }

    ReportSection measures(std::size_t plan) const {
        ReportSection section{"measures-" + std::to_string(plan + 1), text("school_measures"),
                              text("measures_how"), "", {}, {}, {}, {}};
        const bool answers = std::ranges::any_of(
            facts_.answers, [plan](const MeasureAnswer& one) { return one.plan == plan; });
        if (!answers)
            return section;
        ReportTable table{section.id + "-table", text("school_measures"),
                          {text("column_measure"), text("column_answer")}, {}};
        const MeasurePlan& measures = committee_.plans[plan];
        for (std::size_t row = 0; row < measures.rows.size(); ++row)
            table.rows.push_back({"", {measures.rows[row].title, "", "", "", {}},
                                  {answer_cell(theme_, find_answer(facts_, plan, row))}});
        section.tables.push_back(std::move(table));
        return section;
    }

    ReportSection changes() const {
        ReportSection section{"changes", text("section_changes"), "", "", {}, {}, {}, {}};
        section.items = change_items(theme_, facts_, false, 30);
        return section;
    }

    // Everything that was taken, with where it stands and what it is held to.
    ReportSection files() const {
        ReportSection section{"files", text("school_files"), text("school_files_how"), "", {}, {}, {}, {}};
        ReportTable table{"files-table", text("school_files"),
                          {text("column_record"), text("column_revision"), text("column_sha256")}, {}};
        for (const KeptFile& file : facts_.files) {
            const Date revision = parse_date(file.revision).value_or(Date{});
            table.rows.push_back(
                {"",
                 {file.title, file.url, "", file.is_unread ? text("file_unread") : "", {}},
                 {{revision.is_set() ? display_date(theme_.language(), revision) : "—", "", "", "", {}},
                  {file.sha256.empty() ? "—" : file.sha256, "", "", "", {}, true}}});
        }
        if (!table.rows.empty())
            section.tables.push_back(std::move(table));
        return section;
    }

    // What left the catalogue without a word.
    ReportSection gone() const {
        ReportSection section{"gone", text("school_gone"), text("school_gone_how"), "", {}, {}, {},
                              {}};
        ReportTable table{"gone-table",
                          text("school_gone"),
                          {text("column_record"), text("column_gone"), text("column_sha256")},
                          {}};
        for (const MissingFile& file : facts_.missing)
            table.rows.push_back(
                {"",
                 {file.title, "", "", "", {}},
                 {{"", "", "", "", day_of(file.since)},
                  {file.sha256.empty() ? "—" : file.sha256, "", "", "", {}, true}}});
        if (!table.rows.empty())
            section.tables.push_back(std::move(table));
        return section;
    }

    ReportSection groups() const {
        ReportSection section{"groups", text("school_groups"), "", "", {}, {}, {}, {}};
        const auto own = groups_.find(facts_.school->id.value);
        if (own == groups_.end())
            return section;
        for (const SchoolGroup* group : own->second) {
            for (const Located<std::string>& member : group->members) {
                const School* school = committee_.list->find(member.value);
                if (school == nullptr || school == facts_.school)
                    continue;
                section.items.push_back({group->title.text.text + ": " + school->name,
                                         "/schools/" + member.value + "/",
                                         {},
                                         {}});
            }
        }
        return section;
    }

    const PageWorld& world_;
    const Theme& theme_;
    const Committee& committee_;
    const GroupsOfSchools& groups_;
    const SchoolFacts& facts_;
};

}  // namespace

void plan_school_pages(const PageWorld& world, const Committee& committee, Outputs& outputs) {
    plan_register_pages(world, committee, outputs);
    const auto groups = std::make_shared<const GroupsOfSchools>(groups_of_schools(*committee.list));
    for (const SchoolFacts& facts : committee.schools)
        add_report(
            world, school_url(facts),
            [&world, &committee, &facts, groups] {
                return SchoolPage(world, committee, *groups, facts).render();
            },
            outputs);
}

}  // namespace vitrina
