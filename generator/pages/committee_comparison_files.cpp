// The comparison for machines: comparison.json and comparison.csv, of every school and of all.
//
// Source   formats §9. Of what was not checked there is no record.
#include "base/json.h"
#include "formats/csv.h"
#include "pages/committee.h"
#include "pages/committee_schema.h"

namespace vitrina {
namespace {

constexpr std::size_t largest_comparison = 5 * 1024 * 1024;

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
    record.add("why", why_text(theme, facts, item, cell));
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
            record.add_unless_empty("programme", extra.programme);
            record.add_unless_empty("group", extra.group);
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

JsonArray school_json(const PageWorld& world,
                      const Committee& committee,
                      const SchoolFacts& facts) {
    JsonArray records;
    if (facts.cells.empty())
        return records;
    for (const ReferenceItem& item : committee.items)
        for (std::size_t i = 0; i < item.classes.size(); ++i) {
            const CellFact& cell = facts.cells[item.first_cell + i];
            // Of what was not checked nothing is said.
            if (cell.verdict != Verdict::Unchecked)
                records.push_back(cell_json(world.theme, facts, item, item.classes[i], cell));
        }
    add_extra_json(world.theme, facts, records);
    return records;
}

Date newest_version(const Committee& committee) {
    Date newest;
    for (const SchoolFacts& facts : committee.schools)
        newest = std::max(newest, day_of(facts.renewed()));
    return newest;
}

JsonObject comparison_head(const PageWorld& world, Date generated) {
    JsonObject object;
    // The page that shows every rule of the reference and where it stands.
    object.add("reference", world.site.config.base_url.value + "comparison/");
    if (generated.is_set())
        object.add("generated", iso_date(generated));
    return object;
}

std::string school_comparison(const PageWorld& world,
                              const Committee& committee,
                              const SchoolFacts& facts) {
    JsonObject object = comparison_head(world, day_of(facts.renewed()));
    object.add("records", school_json(world, committee, facts));
    return json_text(object, JsonForm::Indented);
}

std::string comparison_path(const SchoolFacts& facts) {
    return school_url(facts).substr(1) + "comparison.json";
}

std::size_t size_of(const Committee& committee,
                    const PublishedFiles& published,
                    std::string (*path)(const SchoolFacts&)) {
    std::size_t size = 0;
    for (const SchoolFacts& facts : committee.schools)
        if (const auto file = published.find(path(facts)); file != published.end())
            size += file->second.size;
    return size;
}

// All records in one file while it is small enough, else the parts of the schools by their hashes.
std::string whole_comparison(const PageWorld& world,
                             const Committee& committee,
                             const PublishedFiles& published) {
    JsonObject object = comparison_head(world, newest_version(committee));
    JsonArray list;
    const bool is_whole = size_of(committee, published, comparison_path) <= largest_comparison;
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

std::string comparison_table_path(const SchoolFacts& facts) {
    return school_url(facts).substr(1) + "comparison.csv";
}

// As comparison.json: all rows while the tables of the schools are small enough together, else
// where each of them stands.
std::string whole_table(const PageWorld& world,
                        const Committee& committee,
                        const PublishedFiles& published) {
    const bool is_whole =
        size_of(committee, published, comparison_table_path) <= largest_comparison;
    std::vector<CsvRow> rows = {is_whole ? comparison_header()
                                         : CsvRow{"школа", "таблица", "sha256"}};
    for (const SchoolFacts& facts : committee.schools) {
        if (facts.cells.empty())
            continue;
        if (is_whole) {
            for (CsvRow& row : comparison_rows(world, facts, committee))
                rows.push_back(std::move(row));
            continue;
        }
        const std::string path = comparison_table_path(facts);
        const auto file = published.find(path);
        rows.push_back({facts.school->id.value, world.site.config.base_url.value + path,
                        file != published.end() ? file->second.sha256 : std::string()});
    }
    return csv_text(rows);
}

}  // namespace

std::vector<std::string> comparison_header() {
    return {"школа",  "предмет",       "класс",    "вид работы", "вывод",
            "почему", "правило школы", "источник", "версия от"};
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
            if (cell.verdict == Verdict::Unchecked)
                continue;
            const FoundRule* found =
                cell.found == CellFact::no_rule ? nullptr : &facts.found[cell.found];
            rows.push_back(
                {facts.school->id.value, item.kind == ItemKind::Rule ? item.subject : "*",
                 item.classes[i].text(), item_title(theme, item), verdict_text(theme, cell.verdict),
                 why_text(theme, facts, item, cell), found != nullptr ? found->brief : "",
                 found != nullptr ? source_url(facts, found->file, found->anchor) : facts.base_url,
                 fetched});
        }
    }
    for (const ExtraRule& extra : facts.extras)
        for (const ClassLabel& label : extra.classes)
            rows.push_back({facts.school->id.value, extra.subject, label.text(), extra.work,
                            verdict_text(theme, Verdict::Extra),
                            std::string(theme.text("why_extra")), extra.brief,
                            source_url(facts, extra.file, extra.anchor), fetched});
    return rows;
}

void plan_comparison_files(const PageWorld& world, const Committee& committee, Outputs& outputs) {
    for (const SchoolFacts& facts : committee.schools) {
        if (!facts.has_data())
            continue;
        add_file(
            comparison_path(facts),
            [&world, &committee, &facts] { return school_comparison(world, committee, facts); },
            outputs);
        add_file(
            comparison_table_path(facts),
            [&world, &committee, &facts] {
                std::vector<CsvRow> rows = {comparison_header()};
                for (CsvRow& row : comparison_rows(world, facts, committee))
                    rows.push_back(std::move(row));
                return csv_text(rows);
            },
            outputs);
    }
    add_catalogue(
        "comparison.json",
        [&world, &committee](const PublishedFiles& published) {
            return whole_comparison(world, committee, published);
        },
        outputs);
    add_catalogue(
        "comparison.csv",
        [&world, &committee](const PublishedFiles& published) {
            return whole_table(world, committee, published);
        },
        outputs);
    add_file(
        "schemas/comparison.json", [&world] { return comparison_schema(world.site); }, outputs);
}

}  // namespace vitrina
