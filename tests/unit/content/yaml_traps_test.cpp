// Every trap of the format: its message, its place and the corrected line.
#include <doctest/doctest.h>

#include "content/yaml.h"
#include "support/marked.h"
#include "unit/content/yaml_reading.h"

namespace vitrina {
namespace {

struct Trap {
    const char* text;  // with the reported part marked
    MessageId id;
    const char* corrected;  // the last argument; null: the message has no corrected line
};

void check_trap(const Trap& trap, const std::string& text, Span span) {
    CAPTURE(text);
    const auto reading = test::read(text);
    REQUIRE(reading.messages.items().size() == 1);
    const Diagnostic& item = reading.messages.items()[0];
    CHECK(message_text(item.id).name == message_text(trap.id).name);
    CHECK(test::at(reading, item.place.span) == test::at(reading, span));
    CHECK(item.place.span == span);
    if (trap.corrected != nullptr) {
        REQUIRE(!item.args.empty());
        CHECK(item.args.back() == trap.corrected);
    }
}

template <std::size_t Count>
void check_traps(const Trap (&traps)[Count]) {
    for (const Trap& trap : traps) {
        const auto expected = test::marked(trap.text);
        check_trap(trap, expected.text, expected.span);
        // The same in a file that begins with a mark and is reported at the same characters.
        check_trap(trap, "\xEF\xBB\xBF" + expected.text,
                   {expected.span.begin + 3, expected.span.end + 3});
    }
}

std::vector<std::string> names_of(const test::YamlReading& reading) {
    std::vector<std::string> names;
    for (const Diagnostic& item : reading.messages.items())
        names.emplace_back(message_text(item.id).name);
    return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_SUITE("content/yaml_traps") {
    TEST_CASE("a colon with a space divides an unquoted text") {
        check_traps({
            {"title: Тема⟦:⟧ часть 2\n", ids::yaml_colon_in_text, "title: 'Тема: часть 2'"},
            {"stem: Вычисли 84 - 36 ⟦:⟧ 4  # да\n", ids::yaml_colon_in_text,
             "stem: 'Вычисли 84 - 36 : 4'  # да"},
            {"a:\n  - b: Состав⟦:⟧\n", ids::yaml_colon_in_text, "  - b: 'Состав:'"},
            {"- {stem: 36 ⟦:⟧ 4, answer: 9}\n", ids::yaml_colon_in_text,
             "- {stem: '36 : 4', answer: 9}"},
            {"topics: [Тема⟦:⟧ раз, два]\n", ids::yaml_colon_in_text, "topics: ['Тема: раз', два]"},
            {"a: Тема⟦:⟧ д'Арк\n", ids::yaml_colon_in_text, "a: \"Тема: д'Арк\""},
            {"a: Тема⟦:⟧ \"x\" и 'y'\n", ids::yaml_colon_in_text, "a: 'Тема: \"x\" и ''y'''"},
            {"a: раз\n  Итог⟦:⟧ два\n", ids::yaml_long_text, "a: >-"},
        });
    }

    TEST_CASE("a hash cuts an unquoted text off") {
        check_traps({
            {"title: Задание ⟦#3 для всех⟧\n", ids::yaml_comment_cuts_text,
             "title: 'Задание #3 для всех'"},
            {"date: 2026-03-19 ⟦# начало⟧\n", ids::yaml_comment_cuts_text,
             "date: '2026-03-19 # начало'"},
            {"title: Раз  ⟦#два⟧\n", ids::yaml_comment_cuts_text, "title: 'Раз  #два'"},
            {"- {note: Задание ⟦#3⟧, x: 1}\n", ids::yaml_comment_cuts_text,
             "- {note: 'Задание #3', x: 1}"},
            {"number: ⟦# 72⟧\nb: 1\n", ids::yaml_comment_instead_of_value, "number: '# 72'"},
            {"number:   ⟦#72⟧\n", ids::yaml_comment_instead_of_value, "number:   '#72'"},
            {"list:\n  - ⟦#5⟧\n", ids::yaml_comment_instead_of_value, "  - '#5'"},
            {"a: раз\n  ⟦#3 два⟧\n", ids::yaml_long_text, "a: >-"},
        });
    }

    TEST_CASE("a comment keeps its distance from any value") {
        check_traps({
            {"a: [1, 2] ⟦#⟧ x\n", ids::yaml_comment_spacing, "a: [1, 2]  # x"},
            {"a: \"b\"  ⟦#⟧x\n", ids::yaml_comment_spacing, "a: \"b\"  # x"},
            {"a: [1, ⟦#⟧ x\n  2]\n", ids::yaml_comment_spacing, "a: [1,  # x"},
            {"a: | ⟦#⟧ x\n  b\n", ids::yaml_comment_spacing, "a: |  # x"},
        });
    }

    TEST_CASE("a text that begins with a mark of YAML needs quotes") {
        check_traps({
            {"a: ⟦@⟧x\n", ids::yaml_needs_quotes, "a: '@x'"},
            {"a: ⟦`⟧x`\n", ids::yaml_needs_quotes, "a: '`x`'"},
            {"a: ⟦%⟧ 5  # да\n", ids::yaml_needs_quotes, "a: '% 5'  # да"},
            {"a: ⟦>⟧ 50 %\n", ids::yaml_needs_quotes, "a: '> 50 %'"},
            {"a: ⟦|⟧x| < 5\n", ids::yaml_needs_quotes, "a: '|x| < 5'"},
            {"a: ⟦-⟧ март\n", ids::yaml_needs_quotes, "a: '- март'"},
            {"a: ⟦?⟧ да\n", ids::yaml_needs_quotes, "a: '? да'"},
            {"a: ⟦:⟧ да\n", ids::yaml_needs_quotes, "a: ': да'"},
            {"a: [⟦#⟧1, б]\n", ids::yaml_needs_quotes, "a: ['#1', б]"},
            {"a: ⟦,⟧ да\n", ids::yaml_needs_quotes, "a: ', да'"},
            {"a: ⟦]⟧ да\n", ids::yaml_needs_quotes, "a: '] да'"},
            {"a: ⟦*⟧*жирно** да\n", ids::yaml_needs_quotes, "a: '**жирно** да'"},
            {"a: ⟦&⟧ Ко\n", ids::yaml_needs_quotes, "a: '& Ко'"},
            {"a: ⟦!⟧важно\n", ids::yaml_needs_quotes, "a: '!важно'"},
            {"work: ⟦*⟧\n", ids::yaml_needs_quotes, "work: '*'"},
            {"a: [⟦-⟧ x, y]\n", ids::yaml_needs_quotes, "a: ['- x', y]"},
            {"a: {b: ⟦@⟧x, c: d}\n", ids::yaml_needs_quotes, "a: {b: '@x', c: d}"},
        });
    }

    TEST_CASE("marks of brackets inside brackets need quotes") {
        check_traps({
            {"{text: Что это⟦?⟧, b: c}\n", ids::yaml_question_in_braces,
             "{text: 'Что это?', b: c}"},
            {"[$⟦[⟧1]$, b]\n", ids::yaml_bracket_in_text, "['$[1]$', b]"},
            {"{a: $\\frac⟦{⟧1}{2}$, b: c}\n", ids::yaml_bracket_in_text,
             "{a: '$\\frac{1}{2}$', b: c}"},
            {"{text: принято, ⟦согласовано⟧, by: X}\n", ids::yaml_comma_in_text,
             "{text: 'принято, согласовано', by: X}"},
            {"{text: принято,\n ⟦согласовано⟧, by: X}\n", ids::yaml_key_without_value, nullptr},
            {"{⟦a⟧, b: c}\n", ids::yaml_key_without_value, nullptr},
            {"{a: \"b\", ⟦c⟧}\n", ids::yaml_key_without_value, nullptr},
            {"{5⟦:⟧17, 4: 13}\n", ids::yaml_no_space_after_colon, "{5: 17, 4: 13}"},
            {"[a,⟦,⟧ b]\n", ids::yaml_empty_entry, "[a, b]"},
            {"{a: b, ⟦:⟧ c}\n", ids::yaml_missing_key, nullptr},
        });
    }

    TEST_CASE("double quotes know no escape but two") {
        check_traps({
            {"a: \"⟦\\f⟧rac{1}{2} \\\"x\\\"\"\n", ids::yaml_escape, "a: '\\frac{1}{2} \"x\"'"},
            {"a: \"раз⟦\\n⟧два\"\n", ids::yaml_escape, "a: 'раз\\nдва'"},
            {"[\"⟦\\ц⟧\", b]\n", ids::yaml_escape, "['\\ц', b]"},
            {"a: \"раз⟦\\⟧\n  два\"\n", ids::yaml_escape, ""},
        });
    }

    TEST_CASE("an unclosed quote is reported where it opens") {
        check_traps({
            {"a: ⟦\"⟧net\nb: 2\nc: \"x\"\n", ids::yaml_unclosed_quote, "a: \"net\""},
            {"a: ⟦'⟧net  # c\nb: 2\n", ids::yaml_unclosed_quote, "a: 'net'  # c"},
            {"a: ⟦\"⟧net", ids::yaml_unclosed_quote, "a: \"net\""},
            {"rows:\n  - a: ⟦\"⟧x\n    b: \"y\"\n", ids::yaml_unclosed_quote, "  - a: \"x\""},
            {"a: ⟦\"⟧x\n  b: \"y\"\nc: 1\n", ids::yaml_unclosed_quote, "a: \"x\""},
            {"a: {x: ⟦\"⟧b,\n    y: \"d\"}\nc: 1\n", ids::yaml_unclosed_quote, ""},
            {"a: {x: ⟦\"⟧b, y: \"d\"}\nc: 1\n", ids::yaml_unclosed_quote, ""},
            {"a: {⟦\"⟧b,\n    c\": 1}\nd: 1\n", ids::yaml_unclosed_quote, ""},
        });
    }

    TEST_CASE("nothing stands behind the end of a value") {
        check_traps({
            {"a: \"Школа\" ⟦№ 3⟧\n", ids::yaml_text_behind_value, "a: '\"Школа\" № 3'"},
            {"a: [Проект] ⟦Положение⟧  # c\n", ids::yaml_text_behind_value,
             "a: '[Проект] Положение'  # c"},
            {"a: [Сайт]⟦(https://x.example)⟧\n", ids::yaml_text_behind_value,
             "a: '[Сайт](https://x.example)'"},
            {"a: \"Школа \"⟦Росток\"\"⟧\n", ids::yaml_text_behind_value, "a: 'Школа \"Росток\"'"},
            {"a: 'don'⟦t'⟧\n", ids::yaml_text_behind_value, "a: \"don't\""},
            {"a: \"Тема\"⟦: часть⟧\n", ids::yaml_text_behind_value, "a: '\"Тема\": часть'"},
            {"a: {b: [Проект] ⟦Имя⟧, c: d}\n", ids::yaml_text_behind_value,
             "a: {b: '[Проект] Имя', c: d}"},
            {"{a: 1}\n⟦x⟧\n", ids::yaml_text_behind_root, nullptr},
            {"[1, 2]\n⟦x: 1⟧\n", ids::yaml_text_behind_root, nullptr},
            {"a: \"b\"\n  ⟦c⟧\n", ids::yaml_text_behind_value, ""},
        });
    }

    TEST_CASE("brackets are closed by their own kind and divided by commas") {
        check_traps({
            {"a: ⟦[⟧1, 2\nb: c\n", ids::yaml_unclosed_bracket, "a: [1, 2]"},
            {"a: {b: ⟦[⟧1, 2\n", ids::yaml_unclosed_bracket, "a: {b: [1, 2]}"},
            {"a: ⟦{⟧b: 1,\n    c: 2\nd: 3\n", ids::yaml_unclosed_bracket, ""},
            {"- ⟦[⟧a, b\n- c\n", ids::yaml_unclosed_bracket, "- [a, b]"},
            {"a: [1, 2⟦}⟧\n", ids::yaml_bracket_mismatch, "a: [1, 2]"},
            {"a: [⟦\"b\"⟧ \"c\"]\n", ids::yaml_missing_comma, "a: [\"b\", \"c\"]"},
            {"a: {b: ⟦1⟧\n    c: 2}\n", ids::yaml_missing_comma, "a: {b: 1,"},
            {"a: [⟦[1]⟧ [2]]\n", ids::yaml_missing_comma, "a: [[1], [2]]"},
        });
    }

    TEST_CASE("the indent consists of spaces and fits the lines above") {
        check_traps({
            {"a:\n⟦\t⟧b: 1\n", ids::yaml_tab, "  b: 1"},
            {"a:\n  - b: 1\n  ⟦\t⟧c: 1\n", ids::yaml_tab, "    c: 1"},
            {"-⟦\t⟧b: 1\n", ids::yaml_tab, "- b: 1"},
            {"a:\n⟦\u00A0\u00A0⟧b: 1\n", ids::yaml_odd_space, "  b: 1"},
            {"a:⟦\u00A0⟧b\n", ids::yaml_odd_space, "a: b"},
            {"a: 1\n⟦  ⟧b: 2\n", ids::yaml_indentation, "b: 2"},
            {"a:\n    b: 1\n⟦   ⟧c: 2\n", ids::yaml_indentation, "    c: 2"},
            {"rows:\n  - a: 1\n    b: 2\n⟦   ⟧c: 3\n", ids::yaml_indentation, "    c: 3"},
            {"rows:\n  - a: 1\n⟦   ⟧- b: 2\n", ids::yaml_indentation, "  - b: 2"},
            {"a: |\n    раз\n  ⟦два⟧\nb: 1\n", ids::yaml_block_indentation, "    два"},
        });
    }

    TEST_CASE("fields and list items do not mix") {
        check_traps({
            {"a: 1\n⟦-⟧ b\n", ids::yaml_list_in_mapping, nullptr},
            {"a:\n  - b\n  ⟦c: 1⟧\n", ids::yaml_expected_dash, "  - c: 1"},
            {"a: раз\n⟦два три⟧\nчетыре\nb: 1\n", ids::yaml_expected_key, "  два три"},
            {"⟦раз⟧\nb: 1\n", ids::yaml_expected_key, ""},
            {"b: 1\na⟦:⟧раз\n", ids::yaml_no_space_after_colon, "a: раз"},
            {"a⟦:⟧раз\nb: 1\n", ids::yaml_no_space_after_colon, "a: раз"},
            {"\"a\"⟦:⟧раз\n", ids::yaml_no_space_after_colon, "\"a\": раз"},
            {"a: 1\n⟦:⟧ b\n", ids::yaml_missing_key, nullptr},
            {"a: текст\n  ⟦-⟧ раз\n  - два\n", ids::yaml_list_in_text, nullptr},
        });
    }

    TEST_CASE("keys are texts that stand once") {
        check_traps({
            {"a: 1\nb: 2\n⟦a⟧: 3\n", ids::yaml_duplicate_key, "a"},
            {"5: 1\n⟦\"5\"⟧: 2\n", ids::yaml_duplicate_key, "5"},
            {"{a: 1, ⟦a⟧: 2}\n", ids::yaml_duplicate_key, "a"},
            {"⟦<<⟧: 1\n", ids::yaml_merge_key, nullptr},
            {"⟦? a⟧\n", ids::yaml_key_not_text, nullptr},
            {"⟦[a]⟧: b\n", ids::yaml_key_not_text, nullptr},
            {"{⟦[⟧a]: b}\n", ids::yaml_key_not_text, nullptr},
        });
    }

    TEST_CASE("a repeated key names the first one") {
        const auto reading = test::read("a: 1\nb: 2\na: 3\n");

        REQUIRE(reading.messages.items().size() == 1);
        const auto& notes = reading.messages.items()[0].notes;
        REQUIRE(notes.size() == 1);
        CHECK(notes[0].id == ids::yaml_first_key);
        CHECK(notes[0].place.span == Span{0, 1});
    }

    TEST_CASE("what lets YAML refer include or divide is refused") {
        check_traps({
            {"a: ⟦&x⟧ 1\n", ids::yaml_anchor, "a: 1"},
            {"a: ⟦*x⟧\n", ids::yaml_alias, "a: '*x'"},
            {"a: [⟦*x⟧, b]\n", ids::yaml_alias, "a: ['*x', b]"},
            {"a: ⟦!!python/name⟧ x\n", ids::yaml_tag, "a: x"},
            {"⟦%YAML 1.2⟧\n---\na: 1\n", ids::yaml_directive, nullptr},
            {"a: 1\n⟦---⟧\nb: 2\n", ids::yaml_second_document, nullptr},
            {"a: 1\n⟦...⟧\nb: 2\n", ids::yaml_second_document, nullptr},
        });
    }

    TEST_CASE("deep nesting is refused at its place in little stack and time") {
        const auto brackets = test::read(std::string(100000, '['));
        const auto braces = test::read(std::string(100000, '{'));
        std::string dashes;
        for (int i = 0; i < 100000; ++i)
            dashes += "- ";
        const auto lists = test::read(dashes);

        CHECK(names_of(brackets) == Names{"yaml-too-deep"});
        CHECK(brackets.messages.items()[0].place.span == Span{32, 33});
        CHECK(names_of(braces) == Names{"yaml-key-not-text"});
        CHECK(names_of(lists) == Names{"yaml-too-deep"});
        CHECK(lists.messages.items()[0].place.span == Span{64, 65});
    }

    TEST_CASE("thirty two levels are enough for anybody") {
        CHECK(test::notation_of(std::string(32, '[') + std::string(32, ']')) ==
              std::string(32, '[') + std::string(32, ']'));
    }

    TEST_CASE("all traps of a text are reported and the rest is read") {
        const auto reading = test::read(
            "title: Тема: часть\nnumber: № 5 #6\nrows:\n  - {a: b?, c: Раз, два}\n  - \"\\frac\" "
            "\n  - *x\nlast: да\n");

        CHECK(names_of(reading) == Names{"yaml-colon-in-text", "yaml-comment-cuts-text",
                                         "yaml-question-in-braces", "yaml-comma-in-text",
                                         "yaml-escape", "yaml-alias"});
        REQUIRE(reading.tree);
        CHECK(test::notation(*reading.tree) ==
              "{title: \"Тема: часть\", number: \"№ 5 #6\", "
              "rows: [{a: \"b?\", c: \"Раз, два\"}, \"\\\\frac\", \"*x\"], last: \"да\"}");
    }

    TEST_CASE("the corrected line has every correction of the line") {
        const auto reading = test::read("- {5:17, 4:13, text: Раз: два, q: Да?}\n");

        REQUIRE(reading.messages.items().size() == 4);
        for (const Diagnostic& item : reading.messages.items())
            CHECK(item.args.back() == "- {5: 17, 4: 13, text: 'Раз: два', q: 'Да?'}");
    }

    TEST_CASE("a corrected line is accepted") {
        for (const char* text :
             {"a: Тема: часть 2", "a: Задание #3", "a: [1, 2", "a: \"x", "a: \"\\frac\"", "a: - x",
              "a: [Проект] Имя", "{a: x, y}", "{5:17}", "a: \"Школа \"Росток\"\""}) {
            CAPTURE(text);
            const auto reading = test::read(text);
            REQUIRE(!reading.messages.items().empty());
            CHECK(test::notation_of(reading.messages.items()[0].args.back()) != "(refused)");
        }
    }

    TEST_CASE("a file full of mistakes stops after a hundred") {
        std::string text;
        for (int i = 0; i < 1000; ++i)
            text += "a: b: c\n";
        CHECK(test::read(text).messages.error_count() == 100);
    }
}

}  // namespace vitrina
