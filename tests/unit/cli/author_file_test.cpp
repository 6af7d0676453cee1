#include "cli/author_file.h"

#include <doctest/doctest.h>

#include "base/import_ids.h"
#include "base/memory_file_system.h"

namespace vitrina {

TEST_SUITE("cli/author_file") {
    TEST_CASE("a file that somebody has saved meanwhile is not overwritten") {
        MemoryFileSystem files;
        files.put("content/plan.yaml", "title: Новый\n");
        const auto changed =
            change_author_file(files, "content/plan.yaml", "title: Старый\n", "title: Наш\n");
        REQUIRE(!changed);
        CHECK(changed.error().id == ids::update_changed);
        CHECK(files.read("content/plan.yaml", 100).value() == "title: Новый\n");
        REQUIRE(change_author_file(files, "content/plan.yaml", "title: Новый\n", "title: Наш\n"));
        CHECK(files.read("content/plan.yaml", 100).value() == "title: Наш\n");
    }
}

}  // namespace vitrina
