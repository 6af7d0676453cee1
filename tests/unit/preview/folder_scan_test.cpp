#include <doctest/doctest.h>

#include "base/memory_file_system.h"
#include "preview/folder_scan.h"

namespace vitrina {
namespace {

using Paths = std::vector<std::string>;

}  // namespace

TEST_SUITE("preview/folder_scan") {
    TEST_CASE("what was changed, made and removed is told once") {
        MemoryFileSystem files;
        files.put("content/site.yaml", "title: x");
        files.put("content/memos/a.md", "a");
        files.put("content/memos/gone.md", "g");
        FolderScan scan(files, {"content", {"themes"}, ""});
        CHECK(scan.rescan().empty());
        files.touch("content/memos/a.md");
        files.put("content/acts/new.md", "n");
        files.erase("content/memos/gone.md");
        files.put("themes/mine/theme.yaml", "");
        CHECK(scan.rescan() == Paths{"content/acts", "content/acts/new.md", "content/memos/a.md",
                                     "content/memos/gone.md", "themes", "themes/mine",
                                     "themes/mine/theme.yaml"});
        CHECK(scan.rescan().empty());
    }

    TEST_CASE("a look at some paths sees what is below them and nothing else") {
        MemoryFileSystem files;
        files.put("content/site.yaml", "");
        files.put("content/memos/a.md", "a");
        files.put("content/memos/a/b.md", "b");
        files.put("content/memos/c.md", "c");
        FolderScan scan(files, {"content", {}, ""});
        files.touch("content/memos/a.md");
        files.touch("content/memos/c.md");
        files.erase("content/memos/a/b.md");
        CHECK(scan.look({"content/memos/a"}) == Paths{"content/memos/a/b.md"});
        CHECK(scan.look({"content/memos/a.md", "content/memos/nothing.md"}) ==
              Paths{"content/memos/a.md"});
        CHECK(scan.rescan() == Paths{"content/memos/c.md"});
    }

    TEST_CASE("hidden files, editors' copies and the output are not looked at") {
        MemoryFileSystem files;
        files.put("content/site.yaml", "");
        files.put("content/memos/a.md", "");
        FolderScan scan(files, {"content", {}, "content/public"});
        files.put("content/.site.yaml.swp", "");
        files.put("content/site.yaml~", "");
        files.put("content/memos/a.md~", "");
        files.put("content/memos/.a.md.swp", "");
        files.put("content/.git/index", "");
        CHECK(scan.rescan().empty());
        files.put("content/files/.env", "what must not be published is told of");
        CHECK(scan.rescan() == Paths{"content/files", "content/files/.env"});
    }

    TEST_CASE("folders that are no part of a site or a theme cost nothing, however large") {
        MemoryFileSystem files;
        files.put("work/school/site.yaml", "");
        files.put("work/school/memos/deep/a.md", "");
        for (const char* folder : {"work/node_modules/x", "work/school/node_modules/x",
                                   "work/themes/mine/node_modules/x", "work/public/memos"})
            for (int i = 0; i < 100; ++i)
                files.put(folder + std::to_string(i) + "/index.js", "");
        files.put("work/themes/mine/templates/base.html", "");
        FolderScan scan(files, {"work", {"work/themes"}, "work/public"});
        CHECK(scan.folders() == Paths{"work", "work/node_modules", "work/school",
                                      "work/school/memos", "work/school/memos/deep", "work/themes",
                                      "work/themes/mine", "work/themes/mine/templates"});
        files.touch("work/node_modules/x1/index.js");
        files.touch("work/school/node_modules/x1/index.js");
        files.touch("work/themes/mine/node_modules/x1/index.js");
        CHECK(scan.rescan().empty());
        CHECK(!scan.matters("work/node_modules/x1"));
        CHECK(!scan.matters("elsewhere/memos/a.md"));
        CHECK(scan.matters("work/school/memos/new.md"));
    }

    TEST_CASE("a folder becomes a site with its site.yaml and is none without it") {
        MemoryFileSystem files;
        files.put("content/school/site.yaml", "");
        files.put("content/new/memos/a.md", "");
        FolderScan scan(files, {"content", {}, ""});
        CHECK(scan.matters("content/new/site.yaml"));
        CHECK(!scan.matters("content/new/memos/a.md"));
        files.put("content/new/site.yaml", "");
        CHECK(scan.look({"content/new/site.yaml"}) ==
              Paths{"content/new/memos", "content/new/memos/a.md", "content/new/site.yaml"});
        files.touch("content/new/memos/a.md");
        CHECK(scan.look({"content/new/memos/a.md"}) == Paths{"content/new/memos/a.md"});
        files.erase("content/new/site.yaml");
        CHECK(scan.look({"content/new/site.yaml"}) ==
              Paths{"content/new/memos", "content/new/memos/a.md", "content/new/site.yaml"});
    }

    TEST_CASE("the working folder may be the site") {
        MemoryFileSystem files;
        files.put("site.yaml", "");
        files.put("memos/a.md", "");
        files.put("node_modules/x/index.js", "");
        FolderScan scan(files, {".", {"themes"}, "../public"});
        CHECK(scan.folders() == Paths{".", "memos"});
        files.touch("memos/a.md");
        CHECK(scan.look({"memos/a.md", "node_modules/x"}) == Paths{"memos/a.md"});
        files.put("themes/mine/theme.yaml", "");
        CHECK(scan.rescan() == Paths{"themes", "themes/mine", "themes/mine/theme.yaml"});
    }

    TEST_CASE("themes may be reached by links, records may not") {
        MemoryFileSystem files;
        files.put("shared/mine/theme.yaml", "");
        files.put("content/site.yaml", "");
        files.put_folder("themes");
        files.put_link("themes/mine", "../shared/mine");
        files.put_link("content/memos", "../shared/mine");
        FolderScan scan(files, {"content", {"themes"}, ""});
        files.touch("shared/mine/theme.yaml");
        CHECK(scan.rescan() == Paths{"themes/mine/theme.yaml"});
    }
}

}  // namespace vitrina
