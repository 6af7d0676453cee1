#include "kinds/open_numbers.h"

#include <algorithm>
#include <utility>

namespace vitrina {
namespace {

// A relation that holds in whole numbers holds modulo a large prime too. One that holds only there
// keeps a cell closed for nothing; none with so few cells and so small coefficients is known.
constexpr std::int64_t prime = 2'147'483'647;

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

}  // namespace

OpenNumbers::OpenNumbers(const NumberSystem& system) : unknowns_(system.unknowns.size()) {
    for (const LinearSum& relation : system.relations)
        add(relation);
    for (const CountCell& cell : system.cells)
        if (cell.is_open)
            add(cell.sum);
}

bool OpenNumbers::follows(const LinearSum& sum) const {
    Row row = row_of(sum);
    reduce(row);
    return std::ranges::all_of(row, [](std::int64_t value) { return value == 0; });
}

OpenNumbers::Row OpenNumbers::row_of(const LinearSum& sum) const {
    Row row(unknowns_);
    for (const Summand& term : sum.terms)
        row[term.unknown] = reduced(row[term.unknown] + term.factor);
    return row;
}

void OpenNumbers::reduce(Row& row) const {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const std::int64_t factor = row[pivots_[i]];
        if (factor == 0)
            continue;
        for (std::size_t k = pivots_[i]; k < row.size(); ++k)
            if (rows_[i][k] != 0)
                row[k] = reduced(row[k] - factor * rows_[i][k] % prime);
    }
}

void OpenNumbers::add(const LinearSum& sum) {
    Row row = row_of(sum);
    reduce(row);
    const auto pivot = std::ranges::find_if(row, [](std::int64_t value) { return value != 0; });
    if (pivot == row.end())
        return;
    const std::int64_t factor = inverse(*pivot);
    pivots_.push_back(static_cast<std::size_t>(pivot - row.begin()));
    for (std::int64_t& value : row)
        value = value * factor % prime;
    rows_.push_back(std::move(row));
}

}  // namespace vitrina
