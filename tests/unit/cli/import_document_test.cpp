#include "cli/import_document.h"

#include <doctest/doctest.h>

#include "base/message_text.h"
#include "support/office_file.h"

namespace vitrina {

TEST_SUITE("cli/import_document") {
    TEST_CASE("a footnote of a plan stands in brackets where it was called") {
        test::OfficeParts parts = test::word_parts(
            "!План на 2026-2027 учебный год\n"
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Мероприятия</w:t></w:r></w:p></w:tc>"
            "<w:tc><w:p><w:r><w:t>Сроки</w:t></w:r></w:p></w:tc></w:tr>"
            "<w:tr><w:tc><w:p><w:r><w:t>Приказ</w:t><w:footnoteReference w:id=\"1\"/>"
            "<w:t> и справка</w:t></w:r></w:p></w:tc>"
            "<w:tc><w:p><w:r><w:t>Октябрь</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");
        parts["word/_rels/document.xml.rels"] =
            "<Relationships><Relationship Id=\"f\" Type=\"x/footnotes\" "
            "Target=\"footnotes.xml\"/></Relationships>";
        parts["word/footnotes.xml"] =
            "<w:footnotes><w:footnote w:id=\"1\"><w:p><w:r><w:t>по образцу</w:t></w:r></w:p>"
            "</w:footnote></w:footnotes>";
        Diagnostics out;
        const auto file = std::make_shared<const Source>(Source{"plan.docx", test::zipped(parts)});
        const auto record = import_document(file, "", {}, out);
        REQUIRE(record);
        CHECK(record->text.find("measure: 'Приказ (по образцу) и справка'\n") != std::string::npos);
        REQUIRE(out.items().size() == 1);
        CHECK(message_text(out.items().front().id).name == "import-note-inline");
    }
}

}  // namespace vitrina
