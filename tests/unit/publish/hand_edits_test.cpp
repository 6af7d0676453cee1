// What other hands do to an output between two builds: edits, foreign files, links, damage.
#include <string>
#include <vector>

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
using Names = std::vector<std::string>;

namespace {

const TestSite site{{"404.html", "none"},          {"index.html", "home"},
                    {"memos/a/index.html", "a"},   {"memos/b/index.html", "b"},
                    {"memos/index.html", "memos"}, {"style.css", "css"}};

struct Ground {
    MemoryFileSystem disk;

    Ground() {
        disk.put_folder("/w");
        REQUIRE(publish(disk, site).report);
    }
    TestSite published() const { return without_list(disk.tree("/w/public")); }
};

TestSite without(const std::string& path) {
    TestSite changed = site;
    changed.erase(path);
    return changed;
}

}  // namespace

TEST_SUITE_BEGIN("publish/hand_edits");

TEST_CASE("a file that was edited by hand is put right with a warning") {
    Ground g;
    g.disk.put("/w/public/memos/a/index.html", "mine");

    const auto built = publish(g.disk, site);

    REQUIRE_MESSAGE(built.report, built.problem());
    CHECK(built.report->written == Names{"memos/a/index.html"});
    CHECK(g.published() == site);
    CHECK(message_names(built.messages) == Names{"output-changed"});
    CHECK(built.messages.items()[0].args == Names{"/w/public/memos/a/index.html"});
}

TEST_CASE("a file that was only touched is left alone without a word") {
    Ground g;
    g.disk.touch("/w/public/memos/a/index.html");
    const auto before = *g.disk.stat("/w/public/memos/a/index.html");

    for (int build = 0; build < 2; ++build) {
        const auto built = publish(g.disk, site);
        REQUIRE_MESSAGE(built.report, built.problem());
        CHECK(built.report->written.empty());
        CHECK(built.messages.items().empty());
    }
    CHECK(*g.disk.stat("/w/public/memos/a/index.html") == before);
}

TEST_CASE("a file that was removed by hand is published again with a warning") {
    Ground g;
    g.disk.erase("/w/public/memos/a");

    const auto built = publish(g.disk, site);

    REQUIRE_MESSAGE(built.report, built.problem());
    CHECK(g.published() == site);
    CHECK(message_names(built.messages) == Names{"output-vanished"});
}

TEST_CASE("an edited file that is no longer made is kept with a warning and is foreign then") {
    Ground g;
    g.disk.put("/w/public/memos/b/index.html", "mine");

    const auto built = publish(g.disk, without("memos/b/index.html"));

    REQUIRE_MESSAGE(built.report, built.problem());
    CHECK(built.report->removed.empty());
    CHECK(message_names(built.messages) == Names{"output-kept"});
    CHECK(g.published().at("memos/b/index.html") == "mine");
    const auto again = publish(g.disk, site);
    REQUIRE(!again.report);
    CHECK(again.report.error().id == ids::output_in_the_way);
    CHECK(g.published().at("memos/b/index.html") == "mine");
}

TEST_CASE("foreign files of every kind survive builds untouched") {
    Ground g;
    g.disk.put("/w/public/CNAME", "school.example");
    g.disk.put("/w/public/.well-known/security.txt", "mail");
    g.disk.put("/w/public/memos/b/notes.txt", "notes");
    g.disk.put_link("/w/public/link", "/etc");
    g.disk.put_special("/w/public/pipe");
    const auto cname = *g.disk.stat("/w/public/CNAME");

    REQUIRE(publish(g.disk, without("memos/b/index.html")).report);
    REQUIRE(publish(g.disk, site).report);
    REQUIRE(publish(g.disk, without("memos/b/index.html")).report);

    TestSite expected = without("memos/b/index.html");
    expected["CNAME"] = "school.example";
    expected[".well-known/security.txt"] = "mail";
    expected["memos/b/notes.txt"] = "notes";
    expected["link"] = "-> /etc";
    expected["pipe"] = "";
    CHECK(g.published() == expected);
    CHECK(*g.disk.stat("/w/public/CNAME") == cname);
}

TEST_CASE("a foreign file where a page belongs stops the build before anything is written") {
    Ground g;
    g.disk.put("/w/public/memos/c/index.html", "mine");
    const auto before = g.disk.tree("/w");
    TestSite larger = site;
    larger["memos/c/index.html"] = "c";
    larger["memos/d/index.html"] = "d";

    const auto built = publish(g.disk, larger);

    REQUIRE(!built.report);
    CHECK(built.report.error().id == ids::output_in_the_way);
    CHECK(built.report.error().exit == ExitCode::Refused);
    CHECK(built.report.error().args[0] == "/w/public/memos/c/index.html");
    CHECK(g.disk.tree("/w") == before);
}

TEST_CASE("a foreign file where a page needs a folder stops the build") {
    Ground g;
    g.disk.put("/w/public/news", "mine");
    TestSite larger = site;
    larger["news/index.html"] = "news";

    const auto built = publish(g.disk, larger);

    REQUIRE(!built.report);
    CHECK(built.report.error().id == ids::output_in_the_way);
    CHECK(g.published().at("news") == "mine");
}

TEST_CASE("a folder with foreign files does not give way to a file") {
    Ground g;
    TestSite before = site;
    before["x/index.html"] = "x";
    REQUIRE(publish(g.disk, before).report);
    g.disk.put("/w/public/x/mine.txt", "mine");
    TestSite after = site;
    after["x"] = "file";

    const auto built = publish(g.disk, after);

    REQUIRE(!built.report);
    CHECK(built.report.error().id == ids::output_in_the_way);
    CHECK(g.published().at("x/index.html") == "x");
}

