#include "formats/xlsx_write.h"

#include <algorithm>
#include <new>

#include <fmt/format.h>

#include "base/text.h"
#include "formats/xlsx_values.h"
#include "formats/zip_write.h"

namespace vitrina {
namespace {

constexpr std::size_t least_width = 12;  // of a column, in digits

constexpr std::string_view xml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view relationships =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view spreadsheet =
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view package = "http://schemas.openxmlformats.org/package/2006";

struct Part {
    std::string name;
    std::string text;
};

std::string content_types() {
    constexpr std::string_view kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    return fmt::format(
        "{0}<Types xmlns=\"{1}/content-types\"><Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/xl/workbook.xml\" ContentType=\"{2}.sheet.main+xml\"/>"
        "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{2}.worksheet+xml\"/>"
        "<Override PartName=\"/xl/styles.xml\" ContentType=\"{2}.styles+xml\"/></Types>",
        xml_head, package, kind);
}

struct Target {
    std::string_view type;
    std::string_view path;
};

std::string relations(const std::vector<Target>& targets) {
    std::string text =
        fmt::format("{}<Relationships xmlns=\"{}/relationships\">", xml_head, package);
    for (std::size_t i = 0; i < targets.size(); ++i)
        text += fmt::format("<Relationship Id=\"rId{}\" Type=\"{}/{}\" Target=\"{}\"/>", i + 1,
                            relationships, targets[i].type, targets[i].path);
    return text + "</Relationships>";
}

std::string workbook(std::string_view sheet) {
    return fmt::format(
        "{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets><sheet name=\"{}\" sheetId=\"1\" "
        "r:id=\"rId1\"/></sheets></workbook>",
        xml_head, spreadsheet, relationships, escape_html(sheet));
}

// 0: as ever; 1: text; 2: a heading, bold and wrapped. 49 is Excel's own number of the format `@`.
std::string styles() {
    return fmt::format(
        "{}<styleSheet xmlns=\"{}\"><fonts count=\"2\"><font><sz val=\"11\"/><name "
        "val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
        "patternType=\"gray125\"/></fill></fills><borders "
        "count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\"><xf/><xf "
        "numFmtId=\"49\" applyNumberFormat=\"1\"/><xf numFmtId=\"49\" fontId=\"1\" "
        "applyNumberFormat=\"1\" applyFont=\"1\" applyAlignment=\"1\"><alignment "
        "wrapText=\"1\" vertical=\"top\"/></xf></cellXfs><cellStyles count=\"1\"><cellStyle "
        "name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        xml_head, spreadsheet);
}

std::string sheet_of(const std::vector<std::string>& headings) {
    std::string columns;
    std::string cells;
    for (std::size_t i = 0; i < headings.size(); ++i) {
        columns += fmt::format(
            "<col min=\"{0}\" max=\"{0}\" width=\"{1}\" style=\"1\" customWidth=\"1\"/>", i + 1,
            std::max(least_width, count_code_points(headings[i]) + 4));
        cells += fmt::format("<c r=\"{}1\" s=\"2\" t=\"inlineStr\"><is><t>{}</t></is></c>",
                             column_name(i), escape_html(headings[i]));
    }
    return fmt::format(
        "{}<worksheet xmlns=\"{}\"><sheetViews><sheetView workbookViewId=\"0\"><pane "
        "ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" "
        "state=\"frozen\"/></sheetView></sheetViews><cols>{}</cols><sheetData><row "
        "r=\"1\">{}</row></sheetData></worksheet>",
        xml_head, spreadsheet, columns, cells);
}

}  // namespace

std::string make_form_workbook(std::string_view sheet, const std::vector<std::string>& headings) {
    const std::vector<Part> parts = {
        {"[Content_Types].xml", content_types()},
        {"_rels/.rels", relations({{"officeDocument", "xl/workbook.xml"}})},
        {"xl/workbook.xml", workbook(sheet)},
        {"xl/_rels/workbook.xml.rels",
         relations({{"worksheet", "worksheets/sheet1.xml"}, {"styles", "styles.xml"}})},
        {"xl/styles.xml", styles()},
        {"xl/worksheets/sheet1.xml", sheet_of(headings)}};
    std::vector<PackedName> names;
    for (const Part& part : parts)
        names.push_back({part.name, part.text.size()});
    const auto bytes = make_zip(names, [&](std::size_t i) { return std::optional(parts[i].text); });
    // Of parts that are in memory already nothing else can go wrong.
    if (!bytes)
        throw std::bad_alloc();
    return *bytes;
}

}  // namespace vitrina
