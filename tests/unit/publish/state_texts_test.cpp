// The texts of the state folder: what is written is read back, and damage is never believed.
#include <string>

#include <doctest/doctest.h>

#include "publish/journal.h"
#include "publish/record.h"

namespace vitrina {
namespace {

const RecordedFile some_file{.path = "memos/x/index.html",
                             .digest = {.hash = {.high = 1, .low = 2}, .size = 30},
                             .mtime_ns = 1'700'000'000'123'456'789,
                             .ctime_ns = -5,
                             .inode = 77};

// Any one byte changed, and every place to cut.
template <class Parse>
void check_damage(const std::string& text, const Parse& parse) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string changed = text;
        changed[i] = changed[i] == 'x' ? 'y' : 'x';
        CAPTURE(changed);
        CHECK(!parse(changed));
        CHECK(!parse(text.substr(0, i)));
    }
    CHECK(!parse(text + "\n"));
}

}  // namespace

TEST_SUITE_BEGIN("publish/state_texts");

TEST_CASE("a record is read back, and no damaged one") {
    const OutputRecord record{
        .folder_inode = 9, .complete = true, .list = some_file, .files = {some_file}};

    const auto read = parse_record(format_record(record));

    REQUIRE(read);
    CHECK(read->folder_inode == 9);
    CHECK(read->complete);
    CHECK(read->list == record.list);
    CHECK(read->files == record.files);
    check_damage(format_record(record), parse_record);
}

TEST_CASE("a record with paths that cannot be ours is none") {
    for (const char* path : {"../x", "/x", ".git/x", ""}) {
        CAPTURE(path);
        RecordedFile file = some_file;
        file.path = path;
        CHECK(!parse_record(
            format_record({.folder_inode = 9, .complete = true, .list = {}, .files = {file}})));
    }
}

TEST_CASE("a recorded file is found by its path") {
    const OutputRecord record{
        .folder_inode = 9, .complete = true, .list = some_file, .files = {some_file}};

    CHECK(record.find("memos/x/index.html") == &record.files[0]);
    CHECK(record.find("memos/x") == nullptr);
}

TEST_CASE("a journal is read back, and no damaged one") {
    const Journal journal{.folder_inode = 9,
                          .set_aside = {"a"},
                          .make_way = {some_file},
                          .new_paths = {"b", "c"},
                          .changed = {"d"},
                          .removals = {some_file},
                          .written = {{"b", {.hash = {.high = 3, .low = 4}, .size = 5}}}};

    const auto read = parse_journal(format_journal(journal));

    REQUIRE(read);
    CHECK(format_journal(*read) == format_journal(journal));
    CHECK(read->written[0].digest == journal.written[0].digest);
    CHECK(read->removals[0].mtime_ns == some_file.mtime_ns);
    check_damage(format_journal(journal), parse_journal);
}

TEST_CASE("a journal that leads out of the output is none") {
    for (const char* path : {"../x", "/x", ".git/x"}) {
        CAPTURE(path);
        RecordedFile file = some_file;
        file.path = path;
        CHECK(!parse_journal(format_journal({.new_paths = {path}})));
        CHECK(!parse_journal(format_journal({.changed = {path}})));
        CHECK(!parse_journal(format_journal({.removals = {file}})));
        CHECK(!parse_journal(format_journal({.written = {{path, {}}}})));
    }
}

TEST_SUITE_END();

}  // namespace vitrina
