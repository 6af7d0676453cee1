#include "base/text.h"

#include <algorithm>
#include <random>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace vitrina;

TEST_SUITE("base/text") {
    TEST_CASE("well-formed UTF-8 of every length is accepted") {
        CHECK(is_utf8(""));
        CHECK(is_utf8("plain ascii, longer than a word"));
        CHECK(is_utf8("Оценка €10 🎓 \U0010FFFF"));
    }

    TEST_CASE("the first byte that is not UTF-8 is found") {
        struct Case {
            std::string_view text;
            std::size_t offset;
        };
        const Case cases[] = {
            {"abcdefghij\xFFk", 10}, {"\xCF\xF0\xE8", 0},           {"я\xD1", 2},
            {"\xC0\xAF", 0},         {"a\xE0\x80\x80", 1},          {"\xED\xA0\x80", 0},
            {"\xF4\x90\x80\x80", 0}, {"\xF5\x80\x80\x80", 0},       {"ab\x80", 2},
            {"\xE2\x82", 0},         {"12345678я1234567\xE2(", 17},
        };
        for (const Case& item : cases) {
            CAPTURE(item.offset);
            CHECK(find_bad_utf8(item.text) == item.offset);
        }
    }

    TEST_CASE("code points are counted and written back") {
        CHECK(count_code_points("ёж €🎓") == 5);
        std::string text;
        for (const char32_t value : {U'a', U'ё', U'€', U'🎓'})
            append_code_point(text, value);
        CHECK(text == "aё€🎓");
        CHECK(code_point_at(text, 3).value == U'€');
    }

    TEST_CASE("signs without a shape of their own are not visible") {
        for (const char32_t value : {U'a', U'ё', U'€', U'🎓', U'-', U'。'})
            CHECK(is_visible(value));
        for (const char32_t value : {U' ', U'\u00A0', U'\n', U'\u0085', U'\u00AD', U'\u200B', U'\u200D', U'\u202E',
                                     U'\u2028', U'\u2060', U'\u2800', U'\u3000', U'\u3164', U'\uFE0F', U'\uFEFF',
                                     U'\uE000', U'\U000E0041'}) {
            CAPTURE(static_cast<std::uint32_t>(value));
            CHECK(!is_visible(value));
        }
    }

    TEST_CASE("a text is shortened between grapheme clusters") {
        CHECK(shorten("Критерии", 8) == "Критерии");
        CHECK(shorten("Критерии оценивания", 10) == "Критерии…");
        CHECK(shorten("Критерии", 4) == "Кри…");
        CHECK(shorten("и\u0306и\u0306и\u0306", 4) == "и\u0306…");
        CHECK(shorten("текст", 1) == "…");
        CHECK(shorten("Точь-в-точь — «№ 5»", 19) == "Точь-в-точь — «№ 5»");
        CHECK(shorten("Точь-в-точь — «№ 5»", 18) == "Точь-в-точь — «№…");
        CHECK(shorten("баи\u0306", 4) == "баи\u0306");
        CHECK(shorten("баи\u0306в", 4) == "ба…");
        CHECK(shorten("ба\U0001F469\u200D\U0001F467вг", 4) == "ба…");
        CHECK(shorten("текст", 0).empty());
    }

    TEST_CASE("letters become small by Unicode whatever the locale") {
        CHECK(to_lower("ABC Я") == "abc я");
        CHECK(to_lower("ЁЛКА ФГОС I") == "ёлка фгос i");
        CHECK(fold_case("STRASSE") == fold_case("straße"));
    }

    TEST_CASE("a decomposed letter is composed") {
        CHECK(to_nfc("и\u0306") == "й");
        CHECK(to_nfc("ascii") == "ascii");
    }

    TEST_CASE("ё becomes е and й stays") {
        CHECK(fold_yo("ёлка, приём, край") == "елка, прием, край");
    }

    TEST_CASE("spaces are trimmed and collapsed with no-break spaces") {
        CHECK(trim(" \t\u00A0№ 2\u202F\r\n") == "№ 2");
        CHECK(trim("\u00A0 ").empty());
        CHECK(trim("яР") == "яР");
        CHECK(collapse_spaces("  5 \u00A0 класс\n\nпункт ") == "5 класс пункт");
    }

    TEST_CASE("a path is transliterated by the fixed table") {
        CHECK(transliterate_path("абвгдеёжзийклмнопрстуфхцчшщъыьэюя") ==
              "abvgdeezhziyklmnoprstufkhtschshshchyeyuya");
        CHECK(transliterate_path("plans/2026/Объективность") == "plans/2026/obektivnost");
        CHECK(transliterate_path("memos/Памятка № 5 — родителям") == "memos/pamyatka-5-roditelyam");
        CHECK(transliterate_path("acts/приказ - 72") == "acts/prikaz-72");
        CHECK(transliterate_path("a--b_c") == "a--b-c");
        CHECK(transliterate_path("хвост ") == "khvost-");
    }

    TEST_CASE("composed and decomposed letters give the same path") {
        CHECK(transliterate_path("краи\u0306") == transliterate_path("край"));
    }

    TEST_CASE("the collation puts numbers by value and ё beside е") {
        std::vector<std::string> names = {"zebra",   "ёлка",   "№ 10", "11 класс",
                                          "ёж",      "Жук",    "№ 2",  "Английский язык",
                                          "5 класс", "ежевика"};

        std::ranges::sort(names, {}, [](const std::string& name) { return collation_key(name); });

        // № stands where «No» would: Cyrillic goes before Latin.
        CHECK(fmt::format("{}", fmt::join(names, ", ")) ==
              "5 класс, 11 класс, Английский язык, ёж, ежевика, ёлка, Жук, № 2, № 10, zebra");
    }

    TEST_CASE("texts that the collation holds equal have different keys") {
        CHECK(collation_key("и\u0306") != collation_key("й"));
        CHECK(collation_key("й") == collation_key("й"));
        CHECK(collation_key("2") != collation_key("02"));
    }

    TEST_CASE("plural forms follow CLDR") {
        struct Case {
            std::uint64_t count;
            std::string_view russian;
            std::string_view english;
        };
        const Case cases[] = {
            {0, "классов", "classes"},
            {1, "класс", "class"},
            {2, "класса", "classes"},
            {5, "классов", "classes"},
            {11, "классов", "classes"},
            {21, "класс", "classes"},
            {22, "класса", "classes"},
            {111, "классов", "classes"},
            {5'000'000'001, "класс", "classes"},
            {1'000'001, "класс", "classes"},
        };
        for (const Case& item : cases) {
            CAPTURE(item.count);
            CHECK(choose_plural(Language::Russian, item.count, "класс|класса|классов") ==
                  item.russian);
            CHECK(choose_plural(Language::English, item.count, "class|classes") == item.english);
        }
        CHECK(plural_form(Language::Russian, 3) == 1);
        CHECK(plural_form(Language::English, 3) == 3);
    }

    TEST_CASE("a distance counts letters and transpositions up to its limit") {
        CHECK(edit_distance("срок", "срок", 2) == 0);
        CHECK(edit_distance("deadline", "daedline", 2) == 1);
        CHECK(edit_distance("оценка", "оценки", 2) == 1);
        CHECK(edit_distance("", "ab", 2) == 2);
        CHECK(edit_distance("abcdef", "ghijkl", 2) == 3);
        CHECK(edit_distance("short", "much longer", 2) == 3);
    }

    TEST_CASE("the nearest name is the single one near enough") {
        const std::string_view keys[] = {"deadline", "measure", "result", "no", "title", "tile"};
        CHECK(nearest_name("deadlin", keys) == "deadline");
        CHECK(nearest_name("Measure", keys) == "measure");
        CHECK(nearest_name("titel", keys) == "title");
        CHECK(nearest_name("ti1e", keys) == "tile");
        CHECK(nearest_name("nox", keys) == "no");
        CHECK(nearest_name("xyz", keys).empty());
        CHECK(nearest_name("weight", keys).empty());
    }

    TEST_CASE("two names equally near give none and a repeated one gives itself") {
        const std::string_view near[] = {"date", "data"};
        CHECK(nearest_name("dat", near).empty());
        const std::string_view repeated[] = {"date", "date"};
        CHECK(nearest_name("dtae", repeated) == "date");
    }

    TEST_CASE("controls and bidi characters are made visible") {
        CHECK(escape_controls("a\x1b[31mя") == "a\\x1b[31mя");
        CHECK(escape_controls("x\u202Ey") == "x\\u202ey");
        CHECK(escape_controls("\xFF\n") == "\\xff\\x0a");
        CHECK(escape_controls("обычный текст 🎓") == "обычный текст 🎓");
    }

    TEST_CASE("a clean text has line feeds only and nothing that XML forbids") {
        CHECK(clean_text("a\r\nb\rc\n\td") == "a\nb\nc\n\td");
        CHECK(clean_text("x\x01\x7F\u0085\uFFFEy\xFF") == "xy\uFFFD");
    }

    TEST_CASE("the escaper replaces the five characters and nothing else") {
        CHECK(escape_html("«5» < 'a' & \"b\" > я") ==
              "«5» &lt; &apos;a&apos; &amp; &quot;b&quot; &gt; я");
        CHECK(escape_html("").empty());
        std::string to = "<p>";
        append_escaped(to, "a<b");
        CHECK(to == "<p>a&lt;b");
    }

    // Sixteen bytes are looked at at once: wherever among them the byte stands, it must be found.
    TEST_CASE("every byte is seen at every place of a text") {
        for (const std::string_view around :
             {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
              "ррррррррстствххцяяяяяяяябббббббб"}) {
            for (int value = 0; value < 256; ++value) {
                for (std::size_t place = 0; place <= 40; place += 2) {
                    const char byte = static_cast<char>(value);
                    std::string text(around);
                    text.insert(place, 1, byte);
                    CAPTURE(value);
                    CAPTURE(place);
                    const bool is_white = byte == '\n' || byte == '\r' || byte == '\t';
                    const bool is_control = (value < 0x20 && !is_white) || value == 0x7F;
                    CHECK(find_control(text).value_or(text.size()) ==
                          (is_control ? place : text.size()));
                    CHECK(find_bad_utf8(text).has_value() == (value >= 0x80));
                    const bool is_special =
                        std::string_view("&<>\"'").find(byte) != std::string_view::npos;
                    CHECK((escape_html(text) != text) == is_special);
                }
            }
        }
    }

    TEST_CASE("bad bytes are found among characters of any length") {
        const std::string_view pieces[] = {"a", "я", "—", "🎓", "Оценка", "\xC0", "\xE2\x80", "\x80",
                                           "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xEF\xBF\xBD"};
        std::mt19937 random(7);
        for (int round = 0; round < 5000; ++round) {
            std::string text;
            const bool is_good = round % 3 == 0;
            for (std::size_t count = random() % 40; count > 0; --count)
                text += pieces[is_good || random() % 20 != 0 ? random() % 5 : random() % 11];
            std::size_t at = 0;
            while (at < text.size() && code_point_at(text, at).is_valid)
                at += code_point_at(text, at).length;
            CAPTURE(round);
            CHECK(find_bad_utf8(text).value_or(text.size()) == at);
        }
    }

    TEST_CASE("columns of a terminal are counted by character") {
        CHECK(column_width(U'я') == 1);
        CHECK(column_width(U'\u0306') == 0);
        CHECK(column_width(U'漢') == 2);
        CHECK(column_width(U'🎓') == 2);
    }
}
