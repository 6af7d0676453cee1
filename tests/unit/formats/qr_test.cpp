#include "formats/qr.h"

#include <vector>

#include <doctest/doctest.h>

using namespace vitrina;

namespace {

// The dark modules that a path draws; the quiet zone is part of the picture.
std::vector<std::string> picture_of(const QrCode& code) {
    std::vector<std::string> rows(static_cast<std::size_t>(code.side),
                                  std::string(static_cast<std::size_t>(code.side), '.'));
    std::size_t x = 0;
    std::size_t y = 0;
    for (std::size_t at = 0; at < code.path.size();) {
        const char command = code.path[at++];
        std::size_t used = 0;
        const auto number = static_cast<std::size_t>(std::stoul(code.path.substr(at), &used));
        at += used;
        if (command == 'h') {
            rows.at(y).replace(x, number, std::string(number, '#'));
            x += number;
            continue;
        }
        x = command == 'M' ? number : x + number;
        if (command == 'M') {
            y = static_cast<std::size_t>(std::stoul(code.path.substr(at + 1), &used));
            at += 1 + used + 2;
        } else {
            at += 2;
        }
    }
    return rows;
}

}  // namespace

TEST_SUITE("formats/qr") {
    TEST_CASE("a code has its three marks and a quiet zone of four modules") {
        const auto code = make_qr_code("https://ocenka.example.org/plans/2026/");
        REQUIRE(code);
        CHECK(code->side == 29 + 8);
        const std::vector<std::string> rows = picture_of(*code);
        CHECK(rows[3] == std::string(37, '.'));
        CHECK(rows[4].substr(0, 12) == "....#######.");
        CHECK(rows[5].substr(0, 12) == "....#.....#.");
        CHECK(rows[6].substr(0, 12) == "....#.###.#.");
        CHECK(rows[4].substr(26) == "#######....");
        CHECK(rows[32].substr(0, 12) == "....#######.");
        CHECK(rows[33] == std::string(37, '.'));
    }

    TEST_CASE("the same address gives the same code, another one another") {
        const auto code = make_qr_code("https://ocenka.example.org/a/");
        REQUIRE(code);
        CHECK(code->path == make_qr_code("https://ocenka.example.org/a/")->path);
        CHECK(code->path != make_qr_code("https://ocenka.example.org/b/")->path);
    }

    TEST_CASE("the longest address takes two kilobytes, a longer one gets no code") {
        const std::string longest = "https://ocenka.example.org/" + std::string(106 - 27, 'a');
        const auto code = make_qr_code(longest);
        REQUIRE(code);
        CHECK(code->side == 37 + 8);
        CHECK(code->path.size() < 2300);
        CHECK(!make_qr_code(longest + "a"));
        CHECK(!make_qr_code(""));
    }
}
