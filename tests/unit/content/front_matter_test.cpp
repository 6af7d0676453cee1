#include "content/front_matter.h"

#include <doctest/doctest.h>

#include "support/marked.h"
#include "unit/content/yaml_reading.h"

namespace vitrina {
namespace {

struct Reading {
    SourcePtr source;
    std::optional<FrontMatter> front;
    Diagnostics messages;

    std::string body() const { return source->text.substr(front->body.begin); }
};

Reading read(std::string text) {
    Reading reading{test::source_of(std::move(text)), {}, {}};
    reading.front = read_front_matter(reading.source, reading.messages);
    return reading;
}

void check_refusal(std::string_view text, MessageId id) {
    CAPTURE(text);
    const auto expected = test::marked(text);
    const Reading reading = read(expected.text);
    CHECK_FALSE(reading.front);
    REQUIRE(reading.messages.items().size() == 1);
    CHECK(message_text(reading.messages.items()[0].id).name == message_text(id).name);
    CHECK(reading.messages.items()[0].place.span == expected.span);
}

}  // namespace

TEST_SUITE("content/front_matter") {
    TEST_CASE("fields stand between two lines of three dashes and the body follows") {
        const Reading reading =
            read("---\ntitle: Памятка\ndate: 2026-03-19\n---\n\n# Текст\n---\n");

        REQUIRE(reading.front);
        CHECK(test::notation(reading.front->fields) == R"({title: "Памятка", date: "2026-03-19"})");
        CHECK(reading.body() == "\n# Текст\n---\n");
    }

    TEST_CASE("places are those of the whole file") {
        const auto expected = test::marked("---\ntitle: ⟦Памятка⟧\n---\nтекст\n");
        const Reading reading = read(expected.text);

        REQUIRE(reading.front);
        CHECK(reading.front->fields.find("title")->span == expected.span);
    }

    TEST_CASE("a byte order mark and the kind of line end are accepted") {
        for (const std::string_view line_end : {"\n", "\r\n", "\r"}) {
            std::string text = "\xEF\xBB\xBF";
            for (const char c : std::string_view("---\na: 1\nb: |\n  x\n  y\n--- \nтекст"))
                text += c == '\n' ? std::string(line_end) : std::string(1, c);
            CAPTURE(text);
            const Reading reading = read(text);
            REQUIRE(reading.front);
            CHECK(test::notation(reading.front->fields) == "{a: \"1\", b: \"x\ny\n\"}");
            CHECK(reading.body() == "текст");
        }
    }

    TEST_CASE("an act may consist of its fields alone") {
        const Reading reading = read("---\ntitle: Приказ\n---");

        REQUIRE(reading.front);
        CHECK(reading.body().empty());
    }

    TEST_CASE("an empty block has no fields") {
        for (const char* text : {"---\n---\nтекст", "---\n\n# пусто\n---\nтекст"}) {
            const Reading reading = read(text);
            REQUIRE(reading.front);
            CHECK(reading.front->fields.is_null());
            CHECK(reading.body() == "текст");
        }
    }

    TEST_CASE("three dashes inside the fields end them only at the beginning of a line") {
        const Reading reading = read("---\na: b --- c\nd: |\n  ---\n---\nтекст");

        REQUIRE(reading.front);
        CHECK(test::notation(reading.front->fields) == "{a: \"b --- c\", d: \"---\n\"}");
    }

    TEST_CASE("an empty file is an error") {
        for (const char* text : {"", "\n \t\r\n", "\xEF\xBB\xBF\n"}) {
            CAPTURE(text);
            const Reading reading = read(text);
            CHECK_FALSE(reading.front);
            REQUIRE(reading.messages.items().size() == 1);
            CHECK(reading.messages.items()[0].id == ids::front_matter_empty_file);
        }
    }

    TEST_CASE("a file without fields is reported at its first words") {
        check_refusal("⟦# Памятка⟧\n\nтекст\n", ids::front_matter_missing);
        check_refusal("\n\n⟦title: Памятка⟧\n---\nтекст\n", ids::front_matter_missing);
    }

    TEST_CASE("a line that only resembles the opening one is named") {
        check_refusal("⟦----⟧\ntitle: x\n----\n", ids::front_matter_fence);
        check_refusal("⟦+++⟧\ntitle: x\n+++\n", ids::front_matter_fence);
        check_refusal("⟦—⟧\ntitle: x\n—\n", ids::front_matter_fence);
        check_refusal("\n⟦---⟧\ntitle: x\n---\n", ids::front_matter_fence);
        check_refusal("⟦ ---⟧\ntitle: x\n---\n", ids::front_matter_fence);
    }

    TEST_CASE("fields that are not closed are reported at the opening line") {
        check_refusal("⟦---⟧\ntitle: x\n\nтекст\n", ids::front_matter_unclosed);
        check_refusal("⟦---⟧", ids::front_matter_unclosed);
    }

    TEST_CASE("a line that resembles the closing one is pointed at") {
        const Reading reading = read("---\ntitle: x\n----\nтекст\n");

        REQUIRE(reading.messages.items().size() == 1);
        CHECK(reading.messages.items()[0].id == ids::front_matter_unclosed);
        REQUIRE(reading.messages.items()[0].notes.size() == 1);
        CHECK(reading.messages.items()[0].notes[0].id == ids::front_matter_near_fence);
        CHECK(reading.messages.items()[0].notes[0].place.span == Span{13, 17});
    }

    TEST_CASE("front matter is a mapping") {
        check_refusal("---\n⟦- a\n- b⟧\n---\n", ids::front_matter_not_fields);
        check_refusal("---\n⟦просто текст⟧\n---\n", ids::front_matter_not_fields);
    }

    TEST_CASE("a mistake in the fields is reported at its line of the file") {
        const Reading reading =
            read("\xEF\xBB\xBF---\r\ntitle: x\r\nsummary: Привет: всем\r\n---\r\n");

        REQUIRE(reading.messages.items().size() == 1);
        const Diagnostic& item = reading.messages.items()[0];
        CHECK(item.id == ids::yaml_colon_in_text);
        const LineColumn place = line_column(reading.source->text, item.place.span.begin);
        CHECK(place.line == 3);
        CHECK(place.column == 16);
    }
}

}  // namespace vitrina
