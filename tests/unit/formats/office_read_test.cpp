#include <doctest/doctest.h>

#include "base/import_ids.h"
#include "formats/read_document.h"
#include "formats/xml_read.h"
#include "formats/zip_read.h"
#include "support/message_ids.h"
#include "support/office_file.h"

namespace vitrina {
namespace {

std::vector<std::string> refusals(const std::string& bytes) {
    Diagnostics out;
    const auto document = read_docx(bytes, "x.docx", out);
    CHECK(!document.has_value());
    return test::ids_of(out);
}

std::string with_part(const std::string& name, const std::string& text) {
    test::OfficeParts parts = test::word_parts("Абзац");
    parts[name] = text;
    return test::zipped(parts);
}

std::uint32_t next_random(std::uint32_t& seed) {
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

// Whether anything was read. What is refused is told.
bool read_any(const std::string& bytes, bool is_word) {
    Diagnostics out;
    const bool has = is_word ? read_docx(bytes, "x.docx", out).has_value()
                             : !read_xlsx(bytes, "x.xlsx", out).empty();
    if (is_word)
        CHECK((has || out.has_errors()));
    return has;
}

// One sign of markup or digit more, less or twice.
void damage(std::string& text, std::uint32_t& seed) {
    constexpr std::string_view signs = "<>/\"'=&;!-?0123456789A ";
    if (text.empty())
        return;
    const std::size_t at = next_random(seed) % text.size();
    const std::size_t length = std::min<std::size_t>(next_random(seed) % 40, text.size() - at);
    switch (next_random(seed) % 4) {
        case 0:
            text[at] = signs[next_random(seed) % signs.size()];
            break;
        case 1:
            text.insert(at, 1, signs[next_random(seed) % signs.size()]);
            break;
        case 2:
            text.erase(at, length);
            break;
        default:
            text.insert(at, text.substr(at, length));
    }
}

}  // namespace

TEST_SUITE("formats/office_read") {
    TEST_CASE("what is no document is refused by name") {
        CHECK(refusals("") == test::Ids{"import-container"});
        CHECK(refusals("PK\x03\x04 and nothing more") == test::Ids{"import-container"});
        CHECK(refusals("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old Word") == test::Ids{"import-old-document"});
        const std::string whole = test::word_file("Абзац");
        CHECK(refusals(whole.substr(0, whole.size() / 2)) == test::Ids{"import-container"});
    }

    TEST_CASE("a document with a program inside is refused") {
        CHECK(refusals(with_part("word/vbaProject.bin", "x")) == test::Ids{"import-macros"});
    }

    TEST_CASE("parts that are missing, damaged or dangerous are refused") {
        const std::string head = "<w:document xmlns:w=\"w\"><w:body>";
        std::string deep;
        for (int i = 0; i < 300; ++i)
            deep += "<w:sdt>";
        const std::pair<const char*, std::string> parts[] = {
            {"no XML", "not XML"},
            {"no body", "<w:document xmlns:w=\"w\"/>"},
            {"a type", "<!DOCTYPE x [<!ENTITY a \"b\">]>" + head + "</w:body></w:document>"},
            {"an outer entity", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" + head},
            {"bytes that are no UTF-8", head + "\xFF</w:body></w:document>"},
            {"too deep", head + deep},
            {"cut short", head + "<w:p>"},
        };
        for (const auto& [what, text] : parts) {
            CAPTURE(what);
            CHECK(refusals(with_part("word/document.xml", text)) == test::Ids{"import-part"});
        }
        test::OfficeParts parts_without = test::word_parts("");
        parts_without.erase("word/document.xml");
        CHECK(refusals(test::zipped(parts_without)) == test::Ids{"import-part"});
    }

    TEST_CASE("a part that unpacks without end is refused before it fills the memory") {
        const std::string bomb(40u << 20, 'a');
        CHECK(refusals(with_part("word/document.xml", bomb)) == test::Ids{"import-bomb"});
        const std::string tight(4u << 20, 'a');  // packed to less than a two-hundredth
        CHECK(refusals(with_part("word/document.xml", tight)) == test::Ids{"import-bomb"});
        test::OfficeParts many = test::word_parts("Абзац");
        for (int i = 0; i < 2001; ++i)
            many[fmt::format("word/x{}", i)] = "x";
        CHECK(refusals(test::zipped(many)) == test::Ids{"import-bomb"});
    }

    TEST_CASE("more elements than any document has are refused") {
        std::string text = "<x>";
        for (int i = 0; i < 400'001; ++i)
            text += "<a/>";
        CHECK(!XmlDocument::parse(text + "</x>"));
        CHECK(XmlDocument::parse("<x><a/></x>"));
    }

    TEST_CASE("a comment ends behind its own dashes and hides no depth") {
        // `<!-->` is no whole comment: what a quote seems to hold would be tags to the parser.
        std::string text = "<x><!--><a b='-->";
        for (int i = 0; i < 300; ++i)
            text += "<a>";
        CHECK(!XmlDocument::parse(text + "<!-- '/> --></x>"));
        std::string closed = text;
        for (int i = 0; i < 300; ++i)
            closed += "</a>";
        CHECK(!XmlDocument::parse(closed + "<!-- '/> --></x>"));
        CHECK(XmlDocument::parse("<x><!----><!-- a > b --><a/></x>"));
    }

    TEST_CASE("tables that would grow without end are refused") {
        const std::string wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"150\"/></w:tcPr><w:p/></w:tc>";
        CHECK(refusals(test::word_file("<w:tbl><w:tr>" + wide + wide + "</w:tr></w:tbl>")) ==
              test::Ids{"import-row-wide"});
        std::string rows;
        for (int i = 0; i < 20'001; ++i)
            rows += "<w:tr/>";
        CHECK(refusals(test::word_file("<w:tbl>" + rows + "</w:tbl>")) == test::Ids{"import-too-long"});
    }

    TEST_CASE("a text of nothing but separators is refused before it fills the memory") {
        std::string text;
        for (int i = 0; i < 3000; ++i)
            text += std::string(180, ';') + "\n";
        Diagnostics out;
        const auto source = std::make_shared<const Source>(Source{"x.csv", text});
        CHECK(!read_table_text(source, out));
        CHECK(test::ids_of(out) == test::Ids{"import-too-long"});
    }

    TEST_CASE("a note is read once however often it is referred to") {
        std::string body;
        for (int i = 0; i < 2000; ++i)
            body += "<w:p><w:r><w:t>а</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>";
        body += "<w:p><w:r><w:endnoteReference w:id=\"1\"/></w:r></w:p>";
        test::OfficeParts parts = test::word_parts(body);
        const std::string type =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        parts["word/_rels/document.xml.rels"] =
            "<Relationships><Relationship Id=\"f\" Type=\"" + type +
            "footnotes\" Target=\"footnotes.xml\"/><Relationship Id=\"e\" Type=\"" + type +
            "endnotes\" Target=\"endnotes.xml\"/></Relationships>";
        const auto notes = [](const std::string& kind, const std::string& text) {
            return "<w:x><w:" + kind + " w:id=\"1\"><w:p><w:r><w:t>" + text +
                   "</w:t></w:r></w:p></w:" + kind + "></w:x>";
        };
        parts["word/footnotes.xml"] = notes("footnote", "внизу");
        parts["word/endnotes.xml"] = notes("endnote", "в конце");
        Diagnostics out;
        const auto document = read_docx(test::zipped(parts), "x.docx", out);
        REQUIRE(document);
        CHECK(document->notes == std::vector<std::string>{"внизу", "в конце"});
        CHECK(document->blocks.front().line.markdown == "а[^1]");
        CHECK(document->blocks[1999].line.markdown == "а[^1]");
    }

    TEST_CASE("signs of fonts become letters, those that are not known are told") {
        Diagnostics out;
        const auto document =
            read_docx(test::word_file("<w:p><w:r><w:t>Да </w:t><w:sym w:font=\"Wingdings\" "
                                      "w:char=\"F0FC\"/></w:r></w:p>"),
                      "x.docx", out);
        REQUIRE(document);
        CHECK(document->blocks.front().line.text == "Да ✓");
        CHECK(out.items().empty());
        REQUIRE(read_docx(test::word_file("<w:p><w:r><w:sym w:font=\"Webdings\" "
                                          "w:char=\"F041\"/></w:r></w:p>"),
                          "x.docx", out));
        CHECK(test::ids_of(out) == test::Ids{"import-object"});
    }

    TEST_CASE("headers and footers are told once, numbers of pages are not") {
        const auto told_of = [](const std::map<std::string, std::string>& margins) {
            test::OfficeParts parts = test::word_parts("Абзац");
            for (const auto& [name, paragraph] : margins)
                test::add_part(parts, name.substr(0, 6), name,
                               fmt::format("<w:hdr {}>{}</w:hdr>", test::word_space, paragraph));
            Diagnostics out;
            const auto document = read_docx(test::zipped(parts), "x.docx", out);
            REQUIRE(document);
            CHECK(document->blocks.size() == 1);
            std::string told;
            for (const Diagnostic& message : out.items())
                told += std::string(message_text(message.id).name) + " " + message.args.at(0) + "\n";
            return told;
        };
        const auto paragraph = [](const std::string& text) {
            return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
        };
        CHECK(told_of({{"header1", paragraph("Приказ № 118") + paragraph("от 01.09.2026")},
                       {"header2", paragraph("Приказ № 118") + paragraph("от 01.09.2026")},
                       {"footer1", paragraph("МБОУ СОШ № 2")}}) ==
              "import-margins МБОУ СОШ № 2; Приказ № 118 от 01.09.2026\n");
        CHECK(told_of({{"footer1", paragraph("Стр. 2 из 5")}, {"footer2", paragraph("- 2 -")}, {"header1", ""}}) == "");
        CHECK(told_of({{"footer1", "<w:p><w:r><w:t>не закрыт"}}) == "");
    }

    TEST_CASE("a picture in a table is told and not kept") {
        test::OfficeParts parts = test::word_parts(
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:drawing><a:blip r:embed=\"picture\"/></w:drawing>"
            "</w:r></w:p></w:tc></w:tr></w:tbl>");
        parts["word/media/image1.png"] = "\x89PNG\r\n\x1A\n";
        Diagnostics out;
        const auto document = read_docx(test::zipped(parts), "x.docx", out);
        REQUIRE(document);
        CHECK(document->pictures.empty());
        CHECK(test::ids_of(out) == test::Ids{"import-pictures-left"});
    }

    TEST_CASE("names that lead out of the archive are only names") {
        Diagnostics out;
        test::OfficeParts parts = test::word_parts("Абзац");
        parts["../../etc/passwd"] = "x";
        parts["/absolute"] = "x";
        parts["C:\\windows"] = "x";
        const auto document = read_docx(test::zipped(parts), "x.docx", out);
        REQUIRE(document);
        CHECK(out.items().empty());
        CHECK(document->blocks.size() == 1);
    }

    TEST_CASE("a picture comes without what tells of place and people") {
        const auto chunk = [](const std::string& type, const std::string& data) {
            return std::string("\0\0\0", 3) + static_cast<char>(data.size()) + type + data + "crc!";
        };
        const std::string png = "\x89PNG\r\n\x1A\n" + chunk("IHDR", "x") +
                                chunk("tEXt", "Author Serova") + chunk("eXIf", "60.1 N") +
                                chunk("IDAT", "y") + chunk("IEND", "");
        const auto clean = clean_picture(png);
        REQUIRE(clean);
        CHECK(clean->extension == "png");
        CHECK(clean->bytes ==
              "\x89PNG\r\n\x1A\n" + chunk("IHDR", "x") + chunk("IDAT", "y") + chunk("IEND", ""));
        const std::string jpeg = std::string("\xFF\xD8\xFF\xE1\x00\x06GPS!", 10) +
                                 std::string("\xFF\xDB\x00\x04qq", 6) +
                                 std::string("\xFF\xDA\x00\x02scan", 8);
        const auto clean_jpeg = clean_picture(jpeg);
        REQUIRE(clean_jpeg);
        CHECK(clean_jpeg->bytes == std::string("\xFF\xD8\xFF\xDB\x00\x04qq", 8) +
                                       std::string("\xFF\xDA\x00\x02scan", 8));
        CHECK(!clean_picture("\xD7\xCD\xC6\x9A wmf"));
    }

    TEST_CASE("a picture of a telephone hides nothing between its parts or behind its end") {
        const std::string begin = "\xFF\xD8";
        const std::string table = std::string("\xFF\xDB\x00\x04qq", 6);
        const std::string place = std::string("\xFF\xE1\x00\x06GPS!", 8);
        const std::string scan = std::string("\xFF\xDA\x00\x02sc\xFF\x00\xFF\xD0\x01n", 11);
        const std::string end = "\xFF\xD9";
        // Fill bytes, bytes that are none, a segment between two scans, a second picture.
        for (const std::string& picture :
             {begin + "\xFF" + place + table + scan + end, begin + table + "junk" + place + scan + end,
              begin + table + std::string("\x00\xFF\xFF", 3) + place + scan + place + end,
              begin + table + scan + end + begin + place + scan + end}) {
            const auto clean = clean_picture(picture);
            REQUIRE(clean);
            CHECK(clean->bytes == begin + table + scan + end);
        }
        const std::string cut = begin + table + scan;
        CHECK(clean_picture(cut)->bytes == cut);
        CHECK(!clean_picture(begin + place));
        CHECK(!clean_picture("RIFF"));
    }

    TEST_CASE("pictures of a document are taken, others are told") {
        const std::string body =
            "<w:p><w:r><w:drawing><a:blip r:embed=\"picture\"/></w:drawing></w:r></w:p>";
        test::OfficeParts parts = test::word_parts(body);
        parts["word/media/image1.png"] = "\x89PNG\r\n\x1A\n";
        Diagnostics out;
        const auto document = read_docx(test::zipped(parts), "x.docx", out);
        REQUIRE(document);
        CHECK(out.items().empty());
        CHECK(document->pictures.size() == 1);
        parts["word/media/image1.png"] = "EMF";
        Diagnostics told;
        REQUIRE(read_docx(test::zipped(parts), "x.docx", told));
        CHECK(test::ids_of(told) == test::Ids{"import-picture-kind"});
    }

    TEST_CASE("documents that were damaged at random do no harm") {
        const std::string word =
            test::word_file("# Памятка\n* раз\n| Мероприятия | Сроки |\n| {v}а | б |\n| ^ | в |");
        const std::string excel = test::excel_file("| Предмет | Класс |\n| а | @46283 |");
        std::uint32_t seed = 20260301;
        for (int i = 0; i < 200; ++i) {
            std::string bytes = i % 2 == 0 ? word : excel;
            for (int change = 0; change < 1 + i % 7; ++change)
                bytes[next_random(seed) % bytes.size()] = static_cast<char>(next_random(seed));
            read_any(bytes, i % 2 == 0);
        }
    }

    // A damaged archive is refused before its parts are read: here the parts are damaged and packed
    // again.
    TEST_CASE("parts that were damaged at random do no harm, and some are still read") {
        test::OfficeParts word = test::word_parts(
            "# Памятка\n* раз\n| Мероприятия | {2}Сроки |\n| {v}а | б | в |\n| ^ | в | г |\n"
            "<w:p><w:r><w:footnoteReference w:id=\"1\"/><w:sym w:font=\"Symbol\" "
            "w:char=\"F0B7\"/></w:r></w:p>");
        test::OfficeParts excel = test::excel_parts(
            "| Предмет | Класс | |\n| а | @46283 | 5 |\nmerge A1:B2\n= Лист2\n| б | в |");
        std::uint32_t seed = 7;
        std::size_t read = 0;
        std::size_t refused = 0;
        for (int i = 0; i < 600; ++i) {
            test::OfficeParts parts = i % 2 == 0 ? word : excel;
            auto part = parts.begin();
            std::advance(part, next_random(seed) % parts.size());
            for (int change = 0; change < 1 + i % 4; ++change)
                damage(part->second, seed);
            (read_any(test::zipped(parts), i % 2 == 0) ? read : refused) += 1;
        }
        CHECK(read > 100);
        CHECK(refused > 100);
    }

    TEST_CASE("parts of random XML do no harm") {
        constexpr std::string_view pieces[] = {"<w:p>",
                                               "</w:p>",
                                               "<w:tbl>",
                                               "</w:tbl>",
                                               "<w:tr>",
                                               "</w:tr>",
                                               "<w:tc>",
                                               "</w:tc>",
                                               "<w:r>",
                                               "</w:r>",
                                               "<w:t>а</w:t>",
                                               "<w:br/>",
                                               "<w:tcPr><w:gridSpan w:val=\"9\"/></w:tcPr>",
                                               "<w:tcPr><w:vMerge/></w:tcPr>",
                                               "<w:del>",
                                               "</w:del>",
                                               "<w:drawing/>",
                                               "<w:hyperlink r:id=\"web\">",
                                               "</w:hyperlink>",
                                               "<w:footnoteReference w:id=\"1\"/>"};
        std::uint32_t seed = 7;
        for (int i = 0; i < 300; ++i) {
            std::string body;
            for (int piece = 0; piece < 30; ++piece) {
                seed = seed * 1664525u + 1013904223u;
                body += pieces[(seed >> 8) % std::size(pieces)];
            }
            Diagnostics out;
            const auto document = read_docx(test::word_file("<w:p/>" + body), "x.docx", out);
            CHECK(document.has_value() != out.has_errors());
        }
    }

    TEST_CASE("an archive is the same bytes whoever makes it and when") {
        const test::OfficeParts parts = {{"a/index.html", "<p>"}, {"я.txt", "текст"}};
        CHECK(test::zipped(parts) == test::zipped(parts));
        // Version 2.0 of the format: a file whose size is not known beforehand would need 4.5,
        // ZIP64.
        CHECK(test::zipped(parts).substr(4, 2) == std::string("\x14\0", 2));
        Diagnostics out;
        const std::string bytes = test::zipped(parts);
        const auto source = std::make_shared<const Source>(Source{"x.zip", ""});
        auto zip = ZipReader::open(bytes, source, out);
        REQUIRE(zip);
        CHECK(zip->names() == std::vector<std::string>{"a/index.html", "я.txt"});
        CHECK(zip->read("я.txt", out) == "текст");
        CHECK(!make_zip({{"a", 1}}, [](std::size_t) { return std::optional<std::string>(); }));
    }
}

}  // namespace vitrina
