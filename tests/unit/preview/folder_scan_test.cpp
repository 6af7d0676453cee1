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
        FolderScan scan(files, {"content", "themes"}, "");
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
        files.put("content/memos/a.md", "a");
        files.put("content/memos/a/b.md", "b");
        files.put("content/memos/c.md", "c");
        FolderScan scan(files, {"content"}, "");
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
        FolderScan scan(files, {"content"}, "content/public");
        files.put("content/.site.yaml.swp", "");
        files.put("content/site.yaml~", "");
        files.put("content/.git/index", "");
        files.put("content/public/index.html", "");
        CHECK(scan.rescan().empty());
    }

    TEST_CASE("its folders are the roots and all below") {
        MemoryFileSystem files;
        files.put("content/memos/deep/a.md", "");
        const FolderScan scan(files, {"content", "nowhere"}, "");
        CHECK(scan.folders() == Paths{"content", "content/memos", "content/memos/deep"});
    }
}

}  // namespace vitrina
