#include "formats/opendata.h"

#include <fmt/format.h>

#include "base/json.h"
#include "formats/csv.h"

namespace vitrina {
namespace {

constexpr std::string_view standard = "http://opendata.gosmonitor.ru/standard/3.0";
using Rows = std::vector<std::vector<std::string>>;

std::string stamp(Date date) {
    return fmt::format("{:04}{:02}{:02}T0000", date.year, date.month, date.day);
}

std::string plain_day(Date date) {
    return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day);
}

std::string identifier(const OpenDataPublisher& publisher, const std::string& name) {
    return publisher.inn + "-" + name;
}

std::string structure_path(const OpenDataPublisher& publisher, const std::string& name) {
    return open_data_folder(publisher, name) + "structure-" + stamp(publisher.structure) + ".csv";
}

std::string data_path(const OpenDataPublisher& publisher, const std::string& name) {
    return open_data_folder(publisher, name) + "data-" + stamp(publisher.data) + "-structure-" +
           stamp(publisher.structure) + ".csv";
}

std::string meta_path(const OpenDataPublisher& publisher, const std::string& name) {
    return open_data_folder(publisher, name) + "meta.csv";
}

// `+7 …` would read as a formula; the number is the same from 8 on.
std::string domestic(const std::string& phone) {
    return phone.starts_with("+7") ? "8" + phone.substr(2) : phone;
}

Rows meta_of(const OpenDataPublisher& publisher, const OpenDataSet& set) {
    return {
        {"property", "value"},
        {"standardversion", std::string(standard)},
        {"identifier", identifier(publisher, set.name)},
        {"title", set.title},
        {"description", set.description},
        {"creator", publisher.name},
        {"created", plain_day(publisher.issued)},
        {"modified", plain_day(publisher.data)},
        {"subject", set.subject},
        {"format", "csv"},
        {"provenance", set.provenance},
        {"valid", plain_day(publisher.data)},
        {"publishername", publisher.name},
        {"publisherphone", domestic(publisher.phone)},
        {"publishermbox", publisher.email},
        {"data-" + stamp(publisher.data) + "-structure-" + stamp(publisher.structure),
         publisher.base_url + data_path(publisher, set.name)},
        {"structure-" + stamp(publisher.structure),
         publisher.base_url + structure_path(publisher, set.name)},
    };
}

Rows structure_of(const OpenDataSet& set) {
    Rows rows = {{"field name", "english description", "russian description", "format"}};
    for (const OpenDataField& field : set.fields)
        rows.push_back({field.name, field.english, field.russian, field.type});
    return rows;
}

void add_row(std::string& text, const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        text += i == 0 ? "" : ",";
        const std::string cell = safe_cell(row[i]);
        if (cell.find_first_of(",\"\r\n") == std::string::npos) {
            text += cell;
            continue;
        }
        text += '"';
        for (const char byte : cell)
            text += byte == '"' ? std::string("\"\"") : std::string(1, byte);
        text += '"';
    }
    text += "\r\n";
}

std::string data_of(const OpenDataSet& set) {
    std::vector<std::string> header;
    for (const OpenDataField& field : set.fields)
        header.push_back(field.name);
    std::string text;
    add_row(text, header);
    set.rows([&](const std::vector<std::string>& row) { add_row(text, row); });
    return text;
}

Rows list_of(const OpenDataPublisher& publisher, const std::vector<OpenDataSet>& sets) {
    Rows list = {
        {"property", "title", "value", "format"},
        {"standardversion", "Версия методических рекомендаций", std::string(standard), ""}};
    for (const OpenDataSet& set : sets)
        list.push_back({identifier(publisher, set.name), set.title,
                        publisher.base_url + meta_path(publisher, set.name), "csv"});
    return list;
}

JsonObject typed(std::string_view type, std::string_view value) {
    JsonObject object;
    object.add("@type", type);
    object.add("@value", value);
    return object;
}

JsonObject named(std::string_view id) {
    JsonObject object;
    object.add("@id", id);
    return object;
}

