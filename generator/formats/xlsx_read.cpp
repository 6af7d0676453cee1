// Excel workbooks (read_document.h). Formulas give the values that Excel kept beside them.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/import_ids.h"
#include "base/text.h"
#include "formats/docx_parts.h"
#include "formats/read_document.h"
#include "formats/xlsx_values.h"

namespace vitrina {
namespace {

constexpr std::size_t most_rows = 20'000;
constexpr std::size_t most_columns = 200;
constexpr std::size_t most_merged = 5'000;
constexpr std::size_t most_sheets = 200;
// Of the whole book: a sheet's rows are as long as its longest, so that one far cell makes many.
constexpr std::size_t most_cells = 1'000'000;
constexpr std::size_t most_bytes = 16u << 20;  // of all texts

struct Merged {
    CellPlace first;
    CellPlace last;
};

using Grid = std::vector<std::vector<std::string>>;

bool is_hidden(const XmlElement& element) {
    const std::string_view value = element.attribute("hidden");
    return value == "1" || value == "true";
}

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
        std::vector<ReadDocument> sheets = read_sheets(book->root().child("sheets"), relations);
        if (is_too_large_)
            return {};
        report();
        return sheets;
    }

private:
    std::vector<ReadDocument> read_sheets(const XmlElement& list, const PartRelations& relations) {
        std::vector<ReadDocument> sheets;
        std::size_t count = 0;
        for (XmlElement one = list ? list.first() : XmlElement(); one && !is_too_large_;
             one = one.next()) {
            const auto relation = relations.find(one.attribute("id"));
            if (relation == relations.end())
                continue;
            if (++count > most_sheets)
                refuse(ids::import_bomb);
            const std::string_view state = one.attribute("state");
            if (!state.empty() && state != "visible") {
                ++hidden_;
            } else if (relation->second.type != "worksheet") {
                has_chart_ = true;
            } else if (!is_too_large_) {
                auto sheet =
                    read_sheet(relation->second.target, std::string(one.attribute("name")));
                if (sheet && !sheet->tables.front().rows.empty())
                    sheets.push_back(std::move(*sheet));
            }
        }
        return sheets;
    }

    template <class... Args>
    void refuse(MessageId id, const Args&... args) {
        if (!is_too_large_)
            out_.error(id, {source_, {}}, args...);
        is_too_large_ = true;
    }

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

    std::string value_of(const XmlElement& cell, const CellPlace& place) {
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
        if (type == "e" || (text.empty() && cell.child("f"))) {
            out_.warning(ids::import_cell_formula, {source_, {}},
                         column_name(place.column) + std::to_string(place.row + 1),
                         shorten(text.empty() ? "=" + cell.child("f").all_text() : text, 40));
            return {};
        }
        if (type == "str")
            return clean_text(text);
        if (text.empty())
            return {};
        if (type == "d")
            return clean_text(text.substr(0, 10));
        const auto style = static_cast<std::size_t>(std::max(number_of(cell.attribute("s"), 0), 0));
        return number_text(text, style < looks_.size() ? looks_[style] : NumberLook::Plain,
                           since_1904_);
    }

    std::optional<ReadDocument> read_sheet(const std::string& part, const std::string& name) {
        const auto document = read_part(zip_, part, source_, out_);
        const XmlElement rows = document ? document->root().child("sheetData") : XmlElement();
        if (!rows)
            return std::nullopt;
        note_left(part);
        hidden_columns_ = hidden_columns_of(document->root().child("cols"));
        Grid grid;
        std::size_t next_row = 0;
        for (XmlElement row = rows.first(); row && !is_too_large_; row = row.next()) {
            if (row.name() != "row")
                continue;
            const int number = number_of(row.attribute("r"), 0);
            const std::size_t at = number > 0 ? static_cast<std::size_t>(number) - 1 : next_row;
            next_row = at + 1;
            if (at >= most_rows)
                refuse(ids::import_too_long, most_rows);
            else
                read_row(row, at, grid);
        }
        const std::vector<Merged> merged = merged_of(document->root());
        std::size_t width = 0;
        std::size_t filled = 0;
        for (const auto& row : grid) {
            width = std::max(width, row.size());
            filled += row.empty() ? 0 : 1;
        }
        count_cells(filled * width);
        return is_too_large_ ? std::nullopt : std::optional(sheet_of(name, grid, width, merged));
    }

    void count_cells(std::size_t more) {
        cells_ += more;
        if (cells_ > most_cells)
            refuse(ids::import_bomb);
    }

    void read_row(const XmlElement& row, std::size_t at, Grid& grid) {
        std::size_t next_column = 0;
        bool holds_hidden = false;
        for (XmlElement cell = row.first(); cell && !is_too_large_; cell = cell.next()) {
            if (cell.name() != "c")
                continue;
            const auto place = place_of(cell.attribute("r"));
            const std::size_t column = place ? place->column : next_column;
            next_column = column + 1;
            std::string value = value_of(cell, {at, column});
            if (trim(value).empty())
                continue;
            if (is_hidden(row)) {
                holds_hidden = true;
                continue;
            }
            if (hidden_columns_.contains(column)) {
                left_columns_.insert(column);
                continue;
            }
            if (column >= most_columns) {
                refuse(ids::import_row_wide, at + 1, most_columns);
                return;
            }
            if (grid.size() <= at)
                grid.resize(at + 1);
            if (grid[at].size() <= column) {
                count_cells(column + 1 - grid[at].size());
                grid[at].resize(column + 1);
            }
            // One shared text may stand in every cell.
            bytes_ += value.size();
            if (bytes_ > most_bytes)
                refuse(ids::import_bomb);
            grid[at][column] = std::move(value);
        }
        hidden_ += holds_hidden ? 1 : 0;
    }

