// Files of Word and Excel for tests, made from a few lines of text.
//
// Word     `# Heading`, `* item` (of a Word list), `| a | b |` a row of a table; a line of raw XML
//          begins with `<`, one of the heads of pages with `~`. Other lines are paragraphs; `!` before one makes it bold. In a cell
//          ` / ` begins a paragraph, `{2}` before it is a cell over two columns, `{v}` begins a
//          cell over several rows and `^` goes on with it.
// Excel    `| a | b |` a row, `= Лист` begins a sheet, `merge A2:A4`; a cell of digits is a number,
//          `@46283` a day. An empty line is an empty row.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "formats/zip_write.h"

namespace vitrina::test {

using OfficeParts = std::map<std::string, std::string>;

inline std::string zipped(const OfficeParts& parts) {
    std::vector<PackedName> names;
    std::vector<std::string> texts;
    for (const auto& [name, text] : parts) {
        names.push_back({name, text.size()});
        texts.push_back(text);
    }
    return make_zip(names, [&](std::size_t i) { return std::optional(texts[i]); }).value_or("");
}

inline std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

// `| a | b |` → a, b.
inline std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::size_t at = 1;
    while (at < line.size()) {
        const std::size_t end = std::min(line.find('|', at), line.size());
        cells.emplace_back(trim(std::string_view(line).substr(at, end - at)));
        at = end + 1;
    }
    return cells;
}

inline std::string word_paragraph(std::string text) {
    std::string properties;
    std::string look;
    if (text.starts_with("# ")) {
        properties = "<w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>";
        text.erase(0, 2);
    } else if (text.starts_with("* ")) {
        properties =
            "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
        text.erase(0, 2);
    }
    if (text.starts_with("!")) {
        look = "<w:rPr><w:b/></w:rPr>";
        text.erase(0, 1);
    }
    return "<w:p>" + properties + "<w:r>" + look + "<w:t xml:space=\"preserve\">" +
           escape_html(text) + "</w:t></w:r></w:p>";
}

inline std::string word_cell(std::string text) {
    std::string properties;
    if (text.starts_with("{v}")) {
        properties = "<w:vMerge w:val=\"restart\"/>";
        text.erase(0, 3);
    } else if (text.starts_with("{") && text.find('}') == 2) {
        properties = fmt::format("<w:gridSpan w:val=\"{}\"/>", text[1]);
        text.erase(0, 3);
    } else if (text == "^") {
        properties = "<w:vMerge/>";
        text.clear();
    }
    std::string paragraphs;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(" / ", at), text.size());
        paragraphs += word_paragraph(text.substr(at, end - at));
        at = end + 3;
    }
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + paragraphs + "</w:tc>";
}

inline std::string word_body(std::string_view text) {
    std::string body;
    bool is_in_table = false;
    for (const std::string& line : lines_of(text)) {
        if (line.starts_with("~"))
            continue;
        const bool is_row = line.starts_with("|");
        if (is_row != is_in_table)
            body += is_row ? "<w:tbl>" : "</w:tbl>";
        is_in_table = is_row;
        if (line.starts_with("<")) {
            body += line;
        } else if (is_row) {
            body += "<w:tr>";
            for (const std::string& cell : cells_of(line))
                body += word_cell(cell);
            body += "</w:tr>";
        } else {
            body += word_paragraph(line);
        }
    }
    return body + (is_in_table ? "</w:tbl>" : "");
}

inline constexpr std::string_view word_space =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

inline OfficeParts word_parts(std::string_view text) {
    const std::string relation =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    return {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"" + relation +
                            "officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
        {"word/_rels/document.xml.rels",
         "<Relationships><Relationship Id=\"s\" Type=\"" + relation +
             "styles\" Target=\"styles.xml\"/><Relationship Id=\"n\" Type=\"" + relation +
             "numbering\" Target=\"numbering.xml\"/><Relationship Id=\"web\" Type=\"" + relation +
             "hyperlink\" Target=\"https://school.example.org/a\" TargetMode=\"External\"/>"
             "<Relationship Id=\"outside\" Type=\"" +
             relation +
             "image\" Target=\"file:///etc/passwd\" TargetMode=\"External\"/>"
             "<Relationship Id=\"picture\" Type=\"" +
             relation + "image\" Target=\"media/image1.png\"/></Relationships>"},
        {"word/styles.xml", fmt::format("<w:styles {}><w:style w:styleId=\"Heading1\"><w:name "
                                        "w:val=\"heading 1\"/></w:style></w:styles>",
                                        word_space)},
        {"word/numbering.xml",
         fmt::format("<w:numbering {}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\">"
                     "<w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\">"
                     "<w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
                     word_space)},
        {"word/document.xml",
         fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {}><w:body>{}</w:body>"
                     "</w:document>",
                     word_space, word_body(text))},
    };
}

