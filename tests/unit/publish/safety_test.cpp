// What is refused: dangerous folders, a shrinking site, a second build, other disks.
#include <string>

#include <doctest/doctest.h>

#include "base/memory_file_system.h"
#include "publish/publication.h"
#include "unit/publish/publishing.h"

namespace vitrina {

using test::into;
using test::message_names;
using test::publish;
using test::TestSite;
using test::without_list;

namespace {

TestSite pages(int count) {
    TestSite site{{"index.html", "home"}, {"style.css", "css"}};
    for (int i = 1; i < count; ++i)
        site["p" + std::to_string(i) + "/index.html"] = "page";
    return site;
}

}  // namespace

TEST_SUITE_BEGIN("publish/safety");

TEST_CASE("no folder that is or holds sources, project or home is an output") {
    for (const char* out : {"/w/project", "/w", "/w/project/content/..", "/", "/w/link",
                            "/w/project/content", "/w/project/content/", "/w/project/."}) {
        CAPTURE(out);
        MemoryFileSystem disk;
        disk.put("/w/project/content/site.yaml", "title: x");
        disk.put_link("/w/link", "/w/project");
        const auto before = disk.tree("/");
        PublishOptions options = into(out);
        options.forbidden = {"/w/project", "/w/project/content"};
        options.adopt = true;

        const auto built = publish(disk, pages(3), options);

        REQUIRE(!built.report);
        CHECK(built.report.error().id == ids::output_dangerous);
        CHECK(built.report.error().exit == ExitCode::Refused);
        CHECK(disk.tree("/") == before);
    }
}

TEST_CASE("a folder inside the project is an output like any other") {
    MemoryFileSystem disk;
    disk.put("/w/project/content/site.yaml", "title: x");
    PublishOptions options = into("/w/project/deep/public");
    options.forbidden = {"/w/project", "/w/project/content"};

    CHECK(publish(disk, pages(3), options).report);
}

TEST_CASE("an output that is a file is refused") {
    MemoryFileSystem disk;
    disk.put("/w/public", "mine");

    const auto built = publish(disk, pages(3));

    REQUIRE(!built.report);
    CHECK(built.report.error().id == ids::output_not_folder);
    CHECK(built.report.error().exit == ExitCode::Usage);
}

TEST_CASE("more than thirty per cent of the pages may not go at once") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    REQUIRE(publish(disk, pages(10)).report);
    const auto before = disk.tree("/w");

    const auto refused = publish(disk, pages(6));

    REQUIRE(!refused.report);
    CHECK(refused.report.error().id == ids::publish_shrinks);
    CHECK(refused.report.error().exit == ExitCode::Refused);
    CHECK(refused.report.error().args == std::vector<std::string>{"4", "10"});
    CHECK(disk.tree("/w") == before);
    CHECK(publish(disk, pages(7)).report);
}

TEST_CASE("pages that are meant to go do not count as shrinking") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    REQUIRE(publish(disk, pages(10)).report);

    const CommitOptions expected{.removable = {"p9/index.html"}};

    CHECK(publish(disk, pages(6), into("/w/public"), expected).report);
}

TEST_CASE("the home page may not go") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    REQUIRE(publish(disk, pages(10)).report);
    TestSite homeless = pages(10);
    homeless.erase("index.html");

    const auto refused = publish(disk, homeless);
    REQUIRE(!refused.report);
    CHECK(refused.report.error().id == ids::publish_no_home);

    PublishOptions allowed = into("/w/public");
    allowed.allow_shrink = true;
    CHECK(publish(disk, homeless, allowed).report);
    CHECK(without_list(disk.tree("/w/public")) == homeless);
}

TEST_CASE("a second build at the same time is refused with the lock's name and holder") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    Diagnostics messages;
    {
        const auto first = open_publication(disk, into("/w/public"), messages);
        REQUIRE(first);

        const auto second = open_publication(disk, into("/w/public"), messages);

        REQUIRE(!second);
        CHECK(second.error().id == ids::output_locked);
        CHECK(second.error().exit == ExitCode::Refused);
        CHECK(second.error().args == std::vector<std::string>{"/w/.vitrina/public/lock", "1"});
    }
    CHECK(open_publication(disk, into("/w/public"), messages));
}

TEST_CASE("a state folder on another disk is refused") {
    MemoryFileSystem disk;
    disk.put_folder("/w/public");
    disk.mount("/w/public");

    const auto built = publish(disk, pages(3));

    REQUIRE(!built.report);
    CHECK(built.report.error().id == ids::output_other_disk);
    CHECK(built.report.error().exit == ExitCode::Usage);
}

TEST_CASE("another disk inside the output is refused before anything is written") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    REQUIRE(publish(disk, {{"index.html", "home"}, {"files/a.pdf", "a"}}).report);
    disk.mount("/w/public/files");
    const auto before = disk.tree("/w");

    const auto built = publish(disk, {{"index.html", "new"}, {"files/a.pdf", "b"}});

    REQUIRE(!built.report);
    CHECK(built.report.error().id == ids::output_other_disk);
    CHECK(disk.tree("/w") == before);
}

TEST_CASE("the state folder and the output may not stand in each other") {
    for (const char* state : {"/w/public", "/w", "/w/public/state"}) {
        CAPTURE(state);
        MemoryFileSystem disk;
        disk.put_folder("/w");
        PublishOptions options = into("/w/public");
        options.state = state;

        const auto built = publish(disk, pages(3), options);

        REQUIRE(!built.report);
        CHECK(built.report.error().id == ids::output_state_place);
        CHECK(built.report.error().exit == ExitCode::Usage);
    }
}

TEST_CASE("the state folder may stand in the output under a name with a dot") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    PublishOptions options = into("/w/public");
    options.state = "/w/public/.state";

    REQUIRE(publish(disk, pages(3), options).report);
    const auto again = publish(disk, pages(3), options);

    REQUIRE_MESSAGE(again.report, again.problem());
    CHECK(again.report->unchanged == 4);
}

TEST_CASE("a stage that is not ours is never emptied") {
    MemoryFileSystem disk;
    disk.put("/w/.vitrina/public/stage/mine.txt", "mine");

    const auto built = publish(disk, pages(3));

    REQUIRE(!built.report);
    CHECK(built.report.error().id == ids::output_stage_foreign);
    CHECK(disk.tree("/w/.vitrina/public/stage") == TestSite{{"mine.txt", "mine"}});
}

TEST_CASE("an output that cannot be written to is refused before rendering") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    REQUIRE(publish(disk, pages(3)).report);
    disk.make_read_only("/w/public");
    Diagnostics messages;

    const auto publication = open_publication(disk, into("/w/public"), messages);

    REQUIRE(!publication);
    CHECK(publication.error().id == ids::output_not_writable);
    CHECK(publication.error().exit == ExitCode::Machine);
}

TEST_CASE("a folder of the output that cannot be written to leaves the rest as it was") {
    MemoryFileSystem disk;
    disk.put_folder("/w");
    REQUIRE(publish(disk, pages(3)).report);
    disk.make_read_only("/w/public/p2");
    const auto before = disk.tree("/w");
    TestSite changed = pages(3);
    changed["p1/index.html"] = "new";
    changed["p2/index.html"] = "new";

    const auto built = publish(disk, changed);

    REQUIRE(!built.report);
    CHECK(built.report.error().id == ids::file_forbidden);
    CHECK(disk.tree("/w") == before);
}

TEST_SUITE_END();

}  // namespace vitrina
