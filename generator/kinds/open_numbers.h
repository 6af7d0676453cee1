// What follows from open numbers by adding and subtracting them.
#pragma once

#include "kinds/suppression.h"

namespace vitrina {

class OpenNumbers {
public:
    explicit OpenNumbers(const NumberSystem& system);

    bool follows(const LinearSum& sum) const;

private:
    using Row = std::vector<std::int64_t>;

    Row row_of(const LinearSum& sum) const;
    void reduce(Row& row) const;
    void add(const LinearSum& sum);

    std::size_t unknowns_;
    std::vector<Row> rows_;  // in echelon form
    std::vector<std::size_t> pivots_;
};

}  // namespace vitrina
