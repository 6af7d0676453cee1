// The tree against what yaml-cpp makes of the same text by itself, on texts that both accept.
#include <random>
#include <string>

#include <doctest/doctest.h>

#include "unit/content/yaml_reading.h"

namespace vitrina {
namespace {

// A random text of the accepted kind; every choice comes from the generator.
class RandomYaml {
public:
    explicit RandomYaml(unsigned seed) : random_(seed) {}

    std::string document() {
        mapping(0, 3);
        return text_;
    }

private:
    unsigned pick(unsigned count) { return static_cast<unsigned>(random_() % count); }

    std::string word() {
        constexpr const char* words[] = {"план", "№ 3",   "5Б",  "010", "a-b",
                                         "м/с",  "10:30", "x#y", "«да»"};
        return words[pick(9)];
    }

    std::string flow_scalar() {
        switch (pick(4)) {
            case 0:
                return "'" + word() + ": '' # {}'";
            case 1:
                return "\"" + word() + " \\\" \\\\ [\"";
            default:
                return word();
        }
    }

    void flow(int depth) {
        const bool is_map = pick(2) == 0;
        text_ += is_map ? "{" : "[";
        for (unsigned i = 0, count = pick(4); i < count; ++i) {
            text_ += i > 0 ? pick(2) == 0 ? ", " : ",\n            " : "";
            text_ += is_map ? "k" + std::to_string(i) + ": " : "";
            if (depth > 0 && pick(3) == 0)
                flow(depth - 1);
            else
                text_ += flow_scalar();
        }
        text_ += is_map ? "}" : "]";
    }

    void block_text(std::size_t indent) {
        constexpr const char* marks[] = {"|", ">", "|-", ">-", "|+", ">+"};
        text_ += marks[pick(6)];
        for (unsigned i = 0, count = 1 + pick(4); i < count; ++i) {
            text_ += std::string(1 + pick(2), '\n') + std::string(indent + 2, ' ');
            text_ += (i > 0 && pick(4) == 0 ? "  " : "") + word() + ": - # " + word();
        }
        text_ += "\n";
    }

    void value(std::size_t indent, int depth) {
        const unsigned kind = pick(depth > 0 ? 7 : 5);
        if (kind == 0) {
            text_ += " " + flow_scalar() + "\n";
        } else if (kind == 1) {
            text_ += " " + word() + "\n" + std::string(indent + 2, ' ') + word() + "\n";
        } else if (kind == 2) {
            text_ += pick(2) == 0 ? "\n" : "  # comment\n";
        } else if (kind == 3) {
            text_ += " ";
            block_text(indent);
        } else if (kind == 4) {
            text_ += " ";
            flow(2);
            text_ += "  # comment\n";
        } else {
            text_ += "\n";
            kind == 5 ? mapping(indent + 2, depth - 1) : list(indent + 2, depth - 1);
        }
    }

    void mapping(std::size_t indent, int depth) {
        for (unsigned i = 0, count = 1 + pick(4); i < count; ++i) {
            text_ += std::string(indent, ' ') + "ключ " + std::to_string(i) + ":";
            value(indent, depth);
        }
    }

    void list(std::size_t indent, int depth) {
        for (unsigned i = 0, count = 1 + pick(4); i < count; ++i) {
            text_ += std::string(indent, ' ') + "-";
            value(indent, depth);
        }
    }

    std::mt19937 random_;
    std::string text_;
};

}  // namespace

TEST_SUITE("content/yaml_oracle") {
    TEST_CASE("trees that differ have other notations") {
        const std::string one = "{a: x, b: y}";
        for (const std::string other : {R"({'a: "x", b': y})", R"({a: 'x", b: "y'})"}) {
            CAPTURE(other);
            CHECK(test::notation_of(one) != test::notation_of(other));
            CHECK(test::notation(YAML::Load(one)) != test::notation(YAML::Load(other)));
            CHECK(test::notation_of(other) == test::notation(YAML::Load(other)));
        }
    }

    TEST_CASE("random texts of the accepted kind read as yaml-cpp reads them") {
        for (unsigned seed = 0; seed < 300; ++seed) {
            const std::string text = RandomYaml(seed).document();
            CAPTURE(text);
            CHECK(test::notation_of(text) == test::notation(YAML::Load(text)));
        }
    }
}

}  // namespace vitrina
