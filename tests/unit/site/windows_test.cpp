#include "site/windows.h"

#include <doctest/doctest.h>

#include "support/memory_site.h"

namespace vitrina {
namespace {

using test::assemble_memory_site;
using test::MemorySite;

constexpr std::string_view windows = R"(
-- memos/black.md --
---
title: Черновик
draft: true
---
-- memos/early.md --
---
title: Рано
publish_from: 2026-03-02
---
-- memos/first.md --
---
title: Первый день
publish_from: 2026-03-01
---
-- memos/gone.md --
---
title: Снята
remove_after: 2026-02-28
---
-- memos/last.md --
---
title: Последний день
remove_after: 2026-03-01
publish_until: 2026-03-01
---
-- memos/past.md --
---
title: Истекла
publish_until: 2026-02-28
---
)";

TEST_SUITE("site/windows") {
    TEST_CASE("only what is in its window today is published") {
        const MemorySite made = assemble_memory_site(windows);

        CHECK(made.messages.empty());
        CHECK(made.site.unpublished ==
              std::vector<std::string>{"memos/black", "memos/early", "memos/gone"});
        CHECK(made.site.records.size() == 3);
    }

    TEST_CASE("a page past publish_until stays and is marked") {
        const MemorySite made = assemble_memory_site(windows);

        CHECK(made.entry("memos/past").expired);
        CHECK(!made.entry("memos/last").expired);
        CHECK(made.entry("memos/past").url == "/memos/past/");
    }

    TEST_CASE("drafts are published when asked for") {
        const MemorySite made = assemble_memory_site(windows, {test::memory_today, true});

        CHECK(made.site.find("memos/black").has_value());
        CHECK(!made.site.find("memos/early").has_value());
    }

    TEST_CASE("the next day on which something changes is known") {
        CHECK(assemble_memory_site(windows).site.next_change == Date{2026, 3, 2});
        CHECK(assemble_memory_site(windows, {{2025, 1, 1}, false}).site.next_change ==
              Date{2026, 3, 1});
        CHECK(!assemble_memory_site(windows, {{2027, 1, 1}, false}).site.next_change);
    }

    TEST_CASE("what was removed by its date is told to those who copy the site") {
        const MemorySite made = assemble_memory_site(std::string(windows) + R"(
-- site.yaml --
title: Портал
organization: {kind: school, name: Школа № 1}
base_url: https://school.example.org/
school_year: 2025-2026
removed: [{id: memos/zzz, date: 2026-01-01}]
)");
        REQUIRE(made.site.removed.size() == 2);
        CHECK(made.site.removed[0].id == "memos/gone");
        CHECK(made.site.removed[0].date == Date{2026, 3, 1});
        CHECK(made.site.removed[1].id == "memos/zzz");
    }

    TEST_CASE("a record listed as removed that is here is warned about") {
        const MemorySite made = assemble_memory_site(R"(
-- site.yaml --
title: Портал
organization: {kind: school, name: Школа № 1}
base_url: https://school.example.org/
school_year: 2025-2026
removed: [{id: memos/a, date: 2026-01-01}]
-- memos/a.md --
---
title: А
---
)");
        CHECK(made.messages == "site.yaml:1:1 removed-present(memos/a)\n");
    }

    TEST_CASE("what ended before the school year of the site goes to the archive") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/a.md --
---
title: А
valid: {to: 2025-08-31}
---
-- memos/b.md --
---
title: Б
valid: {from: 2020-01-01, to: 2025-09-01}
---
-- memos/c.md --
---
title: В
school_year: 2024-2025
---
-- memos/d.md --
---
title: Г
school_year: 2026-2027
---
)",
                                                     {{2030, 1, 1}, false});
        CHECK(made.entry("memos/a").archived);
        CHECK(!made.entry("memos/b").archived);
        CHECK(made.entry("memos/c").archived);
        CHECK(!made.entry("memos/d").archived);
    }

    TEST_CASE("an interval that ends before it begins is told at the title") {
        const MemorySite made = assemble_memory_site(R"(
-- memos/a.md --
---
title: А
valid: {from: 2026-02-01, to: 2026-01-01}
publish_from: 2026-02-02
publish_until: 2026-02-01
---
)");
        CHECK(made.messages ==
              "memos/a.md:2:8 interval-reversed(2026-02-01, 2026-01-01)\n"
              "memos/a.md:2:8 interval-reversed(2026-02-02, 2026-02-01)\n");
    }
}

}  // namespace
}  // namespace vitrina