JsonObject distribution_of(const OpenDataPublisher& publisher,
                           const std::string& path,
                           const OpenDataSize& size) {
    JsonObject checksum;
    checksum.add("@type", "spdx:Checksum");
    checksum.add("spdx:algorithm", named("spdx:checksumAlgorithm_sha256"));
    checksum.add("spdx:checksumValue", size.sha256);
    JsonObject object;
    object.add("@id", publisher.base_url + path);
    object.add("@type", "dcat:Distribution");
    object.add("dcat:downloadURL", named(publisher.base_url + path));
    object.add("dcat:mediaType", "text/csv");
    object.add("dcat:byteSize", typed("xsd:nonNegativeInteger", std::to_string(size.bytes)));
    object.add("spdx:checksum", std::move(checksum));
    return object;
}

JsonObject dataset_of(const OpenDataPublisher& publisher,
                      const OpenDataSet& set,
                      const OpenDataSize& size) {
    JsonObject object;
    object.add("@id", publisher.base_url + meta_path(publisher, set.name));
    object.add("@type", "dcat:Dataset");
    object.add("dct:identifier", identifier(publisher, set.name));
    object.add("dct:title", set.title);
    object.add("dct:description", set.description);
    object.add("dct:publisher", named(publisher.base_url + "#organization"));
    object.add("dct:issued", typed("xsd:date", iso_date(publisher.issued)));
    object.add("dct:modified", typed("xsd:date", iso_date(publisher.data)));
    object.add("dct:license", named(publisher.licence));
    object.add("dcat:keyword", set.subject);
    object.add("dcat:distribution",
               distribution_of(publisher, data_path(publisher, set.name), size));
    return object;
}

}  // namespace

std::string plain_csv(const std::vector<std::vector<std::string>>& rows) {
    std::string text;
    for (const std::vector<std::string>& row : rows)
        add_row(text, row);
    return text;
}

std::string open_data_folder(const OpenDataPublisher& publisher, const std::string& name) {
    return "opendata/" + identifier(publisher, name) + "/";
}

std::vector<OpenDataFile> open_data_files(const OpenDataPublisher& publisher,
                                          const std::vector<OpenDataSet>& sets) {
    std::vector<OpenDataFile> files;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        const std::string& name = sets[i].name;
        files.push_back({meta_path(publisher, name), OpenDataPart::Passport, i});
        files.push_back({structure_path(publisher, name), OpenDataPart::Structure, i});
        files.push_back({data_path(publisher, name), OpenDataPart::Data, i});
    }
    files.push_back({"opendata/list.csv", OpenDataPart::Register, 0});
    return files;
}

std::string open_data_text(const OpenDataPublisher& publisher,
                           const std::vector<OpenDataSet>& sets,
                           const OpenDataFile& file) {
    switch (file.part) {
        case OpenDataPart::Passport:
            return plain_csv(meta_of(publisher, sets[file.set]));
        case OpenDataPart::Structure:
            return plain_csv(structure_of(sets[file.set]));
        case OpenDataPart::Data:
            return data_of(sets[file.set]);
        case OpenDataPart::Register:
            break;
    }
    return plain_csv(list_of(publisher, sets));
}

std::string dcat_catalogue(const OpenDataPublisher& publisher,
                           const std::string& title,
                           const std::vector<OpenDataSet>& sets,
                           const std::function<OpenDataSize(const std::string& path)>& size_of) {
    JsonObject context;
    context.add("dcat", "http://www.w3.org/ns/dcat#");
    context.add("dct", "http://purl.org/dc/terms/");
    context.add("foaf", "http://xmlns.com/foaf/0.1/");
    context.add("spdx", "http://spdx.org/rdf/terms#");
    context.add("xsd", "http://www.w3.org/2001/XMLSchema#");
    JsonObject organization;
    organization.add("@id", publisher.base_url + "#organization");
    organization.add("@type", "foaf:Organization");
    organization.add("foaf:name", publisher.name);
    JsonArray datasets;
    for (const OpenDataSet& set : sets)
        datasets.emplace_back(dataset_of(publisher, set, size_of(data_path(publisher, set.name))));
    JsonObject catalogue;
    catalogue.add("@context", std::move(context));
    catalogue.add("@id", publisher.base_url + "catalog.jsonld");
    catalogue.add("@type", "dcat:Catalog");
    catalogue.add("dct:title", title);
    catalogue.add("dct:publisher", std::move(organization));
    catalogue.add("dcat:dataset", std::move(datasets));
    return json_text(catalogue, JsonForm::Indented);
}

}  // namespace vitrina
