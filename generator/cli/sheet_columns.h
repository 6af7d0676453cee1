// Tables whose columns are known by their headings: criteria, weights, schedules as sheets have
// them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "formats/read_document.h"

namespace vitrina {

struct SheetWord {
    std::string_view key;    // of the column
    std::string_view words;  // folded headings with `|` between them; `=` before one: the whole
};

struct SheetRow {
    const ReadRow* row = nullptr;
    std::vector<const ReadCell*>
        cells;  // by the place of the key in the list of words; may be null
    std::vector<std::size_t> surplus = {};  // filled cells under a heading that has one

    std::string text(std::size_t key) const;  // in one line; empty if there is none
    Span span(std::size_t key) const;
};

struct SheetTable {
    std::vector<const ReadCell*> unknown;   // headings that mean no key, where anything is below
    std::vector<SheetRow> rows;             // below the headings, without empty ones
    std::vector<const ReadCell*> left;      // texts above the headings
    std::vector<std::size_t> other_tables;  // whose headings are others
};

// Nothing unless the headings of `required` keys stand in one of the first rows of a table. Further
// tables with such headings go on with the first.
std::optional<SheetTable> find_sheet_table(const ReadDocument& document,
                                           std::span<const SheetWord> words,
                                           std::span<const std::size_t> required);
// What of the document is in no row of the table: columns, tables, paragraphs but the one that
// became the title, pictures.
void report_left(const SheetTable& table, const ReadDocument& document, Diagnostics& out);

// The first paragraph of a sheet is its title; null if there is none.
const ReadBlock* title_block(const ReadDocument& document);
// Where each cell of a row begins in the grid of the table.
std::vector<std::size_t> cell_offsets(const ReadRow& row);

}  // namespace vitrina
