#include "formats/csv.h"

#include "base/decimal.h"
#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool reads_as_formula(std::string_view cell) {
    constexpr std::string_view dangerous = "=+-@\t";
    return !cell.empty() && dangerous.find(cell.front()) != std::string_view::npos &&
           !parse_decimal(cell);
}

bool needs_quotes(std::string_view cell) {
    // Readers may trim what is not quoted.
    return cell.find_first_of(";\"\n") != std::string_view::npos || cell.starts_with(' ') ||
           cell.ends_with(' ');
}

void append_cell(std::string& to, std::string_view raw) {
    const std::string cell = safe_cell(raw);
    if (!needs_quotes(cell)) {
        to += cell;
        return;
    }
    to += '"';
    for (const char byte : cell) {
        to += byte;
        if (byte == '"')
            to += '"';
    }
    to += '"';
}

}  // namespace

std::string safe_cell(std::string_view raw) {
    std::string cell = clean_text(raw);
    if (reads_as_formula(cell))
        cell.insert(0, 1, '\'');
    return cell;
}

std::string csv_text(const std::vector<CsvRow>& rows) {
    std::string text(byte_order_mark);
    for (const CsvRow& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += i > 0 ? ";" : "";
            append_cell(text, row[i]);
        }
        // An empty line would be no row at all.
        if (row.size() == 1 && row.front().empty())
            text += "\"\"";
        text += "\r\n";
    }
    return text;
}

}  // namespace vitrina
