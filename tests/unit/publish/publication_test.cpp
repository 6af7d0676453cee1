#include "publish/publication.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/memory_file_system.h"
#include "unit/publish/publishing.h"

namespace vitrina {

using test::into;
using test::message_names;
using test::publish;
using test::TestSite;
using test::without_list;

namespace {

const TestSite site{{"404.html", "none"},
                    {"index.html", "home"},
                    {"memos/a/index.html", "a"},
                    {"memos/b/index.html", "b"},
                    {"memos/index.html", "memos"}};

TestSite with(TestSite changed, const std::string& path, const std::string& bytes) {
    changed[path] = bytes;
    return changed;
}

TestSite without(TestSite changed, const std::string& path) {
    changed.erase(path);
    return changed;
}

std::map<std::string, FileStat> stats(const MemoryFileSystem& disk) {
    std::map<std::string, FileStat> all;
    for (const auto& [path, bytes] : disk.tree("/w/public"))
        all[path] = **disk.stat("/w/public/" + path);
    return all;
}

// Another build publishes after it was seen that there is no output yet.
class MeanwhilePublished : public MemoryFileSystem {
public:
    Result<std::optional<FileStat>> stat(const std::string& path) const override {
        if (path == "/w/public" && ++asked_ == 2)
            REQUIRE(publish(const_cast<MeanwhilePublished&>(*this), site).report);
        return MemoryFileSystem::stat(path);
    }

private:
    mutable int asked_ = 0;
};

// What is remembered may not be looked at.
class ClosedState : public MemoryFileSystem {
public:
    Result<std::optional<FileStat>> stat(const std::string& path) const override {
        if (is_closed && path.starts_with("/w/.vitrina/public/"))
            return failure(ids::file_forbidden, {path, "Permission denied"});
        return MemoryFileSystem::stat(path);
    }

    bool is_closed = false;
};

}  // namespace

TEST_SUITE_BEGIN("publish/publication");

TEST_CASE("a first build makes the output and its list, and leaves no stage") {
    MemoryFileSystem disk;
    disk.put_folder("/w");

    const auto built = publish(disk, site);

    REQUIRE_MESSAGE(built.report, built.problem());
    CHECK(built.report->written.size() == 5);
    CHECK(built.report->unchanged == 0);
    CHECK(without_list(disk.tree("/w/public")) == site);
    CHECK(disk.tree("/w/public").at(".vitrina-files") ==
          "404.html\nindex.html\nmemos/a/index.html\nmemos/b/index.html\nmemos/index.html\n");
    CHECK(disk.list("/w/.vitrina/public")->size() == 2);  // lock, outputs
    CHECK(built.messages.items().empty());
}

TEST_CASE("a first build goes into a folder that holds names with a dot only") {
    MemoryFileSystem disk;
    disk.put("/w/public/.gitignore", "*");

    REQUIRE(publish(disk, site).report);

    CHECK(without_list(disk.tree("/w/public")) == with(site, ".gitignore", "*"));
    CHECK(disk.list("/w/.vitrina/public")->size() == 2);
}

TEST_CASE("a second build touches nothing") {
    for (const bool hidden : {false, true}) {
        CAPTURE(hidden);
        MemoryFileSystem disk;
        disk.put_folder("/w");
        if (hidden)
            disk.put("/w/public/.gitignore", "*");
        REQUIRE(publish(disk, site).report);
        const auto before = stats(disk);

        const auto again = publish(disk, site);

        REQUIRE_MESSAGE(again.report, again.problem());
        CHECK(again.report->unchanged == 5);
        CHECK(again.report->written.empty());
        CHECK(again.messages.items().empty());
        CHECK(stats(disk) == before);
    }
}

TEST_CASE("an edit writes the one file that changed") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    REQUIRE(publish(disk, site).report);
    auto before = stats(disk);

    const auto edited = publish(disk, with(site, "memos/a/index.html", "A"));

    REQUIRE_MESSAGE(edited.report, edited.problem());
    CHECK(edited.report->written == std::vector<std::string>{"memos/a/index.html"});
    CHECK(edited.report->unchanged == 4);
    auto after = stats(disk);
    CHECK(before.at("memos/a/index.html").inode != after.at("memos/a/index.html").inode);
    before.erase("memos/a/index.html");
    after.erase("memos/a/index.html");
    CHECK(before == after);
}

TEST_CASE("a page that is gone is removed with the folder that it leaves empty") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    REQUIRE(publish(disk, site).report);

    const auto built = publish(disk, without(site, "memos/b/index.html"));

    REQUIRE_MESSAGE(built.report, built.problem());
    CHECK(built.report->removed == std::vector<std::string>{"memos/b/index.html"});
    CHECK(without_list(disk.tree("/w/public")) == without(site, "memos/b/index.html"));
    CHECK(built.messages.items().empty());
}

