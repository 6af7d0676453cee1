#include "site/plans.h"

#include <doctest/doctest.h>

#include "kinds/plan.h"
#include "support/memory_site.h"

namespace vitrina {
namespace {

using test::assemble_memory_site;
using test::MemorySite;

const Deadline& first_deadline(const MemorySite& made, std::string_view plan) {
    return as<Plan>(made.record(plan)).sections[0].rows[0].reading;
}

TEST_SUITE("site/plans") {
    TEST_CASE("deadlines without a year are read by the school year of the plan") {
        const MemorySite made = assemble_memory_site(R"(
-- plans/own.yaml --
title: План
school_year: 2024-2025
rows: [{measure: М, deadline: март}]
-- plans/site.yaml --
title: План
rows: [{measure: М, deadline: март}]
)");
        CHECK(made.messages.empty());
        CHECK(first_deadline(made, "plans/own").intervals.at(0).from == Date{2025, 3, 1});
        CHECK(first_deadline(made, "plans/site").intervals.at(0).from == Date{2026, 3, 1});
    }

    TEST_CASE("a deadline that is not understood is warned about at its place") {
        const MemorySite made = assemble_memory_site(R"(
-- plans/a.yaml --
title: План
rows:
  - {measure: М, deadline: к весне}
)");
        CHECK(made.messages.starts_with("plans/a.yaml:3:28 deadline-unknown("));
    }

    TEST_CASE("a recommended plan knows measure by measure who carries it out") {
        const MemorySite made = assemble_memory_site(R"(
-- plans/list.yaml --
title: Перечень
rows:
  - {id: m01, measure: Первая}
  - {id: m02, measure: Вторая}
  - {measure: Без ид}
  - {id: m03, measure: Третья}
-- plans/school.yaml --
title: План школы
rows:
  - {id: r1, measure: М, implements: [plans/list#m01]}
  - id: r2
    measure: М
    implements: {ref: plans/list#m01, extent: partial, note: без **весов**}
not_adopted: [{ref: plans/list#m03, extent: not_applicable, why: муниципальная}]
)");
        CHECK(made.messages.empty());
        const auto& coverage = made.site.coverage.at(made.id_of("plans/list"));
        REQUIRE(coverage.size() == 4);
        REQUIRE(coverage[0].adoptions.size() == 2);
        const Adoption& full = coverage[0].adoptions[0];
        CHECK(full.plan == made.id_of("plans/school"));
        CHECK(full.part == "r1");
        CHECK(full.extent == "full");
        CHECK(full.url == "/plans/school/#r1");
        const Adoption& partial = coverage[0].adoptions[1];
        CHECK(partial.extent == "partial");
        CHECK(partial.note == "без **весов**");
        CHECK(coverage[1].adoptions.empty());
        CHECK(coverage[2].adoptions.empty());
        REQUIRE(coverage[3].adoptions.size() == 1);
        CHECK(coverage[3].adoptions[0].extent == "not_applicable");
        CHECK(coverage[3].adoptions[0].part.empty());
        CHECK(!made.site.coverage.contains(made.id_of("plans/school")));
    }
}

}  // namespace
}  // namespace vitrina
