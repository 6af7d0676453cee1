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

    TEST_CASE("what cannot be put back is told, and nobody else's text is lost") {
        MemoryFileSystem files;
        files.put("content/plan.yaml", "title: Наш\n");
        const RewrittenFile written{"content/plan.yaml", "title: Старый\n", "title: Наш\n"};
        Diagnostics told;
        files.fail_at(1, FaultKind::Once);
        put_back_author_file(files, written, told);
        REQUIRE(told.items().size() == 2);
        CHECK(told.items()[0].id == ids::update_undo);
        CHECK(files.read("content/plan.yaml", 100).value() == "title: Наш\n");

        Diagnostics good;
        put_back_author_file(files, written, good);
        CHECK(good.items().empty());
        CHECK(files.read("content/plan.yaml", 100).value() == "title: Старый\n");

        files.put("content/plan.yaml", "title: Чужой\n");
        Diagnostics kept;
        put_back_author_file(files, written, kept);
        REQUIRE(kept.items().size() == 2);
        CHECK(kept.items()[1].id == ids::update_changed);
        CHECK(files.read("content/plan.yaml", 100).value() == "title: Чужой\n");
    }
}

}  // namespace vitrina