TEST_CASE("an empty folder gives way to a file") {
    Ground g;
    g.disk.put_folder("/w/public/x");
    TestSite after = site;
    after["x"] = "file";

    REQUIRE(publish(g.disk, after).report);

    CHECK(g.published() == after);
}

TEST_CASE("a folder of foreign files without a list is refused and named by three") {
    MemoryFileSystem disk;
    for (const char* name : {"a.txt", "b.txt", "c.txt", "d.txt", ".hidden"})
        disk.put("/w/public/" + std::string(name), "mine");
    const auto before = disk.tree("/w");

    const auto built = publish(disk, site);

    REQUIRE(!built.report);
    CHECK(built.report.error().id == ids::output_foreign);
    CHECK(built.report.error().exit == ExitCode::Refused);
    CHECK(built.report.error().args == Names{"/w/public", "a.txt, b.txt, c.txt", "4"});
    CHECK(disk.tree("/w") == before);
}

TEST_CASE("an adopted folder keeps its files and what is in the way is set aside") {
    MemoryFileSystem disk;
    disk.put("/w/public/index.html", "my home");
    disk.put("/w/public/style.css", "css");
    disk.put("/w/public/mine/notes.txt", "notes");
    PublishOptions adopt = into("/w/public");
    adopt.adopt = true;

    const auto built = publish(disk, site, adopt);

    REQUIRE_MESSAGE(built.report, built.problem());
    TestSite expected = site;
    expected["mine/notes.txt"] = "notes";
    CHECK(without_list(disk.tree("/w/public")) == expected);
    CHECK(disk.tree("/w/.vitrina/public/replaced/1") == TestSite{{"index.html", "my home"}});
    CHECK(message_names(built.messages) == Names{"output-set-aside"});
    CHECK(publish(disk, site).report->unchanged == site.size());
}

TEST_CASE("a damaged list makes every file foreign and deletes nothing") {
    const std::string victim = "/w/victim";
    for (const char* list :
         {"", "../victim\n", "/w/victim\n", "index.html\n../victim\n", "b\na\n", "index.ht",
          ".git/config\n", "\xff\n", "a\n\nb\n", "# v2\na\n", "a/../../victim\n", "a\r\n"}) {
        CAPTURE(list);
        Ground g;
        g.disk.put(victim, "alive");
        g.disk.put("/w/public/.vitrina-files", list);
        const auto before = g.disk.tree("/w");

        const auto built = publish(g.disk, without("404.html"));

        REQUIRE(!built.report);
        CHECK(built.report.error().id == ids::output_list_damaged);
        CHECK(built.report.error().exit == ExitCode::Refused);
        CHECK(g.disk.tree("/w") == before);
    }
}

TEST_CASE("a list that is no regular file is damaged") {
    Ground g;
    g.disk.put("/w/other-list", "index.html\n");
    g.disk.put_link("/w/public/.vitrina-files", "/w/other-list");
    CHECK(publish(g.disk, site).report.error().id == ids::output_list_damaged);

    g.disk.put_special("/w/public/.vitrina-files");
    CHECK(publish(g.disk, site).report.error().id == ids::output_list_damaged);
}

TEST_CASE("a list that names a foreign file does not get it removed") {
    Ground g;
    g.disk.put("/w/public/zzz.txt", "mine");
    g.disk.put("/w/public/.vitrina-files",
               g.disk.tree("/w/public")[".vitrina-files"] + "zzz.txt\n");

    const auto built = publish(g.disk, site);

    REQUIRE_MESSAGE(built.report, built.problem());
    CHECK(g.published().at("zzz.txt") == "mine");
    CHECK(message_names(built.messages) == Names{"output-kept"});
}

TEST_CASE("a folder that was replaced by a link is not written through") {
    Ground g;
    g.disk.put("/victim/a/index.html", "victim");
    g.disk.erase("/w/public/memos");
    g.disk.put_link("/w/public/memos", "/victim");
    const auto victim = g.disk.tree("/victim");

    const auto built = publish(g.disk, site);

    REQUIRE(!built.report);
    CHECK(built.report.error().id == ids::path_link);
    CHECK(built.report.error().exit == ExitCode::Refused);
    CHECK(g.disk.tree("/victim") == victim);
}

TEST_CASE("nothing is removed through a link") {
    Ground g;
    g.disk.put("/victim/b/index.html", "b");
    g.disk.erase("/w/public/memos/b");
    g.disk.put_link("/w/public/memos/b", "/victim/b");

    const auto built = publish(g.disk, without("memos/b/index.html"));

    CHECK(!built.report);
    CHECK(g.disk.tree("/victim") == TestSite{{"b/index.html", "b"}});
}

TEST_CASE("a page that was replaced by a link is put right and the link's target left alone") {
    Ground g;
    g.disk.put("/victim", "victim");
    g.disk.put_link("/w/public/index.html", "/victim");

    const auto built = publish(g.disk, site);

    REQUIRE_MESSAGE(built.report, built.problem());
    CHECK(g.published() == site);
    CHECK(g.disk.tree("/").at("victim") == "victim");
    CHECK(message_names(built.messages) == Names{"output-changed"});
}

TEST_SUITE_END();

}  // namespace vitrina
