// What a reader of files was asked, and whether the same would be read again.
#include "base/traced_files.h"

#include <doctest/doctest.h>

#include "base/memory_file_system.h"

namespace vitrina {
namespace {

std::vector<std::string> paths_of(const FileTrace& trace) {
    std::vector<std::string> paths;
    for (const TracedFile& file : trace.files)
        paths.push_back(file.path + (file.stat ? "" : "?"));
    return paths;
}

// A disk whose files may change at any moment.
class RestlessFiles : public MemoryFileSystem {
public:
    bool is_settled(const FileStat&) const override { return false; }
};

}  // namespace

TEST_SUITE("base/traced_files") {
    TEST_CASE("each file that was read or looked for is told once, sorted") {
        MemoryFileSystem disk;
        disk.put("/site/b.md", "вторая");
        disk.put("/site/a.md", "первая");
        const TracedFiles files(disk);
        CHECK(files.read("/site/b.md", 100).value() == "вторая");
        CHECK(files.list("/site")->size() == 2);
        CHECK(files.stat("/site/a.md")->has_value());
        CHECK(!files.stat("/site/none.md")->has_value());
        CHECK(!files.read("/site/gone.md", 100));
        CHECK(files.digest("/site/a.md").has_value());
        CHECK(files.stats_below("/site")->stat("b.md")->has_value());
        CHECK(files.stat("/./site/./b.md")->has_value());
        CHECK(paths_of(files.trace()) ==
              std::vector<std::string>{"/site/.", "/site/a.md", "/site/b.md", "/site/gone.md?",
                                       "/site/none.md?"});
        CHECK(files.trace().is_settled);
    }

    TEST_CASE("a quiet edit, a new name and a file that appears change what the trace tells") {
        MemoryFileSystem disk;
        disk.put("/site/a.md", "первая");
        const auto trace = [&] {
            const TracedFiles files(disk);
            static_cast<void>(files.list("/site"));
            static_cast<void>(files.read("/site/a.md", 100));
            static_cast<void>(files.read("/site/site.yaml", 100));
            return files.trace().files;
        };
        auto before = trace();
        CHECK(trace() == before);
        disk.rewrite("/site/a.md", "другая");
        CHECK(trace() != before);
        before = trace();
        disk.put("/site/b.md", "новая");
        CHECK(trace() != before);
        before = trace();
        disk.put("/site/site.yaml", "title: Школа");
        CHECK(trace() != before);
    }

    TEST_CASE("a file that changes while it is read, or may still change, is not settled") {
        MemoryFileSystem disk;
        disk.put("/site/a.md", "первая");
        const TracedFiles files(disk);
        CHECK(files.stat("/site/a.md")->has_value());
        disk.rewrite("/site/a.md", "другая");
        CHECK(files.stat("/site/a.md")->has_value());
        CHECK(!files.trace().is_settled);

        RestlessFiles restless;
        restless.put("/site/a.md", "первая");
        const TracedFiles others(restless);
        CHECK(others.read("/site/a.md", 100).has_value());
        CHECK(!others.trace().is_settled);
    }
}

}  // namespace vitrina
