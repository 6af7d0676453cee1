#include <doctest/doctest.h>

#include "base/import_ids.h"
#include "formats/read_document.h"
#include "support/message_ids.h"
#include "support/office_file.h"

namespace vitrina {
namespace {

std::string sheet_of(const std::string& inside) {
    test::OfficeParts parts = test::excel_parts("| a |");
    parts["xl/worksheets/sheet1.xml"] = "<worksheet>" + inside + "</worksheet>";
    return test::zipped(parts);
}

struct ReadBook {
    std::vector<ReadDocument> sheets;
    test::Ids told;
};

ReadBook read_book(const std::string& bytes) {
    Diagnostics out;
    ReadBook book{read_xlsx(bytes, "x.xlsx", out), {}};
    book.told = test::ids_of(out);
    return book;
}

std::string text_of(const ReadRow& row) {
    std::string text;
    for (const ReadCell& cell : row.cells)
        text += cell.text() + "|";
    return text;
}

}  // namespace

TEST_SUITE("formats/xlsx_read") {
    TEST_CASE("a workbook that would grow without end is refused") {
        std::string far;  // each row is as long as the longest
        for (int i = 1; i <= 6000; ++i)
            far += fmt::format("<row r=\"{0}\"><c r=\"GR{0}\"><v>1</v></c></row>", i);
        CHECK(read_book(sheet_of("<sheetData>" + far + "</sheetData>")).told == test::Ids{"import-bomb"});
        CHECK(read_book(sheet_of("<sheetData><row r=\"1\"><c r=\"GS1\"><v>1</v></c></row>"
                                 "</sheetData>"))
                  .told == test::Ids{"import-row-wide"});
        std::string merged;
        for (int i = 0; i <= 5000; ++i)
            merged += "<mergeCell ref=\"A1:B9\"/>";
        CHECK(read_book(sheet_of("<sheetData/><mergeCells>" + merged + "</mergeCells>")).told ==
              test::Ids{"import-bomb"});
        test::OfficeParts parts = test::excel_parts("| a |");
        std::string sheets;
        for (int i = 0; i <= 200; ++i)
            sheets += "<sheet name=\"a\" r:id=\"rId1\"/>";
        parts["xl/workbook.xml"] = "<workbook><sheets>" + sheets + "</sheets></workbook>";
        CHECK(read_book(test::zipped(parts)).told == test::Ids{"import-bomb"});
    }

    TEST_CASE("what is hidden in a sheet stays hidden and is told") {
        const ReadBook book = read_book(
            sheet_of("<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>"
                     "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c>"
                     "<c r=\"C1\"><v>3</v></c></row>"
                     "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>4</v></c></row></sheetData>"));
        REQUIRE(book.sheets.size() == 1);
        REQUIRE(book.sheets[0].tables[0].rows.size() == 1);
        CHECK(text_of(book.sheets[0].tables[0].rows[0]) == "1||3|");
        CHECK(book.told == test::Ids{"import-hidden"});
    }

    TEST_CASE("under merged cells the first value alone is shown") {
        const ReadBook book = read_book(sheet_of(
            "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"
            "<row r=\"2\"><c r=\"A2\"><v>3</v></c><c r=\"C2\"><v>4</v></c></row></sheetData>"
            "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"));
        REQUIRE(book.sheets.size() == 1);
        const std::vector<ReadRow>& rows = book.sheets[0].tables[0].rows;
        REQUIRE(rows.size() == 2);
        CHECK(text_of(rows[0]) == "1||");
        CHECK(text_of(rows[1]) == "|4|");
        CHECK(rows[1].cells[0].is_continued);
        CHECK(book.told == test::Ids{"import-hidden"});
    }

    TEST_CASE("formulas without a value, comments and drawings of a sheet are told") {
        test::OfficeParts parts = test::excel_parts("| a |");
        parts["xl/worksheets/sheet1.xml"] =
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c>"
            "<c r=\"B1\" t=\"e\"><f>A1/0</f><v>#DIV/0!</v></c><c r=\"C1\"><f>A1+1</f></c>"
            "</row></sheetData></worksheet>";
        const std::string type =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        parts["xl/worksheets/_rels/sheet1.xml.rels"] =
            "<Relationships><Relationship Id=\"d\" Type=\"" + type +
            "drawing\" Target=\"../drawings/drawing1.xml\"/><Relationship Id=\"c\" Type=\"" + type +
            "comments\" Target=\"../comments1.xml\"/></Relationships>";
        parts["xl/comments1.xml"] =
            "<comments><commentList><comment ref=\"A1\"/></commentList></comments>";
        const ReadBook book = read_book(test::zipped(parts));
        CHECK(book.sheets.size() == 1);
        CHECK(book.told == test::Ids{"import-cell-formula", "import-cell-formula", "import-comments",
                               "import-object"});
    }

    TEST_CASE("times of day are read as they are shown, by the look of the cell") {
        struct Look {
            const char* format;  // of the cell: a number of Excel's own, or a pattern
            const char* value;
            const char* shown;
        };
        for (const Look& look : {
                 Look{"20", "0.39583333333333331", "09:30"}, Look{"21", "0.39600694444444445", "09:30:15"},
                 Look{"18", "0.99999999999", "00:00"}, Look{"46", "1.5", "36:00"},
                 Look{"22", "46283.395833333336", "18.09.2026 09:30"}, Look{"22", "46283", "18.09.2026"},
                 Look{"22", "46283.9999999", "19.09.2026"}, Look{"14", "46283.4", "18.09.2026"},
                 Look{"h:mm", "0.5", "12:00"}, Look{"[$-F400]h:mm:ss\\ AM/PM", "46283.5", "12:00"},
                 Look{"[h]:mm", "1.0416666666666667", "25:00"}, Look{"dd.mm.yyyy\\ h:mm", "46283.5", "18.09.2026 12:00"},
                 Look{"[Red]0.00", "0.5", "0,5"}, Look{"0\\ \"h:\"", "2", "2"},
                 Look{"0.0\\ \"[ч]\"", "1.5", "1,5"}, Look{"0\"[h]\"", "2", "2"}, Look{"\"всего \"[ч]:мм", "1.5", "36:00"},
                 Look{"0\\ \"%\"", "5", "5"}, Look{"0\\%", "5", "5"}, Look{"0.0%", "0.5", "50%"}, Look{"h:mm", "-0.5", "-0,5"}}) {
            CAPTURE(look.format);
            CAPTURE(look.value);
            const bool is_number = look.format[0] >= '1' && look.format[0] <= '9';
            test::OfficeParts parts = test::excel_parts("| a |");
            parts["xl/styles.xml"] =
                is_number
                    ? fmt::format("<styleSheet><cellXfs><xf numFmtId=\"{}\"/></cellXfs></styleSheet>", look.format)
                    : fmt::format("<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"{}\"/></numFmts>"
                                  "<cellXfs><xf numFmtId=\"170\"/></cellXfs></styleSheet>",
                                  escape_html(look.format));
            parts["xl/worksheets/sheet1.xml"] =
                fmt::format("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"0\"><v>{}</v></c></row>"
                            "</sheetData></worksheet>",
                            look.value);
            const ReadBook book = read_book(test::zipped(parts));
            REQUIRE(book.sheets.size() == 1);
            CHECK(text_of(book.sheets[0].tables[0].rows[0]) == std::string(look.shown) + "|");
        }
    }

    TEST_CASE("a sheet of endless rows is refused") {
        std::string rows;
        for (int i = 0; i < 3; ++i)
            rows += fmt::format("<row r=\"{}\"><c><v>1</v></c></row>", i * 20'000 + 1);
        test::OfficeParts parts = test::excel_parts("| a |");
        parts["xl/worksheets/sheet1.xml"] =
            "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
        Diagnostics out;
        CHECK(read_xlsx(test::zipped(parts), "x.xlsx", out).empty());
        CHECK(test::ids_of(out) == test::Ids{"import-too-long"});
    }
}

}  // namespace vitrina
