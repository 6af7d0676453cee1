#include "base/name_index.h"

#include <map>
#include <random>
#include <string>

#include <doctest/doctest.h>

using namespace vitrina;

TEST_SUITE("base/name_index") {
    TEST_CASE("answers as a map does, however many names there are") {
        std::mt19937 random(11);
        for (const std::size_t count : {0, 1, 2, 3, 7, 8, 9, 1000, 20'000}) {
            std::map<std::string, std::size_t, std::less<>> expected;
            while (expected.size() < count)
                expected.emplace("/memos/" + std::to_string(random() % 1'000'000), 0);
            std::vector<std::string> names;
            for (auto& [name, number] : expected) {
                number = names.size();
                names.push_back(name);
            }
            const auto name_of = [&](std::size_t number) -> std::string_view { return names[number]; };
            const NameIndex index(names.size(), name_of);
            for (const auto& [name, number] : expected)
                REQUIRE(index.find(name, name_of) == number);
            for (int i = 0; i < 1000; ++i) {
                const std::string name = "/memos/" + std::to_string(random() % 1'000'000);
                const auto known = expected.find(name);
                const auto found = index.find(name, name_of);
                REQUIRE(found == (known == expected.end() ? std::nullopt : std::optional(known->second)));
            }
        }
    }

    TEST_CASE("without names there is nothing to find") {
        CHECK(!NameIndex().find("a", [](std::size_t) { return std::string_view("a"); }));
    }
}
