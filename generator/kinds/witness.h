// Other whole numbers that would have been published just so: the proof that a number does not
// follow from what is published.
//
// Search   changes one number and repairs every sum that it broke, until none is broken. It gives
// up
//          after a number of steps: what it does not find may still be there, what it finds holds.
// Threads  no shared state.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace vitrina {

struct Summand {
    std::uint32_t unknown = 0;
    std::int64_t factor = 1;
};
struct LinearSum {
    std::vector<Summand> terms;
    std::int64_t value = 0;
};
// A number that only the school knows: not negative, at most `most`.
struct Unknown {
    std::int64_t value = 0;
    std::int64_t most = 0;
};

using Numbers = std::vector<std::int64_t>;  // one for each unknown
// What is published, or true, and no sum. Empty: nothing.
using NumbersTest = std::function<bool(std::span<const std::int64_t>)>;

std::int64_t value_of(const LinearSum& sum, std::span<const std::int64_t> numbers);

class WitnessSearch {
public:
    WitnessSearch(std::vector<std::int64_t> most, std::vector<LinearSum> known, NumbersTest test);

    // Numbers near to `start` that agree with all that is known and give `wanted` its value.
    std::optional<Numbers> find(const Numbers& start, const LinearSum& wanted) const;
    bool agrees(std::span<const std::int64_t> numbers) const;

private:
    std::vector<std::int64_t> most_;
    std::vector<LinearSum> known_;
    std::vector<std::uint32_t> alike_;  // unknowns with the same number stand in the same sums
    NumbersTest test_;
};

}  // namespace vitrina