// A part of the document that it names.
inline void add_part(OfficeParts& parts, const std::string& type, const std::string& name, const std::string& text) {
    std::string& relations = parts["word/_rels/document.xml.rels"];
    relations.resize(relations.size() - std::string_view("</Relationships>").size());
    relations += fmt::format(
        "<Relationship Id=\"{0}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{1}\" "
        "Target=\"{0}.xml\"/></Relationships>",
        name, type);
    parts["word/" + name + ".xml"] = text;
}

inline std::string word_file(std::string_view text) {
    OfficeParts parts = word_parts(text);
    std::string head;
    for (const std::string& line : lines_of(text))
        if (line.starts_with("~"))
            head += word_paragraph(std::string(trim(std::string_view(line).substr(1))));
    if (!head.empty())
        add_part(parts, "header", "header1", fmt::format("<w:hdr {}>{}</w:hdr>", word_space, head));
    return zipped(parts);
}

inline std::string excel_cell(const std::string& text, std::size_t row, std::size_t column) {
    const std::string place = fmt::format("{}{}", static_cast<char>('A' + column), row);
    if (text.empty())
        return {};
    if (text[0] == '@')
        return fmt::format("<c r=\"{}\" s=\"1\"><v>{}</v></c>", place, text.substr(1));
    if (text.find_first_not_of("0123456789.") == std::string::npos)
        return fmt::format("<c r=\"{}\"><v>{}</v></c>", place, text);
    return fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", place,
                       escape_html(text));
}

inline OfficeParts excel_parts(std::string_view text) {
    const std::string relation =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    OfficeParts parts{
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"" + relation +
                            "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/styles.xml",
         "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
         "</styleSheet>"}};
    std::string sheets;
    std::string relations =
        "<Relationship Id=\"st\" Type=\"" + relation + "styles\" Target=\"styles.xml\"/>";
    std::size_t count = 0;
    std::size_t row = 0;
    std::string rows;
    std::string merged;
    const auto finish = [&] {
        if (count > 0)
            parts[fmt::format("xl/worksheets/sheet{}.xml", count)] =
                "<worksheet><sheetData>" + rows + "</sheetData><mergeCells>" + merged +
                "</mergeCells></worksheet>";
        rows.clear();
        merged.clear();
        row = 0;
    };
    const auto begin = [&](const std::string& name) {
        finish();
        ++count;
        sheets += fmt::format("<sheet name=\"{}\" r:id=\"rId{}\"/>", name, count);
        relations += fmt::format(
            "<Relationship Id=\"rId{0}\" Type=\"{1}worksheet\" "
            "Target=\"worksheets/sheet{0}.xml\"/>",
            count, relation);
    };
    for (const std::string& line : lines_of(text)) {
        if (line.starts_with("= ")) {
            begin(line.substr(2));
            continue;
        }
        if (count == 0)
            begin("Лист1");
        if (line.starts_with("merge ")) {
            merged += fmt::format("<mergeCell ref=\"{}\"/>", line.substr(6));
            continue;
        }
        ++row;
        const std::vector<std::string> cells = cells_of(line);
        rows += fmt::format("<row r=\"{}\">", row);
        for (std::size_t i = 0; line.starts_with("|") && i < cells.size(); ++i)
            rows += excel_cell(cells[i], row, i);
        rows += "</row>";
    }
    finish();
    parts["xl/workbook.xml"] = "<workbook xmlns:r=\"r\"><sheets>" + sheets + "</sheets></workbook>";
    parts["xl/_rels/workbook.xml.rels"] = "<Relationships>" + relations + "</Relationships>";
    return parts;
}

inline std::string excel_file(std::string_view text) {
    return zipped(excel_parts(text));
}

}  // namespace vitrina::test
