// Open data as Russian bodies publish it («Методические рекомендации 3.0»): a register of sets,
// and of each set a passport, a structure and the data; the same catalogue as DCAT.
//
// Shape    RFC 4180 with commas, CRLF, UTF-8 without a mark; versions are stamps of the data.
// Source   domain §3.6, §4.8.
#pragma once

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

struct OpenDataSet {
    std::string name;  // Latin letters: coverage
    std::string title;
    std::string description;
    std::string subject;  // keywords
    std::string provenance;
    std::vector<OpenDataField> fields;
    std::vector<std::vector<std::string>> rows;  // without a header
};

struct OpenDataPublisher {
    std::string inn;
    std::string name;
    std::string phone;
    std::string email;
    std::string base_url;  // of the site, with a slash at its end
    Date structure;        // when this form of the tables began
    Date data;             // of the newest data
    std::string licence;   // address of the terms
};

struct OpenDataFile {
    std::string path;  // from the site's root
    std::string text;
};

std::string plain_csv(const std::vector<std::vector<std::string>>& rows);
// `opendata/4700000010-coverage/`
std::string open_data_folder(const OpenDataPublisher& publisher, const std::string& name);
// list.csv, and of each set meta.csv, structure and data.
std::vector<OpenDataFile> open_data_files(const OpenDataPublisher& publisher,
                                          const std::vector<OpenDataSet>& sets);
// catalog.jsonld; `files` are those of `open_data_files`, for sizes and checksums.
std::string dcat_catalogue(const OpenDataPublisher& publisher,
                           const std::string& title,
                           const std::vector<OpenDataSet>& sets,
                           const std::vector<OpenDataFile>& files);

}  // namespace vitrina
