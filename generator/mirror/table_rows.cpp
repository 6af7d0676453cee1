#include "mirror/table_rows.h"

#include <algorithm>
#include <array>

#include "base/message_text.h"
#include "base/text.h"

namespace vitrina {
namespace {

struct ColumnName {
    std::string_view key;
    std::string_view ru;
    std::string_view en;
};
constexpr auto column_names = std::to_array<ColumnName>({
    {"subject", "предмет", "subject"},
    {"programme", "программа", "programme"},
    {"class", "класс", "class"},
    {"class", "классы", "classes"},
    {"work", "вид работы", "work"},
    {"model", "модель", "model"},
    {"max", "максимум", "max"},
    {"5", "5 от", "5 from"},
    {"4", "4 от", "4 from"},
    {"3", "3 от", "3 from"},
    {"2", "2 от", "2 from"},
    {"condition", "условие", "condition"},
    {"act", "акт", "act"},
    {"weight", "вес", "weight"},
    {"subject", "предметы", "subjects"},
});
constexpr auto weights_columns = std::to_array<std::string_view>({"work", "weight", "class"});
constexpr auto criteria_columns =
    std::to_array<std::string_view>({"subject", "class", "work", "model"});

std::string column_key(std::string_view heading) {
    std::string folded;
    for (std::size_t at = 0; at < heading.size();) {
        const std::size_t length = code_point_at(heading, at).length;
        const std::string_view sign = heading.substr(at, length);
        if (sign != "«" && sign != "»" && sign != "\"")
            folded += sign;
        at += length;
    }
    return to_lower(collapse_spaces(folded));
}

const ColumnName* find_column(const std::string& key) {
    const auto found = std::ranges::find_if(
        column_names, [&](const ColumnName& one) { return one.ru == key || one.en == key; });
    return found == column_names.end() ? nullptr : &*found;
}

std::string heading_of(std::string_view key) {
    return std::string(std::ranges::find(column_names, key, &ColumnName::key)->ru);
}

// A heading that is nearly one of ours would leave its column out without a word.
bool is_misspelt(const std::string& key) {
    std::vector<std::string_view> names;
    for (const ColumnName& one : column_names)
        names.insert(names.end(), {one.ru, one.en});
    return !nearest_name(key, names).empty();
}

struct PlacedRow {
    const ReadRow* row = nullptr;
    std::size_t line = 0;
};

// A line of a text file that is no row may stand between rows: the table goes on behind it.
std::vector<PlacedRow> rows_of(const ReadDocument& sheet) {
    std::vector<PlacedRow> rows;
    const std::string_view text = sheet.source->text;
    std::size_t line = 1;
    std::size_t at = 0;
    for (const ReadTable& table : sheet.tables) {
        for (const ReadRow& row : table.rows) {
            // The text of a workbook has a line for each of its rows.
            const std::size_t begin = std::min<std::size_t>(row.span.begin, text.size());
            line += static_cast<std::size_t>(
                std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                           text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
            at = begin;
            if (!row.empty())
                rows.push_back({&row, line});
        }
    }
    return rows;
}

using Columns = std::vector<const ColumnName*>;

Columns columns_of(const ReadRow& row) {
    Columns columns;
    for (const ReadCell& cell : row.cells)
        columns.push_back(find_column(column_key(cell.text())));
    return columns;
}

bool has_column(const Columns& columns, std::string_view key) {
    return std::ranges::any_of(
        columns, [key](const ColumnName* one) { return one != nullptr && one->key == key; });
}

bool is_heading(const Columns& columns) {
    return std::ranges::count_if(columns, [](const ColumnName* one) { return one != nullptr; }) > 1;
}

class RowsReader {
public:
    explicit RowsReader(std::vector<PlacedRow> rows) : rows_(std::move(rows)) {}

    tl::expected<TableRows, TableMistake> read() {
        const PlacedRow& heading = rows_.front();
        const Columns columns = columns_of(*heading.row);
        TableRows table;
        table.has_weights = has_column(columns, "weight");
        const std::span<const std::string_view> needed =
            table.has_weights ? std::span<const std::string_view>(weights_columns)
                              : std::span<const std::string_view>(criteria_columns);
        for (const std::string_view key : needed)
            if (!has_column(columns, key))
                return mistake(heading.line, heading_of(key));
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (const std::string key = column_key(heading.row->cells[i].text());
                columns[i] == nullptr && is_misspelt(key))
                return mistake(heading.line, key);
        for (std::size_t i = 1; i < rows_.size(); ++i)
            table.rows.push_back(row_of(rows_[i], columns));
        std::erase_if(table.rows, [](const TableRow& row) { return row.cells.empty(); });
        if (table.rows.empty())
            return mistake(heading.line + 1, heading_of(needed.front()));
        return table;
    }

private:
    static tl::unexpected<TableMistake> mistake(std::size_t line, std::string column) {
        return tl::unexpected(TableMistake{line, std::move(column)});
    }

    static TableRow row_of(const PlacedRow& placed, const Columns& columns) {
        TableRow row;
        row.line = placed.line;
        for (std::size_t i = 0; i < columns.size() && i < placed.row->cells.size(); ++i) {
            const std::string text = collapse_spaces(placed.row->cells[i].text());
            if (columns[i] != nullptr && !text.empty())
                row.cells.emplace(columns[i]->key, text);
        }
        return row;
    }

    std::vector<PlacedRow> rows_;
};

bool is_workbook(std::string_view file) {
    return to_lower(file).ends_with(".xlsx");
}

}  // namespace

tl::expected<std::vector<ReadDocument>, std::string> read_table_sheets(const std::string& file,
                                                               std::string bytes) {
    Diagnostics told;
    std::vector<ReadDocument> sheets;
    if (is_workbook(file)) {
        sheets = read_xlsx(bytes, file, told);
    } else {
        // Only a file that is called a table is divided at commas and semicolons.
        const std::string name = to_lower(file).ends_with(".csv") ? file : file + ".csv";
        auto read =
            read_table_text(std::make_shared<const Source>(Source{name, std::move(bytes)}), told);
        if (read)
            sheets.push_back(std::move(*read));
    }
    for (const Diagnostic& message : told.items())
        if (message.severity == Severity::Error)
            return tl::unexpected(std::string(message_text(message.id).name));
    return sheets;
}

std::string TableRow::cell(std::string_view key) const {
    const auto found = cells.find(key);
    return found == cells.end() ? std::string() : found->second;
}

tl::expected<TableRows, TableMistake> read_table_rows(std::span<const ReadDocument> sheets) {
    for (const ReadDocument& sheet : sheets) {
        std::vector<PlacedRow> rows = rows_of(sheet);
        const auto heading = std::ranges::find_if(
            rows, [](const PlacedRow& one) { return is_heading(columns_of(*one.row)); });
        rows.erase(rows.begin(), heading);
        if (!rows.empty())
            return RowsReader(std::move(rows)).read();
    }
    return tl::unexpected(TableMistake{1, heading_of("subject")});
}

}  // namespace vitrina
