#include "formats/xlsx_write.h"

#include <doctest/doctest.h>

#include "formats/read_document.h"

namespace vitrina {

TEST_SUITE("formats/xlsx_write") {
    TEST_CASE("a form is read back with its headings and is the same every time") {
        const std::vector<std::string> headings = {"предмет", "«5» от", "вес & \"<классы>\""};
        const std::string bytes = make_form_workbook("Критерии", headings);
        CHECK(bytes == make_form_workbook("Критерии", headings));
        Diagnostics out;
        const std::vector<ReadDocument> sheets = read_xlsx(bytes, "x.xlsx", out);
        CHECK(out.items().empty());
        REQUIRE(sheets.size() == 1);
        CHECK(sheets[0].title == "Критерии");
        REQUIRE(sheets[0].tables.size() == 1);
        REQUIRE(sheets[0].tables[0].rows.size() == 1);
        std::vector<std::string> read;
        for (const ReadCell& cell : sheets[0].tables[0].rows[0].cells)
            read.push_back(cell.text());
        CHECK(read == headings);
    }
}

}  // namespace vitrina
