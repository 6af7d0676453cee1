// Excel workbooks (read_document.h). Formulas give the values that Excel kept beside them.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/dates.h"
#include "base/import_ids.h"
#include "base/text.h"
#include "formats/docx_parts.h"
#include "formats/quiz_lines.h"
#include "formats/read_document.h"

namespace vitrina {
namespace {

constexpr std::size_t most_rows = 20'000;
constexpr std::size_t most_columns = 200;
constexpr std::size_t most_cells = 300'000;
constexpr std::size_t most_merged = 5'000;
constexpr std::size_t most_bytes = 16u << 20;  // of all texts of a sheet

struct CellPlace {
    std::size_t row = 0;  // 0-based
    std::size_t column = 0;
};

// `AB12`; nothing if it is none.
std::optional<CellPlace> place_of(std::string_view name) {
    CellPlace place;
    std::size_t at = 0;
    for (; at < name.size() && name[at] >= 'A' && name[at] <= 'Z' && at < 4; ++at)
        place.column = place.column * 26 + static_cast<std::size_t>(name[at] - 'A') + 1;
    const auto [end, error] =
        std::from_chars(name.data() + at, name.data() + name.size(), place.row);
    if (at == 0 || error != std::errc() || end != name.data() + name.size() || place.row == 0)
        return std::nullopt;
    return CellPlace{place.row - 1, place.column - 1};
}

// Days since 1899-12-30, as Excel counts them; a time of day alone is no date.
std::string date_text(double days, bool since_1904) {
    const int whole = static_cast<int>(std::floor(days)) + (since_1904 ? 1462 : 0);
    const Date date = add_days({1899, 12, 30}, whole);
    return fmt::format("{:02}.{:02}.{}", date.day, date.month, date.year);
}

bool is_date_format(int id, std::string_view code) {
    if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return true;
    if (code.empty())
        return false;
    // What stands in quotes or brackets is no pattern: `[Red]`, `"дней"`.
    std::string pattern;
    char closing = 0;
    for (const char one : code) {
        if (closing != 0)
            closing = one == closing ? '\0' : closing;
        else if (one == '"' || one == '[')
            closing = one == '"' ? '"' : ']';
        else
            pattern += one;
    }
    const std::string lower = fold_case(pattern);
    return lower.find('y') != std::string::npos || lower.find('d') != std::string::npos ||
           lower.find("г") != std::string::npos || lower.find("д") != std::string::npos;
}

// `0.3` rather than `0.29999999999999999`: the shortest form that means the same.
std::string number_text(std::string_view digits) {
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value))
        return std::string(digits);
    // Fifteen digits are what Excel counts with.
    std::string text = fmt::format("{:.15g}", value);
    std::ranges::replace(text, '.', ',');
    return text;
}

// What the look of a number says it is.
enum class NumberLook : std::uint8_t { Plain, Day, Percent };

NumberLook look_of(int id, std::string_view code) {
    if (id == 9 || id == 10 || code.find('%') != std::string_view::npos)
        return NumberLook::Percent;
    return is_date_format(id, code) ? NumberLook::Day : NumberLook::Plain;
}

struct Merged {
    CellPlace first;
    CellPlace last;
};

class BookReader {
public:
    BookReader(ZipReader& zip, const std::string& path, Diagnostics& out)
        : zip_(zip),
          path_(path),
          source_(std::make_shared<const Source>(Source{path, ""})),
          out_(out) {}

    std::vector<ReadDocument> read(const std::string& part) {
        const PartRelations relations = read_relations(zip_, part, out_);
        const auto book = read_part(zip_, part, source_, out_);
        if (!book)
            return {};
        const XmlElement properties = book->root().child("workbookPr");
        since_1904_ = properties && (properties.attribute("date1904") == "1" ||
                                     properties.attribute("date1904") == "true");
        if (!read_shared(relations) || !read_formats(relations))
            return {};
        std::vector<ReadDocument> sheets;
        const XmlElement list = book->root().child("sheets");
        for (XmlElement one = list ? list.first() : XmlElement(); one; one = one.next()) {
            const auto relation = relations.find(one.attribute("id"));
            const bool is_hidden =
                !one.attribute("state").empty() && one.attribute("state") != "visible";
            if (relation == relations.end() || relation->second.type != "worksheet")
                continue;
            if (is_hidden) {
                out_.warning(ids::import_hidden, {source_, {}}, 1);
                continue;
            }
            auto sheet = read_sheet(relation->second.target, std::string(one.attribute("name")));
            if (sheet && !sheet->tables.front().rows.empty())
                sheets.push_back(std::move(*sheet));
        }
        return sheets;
    }

private:
    bool read_shared(const PartRelations& relations) {
        for (const auto& [id, relation] : relations) {
            if (relation.type != "sharedStrings")
                continue;
            const auto part = read_part(zip_, relation.target, source_, out_);
            if (!part)
                return false;
            for (XmlElement one = part->root().first(); one; one = one.next())
                if (one.name() == "si")
                    shared_.push_back(rich_text(one));
        }
        return true;
    }

