// The comparison with the reference: by subject, work and class what each school does, with a
// verdict and its why; and comparison.json.
#include <algorithm>
#include <memory>

#include "base/json.h"
#include "formats/csv.h"
#include "pages/committee.h"
#include "pages/committee_schema.h"

namespace vitrina {
namespace {

constexpr std::size_t largest_comparison = 5 * 1024 * 1024;

// Items of one subject, in the order of the committee's files.
struct SubjectItems {
    std::string title;
    std::string url;
    std::vector<const ReferenceItem*> items;
};

std::vector<SubjectItems> subjects_of(const Theme& theme, const Committee& committee) {
    std::vector<SubjectItems> subjects;
    for (const ReferenceItem& item : committee.items) {
        const std::string url = subject_url(item);
        auto found = std::ranges::find(subjects, url, &SubjectItems::url);
        if (found == subjects.end())
            found = subjects.insert(found, {subject_title(theme, item), url, {}});
        found->items.push_back(&item);
    }
    return subjects;
}

std::size_t count_of(const Committee& committee, const SubjectItems& subject, Verdict verdict) {
    std::size_t count = 0;
    for (const SchoolFacts& facts : committee.schools)
        for (const ReferenceItem* item : subject.items)
            for (std::size_t i = 0; i < item->classes.size() && !facts.cells.empty(); ++i)
                count += facts.cells[item->first_cell + i].verdict == verdict ? 1 : 0;
    return count;
}

ReportRow overview_row(const Committee& committee, const SubjectItems& subject) {
    ReportRow row{"", {subject.title, subject.url, "", "", {}}, {}};
    for (std::size_t i = 0; i + 1 < verdict_count; ++i) {
        const auto verdict = static_cast<Verdict>(i);
        const std::size_t count = count_of(committee, subject, verdict);
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
    ReportSection section{"verdicts", std::string(theme.text("comparison_all")),
                          std::string(theme.text("comparison_how")),
                          std::string(theme.text("chart_verdicts")),
                          verdict_bars(theme, committee.schools), {}, {}, {}};
    ReportTable table{"subjects", std::string(theme.text("comparison_subjects")),
                      {std::string(theme.text("column_subject"))}, {}};
    for (std::size_t i = 0; i + 1 < verdict_count; ++i)
        table.columns.push_back(verdict_text(theme, static_cast<Verdict>(i)));
    for (const SubjectItems& subject : subjects_of(theme, committee))
        table.rows.push_back(overview_row(committee, subject));
    section.tables.push_back(std::move(table));
    report.sections.push_back(std::move(section));
    ReportSection legend{"legend", std::string(theme.text("legend")), "", "", {}, {}, {}, {}};
    for (std::size_t i = 0; i < verdict_count; ++i)
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
        ReportCell rule{"—", "", "", "", {}};
        if (run.cell.found != CellFact::no_rule) {
            const FoundRule& found = facts.found[run.cell.found];
            rule = {found.brief.empty() ? std::string(theme.text("rule_in_words")) : found.brief,
                    source_url(facts, found.file, found.anchor), "", "",
                    day_of(facts.kept.first_seen)};
        }
        table.rows.push_back(
            {"",
             {school_name(facts), school_url(facts), "", "", {}},
             {{classes_name(theme, run.classes), "", "", "", {}},
              std::move(rule),
              {verdict_text(theme, run.cell.verdict), "", std::string(verdict_word(run.cell.verdict)),
               why_text(theme, facts, run.cell), {}}}});
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

std::string source_hash(const SchoolFacts& facts, std::size_t file) {
    return facts.files[file].sha256;
}

JsonObject cell_json(const Theme& theme,
                     const SchoolFacts& facts,
                     const ReferenceItem& item,
                     const ClassLabel& label,
                     const CellFact& cell) {
    JsonObject record;
    record.add("subject", item.kind == ItemKind::Rule ? item.subject : "*");
    record.add("class", label.text());
    record.add("work", item.kind == ItemKind::Rule
                           ? item.work
                           : std::string(theme.text(item.kind == ItemKind::Weights
                                                        ? "comparison_work_weights"
                                                        : "comparison_work_term")));
    record.add_unless_empty("programme", item.programme);
    record.add_unless_empty("group", item.group);
    record.add("school", facts.school->id.value);
    record.add("verdict", verdict_word(cell.verdict));
    record.add("why", why_text(theme, facts, cell));
    JsonObject source;
    if (cell.found != CellFact::no_rule) {
        const FoundRule& found = facts.found[cell.found];
        source.add_unless_empty("url", source_url(facts, found.file, found.anchor));
        source.add("sha256", source_hash(facts, found.file));
    } else {
        source.add_unless_empty("url", facts.base_url);
        source.add("sha256", facts.kept.set);
    }
    source.add("fetched", iso_date(day_of(facts.kept.first_seen)));
    record.add("source", std::move(source));
    return record;
}

void add_extra_json(const Theme& theme, const SchoolFacts& facts, JsonArray& records) {
    for (const ExtraRule& extra : facts.extras) {
        for (const ClassLabel& label : extra.classes) {
            JsonObject record;
            record.add("subject", extra.subject);
            record.add("class", label.text());
            record.add("work", extra.work);
            record.add("school", facts.school->id.value);
            record.add("verdict", verdict_word(Verdict::Extra));
            record.add("why", theme.text("why_extra"));
            JsonObject source;
            source.add_unless_empty("url", source_url(facts, extra.file, extra.anchor));
            source.add("sha256", source_hash(facts, extra.file));
            source.add("fetched", iso_date(day_of(facts.kept.first_seen)));
            record.add("source", std::move(source));
            records.push_back(std::move(record));
        }
    }
}

JsonArray school_json(const PageWorld& world, const Committee& committee, const SchoolFacts& facts) {
    JsonArray records;
    if (facts.cells.empty())
        return records;
    for (const ReferenceItem& item : committee.items)
        for (std::size_t i = 0; i < item.classes.size(); ++i)
            records.push_back(cell_json(world.theme, facts, item, item.classes[i],
                                        facts.cells[item.first_cell + i]));
    add_extra_json(world.theme, facts, records);
    return records;
}

Date newest_version(const Committee& committee) {
    Date newest;
    for (const SchoolFacts& facts : committee.schools)
        newest = std::max(newest, day_of(facts.kept.first_seen));
    return newest;
}

JsonObject comparison_head(const PageWorld& world, Date generated) {
    JsonObject object;
    object.add("reference", world.site.config.base_url.value + "reference/");
    if (generated.is_set())
        object.add("generated", iso_date(generated));
    return object;
}

std::string school_comparison(const PageWorld& world,
                              const Committee& committee,
                              const SchoolFacts& facts) {
    JsonObject object = comparison_head(world, day_of(facts.kept.first_seen));
    object.add("records", school_json(world, committee, facts));
    return json_text(object, JsonForm::Indented);
}

std::string comparison_path(const SchoolFacts& facts) {
    return school_url(facts).substr(1) + "comparison.json";
}

// All records in one file while it is small enough, else the parts of the schools by their hashes.
std::string whole_comparison(const PageWorld& world,
                             const Committee& committee,
                             const PublishedFiles& published) {
    std::size_t size = 0;
    for (const SchoolFacts& facts : committee.schools)
        if (const auto file = published.find(comparison_path(facts)); file != published.end())
            size += file->second.size;
    JsonObject object = comparison_head(world, newest_version(committee));
    JsonArray list;
    const bool is_whole = size <= largest_comparison;
    for (const SchoolFacts& facts : committee.schools) {
        if (facts.cells.empty())
            continue;
        if (is_whole) {
            for (JsonValue& record : school_json(world, committee, facts))
                list.push_back(std::move(record));
            continue;
        }
        const std::string path = comparison_path(facts);
        const auto file = published.find(path);
        JsonObject part;
        part.add("school", facts.school->id.value);
        part.add("url", path);
        if (file != published.end())
            part.add("sha256", file->second.sha256);
        list.push_back(std::move(part));
    }
    object.add(is_whole ? "records" : "parts", std::move(list));
    return json_text(object, JsonForm::Indented);
}

std::string comparison_csv(const PageWorld& world, const Committee& committee) {
    std::vector<CsvRow> rows = {comparison_header()};
    for (const SchoolFacts& facts : committee.schools)
        for (CsvRow& row : comparison_rows(world, facts, committee))
            rows.push_back(std::move(row));
    return csv_text(rows);
}

}  // namespace

std::vector<std::string> comparison_header() {
    return {"школа", "предмет", "класс", "вид работы", "вывод", "почему", "правило школы",
            "источник", "версия от"};
}

std::vector<CsvRow> comparison_rows(const PageWorld& world,
                                    const SchoolFacts& facts,
                                    const Committee& committee) {
    const Theme& theme = world.theme;
    std::vector<CsvRow> rows;
    if (facts.cells.empty())
        return rows;
    const std::string fetched = iso_date(day_of(facts.kept.first_seen));
    for (const ReferenceItem& item : committee.items) {
        for (std::size_t i = 0; i < item.classes.size(); ++i) {
            const CellFact& cell = facts.cells[item.first_cell + i];
            const FoundRule* found =
                cell.found == CellFact::no_rule ? nullptr : &facts.found[cell.found];
            rows.push_back({facts.school->id.value, item.kind == ItemKind::Rule ? item.subject : "*",
                            item.classes[i].text(), item_title(theme, item),
                            verdict_text(theme, cell.verdict), why_text(theme, facts, cell),
                            found != nullptr ? found->brief : "",
                            found != nullptr ? source_url(facts, found->file, found->anchor)
                                             : facts.base_url,
                            fetched});
        }
    }
    for (const ExtraRule& extra : facts.extras)
        for (const ClassLabel& label : extra.classes)
            rows.push_back({facts.school->id.value, extra.subject, label.text(), extra.work,
                            verdict_text(theme, Verdict::Extra), std::string(theme.text("why_extra")),
                            extra.brief, source_url(facts, extra.file, extra.anchor), fetched});
    return rows;
}

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
    for (const SchoolFacts& facts : committee.schools) {
        if (!facts.has_data())
            continue;
        add_file(comparison_path(facts),
                 [&world, &committee, &facts] { return school_comparison(world, committee, facts); },
                 outputs);
        add_file(school_url(facts).substr(1) + "comparison.csv",
                 [&world, &committee, &facts] {
                     std::vector<CsvRow> rows = {comparison_header()};
                     for (CsvRow& row : comparison_rows(world, facts, committee))
                         rows.push_back(std::move(row));
                     return csv_text(rows);
                 },
                 outputs);
    }
    Output whole;
    whole.path = "comparison.json";
    whole.wave = Wave::Catalogues;
    whole.render = [&world, &committee](const PublishedFiles& published) {
        Rendered rendered;
        rendered.bytes = whole_comparison(world, committee, published);
        return rendered;
    };
    outputs.push_back(std::move(whole));
    add_file("schemas/comparison.json", [&world] { return comparison_schema(world.site); }, outputs);
    add_file("comparison.csv", [&world, &committee] { return comparison_csv(world, committee); },
             outputs);
}

}  // namespace vitrina
