// What is closed of small systems of sums, and what a witness is.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "kinds/suppression.h"

using namespace vitrina;

namespace {

// A table with its rows and columns; cells first, then rows, then columns.
NumberSystem table(const std::vector<std::vector<std::int64_t>>& rows) {
    NumberSystem system;
    std::int64_t all = 0;
    for (const auto& row : rows)
        for (const std::int64_t count : row)
            all += count;
    const auto width = static_cast<std::uint32_t>(rows.front().size());
    const auto height = static_cast<std::uint32_t>(rows.size());
    const auto add = [&](int kind, const auto& takes) {
        CountCell cell;
        cell.table = kind;
        for (std::uint32_t i = 0; i < height * width; ++i)
            if (takes(i / width, i % width)) {
                cell.sum.terms.push_back({i, 1});
                cell.sum.value += rows[i / width][i % width];
            }
        system.cells.push_back(cell);
    };
    SmallSet set;
    for (std::uint32_t i = 0; i < height * width; ++i) {
        system.unknowns.push_back({rows[i / width][i % width], all});
        set.push_back({{{i, 1}}, rows[i / width][i % width]});
        add(2, [&](auto row, auto column) { return row * width + column == i; });
    }
    system.sets.push_back(std::move(set));
    for (std::uint32_t i = 0; i < height; ++i)
        add(0, [&](auto row, auto) { return row == i; });
    for (std::uint32_t i = 0; i < width; ++i)
        add(1, [&](auto, auto column) { return column == i; });
    return system;
}

std::string shown(const std::vector<std::vector<std::int64_t>>& rows, int min_cell) {
    NumberSystem system = table(rows);
    CHECK(suppress(system, min_cell));
    std::string text;
    for (const CountCell& cell : system.cells)
        text += (text.empty() ? "" : " ") +
                (cell.is_open ? std::to_string(cell.sum.value) : std::string("-"));
    return text;
}

}  // namespace

TEST_SUITE("kinds/suppression") {
    TEST_CASE("a table without small numbers is open") {
        CHECK(shown({{10, 0}, {7, 12}}, 5) == "10 0 7 12 10 19 17 12");
    }

    TEST_CASE("what is left of a row is closed when it is small") {
        // 9 + 2 + 1 = 12: the two small ones together are 3.
        CHECK(shown({{9, 2, 1}, {8, 9, 12}, {20, 6, 7}}, 5).starts_with("- - - "));
    }

    TEST_CASE("counts that are not negative give nothing away") {
        // By sums alone the 1 would be free; that nothing is below 0 would have fixed it.
        NumberSystem system = table({{20, 1}, {1, 0}});
        CHECK(suppress(system, 5));
        for (const std::size_t cell : {std::size_t{1}, std::size_t{2}})
            CHECK(!system.cells[cell].is_open);
        // The second row is a small number, and so is the second column.
        CHECK(!system.cells[5].is_open);
        CHECK(!system.cells[7].is_open);
    }

    TEST_CASE("a secret that nothing can hide is told") {
        NumberSystem system;
        system.unknowns = {{2, 9}};
        system.relations = {{{{0, 1}}, 2}};
        system.secrets = {{{{{0, 1}}, 2}, 0}};
        CHECK(!suppress(system, 5));
    }

    TEST_CASE("what is published beside sums binds the witnesses too") {
        NumberSystem system;
        system.unknowns = {{2, 9}, {7, 9}};
        system.relations = {{{{0, 1}, {1, 1}}, 9}};
        system.secrets = {{{{{0, 1}}, 2}, 0}};
        CHECK(suppress(system, 5));
        // «The second is at least 6» leaves 0 to 3, «at least 7» only 0 to 2.
        system.test = [](std::span<const std::int64_t> numbers) { return numbers[1] >= 6; };
        CHECK(suppress(system, 5));
        system.test = [](std::span<const std::int64_t> numbers) { return numbers[1] >= 7; };
        CHECK(!suppress(system, 5));
    }

    TEST_CASE("a witness agrees with every sum and gives what is wanted") {
        const WitnessSearch search({9, 9, 9}, {{{{0, 1}, {1, 1}}, 5}, {{{1, 1}, {2, 1}}, 6}}, {});
        const auto found = search.find({2, 3, 3}, {{{0, 1}}, 4});
        REQUIRE(found);
        CHECK(*found == Numbers{4, 1, 5});
        CHECK(search.agrees(*found));
        CHECK(!search.find({2, 3, 3}, {{{0, 1}}, 6}));
        CHECK(!search.agrees(Numbers{2, 3, 4}));
    }
}