    std::set<std::size_t> hidden_columns_of(const XmlElement& list) {
        hidden_ += left_columns_.size();
        left_columns_.clear();
        std::set<std::size_t> columns;
        for (XmlElement one = list ? list.first() : XmlElement(); one; one = one.next()) {
            const int first = number_of(one.attribute("min"), 0);
            const int last = number_of(one.attribute("max"), 0);
            for (int i = first; is_hidden(one) && i > 0 && i <= last; ++i) {
                if (static_cast<std::size_t>(i) > most_columns)
                    break;
                columns.insert(static_cast<std::size_t>(i) - 1);
            }
        }
        return columns;
    }

    // What stands beside the cells of a sheet.
    void note_left(const std::string& part) {
        for (const auto& [id, relation] : read_relations(zip_, part, out_)) {
            has_drawing_ = has_drawing_ || relation.type == "drawing";
            if (relation.type != "comments" || relation.is_outside || !zip_.has(relation.target))
                continue;
            const auto comments = read_part(zip_, relation.target, source_, out_);
            const XmlElement list = comments ? comments->root().child("commentList") : XmlElement();
            for (XmlElement one = list ? list.first() : XmlElement(); one; one = one.next())
                comments_ += one.name() == "comment" ? 1 : 0;
        }
    }

    void report() {
        hidden_ += left_columns_.size();
        const Place whole{source_, {}};
        if (hidden_ > 0)
            out_.warning(ids::import_hidden, whole, hidden_);
        if (comments_ > 0)
            out_.warning(ids::import_comments, whole, comments_);
        if (has_drawing_)
            out_.warning(ids::import_object, whole, "рисунок или диаграмма на листе",
                         "a drawing or chart on a sheet");
        if (has_chart_)
            out_.warning(ids::import_object, whole, "лист с диаграммой", "a sheet with a chart");
    }

    std::vector<Merged> merged_of(const XmlElement& sheet) {
        std::vector<Merged> all;
        const XmlElement list = sheet.child("mergeCells");
        for (XmlElement one = list ? list.first() : XmlElement(); one && !is_too_large_;
             one = one.next()) {
            const std::string_view name = one.attribute("ref");
            const std::size_t colon = name.find(':');
            const auto first = place_of(name.substr(0, colon));
            const auto last =
                colon == std::string_view::npos ? std::nullopt : place_of(name.substr(colon + 1));
            if (first && last && last->row >= first->row && last->column >= first->column)
                all.push_back({*first, *last});
            if (all.size() > most_merged)
                refuse(ids::import_bomb);
        }
        return all;
    }

    ReadDocument sheet_of(const std::string& name,
                          const Grid& grid,
                          std::size_t width,
                          const std::vector<Merged>& merged) {
        ReadDocument sheet;
        sheet.title = name;
        ReadTable table;
        PlainText plain;
        for (std::size_t r = 0; r < grid.size(); ++r) {
            if (grid[r].empty())
                continue;
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

    ReadRow row_of(const std::vector<std::string>& values,
                   std::size_t number,
                   std::size_t width,
                   const std::vector<Merged>& merged) {
        ReadRow row;
        row.number = number + 1;
        std::vector<const Merged*> starts(width, nullptr);
        for (const Merged& area : merged)
            if (number >= area.first.row && number <= area.last.row && area.first.column < width)
                starts[area.first.column] = &area;
        for (std::size_t column = 0; column < width;) {
            ReadCell cell;
            std::size_t end = column + 1;
            if (const Merged* area = starts[column]) {
                end = std::min(area->last.column, width - 1) + 1;
                cell.is_continued = number > area->first.row;
            }
            cell.width = static_cast<int>(end - column);
            if (column < values.size() && !cell.is_continued)
                cell.lines = lines_of_value(values[column]);
            // Excel shows of merged cells the first alone.
            const std::size_t shown = cell.is_continued ? column : column + 1;
            for (std::size_t i = shown; i < std::min(end, values.size()); ++i)
                hidden_ += values[i].empty() ? 0 : 1;
            column = end;
            row.cells.push_back(std::move(cell));
        }
        return row;
    }

    ZipReader& zip_;
    const std::string& path_;
    SourcePtr source_;
    Diagnostics& out_;
    std::vector<std::string> shared_;
    std::vector<NumberLook> looks_;  // by the cell's look
    bool since_1904_ = false;
    std::set<std::size_t> hidden_columns_;  // of the sheet that is being read
    std::set<std::size_t> left_columns_;    // those of them that hold anything
    std::size_t cells_ = 0;
    std::size_t bytes_ = 0;
    std::size_t hidden_ = 0;
    std::size_t comments_ = 0;
    bool has_drawing_ = false;
    bool has_chart_ = false;
    bool is_too_large_ = false;
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
