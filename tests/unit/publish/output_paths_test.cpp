#include "publish/output_paths.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/memory_file_system.h"
#include "unit/publish/publishing.h"

namespace vitrina {
namespace {

using Names = std::vector<std::string>;
using Outputs = std::vector<std::pair<std::string, std::string>>;  // path, source

struct Checked {
    Diagnostics messages;

    explicit Checked(const Outputs& outputs) {
        MemoryFileSystem disk;
        disk.put("/w/public/.keep", "");
        disk.put("/w/public/.vitrina-files", "index.html\n");
        disk.put("/w/public/index.html", "home");
        disk.put("/w/public/mine/index.html", "mine");
        const auto publication = open_publication(disk, test::into("/w/public"), messages);
        REQUIRE(publication);
        std::vector<PlannedOutput> planned;
        for (const auto& [path, source] : outputs)
            planned.push_back({path, source.empty()
                                         ? Place{}
                                         : Place{std::make_shared<Source>(Source{source, ""}), {}}});
        REQUIRE(check_output_paths(std::move(planned), **publication, messages));
    }
    Names names() const { return test::message_names(messages); }
    const Diagnostic& first() const { return messages.items().front(); }
};

}  // namespace

TEST_SUITE_BEGIN("publish/output_paths");

TEST_CASE("paths that can stand beside each other are no mistake") {
    CHECK(Checked(Outputs{{"index.html", "site.yaml"},
                          {"a/index.html", "a.md"},
                          {"a-b", "b"},
                          {"a/b", "c"}})
              .names()
              .empty());
}

TEST_CASE("a path made twice is reported with both sources") {
    const Checked checked(Outputs{{"x/index.html", "a.md"}, {"x/index.html", "b.md"}});

    CHECK(checked.names() == Names{"output-duplicate"});
    CHECK(checked.first().place.source->path == "b.md");
    CHECK(checked.first().args == Names{"x/index.html", "a.md"});
}

TEST_CASE("what the program makes by itself is told at the author's file") {
    const Checked twice(Outputs{{"index.html", "alias.md"}, {"index.html", ""}});
    const Checked folder(Outputs{{"portal.json", ""}, {"portal.json/index.html", "alias.md"}});

    CHECK(twice.names() == Names{"output-duplicate"});
    CHECK(twice.first().place.source->path == "alias.md");
    CHECK(folder.names() == Names{"output-file-and-folder"});
    CHECK(folder.first().place.source->path == "alias.md");
}

TEST_CASE("paths that differ only in letter case or Unicode form are reported") {
    CHECK(Checked(Outputs{{"files/План.pdf", "a"}, {"files/план.pdf", "b"}}).names() ==
          Names{"output-twins"});
    CHECK(Checked(Outputs{{"files/й.pdf", "a"}, {"files/и\u0306.pdf", "b"}}).names() ==
          Names{"output-twins"});
}

TEST_CASE("a file where another needs a folder is reported at the file") {
    const Checked checked(Outputs{{"a", "file"}, {"a/b/c", "deep"}, {"a-b", "other"}});

    CHECK(checked.names() == Names{"output-file-and-folder"});
    CHECK(checked.first().place.source->path == "file");
    CHECK(checked.first().args == Names{"a", "a/b/c", "deep"});
}

TEST_CASE("a foreign file in the way is reported at the source") {
    const Checked checked(Outputs{{"mine/index.html", "mine.md"}});

    CHECK(checked.names() == Names{"output-taken"});
    CHECK(checked.first().args == Names{"/w/public/mine/index.html"});
}

TEST_CASE("a path that no disk takes is reported") {
    CHECK(Checked(Outputs{{"files/" + std::string(201, 'x'), "a"}}).names() ==
          Names{"output-path"});
}

TEST_SUITE_END();

}  // namespace vitrina
