// Publishing on a real disk: what only the kernel can show.
#include <filesystem>
#include <map>
#include <string>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "base/disk_file_system.h"
#include "publish/publication.h"
#include "support/temp_dir.h"
#include "unit/publish/publishing.h"

namespace vitrina {

using test::into;
using test::publish;
using test::TestSite;

namespace {

namespace fs = std::filesystem;

const TestSite site{{"404.html", "none"},
                    {"files/План.pdf", "PDF"},
                    {"index.html", "home"},
                    {"memos/a/index.html", "a"},
                    {"memos/b/index.html", "b"}};

std::map<std::string, FileStat> stats(const FileReader& files, const std::string& folder) {
    std::map<std::string, FileStat> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            all[entry.path().string()] = **files.stat(entry.path().string());
    return all;
}

}  // namespace

TEST_SUITE_BEGIN("publish/disk");

TEST_CASE("a second build keeps times and inodes and the folders too") {
    for (const bool hidden : {false, true}) {
        CAPTURE(hidden);
        const test::TempDir folder;
        DiskFileSystem files;
        if (hidden)
            folder.write("public/.gitignore", "*");
        REQUIRE(publish(files, site, into(folder / "public")).report);
        const auto before = stats(files, folder / "public");
        const auto folder_before = *files.stat(folder / "public");

        const auto again = publish(files, site, into(folder / "public"));

        REQUIRE_MESSAGE(again.report, again.problem());
        CHECK(again.report->unchanged == site.size());
        CHECK(again.messages.items().empty());
        CHECK(stats(files, folder / "public") == before);
        CHECK(*files.stat(folder / "public") == folder_before);
    }
}

TEST_CASE("an edit replaces the one file that changed") {
    const test::TempDir folder;
    DiskFileSystem files;
    REQUIRE(publish(files, site, into(folder / "public")).report);
    auto before = stats(files, folder / "public");
    TestSite edited = site;
    edited["memos/a/index.html"] = "A";

    const auto built = publish(files, edited, into(folder / "public"));

    REQUIRE_MESSAGE(built.report, built.problem());
    CHECK(folder.read("public/memos/a/index.html") == "A");
    CHECK(built.messages.items().empty());
    auto after = stats(files, folder / "public");
    const std::string path = folder / "public/memos/a/index.html";
    CHECK(before.at(path).inode != after.at(path).inode);
    before.erase(path);
    after.erase(path);
    CHECK(before == after);
}

TEST_CASE("a hand edit on the disk is put right with a warning") {
    const test::TempDir folder;
    DiskFileSystem files;
    REQUIRE(publish(files, site, into(folder / "public")).report);
    folder.write("public/index.html", "mine");

    const auto built = publish(files, site, into(folder / "public"));

    REQUIRE_MESSAGE(built.report, built.problem());
    CHECK(folder.read("public/index.html") == "home");
    CHECK(test::message_names(built.messages) == std::vector<std::string>{"output-changed"});
}

TEST_CASE("published modes do not depend on the umask") {
    const test::TempDir folder;
    DiskFileSystem files;
    const mode_t before = ::umask(077);
    const auto built = publish(files, site, into(folder / "public"));
    ::umask(before);

    REQUIRE_MESSAGE(built.report, built.problem());
    for (const auto& entry : fs::recursive_directory_iterator(folder / "public")) {
        CAPTURE(entry.path().string());
        const auto mode = static_cast<unsigned>(entry.status().permissions());
        CHECK(mode == (entry.is_directory() ? 0755U : 0644U));
    }
    CHECK(static_cast<unsigned>(fs::status(folder / "public").permissions()) == 0755U);
}

TEST_CASE("a link planted in the output leads no write out of it") {
    const test::TempDir folder;
    DiskFileSystem files;
    REQUIRE(publish(files, site, into(folder / "public")).report);
    folder.write("victim/index.html", "victim");
    fs::remove_all(folder / "public/memos/a");
    fs::create_symlink(folder / "victim", folder / "public/memos/a");
    TestSite edited = site;
    edited["memos/a/index.html"] = "A";

    const auto built = publish(files, edited, into(folder / "public"));

    REQUIRE(!built.report);
    CHECK(built.report.error().id == ids::path_link);
    CHECK(folder.read("victim/index.html") == "victim");
    CHECK(fs::is_symlink(folder / "public/memos/a"));
}

TEST_CASE("an output that is a link stays one and its target is published to") {
    const test::TempDir folder;
    DiskFileSystem files;
    fs::create_directories(folder / "srv/site");
    fs::create_symlink(folder / "srv/site", folder / "public");

    REQUIRE(publish(files, site, into(folder / "public")).report);

    CHECK(fs::is_symlink(folder / "public"));
    CHECK(folder.read("srv/site/index.html") == "home");
}

TEST_CASE("a lock held by another keeps a build away until it is gone") {
    const test::TempDir folder;
    DiskFileSystem files;
    fs::create_directories(folder / ".vitrina/public");
    auto held = files.try_lock(folder / ".vitrina/public/lock");
    REQUIRE(held);

    CHECK(publish(files, site, into(folder / "public")).report.error().id == ids::output_locked);
    held->reset();
    CHECK(publish(files, site, into(folder / "public")).report);
}

TEST_SUITE_END();

}  // namespace vitrina