    bool read_formats(const PartRelations& relations) {
        for (const auto& [id, relation] : relations) {
            if (relation.type != "styles")
                continue;
            const auto part = read_part(zip_, relation.target, source_, out_);
            if (!part)
                return false;
            std::map<int, std::string> codes;
            const XmlElement own = part->root().child("numFmts");
            for (XmlElement one = own ? own.first() : XmlElement(); one; one = one.next())
                codes[number_of(one.attribute("numFmtId"), -1)] = one.attribute("formatCode");
            const XmlElement looks = part->root().child("cellXfs");
            for (XmlElement one = looks ? looks.first() : XmlElement(); one; one = one.next()) {
                const int format = number_of(one.attribute("numFmtId"), 0);
                looks_.push_back(look_of(format, codes[format]));
            }
        }
        return true;
    }

    // Of runs; phonetic hints are left out.
    static std::string rich_text(const XmlElement& element) {
        std::string text;
        for (XmlElement one = element.first(); one; one = one.next()) {
            if (one.name() == "t")
                text += one.all_text();
            else if (one.name() == "r" && one.child("t"))
                text += one.child("t").all_text();
        }
        return clean_text(text);
    }

    std::string value_of(const XmlElement& cell) const {
        const std::string_view type = cell.attribute("t");
        if (type == "inlineStr")
            return cell.child("is") ? rich_text(cell.child("is")) : std::string();
        const XmlElement value = cell.child("v");
        const std::string text = value ? value.all_text() : std::string();
        if (type == "s") {
            const int index = number_of(text, -1);
            return index >= 0 && static_cast<std::size_t>(index) < shared_.size()
                       ? shared_[static_cast<std::size_t>(index)]
                       : std::string();
        }
        if (type == "b")
            return text == "1" ? "да" : "нет";
        if (type == "str")
            return clean_text(text);
        if (type == "e" || text.empty())
            return {};
        if (type == "d")
            return clean_text(text.substr(0, 10));
        const auto style = static_cast<std::size_t>(std::max(number_of(cell.attribute("s"), 0), 0));
        const NumberLook look = style < looks_.size() ? looks_[style] : NumberLook::Plain;
        double value_of_cell = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), value_of_cell).ec !=
            std::errc())
            return clean_text(text);
        if (look == NumberLook::Day && value_of_cell >= 1 && value_of_cell < 110'000)
            return date_text(value_of_cell, since_1904_);
        if (look == NumberLook::Percent)
            return number_text(fmt::format("{:.15g}", value_of_cell * 100)) + "%";
        return number_text(text);
    }

    std::optional<ReadDocument> read_sheet(const std::string& part, const std::string& name) {
        const auto document = read_part(zip_, part, source_, out_);
        const XmlElement rows = document ? document->root().child("sheetData") : XmlElement();
        if (!rows)
            return std::nullopt;
        std::vector<std::vector<std::string>> grid;
        std::size_t next_row = 0;
        std::size_t cells = 0;
        std::size_t bytes = 0;
        for (XmlElement row = rows.first(); row; row = row.next()) {
            if (row.name() != "row")
                continue;
            const int number = number_of(row.attribute("r"), 0);
            const std::size_t at = number > 0 ? static_cast<std::size_t>(number) - 1 : next_row;
            next_row = at + 1;
            if (at >= most_rows || cells >= most_cells) {
                out_.error(ids::import_too_long, {source_, {}}, most_rows);
                return std::nullopt;
            }
            std::size_t next_column = 0;
            for (XmlElement cell = row.first(); cell; cell = cell.next()) {
                if (cell.name() != "c")
                    continue;
                const auto place = place_of(cell.attribute("r"));
                const std::size_t column = place ? place->column : next_column;
                next_column = column + 1;
                std::string value = value_of(cell);
                if (trim(value).empty() || column >= most_columns || ++cells >= most_cells)
                    continue;
                if (grid.size() <= at)
                    grid.resize(at + 1);
                if (grid[at].size() <= column)
                    grid[at].resize(column + 1);
                // One shared text may stand in every cell.
                bytes += value.size();
                if (bytes > most_bytes) {
                    out_.error(ids::import_bomb, {source_, {}});
                    return std::nullopt;
                }
                grid[at][column] = std::move(value);
            }
        }
        return sheet_of(name, grid, merged_of(document->root()));
    }

    static std::vector<Merged> merged_of(const XmlElement& sheet) {
        std::vector<Merged> all;
        const XmlElement list = sheet.child("mergeCells");
        for (XmlElement one = list ? list.first() : XmlElement(); one && all.size() < most_merged;
             one = one.next()) {
            const std::string_view name = one.attribute("ref");
            const std::size_t colon = name.find(':');
            const auto first = place_of(name.substr(0, colon));
            const auto last =
                colon == std::string_view::npos ? std::nullopt : place_of(name.substr(colon + 1));
            if (first && last && last->row >= first->row && last->column >= first->column)
                all.push_back({*first, *last});
        }
        return all;
    }

    ReadDocument sheet_of(const std::string& name,
                          const std::vector<std::vector<std::string>>& grid,
                          const std::vector<Merged>& merged) const {
        ReadDocument sheet;
        sheet.title = name;
        std::size_t width = 0;
        for (const auto& row : grid)
            width = std::max(width, row.size());
        ReadTable table;
        PlainText plain;
        for (std::size_t r = 0; r < grid.size(); ++r) {
            ReadRow row = row_of(grid[r], r, width, merged);
            if (row.empty())
                continue;
            plain.skip_to_line(row.number);
            std::vector<std::string> texts;
            for (const ReadCell& cell : row.cells)
                texts.push_back(cell.text());
            const std::vector<Span> spans = plain.add_cells(texts);
            for (std::size_t i = 0; i < spans.size(); ++i)
                row.cells[i].span = spans[i];
            row.span = {spans.front().begin, spans.back().end};
            table.rows.push_back(std::move(row));
        }
        sheet.source = std::make_shared<const Source>(Source{path_ + "#" + name, plain.text()});
        ReadBlock block;
        block.kind = BlockKind::Table;
        sheet.blocks.push_back(std::move(block));
        sheet.tables.push_back(std::move(table));
        return sheet;
    }

    static ReadRow row_of(const std::vector<std::string>& values,
                          std::size_t number,
                          std::size_t width,
                          const std::vector<Merged>& merged) {
        ReadRow row;
        row.number = number + 1;
        std::vector<const Merged*> here;
        for (const Merged& area : merged)
            if (number >= area.first.row && number <= area.last.row)
                here.push_back(&area);
        for (std::size_t column = 0; column < width;) {
            ReadCell cell;
            for (const Merged* area : here) {
                if (column != area->first.column)
                    continue;
                const std::size_t last = std::min(area->last.column, width - 1);
                cell.width = static_cast<int>(last - area->first.column) + 1;
                cell.is_continued = number > area->first.row;
            }
            if (column < values.size())
                cell.lines = lines_of_value(values[column]);
            column += static_cast<std::size_t>(cell.width);
            row.cells.push_back(std::move(cell));
        }
        return row;
    }

    static std::vector<ReadLine> lines_of_value(const std::string& value) {
        std::vector<ReadLine> lines;
        for (std::size_t at = 0; at <= value.size();) {
            const std::size_t end = std::min(value.find('\n', at), value.size());
            const std::string text = collapse_spaces(value.substr(at, end - at));
            lines.push_back({text, escape_markdown(text)});
            at = end + 1;
        }
        drop_empty_lines(lines);
        return lines;
    }

    ZipReader& zip_;
    const std::string& path_;
    SourcePtr source_;
    Diagnostics& out_;
    std::vector<std::string> shared_;
    std::vector<NumberLook> looks_;  // by the cell's look
    bool since_1904_ = false;
};

}  // namespace

std::vector<ReadDocument> read_xlsx(std::string_view bytes,
                                    const std::string& path,
                                    Diagnostics& out) {
    const auto source = std::make_shared<const Source>(Source{path, ""});
    auto zip = ZipReader::open(bytes, source, out);
    if (!zip || has_macros(*zip, source, out))
        return {};
    const std::string part = main_part(*zip, out);
    return BookReader(*zip, path, out).read(part.empty() ? "xl/workbook.xml" : part);
}

}  // namespace vitrina
