// The rows of a table that was sent by mail, by the names of its columns (formats §9).
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/read_document.h"

namespace vitrina {

struct TableRow {
    std::map<std::string_view, std::string> cells;  // by the column's key: subject, 5, weight …
    std::size_t line = 0;                           // as the table's program shows it

    std::string cell(std::string_view key) const;
};

struct TableRows {
    std::vector<TableRow> rows;  // that hold anything; never empty
    bool has_weights = false;    // a column of weights makes it a table of weights
};

struct TableMistake {
    std::size_t line = 0;
    std::string column;  // that is missing, or that nobody knows
};

// The sheets of a workbook, or the one table of a text file; the reader's first error by its name.
tl::expected<std::vector<ReadDocument>, std::string> read_table_sheets(const std::string& file,
                                                                       std::string bytes);

// Of all sheets the first that begins with a row of headings.
tl::expected<TableRows, TableMistake> read_table_rows(std::span<const ReadDocument> sheets);

}  // namespace vitrina
