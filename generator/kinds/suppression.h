// What of counts of people may be published: the one place that decides (domain §2.10).
//
// Model    every number that is printed is a sum of unknown atoms (so many pupils with this journal
//          mark and this score). A number of 1 to min_cell - 1 is closed; others are closed with it
//          until no closed number follows from the open ones by any linear combination, nor from
//          the fact that counts are not negative. Zeros of a table with closed cells are closed
//          too, so that «—» does not say «at least one».
// Cost     cells² × atoms for each number that is closed in addition: tables of one class.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace vitrina {

struct CountCell {
    std::vector<std::pair<std::uint32_t, std::int64_t>> atoms;  // atom and its coefficient
    std::int64_t value = 0;
    int table = 0;           // cells of one table are closed with their zeros
    bool is_count = true;    // false: a sum of points, which is small only by chance
    bool is_shown = true;    // false: printed nowhere, and must not be found out either
    bool is_secret = false;  // closed whatever its size: «all got the same mark»
    bool is_open = true;     // the answer
};

// Decides `is_open` of all cells. The same cells give the same answer.
void suppress(std::vector<CountCell>& cells, std::size_t atom_count, int min_cell);

}  // namespace vitrina
