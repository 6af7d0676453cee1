#include "content/yaml.h"

#include <doctest/doctest.h>

#include "support/marked.h"
#include "unit/content/yaml_reading.h"

namespace vitrina {
namespace {

using test::at;
using test::marked;
using test::notation_of;
using test::read;

}  // namespace

TEST_SUITE("content/yaml") {
    TEST_CASE("mappings lists and texts nest in both styles") {
        CHECK(notation_of("a: 1\nb:\n  - c\n  - d: 2\n    e: 3\nf: {g: [h, i], j: {}}\nk: []\n") ==
              R"({a: "1", b: ["c", {d: "2", e: "3"}], f: {g: ["h", "i"], j: {}}, k: []})");
    }

    TEST_CASE("a list may stand at the indent of its key") {
        CHECK(notation_of("rows:\n- a: 1\n  b: 2\n- c\ntitle: x\n") ==
              R"({rows: [{a: "1", b: "2"}, "c"], title: "x"})");
    }

    TEST_CASE("lists of lists begin in one line or in the next") {
        CHECK(notation_of("- - a\n  - b\n-\n  - c\n") == R"([["a", "b"], ["c"]])");
    }

    TEST_CASE("texts stay texts whatever they look like") {
        CHECK(
            notation_of("a: 010\nb: no\nc: 5Б\nd: 1.10\ne: ~\nf: null\ng: 10:30\nh: 1e3\n") ==
            R"({a: "010", b: "no", c: "5Б", d: "1.10", e: "~", f: "null", g: "10:30", h: "1e3"})");
    }

    TEST_CASE("marks inside a word are part of the text") {
        CHECK(notation_of(
                  "a: https://x.example/?q=1#part\nb: м/с, «да» и [нет] {так}\nc: план#r04\n") ==
              R"({a: "https://x.example/?q=1#part", b: "м/с, «да» и [нет] {так}", c: "план#r04"})");
    }

    TEST_CASE("single quotes double their quote and double quotes know two escapes") {
        CHECK(notation_of(
                  "a: 'it''s'\nb: \"a \\\" b \\\\ c\"\nc: '\\frac{1}{2}'\nd: \"\"\ne: ''\n") ==
              R"({a: "it's", b: "a \" b \\ c", c: "\\frac{1}{2}", d: "", e: ""})");
    }

    TEST_CASE("a text over several lines is folded") {
        CHECK(notation_of("a: раз\n  два\n\n  три\nb: \"раз\n\n\n  два \n  три\"\n") ==
              "{a: \"раз два\nтри\", b: \"раз\n\nдва три\"}");
    }

    TEST_CASE("block texts keep or fold their lines and cut or keep the end") {
        CHECK(notation_of("a: |\n  раз\n\n   - два\nb: |-\n  x\nc: |+\n  x\n\nd: x\n") ==
              "{a: \"раз\n\n - два\n\", b: \"x\", c: \"x\n\n\", d: \"x\"}");
        CHECK(notation_of("a: >\n  раз\n  два\n\n  три\n   глубже\n  мельче\nb: >-\n  x\n  y\n") ==
              "{a: \"раз два\nтри\n глубже\nмельче\n\", b: \"x y\"}");
        CHECK(notation_of("a: |2\n    x\n  y\nb: |\nc: 1\n") ==
              "{a: \"  x\ny\n\", b: \"\", c: \"1\"}");
    }

    TEST_CASE("a line of blanks in a block text is an empty one") {
        CHECK(notation_of("a: |\n  x\n     \n  y\n  \t\nb: |2\n   \n") ==
              "{a: \"x\n\ny\n\", b: \"\"}");
        CHECK(notation_of("a: |+\n \n\nb: |2+\n   \nc: |+\nd: >+\n\ne: 1\n") ==
              "{a: \"\n\n\", b: \"\n\", c: \"\", d: \"\n\", e: \"1\"}");
    }

    TEST_CASE("everything below a block mark is text") {
        CHECK(notation_of("a: |\n  b: c # d\n  - \"e\n  {f\nb: 1\n") ==
              "{a: \"b: c # d\n- \\\"e\n{f\n\", b: \"1\"}");
    }

    TEST_CASE("a comment stands in its own line or two spaces behind a value") {
        CHECK(notation_of("# раз\na: 1  # два\n  # три\nb:   # четыре\n  - c  ## пять\nd: [e,  # "
                          "шесть\n  f]\n") == R"({a: "1", b: ["c"], d: ["e", "f"]})");
    }

    TEST_CASE("a value that comes below its key may have any comment behind the key") {
        CHECK(notation_of("rows: # строки\n  - a\n") == R"({rows: ["a"]})");
    }

    TEST_CASE("a missing value is null behind its key or dash") {
        const auto reading = read("a:\nb: {c: , d: }\ne:\n  -\n  - x\n");

        REQUIRE(reading.tree);
        CHECK(test::notation(*reading.tree) == R"({a: ~, b: {c: ~, d: ~}, e: [~, "x"]})");
        CHECK(reading.tree->find("a")->span == Span{2, 2});
        CHECK(reading.tree->find("b")->find("c")->span == Span{9, 9});
        CHECK(reading.tree->find("e")->children[0].span == Span{23, 23});
    }

    TEST_CASE("an empty text is null") {
        CHECK(notation_of("") == "~");
        CHECK(notation_of("\n  \n# only a comment\n") == "~");
        CHECK(notation_of("---\n") == "~");
    }

    TEST_CASE("three dashes may open the text and three dots end it") {
        CHECK(notation_of("---  # начало\na: 1\n...\n") == R"({a: "1"})");
    }

    TEST_CASE("brackets may close at the indent of their key") {
        CHECK(notation_of("a: [\n  1,\n  2,\n]\nb: {\n  c: 1\n}\n") ==
              R"({a: ["1", "2"], b: {c: "1"}})");
    }

    TEST_CASE("a quoted key in braces needs no space behind its colon") {
        CHECK(notation_of(R"({"a":1, "b":[2], 'c':"d", "":x})") ==
              R"({a: "1", b: ["2"], c: "d", "": "x"})");
    }

    TEST_CASE("a scalar spans its whole value with quotes or block mark") {
        for (const char* text :
             {"a: ⟦план⟧  # c\n", "a: ⟦'план'⟧\n", "[⟦\"план\"⟧]", "a: ⟦|-\n  план⟧\n\nb: 1\n",
              "{k: ⟦план⟧, l: m}", "- - ⟦план⟧\n", "ключ:\n  ⟦план⟧\n"}) {
            CAPTURE(text);
            const auto expected = marked(text);
            const auto reading = read(expected.text);
            REQUIRE(reading.tree);
            const YamlNode* node = &*reading.tree;
            while (!node->is_scalar())
                node = &node->children.front();
            CHECK(node->span == expected.span);
            CHECK(node->text() == "план");
        }
    }

    TEST_CASE("a collection spans its brackets or its entries") {
        const auto reading = read("a: [1, {b: 2}]  # c\nd:\n  - e: 1\n    f:\n");

        REQUIRE(reading.tree);
        CHECK(at(reading, reading.tree->find("a")->span) == "[1, {b: 2}]");
        CHECK(at(reading, reading.tree->find("a")->children[1].span) == "{b: 2}");
        CHECK(at(reading, reading.tree->find("d")->span) == "- e: 1\n    f:");
        CHECK(at(reading, reading.tree->find("d")->children[0].span) == "e: 1\n    f:");
        CHECK(reading.tree->find("a")->style == YamlStyle::Flow);
        CHECK(reading.tree->find("d")->style == YamlStyle::Block);
    }

    TEST_CASE("every part of a decoded text knows its place in the file") {
        for (const char* text :
             {"a: |\n    раз\n\n    два слова ⟦три⟧\n", "a: >\n  раз\n  ⟦три⟧ два\n",
              "a: раз\n   два\n\n   ⟦три⟧\n", "a: 'it''s ⟦три⟧'\n",
              "a: \"\\\"раз\\\" \\\\ ⟦три⟧\"\n", "a: \"раз\n  два ⟦три⟧\"\n"}) {
            CAPTURE(text);
            const auto expected = marked(text);
            const auto reading = read(expected.text);
            REQUIRE(reading.tree);
            const MappedText& scalar = reading.tree->find("a")->scalar;
            const auto found = static_cast<std::uint32_t>(scalar.text.find("три"));
            CHECK(file_span(scalar, {found, found + 6}) == expected.span);
        }
    }

    TEST_CASE("a byte order mark and the kind of line end shift nothing") {
        const std::string text =
            "a: раз\nb:\n  - |\n    два\n    три\n  - \"x\n    y\"\nc: [1,\n  2]\n";
        const std::string tree = notation_of(text);
        for (const std::string_view line_end : {"\n", "\r\n", "\r"}) {
            std::string other = "\xEF\xBB\xBF";
            for (const char c : text)
                other += c == '\n' ? std::string(line_end) : std::string(1, c);
            CAPTURE(other);
            const auto reading = read(other);
            REQUIRE(reading.tree);
            CHECK(test::notation(*reading.tree) == tree);
            CHECK(at(reading, reading.tree->find("c")->children[1].span) == "2");
            CHECK(line_column(other, reading.tree->find("c")->span.begin).line == 8);
        }
    }

    TEST_CASE("a part of a file is read with the places of the whole file") {
        const auto source = test::source_of("---\nтема: да\n---\nbody: [\n");
        Diagnostics out;
        const auto tree = read_yaml(source, {4, 18}, out);

        REQUIRE(tree);
        CHECK(test::notation(*tree) == R"({тема: "да"})");
        CHECK(tree->find("тема")->span == Span{14, 18});
    }

    TEST_CASE("a large mapping finds its repeated key") {
        std::string text;
        for (int i = 0; i < 5000; ++i)
            text += "k" + std::to_string(i) + ": v\n";
        const auto reading = read(text + "k4321: w\n");

        REQUIRE(reading.messages.items().size() == 1);
        CHECK(reading.messages.items()[0].id == ids::yaml_duplicate_key);
        REQUIRE(reading.tree);
        CHECK(reading.tree->children.size() == 5000);
    }
}

}  // namespace vitrina
