// What of counts of people may be published: the one place that decides (domain §2.10).
//
// Model    numbers that only the school knows, sums of them that are always known (relations), sums
//          that may be printed (cells) and sums that are printed nowhere (secrets). A cell of 1 to
//          min_cell - 1 is closed and is a secret too.
// Proof    a secret is safe when there are other whole numbers, none of them negative, that agree
//          with every open cell and give the secret other values, as far apart as those of a dash.
//          Such witnesses are found and checked; what has none counts as given away.
// Limits   which cells are opened depends on the true numbers too, and a witness need not open the
//          same ones: who runs the program on every table that agrees can rule some of them out.
// Order    all cells are closed at first; one after another is opened, those of the lowest table
//          first and of a table the largest, if every secret stays safe with it.
// Sets     also what a set of small numbers adds up to is a small count: no such set is fixed.
// Zeros    of a table with closed cells are closed too: «—» does not say «at least one».
#pragma once

#include <cstdint>
#include <vector>

#include "kinds/witness.h"

namespace vitrina {

struct CountCell {
    LinearSum sum;
    int table = 0;           // the lower, the sooner it is opened; its zeros are closed with it
    bool is_count = true;    // false: a sum of points, which is small only by chance
    bool is_secret = false;  // closed whatever its size: «all got the same mark»
    std::int64_t spread =
        0;                // how far apart its possible values must lie; 0: as for any small count
    bool is_open = true;  // the answer
};

struct Secret {
    LinearSum sum;
    std::int64_t spread = 0;
};

// Numbers of which no set may be known to add up to 1 … min_cell - 1.
using SmallSet = std::vector<LinearSum>;

struct NumberSystem {
    std::vector<Unknown> unknowns;
    std::vector<LinearSum> relations;
    std::vector<CountCell> cells;
    std::vector<Secret> secrets;
    std::vector<SmallSet> sets;
    NumbersTest test;
};

// Decides `is_open` of all cells; false when even so a secret could not be proved safe. The same
// system gives the same answer.
bool suppress(NumberSystem& system, int min_cell);

}  // namespace vitrina
