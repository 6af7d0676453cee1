// Tables whose columns are known by their headings: criteria, weights, schedules as sheets have
// them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

    std::string text(std::size_t key) const;  // in one line; empty if there is none
    Span span(std::size_t key) const;
};

struct SheetTable {
    std::vector<std::string> unknown;  // headings that mean no key
    std::vector<SheetRow> rows;        // below the headings, without empty ones
};

// Nothing unless the headings of `required` keys stand in one of the first rows of a table.
std::optional<SheetTable> find_sheet_table(const ReadDocument& document,
                                           std::span<const SheetWord> words,
                                           std::span<const std::size_t> required);

}  // namespace vitrina
