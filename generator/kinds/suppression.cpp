#include "kinds/suppression.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>

namespace vitrina {
namespace {

// Exact enough: coefficients are small, and a relation between so few cells that holds in whole
// numbers holds modulo a large prime too.
constexpr std::int64_t prime = 2'147'483'647;

using Row = std::vector<std::int64_t>;

std::int64_t reduced(std::int64_t value) {
    const std::int64_t rest = value % prime;
    return rest < 0 ? rest + prime : rest;
}

std::int64_t inverse(std::int64_t value) {
    std::int64_t result = 1;
    for (std::int64_t power = prime - 2; power > 0; power >>= 1) {
        if ((power & 1) != 0)
            result = result * value % prime;
        value = value * value % prime;
    }
    return result;
}

bool is_small(const CountCell& cell, int min_cell) {
    return cell.is_count && cell.value > 0 && cell.value < min_cell;
}

// The open cells as rows of a matrix in echelon form, each with the cells it was combined from.
class OpenNumbers {
public:
    OpenNumbers(const std::vector<CountCell>& cells, std::size_t atoms)
        : cells_(cells), atoms_(atoms) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (cells[i].is_open && cells[i].is_shown)
                add(i);
    }

    // The open cells from which this one follows; nothing when it does not.
    std::optional<std::vector<std::size_t>> find_relation(const CountCell& cell) const {
        Row row = row_of(cell);
        reduce(row);
        if (std::any_of(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(atoms_),
                        [](std::int64_t value) { return value != 0; }))
            return std::nullopt;
        std::vector<std::size_t> used;
        for (std::size_t i = 0; i < cells_.size(); ++i)
            if (row[atoms_ + i] != 0)
                used.push_back(i);
        return used;
    }

private:
    Row row_of(const CountCell& cell) const {
        Row row(atoms_ + cells_.size());
        for (const auto& [atom, coefficient] : cell.atoms)
            row[atom] = reduced(row[atom] + coefficient);
        return row;
    }

    void reduce(Row& row) const {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const std::int64_t factor = row[pivots_[i]];
            if (factor == 0)
                continue;
            for (std::size_t k = pivots_[i]; k < row.size(); ++k)
                if (rows_[i][k] != 0)
                    row[k] = reduced(row[k] - factor * rows_[i][k] % prime);
        }
    }

    void add(std::size_t index) {
        Row row = row_of(cells_[index]);
        row[atoms_ + index] = 1;
        reduce(row);
        const auto end = row.begin() + static_cast<std::ptrdiff_t>(atoms_);
        const auto pivot =
            std::find_if(row.begin(), end, [](std::int64_t value) { return value != 0; });
        if (pivot == end)
            return;
        const std::int64_t factor = inverse(*pivot);
        for (std::int64_t& value : row)
            value = value * factor % prime;
        pivots_.push_back(static_cast<std::size_t>(pivot - row.begin()));
        rows_.push_back(std::move(row));
    }

    const std::vector<CountCell>& cells_;
    std::size_t atoms_;
    std::vector<Row> rows_;
    std::vector<std::size_t> pivots_;
};

// What follows from the fact that no count is negative: the least and most of each atom.
class Limits {
public:
    Limits(const std::vector<CountCell>& cells, std::size_t atoms)
        : least_(atoms, 0), most_(atoms, unlimited) {
        for (bool changed = true; changed;) {
            changed = false;
            for (const CountCell& cell : cells)
                if (cell.is_open && cell.is_shown)
                    changed = tighten(cell) || changed;
        }
    }

    bool is_fixed(const CountCell& cell) const {
        return std::ranges::all_of(cell.atoms, [&](const auto& atom) {
            return least_[atom.first] == most_[atom.first];
        });
    }

private:
    static constexpr std::int64_t unlimited = std::numeric_limits<std::int32_t>::max();

    bool tighten(const CountCell& cell) {
        std::int64_t sum_least = 0;
        std::int64_t sum_most = 0;
        for (const auto& [atom, coefficient] : cell.atoms) {
            sum_least += coefficient * least_[atom];
            sum_most += coefficient * most_[atom];
        }
        bool changed = false;
        for (const auto& [atom, coefficient] : cell.atoms) {
            if (coefficient <= 0)
                continue;
            const std::int64_t room = cell.value - (sum_least - coefficient * least_[atom]);
            const std::int64_t need = cell.value - (sum_most - coefficient * most_[atom]);
            const std::int64_t most = room / coefficient;
            const std::int64_t least = need > 0 ? (need + coefficient - 1) / coefficient : 0;
            if (most >= least_[atom] && most < most_[atom]) {
                sum_most -= coefficient * (most_[atom] - most);
                most_[atom] = most;
                changed = true;
            }
            if (least > least_[atom] && least <= most_[atom]) {
                sum_least += coefficient * (least - least_[atom]);
                least_[atom] = least;
                changed = true;
            }
        }
        return changed;
    }

    std::vector<std::int64_t> least_;
    std::vector<std::int64_t> most_;
};

void close_zeros(std::vector<CountCell>& cells) {
    for (CountCell& cell : cells)
        if (cell.value == 0 && cell.is_open &&
            std::ranges::any_of(cells, [&](const CountCell& other) {
                return other.table == cell.table && !other.is_open;
            }))
            cell.is_open = false;
}

bool share_atoms(const CountCell& a, const CountCell& b) {
    return std::ranges::any_of(a.atoms, [&](const auto& atom) {
        return std::ranges::find(b.atoms, atom.first, [](const auto& one) { return one.first; }) !=
               b.atoms.end();
    });
}

// The open cells by which the secret is given away; empty when it is safe.
std::vector<std::size_t> giveaway(const std::vector<CountCell>& cells,
                                  const OpenNumbers& open,
                                  const Limits& limits,
                                  const CountCell& secret) {
    if (auto relation = open.find_relation(secret); relation && !relation->empty())
        return std::move(*relation);
    std::vector<std::size_t> around;
    if (limits.is_fixed(secret))
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (cells[i].is_open && cells[i].is_shown && share_atoms(cells[i], secret))
                around.push_back(i);
    return around;
}

// What anybody can work out from the open numbers may as well be printed; no secret is among it.
void open_what_follows(std::vector<CountCell>& cells, std::size_t atom_count) {
    const OpenNumbers open(cells, atom_count);
    for (CountCell& cell : cells)
        if (cell.is_shown && !cell.is_open && open.find_relation(cell))
            cell.is_open = true;
}

}  // namespace

void suppress(std::vector<CountCell>& cells, std::size_t atom_count, int min_cell) {
    std::vector<std::size_t> secrets;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i].is_open = cells[i].is_shown && !cells[i].is_secret && !is_small(cells[i], min_cell);
        if (!cells[i].is_open && (cells[i].is_secret || is_small(cells[i], min_cell)))
            secrets.push_back(i);
    }
    for (bool is_safe = false; !is_safe;) {
        is_safe = true;
        close_zeros(cells);
        const OpenNumbers open(cells, atom_count);
        const Limits limits(cells, atom_count);
        for (const std::size_t secret : secrets) {
            const auto given = giveaway(cells, open, limits, cells[secret]);
            if (given.empty())
                continue;
            // The smallest number says least; a zero would have to be closed for nothing.
            const auto worst = std::ranges::min_element(given, {}, [&](std::size_t i) {
                return std::tuple(cells[i].value == 0, cells[i].value, i);
            });
            cells[*worst].is_open = false;
            is_safe = false;
            break;
        }
    }
    open_what_follows(cells, atom_count);
}

}  // namespace vitrina
