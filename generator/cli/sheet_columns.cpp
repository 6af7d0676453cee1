#include "cli/sheet_columns.h"

#include <algorithm>

#include "base/text.h"
#include "site/vocabulary.h"

namespace vitrina {
namespace {

constexpr std::size_t last_heading_row = 15;

bool means(const std::string& heading, std::string_view words) {
    for (std::size_t at = 0; at <= words.size();) {
        const std::size_t end = std::min(words.find('|', at), words.size());
        const std::string_view word = words.substr(at, end - at);
        at = end + 1;
        if (word.starts_with('=') ? heading == word.substr(1)
                                  : heading.find(word) != std::string::npos)
            return true;
    }
    return false;
}

// For each cell of the row its key, or none.
std::vector<std::optional<std::size_t>> keys_of(const ReadRow& row,
                                                std::span<const SheetWord> words) {
    std::vector<std::optional<std::size_t>> keys;
    std::vector<bool> taken(words.size());
    for (const ReadCell& cell : row.cells) {
        const std::string heading = fold_word(cell.text());
        std::optional<std::size_t> found;
        for (std::size_t key = 0; key < words.size() && !found && !heading.empty(); ++key)
            if (!taken[key] && means(heading, words[key].words))
                found = key;
        if (found)
            taken[*found] = true;
        keys.push_back(found);
    }
    return keys;
}

bool holds_all(const std::vector<std::optional<std::size_t>>& keys,
               std::span<const std::size_t> required) {
    return std::ranges::all_of(required, [&](std::size_t key) {
        return std::ranges::find(keys, std::optional(key)) != keys.end();
    });
}

}  // namespace

std::string SheetRow::text(std::size_t key) const {
    return cells[key] == nullptr ? std::string() : collapse_spaces(cells[key]->text());
}

Span SheetRow::span(std::size_t key) const {
    return cells[key] == nullptr ? row->span : cells[key]->span;
}

std::optional<SheetTable> find_sheet_table(const ReadDocument& document,
                                           std::span<const SheetWord> words,
                                           std::span<const std::size_t> required) {
    for (const ReadTable& table : document.tables) {
        for (std::size_t i = 0; i < std::min(table.rows.size(), last_heading_row); ++i) {
            const auto keys = keys_of(table.rows[i], words);
            if (!holds_all(keys, required))
                continue;
            SheetTable found;
            for (std::size_t cell = 0; cell < keys.size(); ++cell)
                if (!keys[cell] && !table.rows[i].cells[cell].empty())
                    found.unknown.push_back(table.rows[i].cells[cell].text());
            for (std::size_t r = i + 1; r < table.rows.size(); ++r) {
                const ReadRow& row = table.rows[r];
                if (row.empty())
                    continue;
                SheetRow one{&row, std::vector<const ReadCell*>(words.size(), nullptr)};
                for (std::size_t cell = 0; cell < std::min(keys.size(), row.cells.size()); ++cell)
                    if (keys[cell] && !row.cells[cell].empty())
                        one.cells[*keys[cell]] = &row.cells[cell];
                found.rows.push_back(std::move(one));
            }
            return found;
        }
    }
    return std::nullopt;
}

}  // namespace vitrina
