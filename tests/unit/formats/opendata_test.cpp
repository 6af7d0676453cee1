// Open data by the Russian convention: names, passports, quoting.
#include <doctest/doctest.h>

#include "formats/opendata.h"

namespace vitrina {
namespace {

OpenDataPublisher publisher() {
    return {"0042000718", "Комитет", "+7 (81300) 2-25-55", "k@example.org",
            "https://k.example.org/", {2026, 9, 1}, {2026, 11, 20},
            "https://k.example.org/opendata/#terms"};
}

OpenDataSet set() {
    OpenDataSet set;
    set.name = "schools";
    set.title = "Школы, все";
    set.fields = {{"school", "Identifier", "Идентификатор", "string"}};
    set.rows = {{"a\"b"}};
    return set;
}

}  // namespace

TEST_SUITE("formats/opendata") {
    TEST_CASE("cells are quoted when they must be") {
        CHECK(plain_csv({{"a", "b,c"}, {"d\"e", "f\ng"}}) == "a,\"b,c\"\r\n\"d\"\"e\",\"f\ng\"\r\n");
    }

    TEST_CASE("the register leads to passports, a passport to structure and data") {
        const auto files = open_data_files(publisher(), {set()});
        REQUIRE(files.size() == 4);
        CHECK(files[0].path == "opendata/0042000718-schools/meta.csv");
        CHECK(files[0].text.find("modified,20261120\r\n") != std::string::npos);
        CHECK(files[1].path == "opendata/0042000718-schools/structure-20260901T0000.csv");
        CHECK(files[2].path ==
              "opendata/0042000718-schools/data-20261120T0000-structure-20260901T0000.csv");
        CHECK(files[2].text == "school\r\n\"a\"\"b\"\r\n");
        CHECK(files[3].path == "opendata/list.csv");
        CHECK(files[3].text ==
              "property,title,value,format\r\n"
              "standardversion,Версия методических рекомендаций,http://opendata.gosmonitor.ru/"
              "standard/3.0,\r\n"
              "0042000718-schools,\"Школы, все\",https://k.example.org/opendata/0042000718-schools/"
              "meta.csv,csv\r\n");
    }

    TEST_CASE("the catalogue has sizes and checksums") {
        const auto files = open_data_files(publisher(), {set()});
        const std::string text = dcat_catalogue(publisher(), "Комитет", {set()}, files);
        CHECK(text.find("\"dcat:downloadURL\"") != std::string::npos);
        CHECK(text.find("\"@value\": \"" + std::to_string(files[2].text.size()) + "\"") !=
              std::string::npos);
    }
}

}  // namespace vitrina
