// Open data of a committee: the sets, their passports for people, the catalogue for machines.
#include <algorithm>
#include <memory>

#include "formats/opendata.h"
#include "pages/committee.h"

namespace vitrina {
namespace {

// When the tables got the form they have: a new column makes a new day.
constexpr Date structure_day{2026, 9, 1};

// A larger comparison is published school by school only.
constexpr std::size_t largest_table = 500'000;

struct OpenData {
    OpenDataPublisher publisher;
    std::vector<OpenDataSet> sets;
    std::vector<OpenDataFile> files;
};

OpenDataSet make_set(const Theme& theme, std::string name, std::vector<OpenDataField> fields) {
    OpenDataSet set;
    set.title = theme.text("opendata_" + name + "_title");
    set.description = theme.text("opendata_" + name + "_text");
    set.subject = theme.text("opendata_" + name + "_words");
    set.provenance = theme.text("opendata_provenance");
    set.name = std::move(name);
    set.fields = std::move(fields);
    return set;
}

OpenDataSet schools_set(const Theme& theme, const Committee& committee) {
    OpenDataSet set = make_set(theme, "schools",
                               {{"school", "Identifier of the school", "Идентификатор школы", "string"},
                                {"name", "Name", "Название", "string"},
                                {"legalform", "Legal form", "Организационная форма", "string"},
                                {"website", "Website", "Сайт", "string"},
                                {"state", "State of the source", "Состояние источника", "string"},
                                {"fetched", "Version first seen", "Версия впервые получена", "date"}});
    set.rows = [&committee](const AddRow& add) {
        for (const SchoolFacts& facts : committee.schools)
            add({facts.school->id.value, facts.school->name, facts.school->legal_form,
                 facts.school->website.url, std::string(school_state_word(facts.state)),
                 facts.has_data() ? iso_date(day_of(facts.kept.first_seen)) : ""});
    };
    return set;
}

OpenDataSet coverage_set(const Theme& theme, const Committee& committee) {
    OpenDataSet set = make_set(theme, "coverage",
                               {{"school", "Identifier of the school", "Идентификатор школы", "string"},
                                {"element", "What is published", "Что публикуется", "string"},
                                {"state", "data, document, absent, unchecked",
                                 "Состояние: data — данные, document — документ, absent — нет, "
                                 "unchecked — не проверено",
                                 "string"},
                                {"date", "Date", "Дата", "date"},
                                {"count", "Number of records", "Число записей", "integer"},
                                {"url", "Address", "Адрес", "string"}});
    set.rows = [&committee](const AddRow& add) {
        for (const SchoolFacts& facts : committee.schools)
            for (std::size_t i = 0; i < element_count; ++i) {
                const ElementFact& fact = facts.elements[i];
                add({facts.school->id.value, std::string(word_list<CoverageElement>()[i].en),
                     std::string(coverage_state_word(fact.state)),
                     fact.date.is_set() ? iso_date(fact.date) : "", std::to_string(fact.count),
                     fact.url});
            }
    };
    return set;
}

OpenDataSet comparison_set(const PageWorld& world, const Committee& committee) {
    OpenDataSet set =
        make_set(world.theme, "comparison",
                 {{"school", "Identifier of the school", "Идентификатор школы", "string"},
                  {"subject", "School subject", "Учебный предмет", "string"},
                  {"class", "Class", "Класс", "string"},
                  {"work", "Kind of work", "Вид работы", "string"},
                  {"verdict", "Verdict", "Вывод", "string"},
                  {"why", "Why", "Почему", "string"},
                  {"rule", "Rule of the school", "Правило школы", "string"},
                  {"url", "Source", "Источник", "string"},
                  {"fetched", "Version first seen", "Версия впервые получена", "date"}});
    set.rows = [&world, &committee](const AddRow& add) {
        for (const SchoolFacts& facts : committee.schools)
            for (const auto& row : comparison_rows(world, facts, committee))
                add(row);
    };
    return set;
}

std::shared_ptr<const OpenData> make_open_data(const PageWorld& world, const Committee& committee) {
    const SiteConfig& config = world.site.config;
    auto data = std::make_shared<OpenData>();
    OpenDataPublisher& publisher = data->publisher;
    publisher.inn = config.organization.inn.value;
    publisher.name = config.organization.name;
    publisher.phone = config.organization.phones.empty() ? "" : config.organization.phones.front();
    publisher.email = config.organization.email;
    publisher.base_url = config.base_url.value;
    publisher.structure = structure_day;
    publisher.licence = config.base_url.value + "opendata/#terms";
    std::int64_t first = 0;
    for (const SchoolFacts& facts : committee.schools) {
        publisher.data = std::max(publisher.data, day_of(facts.renewed()));
        if (facts.known_since != 0)
            first = first == 0 ? facts.known_since : std::min(first, facts.known_since);
    }
    // Before anything was mirrored the list of schools is all there is.
    if (!publisher.data.is_set())
        publisher.data = config.school_year.begin();
    publisher.issued = first == 0 ? publisher.data : day_of(first);
    data->sets.push_back(schools_set(world.theme, committee));
    data->sets.push_back(coverage_set(world.theme, committee));
    if (!committee.items.empty() &&
        committee.cell_count * committee.schools.size() <= largest_table)
        data->sets.push_back(comparison_set(world, committee));
    data->files = open_data_files(publisher, data->sets);
    return data;
}

ReportSection passport_of(const PageWorld& world, const OpenData& data, const OpenDataSet& set) {
    const Theme& theme = world.theme;
    const OpenDataPublisher& publisher = data.publisher;
    const std::string folder = open_data_folder(publisher, set.name);
    ReportSection section{set.name, set.title, set.description, "", {}, {}, {}, {}};
    ReportTable table{set.name + "-passport", set.title + ". " + std::string(theme.text("opendata_passport")),
                      {std::string(theme.text("opendata_property")),
                       std::string(theme.text("opendata_value"))},
                      {}};
    const auto add = [&](std::string_view key, ReportCell cell) {
        table.rows.push_back({"", {std::string(theme.text(key)), "", "", "", {}}, {std::move(cell)}});
    };
    add("opendata_id", {publisher.inn + "-" + set.name, "", "", "", {}});
    add("opendata_owner", {publisher.name, "", "", "", {}});
    add("opendata_phone", {publisher.phone, "", "", "", {}});
    add("opendata_email", {publisher.email, "", "", "", {}});
    add("opendata_format", {"CSV", "", "", "", {}});
    add("opendata_issued", {display_date(theme.language(), publisher.issued), "", "", "", {}});
    add("opendata_modified", {display_date(theme.language(), publisher.data), "", "", "", {}});
    add("opendata_provenance_name", {set.provenance, "", "", "", {}});
    add("opendata_subject", {set.subject, "", "", "", {}});
    for (const OpenDataFile& file : data.files)
        if (file.path.starts_with(folder))
            add(file.part == OpenDataPart::Passport    ? "opendata_meta"
                : file.part == OpenDataPart::Structure ? "opendata_structure"
                                                       : "opendata_data",
                {file.path.substr(folder.size()), "/" + file.path, "", "", {}, true});
    section.tables.push_back(std::move(table));
    return section;
}

Rendered render_open_data(const PageWorld& world, const OpenData& data) {
    const Theme& theme = world.theme;
    PageFrame frame = committee_frame(world, "/opendata/", std::string(theme.text("section_opendata")));
    frame.section = "opendata";
    frame.alternates = {{"text/csv", "list.csv", "/opendata/list.csv"},
                        {"application/ld+json", "DCAT", "/catalog.jsonld"}};
    Report report;
    report.lead = theme.text("opendata_lead");
    for (const OpenDataSet& set : data.sets)
        report.sections.push_back(passport_of(world, data, set));
    report.sections.push_back({"terms", std::string(theme.text("opendata_terms_title")),
                               std::string(theme.text("opendata_terms")), "", {}, {}, {}, {}});
    return render_report(world, std::move(frame), report);
}

}  // namespace

void plan_open_data(const PageWorld& world, const Committee& committee, Outputs& outputs) {
    // A set is named by its publisher's number; without it there is no open data (a message tells).
    if (world.site.config.organization.inn.value.empty())
        return;
    const auto data = make_open_data(world, committee);
    add_report(world, "/opendata/", [&world, data] { return render_open_data(world, *data); }, outputs);
    for (const OpenDataFile& file : data->files)
        add_file(
            file.path, [data, file] { return open_data_text(data->publisher, data->sets, file); },
            outputs);
    add_catalogue(
        "catalog.jsonld",
        [&world, data](const PublishedFiles& published) {
            return dcat_catalogue(data->publisher, world.site.config.organization.name, data->sets,
                                  [&](const std::string& path) {
                                      const auto file = published.find(path);
                                      return file == published.end()
                                                 ? OpenDataSize{}
                                                 : OpenDataSize{file->second.sha256,
                                                                file->second.size};
                                  });
        },
        outputs);
}

}  // namespace vitrina