TEST_CASE("without the state folder nothing is rewritten and stale files still go") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    REQUIRE(publish(disk, site).report);
    disk.erase("/w/.vitrina");
    auto before = stats(disk);

    const auto built = publish(disk, without(site, "404.html"));

    REQUIRE_MESSAGE(built.report, built.problem());
    CHECK(built.report->unchanged == 4);
    CHECK(built.report->removed == std::vector<std::string>{"404.html"});
    const auto after = stats(disk);
    CHECK(before.at("index.html") == after.at("index.html"));
}

TEST_CASE("a file may become a folder and a folder a file") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    const TestSite files = with(site, "x", "file");
    const TestSite folders = with(site, "x/index.html", "folder");
    for (const auto* next : {&files, &folders, &files}) {
        const auto built = publish(disk, *next);

        REQUIRE_MESSAGE(built.report, built.problem());
        CHECK(without_list(disk.tree("/w/public")) == *next);
        CHECK(built.messages.items().empty());
    }
}

TEST_CASE("a name may change its letter case") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    REQUIRE(publish(disk, with(site, "files/Plan.pdf", "p")).report);

    REQUIRE(publish(disk, with(site, "files/plan.pdf", "p")).report);

    CHECK(without_list(disk.tree("/w/public")) == with(site, "files/plan.pdf", "p"));
}

TEST_CASE("an attachment is copied once and then left alone") {
    MemoryFileSystem disk;
    disk.put("/w/content/files/plan.pdf", "PDF");
    Diagnostics messages;
    for (const Standing expected : {Standing::Nothing, Standing::Same}) {
        auto publication = open_publication(disk, into("/w/public"), messages);
        REQUIRE(publication);
        auto file = (*publication)->stage_copy("files/plan.pdf", "/w/content/./files/plan.pdf");
        REQUIRE(file);
        CHECK(file->standing == expected);
        CHECK(file->digest == FileDigest{content_hash("PDF"), 3});
        REQUIRE((*publication)->commit({*file}, {}, messages));
    }
    CHECK(without_list(disk.tree("/w/public")) == TestSite{{"files/plan.pdf", "PDF"}});
}

TEST_CASE("what was not committed is forgotten") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    REQUIRE(publish(disk, site).report);
    const auto before = stats(disk);
    {
        Diagnostics messages;
        auto publication = open_publication(disk, into("/w/public"), messages);
        REQUIRE(publication);
        REQUIRE((*publication)->stage("index.html", "new home"));
    }
    CHECK(stats(disk) == before);
    CHECK(disk.list("/w/.vitrina/public")->size() == 2);
}

TEST_CASE("an output that another build makes while this one begins is seen") {
    MeanwhilePublished disk;
    disk.put_folder("/w");
    const auto published = publish(disk, site);
    REQUIRE_MESSAGE(published.report, published.problem());
    CHECK(published.report->written.empty());
    CHECK(without_list(disk.tree("/w/public")) == site);
}

TEST_CASE("a dry run needs nothing of the state") {
    ClosedState disk;
    disk.put_folder("/w");
    REQUIRE(publish(disk, site).report);
    disk.is_closed = true;
    PublishOptions dry = into("/w/public");
    dry.dry_run = true;
    const auto compared = publish(disk, site, dry);
    REQUIRE_MESSAGE(compared.report, compared.problem());
    CHECK(compared.report->written.empty());
}

TEST_CASE("a dry run compares and writes nothing") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    PublishOptions dry = into("/w/public");
    dry.dry_run = true;

    const auto first = publish(disk, site, dry);
    REQUIRE_MESSAGE(first.report, first.problem());
    CHECK(first.report->written.size() == 5);
    CHECK(disk.tree("/w").empty());

    REQUIRE(publish(disk, site).report);
    const auto before = disk.tree("/w");
    const auto second = publish(disk, without(site, "404.html"), dry);
    REQUIRE_MESSAGE(second.report, second.problem());
    CHECK(second.report->removed == std::vector<std::string>{"404.html"});
    CHECK(disk.tree("/w") == before);
}

TEST_CASE("the output may be a link to a folder, and stays one") {
    MemoryFileSystem disk;
    disk.put_folder("/srv/site");
    disk.put_link("/w/public", "/srv/site");

    REQUIRE(publish(disk, site).report);
    REQUIRE(publish(disk, with(site, "index.html", "home 2")).report);

    CHECK((*disk.stat("/w/public"))->type == FileType::Link);
    CHECK(without_list(disk.tree("/srv/site")) == with(site, "index.html", "home 2"));
    CHECK((*disk.stat("/srv/.vitrina/site"))->type == FileType::Directory);
}

TEST_CASE("an output path that leads out is refused before anything is written") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    for (const char* path : {"../x", "/x", "a/../../x", ".git/x", "a/\n"}) {
        CAPTURE(path);
        const auto built = publish(disk, {{path, "x"}});
        REQUIRE(!built.report);
        CHECK(built.report.error().id == ids::output_path);
    }
    CHECK(!*disk.stat("/w/public"));
}

TEST_SUITE_END();

}  // namespace vitrina
