// An order that gives nothing away: how what must be put in order, or joined, is shown.
//
// The same for the same seed on any machine, so that a page, its print and its answers agree.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace vitrina {

// A permutation of 0 … count-1. Its first `ordered` places do not all hold themselves (when there
// are at least two).
std::vector<std::size_t> shuffled(std::size_t count, std::size_t ordered, std::string_view seed);

}  // namespace vitrina
