#include "cli/sheet_columns.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/import_ids.h"
#include "base/text.h"
#include "site/vocabulary.h"

namespace vitrina {
namespace {

constexpr std::size_t last_heading_row = 15;
constexpr std::size_t excerpt_length = 60;

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

// The headings of one table: a key, or none, for each column of the grid.
struct SheetHeads {
    std::size_t row = 0;
    std::vector<std::optional<std::size_t>> keys;  // by the cells of the heading
    std::vector<std::size_t> offsets;
};

std::optional<SheetHeads> find_heads(const ReadTable& table,
                                     std::span<const SheetWord> words,
                                     std::span<const std::size_t> required) {
    for (std::size_t i = 0; i < std::min(table.rows.size(), last_heading_row); ++i) {
        auto keys = keys_of(table.rows[i], words);
        if (holds_all(keys, required))
            return SheetHeads{i, std::move(keys), cell_offsets(table.rows[i])};
    }
    return std::nullopt;
}

// The heading above a column of the grid; the last one for columns beyond all.
std::size_t head_above(const SheetHeads& heads, std::size_t offset) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < heads.offsets.size(); ++i)
        if (heads.offsets[i] <= offset)
            found = i;
    return found;
}

// A cell that several rows share says the same in each.
class SharedCells {
public:
    const ReadCell* shown(const ReadCell& cell, std::size_t offset) {
        if (!cell.is_continued)
            above_[offset] = &cell;
        const auto found = above_.find(offset);
        return found == above_.end() ? &cell : found->second;
    }

private:
    std::map<std::size_t, const ReadCell*> above_;
};

void add_rows(const ReadTable& table,
              const SheetHeads& heads,
              std::size_t keys,
              SheetTable& found) {
    std::set<std::size_t> unknown;
    SharedCells shared;
    for (std::size_t r = heads.row + 1; r < table.rows.size(); ++r) {
        const ReadRow& row = table.rows[r];
        if (row.empty())
            continue;
        SheetRow one{&row, std::vector<const ReadCell*>(keys, nullptr)};
        const std::vector<std::size_t> offsets = cell_offsets(row);
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const ReadCell* cell = shared.shown(row.cells[i], offsets[i]);
            const std::size_t head = head_above(heads, offsets[i]);
            if (cell->empty())
                continue;
            if (!heads.keys[head])
                unknown.insert(head);
            else if (one.cells[*heads.keys[head]] == nullptr)
                one.cells[*heads.keys[head]] = cell;
            else
                one.surplus.push_back(i);
        }
        found.rows.push_back(std::move(one));
    }
    for (const std::size_t head : unknown)
        found.unknown.push_back(&table.rows[heads.row].cells[head]);
    for (std::size_t r = 0; r < heads.row; ++r)
        for (const ReadCell& cell : table.rows[r].cells)
            if (!cell.empty())
                found.left.push_back(&cell);
}

}  // namespace

std::string SheetRow::text(std::size_t key) const {
    return cells[key] == nullptr ? std::string() : collapse_spaces(cells[key]->text());
}

Span SheetRow::span(std::size_t key) const {
    return cells[key] == nullptr ? row->span : cells[key]->span;
}

std::vector<std::size_t> cell_offsets(const ReadRow& row) {
    std::vector<std::size_t> offsets;
    std::size_t offset = 0;
    for (const ReadCell& cell : row.cells) {
        offsets.push_back(offset);
        offset += static_cast<std::size_t>(cell.width);
    }
    return offsets;
}

const ReadBlock* title_block(const ReadDocument& document) {
    for (const ReadBlock& block : document.blocks)
        if (block.kind != BlockKind::Table && block.kind != BlockKind::Picture)
            return &block;
    return nullptr;
}

std::optional<SheetTable> find_sheet_table(const ReadDocument& document,
                                           std::span<const SheetWord> words,
                                           std::span<const std::size_t> required) {
    SheetTable found;
    bool is_found = false;
    for (std::size_t i = 0; i < document.tables.size(); ++i) {
        const ReadTable& table = document.tables[i];
        const auto heads = find_heads(table, words, required);
        if (heads)
            add_rows(table, *heads, words.size(), found);
        else if (!table.rows.empty())
            found.other_tables.push_back(i);
        is_found = is_found || heads.has_value();
    }
    return is_found ? std::optional(std::move(found)) : std::nullopt;
}

void report_left(const SheetTable& table, const ReadDocument& document, Diagnostics& out) {
    for (const ReadCell* heading : table.unknown)
        out.warning(ids::import_column_unknown, {document.source, heading->span},
                    shorten(heading->text(), excerpt_length));
    for (const ReadCell* cell : table.left)
        out.warning(ids::import_text_left, {document.source, cell->span},
                    shorten(cell->text(), excerpt_length));
    for (const SheetRow& row : table.rows)
        for (const std::size_t cell : row.surplus)
            out.error(ids::import_cell_surplus, {document.source, row.row->cells[cell].span},
                      row.row->number, cell + 1);
    const ReadBlock* title = title_block(document);
    for (const ReadBlock& block : document.blocks) {
        const Place place{document.source, block.span};
        if (block.kind == BlockKind::Picture)
            out.warning(ids::import_pictures_left, place, 1);
        else if (block.kind != BlockKind::Table && &block != title)
            out.warning(ids::import_text_left, place, shorten(block.line.text, excerpt_length));
        else if (block.kind == BlockKind::Table &&
                 std::ranges::find(table.other_tables, block.index) != table.other_tables.end())
            out.warning(ids::import_table_left, place, block.index + 1);
    }
}

}  // namespace vitrina
