#include "base/message_text.h"

#include <doctest/doctest.h>

#include "support/marked.h"

using namespace vitrina;

namespace {

Place place_in(const test::Marked& marked, const std::string& path = "plans/2026.yaml") {
    return {std::make_shared<const Source>(Source{path, marked.text}), marked.span};
}

std::string rendered(const Diagnostics& messages, MessageStyle style = {}) {
    return render_diagnostics(messages, {.style = style}, nullptr);
}

}  // namespace

TEST_SUITE("base/message_text") {
    TEST_CASE("a message names its place, shows the line and says what to do") {
        Diagnostics out;
        out.warning(ids::deadline_unknown,
                    place_in(test::marked("rows:\n      deadline: ⟦к весне⟧\n")), "к весне");

        CHECK(rendered(out) ==
              R"(plans/2026.yaml:2:17: предупреждение: срок не понят: «к весне» [deadline-unknown]
  2 |       deadline: к весне
    |                 ^^^^^^^
  подсказка: напишите месяц («март 2026 г.») или задайте from и to
)");
        CHECK(
            rendered(out, {.language = Language::English, .excerpt = false}) ==
            R"(plans/2026.yaml:2:17: warning: deadline not understood: «к весне» [deadline-unknown]
  help: write the month («март 2026 г.») or set from and to
)");
    }

    TEST_CASE("the caret counts characters when Cyrillic stands before the place") {
        Diagnostics out;
        out.error(ids::file_missing,
                  place_in(test::marked("см. [приказ](⟦приказ.md⟧) и далее\r\n"), "a.md"),
                  "приказ.md");

        CHECK(rendered(out) == R"(a.md:1:14: ошибка: нет файла или папки `приказ.md` [file-missing]
  1 | см. [приказ](приказ.md) и далее
    |              ^^^^^^^^^
)");
    }

    TEST_CASE("tabs are copied into the caret row and wide characters count twice") {
        Diagnostics out;
        out.error(ids::file_missing, place_in(test::marked("\t漢и\u0306\t⟦字x⟧\n"), "a.md"), "x");

        CHECK(rendered(out) ==
              "a.md:1:6: ошибка: нет файла или папки `x` [file-missing]\n"
              "  1 | \t漢и\u0306\t字x\n"
              "    | \t   \t^^^\n");
    }

    TEST_CASE("a place over several lines is underlined to the end of its first line") {
        Diagnostics out;
        out.error(ids::file_missing, place_in(test::marked("a: ⟦|\n  one\n  two⟧\n"), "a.yaml"),
                  "x");
        const std::string text = rendered(out);
        CHECK(text.find("a.yaml:1:4: ") == 0);
        CHECK(text.ends_with("  1 | a: |\n    |    ^\n"));
    }

    TEST_CASE("an empty place has one caret, at the end of a file too") {
        Diagnostics out;
        out.error(ids::file_missing, place_in(test::marked("a: b⟦⟧"), "a.yaml"), "x");
        out.error(ids::file_missing, place_in(test::marked("one\n⟦⟧"), "b.yaml"), "x");
        out.error(ids::file_missing, place_in(test::marked("⟦⟧"), "c.yaml"), "x");

        CHECK(rendered(out) == R"(a.yaml:1:5: ошибка: нет файла или папки `x` [file-missing]
  1 | a: b
    |     ^
b.yaml:2:1: ошибка: нет файла или папки `x` [file-missing]
  2 |
    | ^
c.yaml: ошибка: нет файла или папки `x` [file-missing]
)");
    }

    TEST_CASE("a byte order mark does not shift the place") {
        Diagnostics out;
        out.error(ids::file_missing, place_in(test::marked("\xEF\xBB\xBF⟦title⟧: x"), "a.yaml"),
                  "x");
        CHECK(rendered(out) == R"(a.yaml:1:1: ошибка: нет файла или папки `x` [file-missing]
  1 | title: x
    | ^^^^^
)");
    }

    TEST_CASE("a long line is cut around the place") {
        const std::string before(500, 'b');
        const std::string after(500, 'a');
        Diagnostics out;
        out.error(ids::file_missing, place_in(test::marked(before + "⟦here⟧" + after), "a.md"),
                  "x");

        CHECK(rendered(out, {.language = Language::English}) ==
              "a.md:1:501: error: there is no `x` [file-missing]\n"
              "  1 | …" +
                  std::string(60, 'b') + "here" + std::string(94, 'a') +
                  "…\n"
                  "    |  " +
                  std::string(60, ' ') + "^^^^\n");
    }

    TEST_CASE("control characters never reach the terminal") {
        Diagnostics out;
        out.error(ids::file_missing, place_in(test::marked("\x1b[2J⟦\x07⟧\xFF"), "a\nb.md"),
                  "\x1b]0;x\n");

        CHECK(rendered(out) ==
              R"(a\x0ab.md:1:5: ошибка: нет файла или папки `\x1b]0;x\x0a` [file-missing]
  1 | \x1b[2J\x07\xff
    |        ^^^^
)");
    }

    TEST_CASE("the text of a dropped source is loaded by its path once") {
        const auto source = std::make_shared<const Source>(Source{"memos/a.md", ""});
        int loads = 0;
        const TextLoader load = [&loads](const std::string& path) -> std::optional<std::string> {
            ++loads;
            return path == "memos/a.md" ? std::optional<std::string>("one\ntwo\n") : std::nullopt;
        };
        Diagnostics out;
        out.error(ids::file_missing, {source, {4, 7}}, "x");
        out.error(ids::file_missing, {source, {0, 3}}, "y");

        const std::string text = render_diagnostics(out, {}, load);

        CHECK(text == R"(memos/a.md:1:1: ошибка: нет файла или папки `y` [file-missing]
  1 | one
    | ^^^
memos/a.md:2:1: ошибка: нет файла или папки `x` [file-missing]
  2 | two
    | ^^^
)");
        CHECK(loads == 1);
    }

    TEST_CASE("notes follow with their own places") {
        const Place first = place_in(test::marked("⟦a⟧: 1\n"), "a.yaml");
        Diagnostics out;
        Diagnostic& message =
            out.error(ids::file_missing, place_in(test::marked("⟦b⟧: 1\n"), "b.yaml"), "x");
        Diagnostics::note(message, ids::note_first_here, first);
        Diagnostics::note(message, ids::note_first_here, {});

        CHECK(rendered(out) == R"(b.yaml:1:1: ошибка: нет файла или папки `x` [file-missing]
  1 | b: 1
    | ^
a.yaml:1:1: примечание: первый раз указано здесь
примечание: первый раз указано здесь
)");
    }

    TEST_CASE("a repeated message is printed once with a count") {
        const Place place = place_in(test::marked("⟦b⟧: 1\n"), "b.yaml");
        Diagnostics out;
        for (int i = 0; i < 4; ++i)
            out.error(ids::file_missing, place, "x");

        CHECK(rendered(out, {.excerpt = false}) ==
              "b.yaml:1:1: ошибка: нет файла или папки `x` [file-missing] (ещё 3 раза)\n");
        CHECK(rendered(out, {.language = Language::English, .excerpt = false}) ==
              "b.yaml:1:1: error: there is no `x` [file-missing] (3 more times)\n");
    }

    TEST_CASE("what the machine refused is a message without a place") {
        const Error error{ids::file_write, {"public", "EACCES"}, ExitCode::Machine};
        CHECK(render_message(diagnostic_of(error), {}, nullptr) ==
              R"(ошибка: не удалось записать `public`: EACCES [file-write]
  подсказка: проверьте свободное место и права доступа и соберите сайт ещё раз
)");
    }

    TEST_CASE("colours are put around the place, the word and the carets") {
        Diagnostics out;
        out.error(ids::file_missing, place_in(test::marked("⟦b⟧: 1\n"), "b.yaml"), "x");
        CHECK(rendered(out, {.colour = true}) ==
              "\x1b[1mb.yaml:1:1:\x1b[0m \x1b[1;31mошибка\x1b[0m: нет файла или папки `x` "
              "[file-missing]\n"
              "  1 | b: 1\n"
              "    | \x1b[1;31m^\x1b[0m\n");
    }

    TEST_CASE("only a hundred are shown and no error is hidden behind warnings") {
        std::string text;
        Diagnostics out;
        const auto source = std::make_shared<const Source>(Source{"a.yaml", std::string(200, 'x')});
        for (std::uint32_t i = 0; i < 150; ++i)
            out.warning(ids::deadline_unknown, {source, {i, i + 1}}, i);
        out.error(ids::file_missing, {source, {180, 181}}, "last");

        text = rendered(out, {.excerpt = false});

        CHECK(text.find("`last`") != std::string::npos);
        CHECK(text.find("«98»") != std::string::npos);
        CHECK(text.find("«99»") == std::string::npos);
        CHECK(
            text.ends_with("показано сообщений: 100 из 151 (ошибок: 1, предупреждений: 150); "
                           "все — с ключом --all-errors\n"));
        text = render_diagnostics(out, {.style = {.excerpt = false}, .all_errors = true}, nullptr);
        CHECK(text.find("«149»") != std::string::npos);
        CHECK(text.find("показано") == std::string::npos);
    }

    TEST_CASE("templates take arguments and plural forms and keep other braces") {
        const std::vector<std::string> args = {"3", "план"};
        CHECK(expand_text("{0} {0|строка|строки|строк} в `{1}`", args, Language::Russian) ==
              "3 строки в `план`");
        CHECK(expand_text("{0} {0|row|rows}", {"1"}, Language::English) == "1 row");
        CHECK(expand_text("{x} {from: 1} {} {0|a|b} {7}{", {"many"}, Language::English) ==
              "{x} {from: 1} {} b {");
    }

    TEST_CASE("a help without its argument is dropped") {
        CHECK(expand_help("did you mean `{1}`?", {"a", ""}, Language::English).empty());
        CHECK(expand_help("did you mean `{1}`?", {"a", "b"}, Language::English) ==
              "did you mean `b`?");
        CHECK(expand_help("split the file", {}, Language::English) == "split the file");
    }
}
