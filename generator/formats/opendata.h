// Open data as Russian bodies publish it («Методические рекомендации 3.0»): a register of sets,
// and of each set a passport, a structure and the data; the same catalogue as DCAT.
//
// Shape    RFC 4180 with commas, CRLF, UTF-8 without a mark; versions are stamps of the data. Cells
//          are as safe as those of formats/csv.h.
// Memory   the rows of a set are made when its data file is written, one after another.
// Source   domain §3.6, §4.8.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/dates.h"

namespace vitrina {

struct OpenDataField {
    std::string name;  // Latin letters: school
    std::string english;
    std::string russian;
    std::string type;  // string, integer, date
};

using AddRow = std::function<void(const std::vector<std::string>& row)>;
struct OpenDataSet {
    std::string name;  // Latin letters: coverage
    std::string title;
    std::string description;
    std::string subject;  // keywords
    std::string provenance;
    std::vector<OpenDataField> fields;
    std::function<void(const AddRow& add)> rows;  // without a header
};

struct OpenDataPublisher {
    std::string inn;
    std::string name;
    std::string phone;
    std::string email;
    std::string base_url;  // of the site, with a slash at its end
    Date structure;        // when this form of the tables began
    Date issued;           // of the first data that were published
    Date data;             // of the newest data
    std::string licence;   // address of the terms
};

enum class OpenDataPart : std::uint8_t { Passport, Structure, Data, Register };
struct OpenDataFile {
    std::string path;  // from the site's root
    OpenDataPart part{};
    std::size_t set = 0;  // index; not of the register
};

struct OpenDataSize {
    std::string sha256;
    std::size_t bytes = 0;
};

std::string plain_csv(const std::vector<std::vector<std::string>>& rows);
// `opendata/4700000010-coverage/`
std::string open_data_folder(const OpenDataPublisher& publisher, const std::string& name);
// Of each set meta.csv, structure and data; and list.csv.
std::vector<OpenDataFile> open_data_files(const OpenDataPublisher& publisher,
                                          const std::vector<OpenDataSet>& sets);
std::string open_data_text(const OpenDataPublisher& publisher,
                           const std::vector<OpenDataSet>& sets,
                           const OpenDataFile& file);
// catalog.jsonld; `size_of` tells sizes and checksums of data files by their paths.
std::string dcat_catalogue(const OpenDataPublisher& publisher,
                           const std::string& title,
                           const std::vector<OpenDataSet>& sets,
                           const std::function<OpenDataSize(const std::string& path)>& size_of);

}  // namespace vitrina
