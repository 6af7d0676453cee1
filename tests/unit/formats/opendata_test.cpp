// Open data by the Russian convention: names, passports, quoting.
#include <doctest/doctest.h>

#include "formats/opendata.h"

namespace vitrina {
namespace {

OpenDataPublisher publisher() {
    return {"0042000718",
            "Комитет",
            "+7 (81300) 2-25-55",
            "k@example.org",
            "https://k.example.org/",
            {2026, 9, 1},
            {2026, 9, 5},
            {2026, 11, 20},
            "https://k.example.org/opendata/#terms"};
}

OpenDataSet set() {
    OpenDataSet set;
    set.name = "schools";
    set.title = "Школы, все";
    set.fields = {{"school", "Identifier", "Идентификатор", "string"}};
    set.rows = [](const AddRow& add) { add({"a\"b"}); };
    return set;
}

}  // namespace

TEST_SUITE("formats/opendata") {
    TEST_CASE("cells are quoted when they must be") {
        CHECK(plain_csv({{"a", "b,c"}, {"d\"e", "f\ng"}}) == "a,\"b,c\"\r\n\"d\"\"e\",\"f\ng\"\r\n");
    }

    TEST_CASE("a cell that a spreadsheet would run is none") {
        CHECK(
            plain_csv({{"=1+1", "+7 (813) 5", "-5", "@x", "\t=1", "-2+3", "+cmd|' /C calc'!A0"}}) ==
            "'=1+1,'+7 (813) 5,-5,'@x,'\t=1,'-2+3,'+cmd|' /C calc'!A0\r\n");
    }

    TEST_CASE("the register leads to passports, a passport to structure and data") {
        const auto files = open_data_files(publisher(), {set()});
        const auto text = [&](std::size_t i) {
            return open_data_text(publisher(), {set()}, files[i]);
        };
        REQUIRE(files.size() == 4);
        CHECK(files[0].path == "opendata/0042000718-schools/meta.csv");
        CHECK(text(0).find("created,20260905\r\n") != std::string::npos);
        CHECK(text(0).find("modified,20261120\r\n") != std::string::npos);
        CHECK(text(0).find("publisherphone,8 (81300) 2-25-55\r\n") != std::string::npos);
        CHECK(files[1].path == "opendata/0042000718-schools/structure-20260901T0000.csv");
        CHECK(files[2].path ==
              "opendata/0042000718-schools/data-20261120T0000-structure-20260901T0000.csv");
        CHECK(text(2) == "school\r\n\"a\"\"b\"\r\n");
        CHECK(files[3].path == "opendata/list.csv");
        CHECK(text(3) ==
              "property,title,value,format\r\n"
              "standardversion,Версия методических рекомендаций,http://opendata.gosmonitor.ru/"
              "standard/3.0,\r\n"
              "0042000718-schools,\"Школы, все\",https://k.example.org/opendata/0042000718-schools/"
              "meta.csv,csv\r\n");
    }

    TEST_CASE("the catalogue has sizes and checksums") {
        const std::string data = open_data_files(publisher(), {set()})[2].path;
        const std::string text =
            dcat_catalogue(publisher(), "Комитет", {set()}, [&](const std::string& path) {
                CHECK(path == data);
                return OpenDataSize{"0123abcd", 4321};
            });
        CHECK(text.find("\"dcat:downloadURL\"") != std::string::npos);
        CHECK(text.find("\"@value\": \"4321\"") != std::string::npos);
        CHECK(text.find("0123abcd") != std::string::npos);
        CHECK(text.find("\"@value\": \"2026-09-05\"") != std::string::npos);
    }
}

}  // namespace vitrina
