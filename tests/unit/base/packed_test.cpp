// What a build remembers, as bytes.
#include "base/packed.h"

#include <limits>

#include <doctest/doctest.h>

#include "base/message_text.h"
#include "base/packed_messages.h"

namespace vitrina {

TEST_SUITE("base/packed") {
    TEST_CASE("what was written is read in its order") {
        PackWriter writer;
        const std::vector<std::uint64_t> numbers = {
            0, 1, 127, 128, 300, std::numeric_limits<std::uint64_t>::max()};
        for (const std::uint64_t number : numbers)
            writer.number(number);
        writer.text("");
        writer.text("Отметка\0и нуль");
        writer.hash(content_hash("vitrina"));
        PackReader reader(writer.bytes());
        for (const std::uint64_t number : numbers)
            CHECK(reader.number() == number);
        CHECK(reader.text() == "");
        CHECK(reader.text() == "Отметка\0и нуль");
        CHECK(reader.hash() == content_hash("vitrina"));
        CHECK(reader.at_end());
        CHECK(!reader.failed());
    }

    TEST_CASE("bytes cut off anywhere give zeros and are told") {
        PackWriter writer;
        writer.number(70000);
        writer.text("кусок");
        writer.hash(content_hash("x"));
        const std::string whole = writer.take();
        for (std::size_t size = 0; size < whole.size(); ++size) {
            PackReader reader(std::string_view(whole).substr(0, size));
            reader.number();
            reader.text();
            CHECK(reader.hash() == ContentHash{});
            CHECK(reader.failed());
            CHECK(reader.number() == 0);
            CHECK(reader.text() == "");
        }
    }

    TEST_CASE("a number that has no end and a count beyond the bytes are no numbers") {
        PackReader endless(
            std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 12));
        CHECK(endless.number() == 0);
        CHECK(endless.failed());
        PackWriter writer;
        writer.number(1'000'000'000);
        PackReader boast(writer.bytes());
        CHECK(boast.count() == 0);
        CHECK(boast.failed());
    }

    TEST_CASE("a seal tells another name, a changed byte and a missing end") {
        const std::string sealed = seal_bytes("pages 1", "many bytes");
        CHECK(unseal_bytes("pages 1", sealed) == "many bytes");
        CHECK(unseal_bytes("pages 2", sealed) == "");
        CHECK(unseal_bytes("pages 1", sealed.substr(0, sealed.size() - 1)) == "");
        for (std::size_t i = 0; i < sealed.size(); ++i) {
            std::string changed = sealed;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            CHECK(unseal_bytes("pages 1", changed) == "");
        }
    }

    TEST_CASE("messages come back with their places, arguments and notes") {
        const SourcePtr source = std::make_shared<const Source>(Source{"memos/a.md", "текст"});
        Diagnostics messages;
        messages.error(ids::anchor_unknown, {source, {2, 4}}, "/a/", "b", "c");
        messages.warning(ids::portal_date_falls, {}, "2026-01-01", "—");
        Diagnostic noted = diagnostic_of({ids::file_changed, {"x"}});
        noted.notes.push_back({ids::file_read, {source, {0, 1}}, {"y", "z"}});
        messages.add(noted);
        PackWriter writer;
        pack_messages(messages, writer);
        PackReader reader(writer.bytes());
        const Diagnostics again = unpack_messages(reader);
        CHECK(reader.at_end());
        REQUIRE(again.items().size() == messages.items().size());
        CHECK(again.error_count() == messages.error_count());
        for (std::size_t i = 0; i < again.items().size(); ++i) {
            const Diagnostic& one = messages.items()[i];
            const Diagnostic& other = again.items()[i];
            CHECK(other.id == one.id);
            CHECK(other.severity == one.severity);
            CHECK(other.args == one.args);
            CHECK(other.place.span.begin == one.place.span.begin);
            CHECK(other.place.span.end == one.place.span.end);
            CHECK((other.place.source ? other.place.source->path : "") ==
                  (one.place.source ? one.place.source->path : ""));
            CHECK(other.notes.size() == one.notes.size());
        }
        CHECK(again.items()[2].notes.front().args == noted.notes.front().args);
    }

    TEST_CASE("a message that this program does not know is no message") {
        PackWriter writer;
        writer.number(1);
        writer.number(message_count());
        PackReader reader(writer.bytes());
        unpack_messages(reader);
        CHECK(reader.failed());
    }
}

}  // namespace vitrina
