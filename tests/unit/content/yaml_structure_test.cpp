// The quick reader of plain structure beside the library: wherever it answers, both say the same.
#include "content/yaml_structure.h"

#include <random>
#include <string>

#include <doctest/doctest.h>

using namespace vitrina;

namespace {

std::string name_of(const YamlEvent& event) {
    constexpr std::string_view names = "nx[{.*";
    const std::string flow = event.is_flow ? "f" : "";
    return names[static_cast<std::size_t>(event.kind)] + flow + std::to_string(event.at) + " ";
}

std::string said(const YamlStructure& structure) {
    std::string text;
    for (const YamlEvent& event : structure.events)
        text += name_of(event);
    return structure.refused_at ? text + "refused at " + std::to_string(*structure.refused_at)
                                : text;
}

// Both readers' answers, or nothing where the quick one leaves the text to the library.
bool is_read_alike(const std::string& skeleton) {
    const auto plain = read_plain_structure(skeleton);
    if (!plain)
        return false;
    CAPTURE(skeleton);
    CHECK(said(*plain) == said(read_structure(skeleton)));
    return true;
}

// Texts that are mostly right: lines of usual shapes at usual columns.
class Writer {
public:
    explicit Writer(std::uint32_t seed) : random_(seed) {}

    std::string text() {
        std::string text;
        for (std::size_t line = 1 + pick(6); line-- > 0;)
            text += std::string(2 * (pick(2) * pick(3)), ' ') + this->line() + "\n";
        if (pick(4) == 0 && !text.empty())
            text.pop_back();
        for (std::size_t change = pick(3); change-- > 1 && !text.empty();)
            text[pick(text.size())] = pick_of("x:-[], \n");
        return text;
    }

private:
    std::size_t pick(std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
    }
    char pick_of(std::string_view letters) { return letters[pick(letters.size())]; }
    std::string line() {
        constexpr std::string_view lines[] = {
            "x: x",     "x:",       "x:  ",   "x   : x  ", "- x",      "-",
            "- x: x",   "- x:",     "- - x",  "",          "  ",       "x: [x, x]",
            "x: []",    "- [x,x ]", "x: [x,", "x: {x: x}", "- {x: x}", "x: -",
            "x: [x, ]", "x: x: x",  "x",      "-   x:  x", "x:x",      "x: [[x], x]"};
        return std::string(lines[pick(std::size(lines))]);
    }

    std::mt19937 random_;
};

}  // namespace

TEST_SUITE("content/yaml_structure") {
    TEST_CASE("usual front matter is read quickly") {
        for (const char* skeleton :
             {"x: x\nx: x\n", "x:   x   \n\n\nx : [x, x  , x]\n", "x:\nx:\n", "x:\n- x\n- x\nx: x",
              "x:\n  - x: x\n    x: x\n  - x: x\n", "- - x\n  - x\n-\n- x:\n    x: x\n", "x: []",
              "x:\n  x:\n    x: [x]\nx: x\n"}) {
            CAPTURE(skeleton);
            CHECK(is_read_alike(skeleton));
        }
    }

    TEST_CASE("what is not plain is left to the library") {
        for (const char* skeleton : {"", "\n\n", "x", "x: {x: x}", "x: [x, [x]]", "x: [x,\n  x]",
                                     "x: x\n  x: x", "x:\n  x", "- x\nx: x\n", "x: x x", "x: [x,]",
                                     "x: [x x]", "x: [x", "x:x", "x: x: x"}) {
            CAPTURE(skeleton);
            CHECK_FALSE(read_plain_structure(skeleton));
        }
        std::string deep;
        for (int i = 0; i < 40; ++i)
            deep += std::string(static_cast<std::size_t>(i), ' ') + "x:\n";
        CHECK_FALSE(read_plain_structure(deep));
    }

    TEST_CASE("both readers say the same of twenty thousand texts") {
        std::size_t read = 0;
        for (std::uint32_t seed = 0; seed < 20'000; ++seed)
            read += is_read_alike(Writer(seed).text()) ? 1 : 0;
        // Else the texts, and not the readers, would be what is tested.
        CHECK(read > 2'000);
    }
}
