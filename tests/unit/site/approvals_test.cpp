#include "site/approvals.h"

#include <doctest/doctest.h>

#include "support/memory_site.h"

namespace vitrina {
namespace {

using test::assemble_memory_site;
using test::MemorySite;

// `fields` of the plan, and what the order approves.
MemorySite with_approval(const std::string& fields, const std::string& approves) {
    return assemble_memory_site(
        "-- plans/p.yaml --\ntitle: План\n" + fields + "rows: [{id: r1, measure: М}]\n" +
        "-- acts/first.md --\n---\ntype: приказ\ntitle: Первый\nitems:\n  - {no: \"1\", text: "
        "Утвердить" +
        (approves.empty() ? "" : ", approves: [" + approves + "]") + "}\n---\n" +
        "-- acts/second.md --\n---\ntype: приказ\ntitle: Второй\n---\n");
}

std::vector<std::string> back_fields(const Entry& entry) {
    std::vector<std::string> fields;
    for (const BackReference& back : entry.back)
        fields.push_back(back.field);
    return fields;
}

TEST_SUITE("site/approvals") {
    TEST_CASE("an act that approves a record is known to the record") {
        const MemorySite made = with_approval("", "plans/p");

        CHECK(made.messages.empty());
        CHECK(made.record("plans/p").common.approved_by->id == "acts/first");
        CHECK(back_fields(made.entry("acts/first")) == std::vector<std::string>{"approved_by"});
        CHECK(back_fields(made.entry("plans/p")).empty());
    }

    TEST_CASE("a record that names its act is known to the act") {
        const MemorySite made = with_approval("act: acts/first\n", "");

        CHECK(made.messages.empty());
        CHECK(made.record("plans/p").common.approved_by->id == "acts/first");
        CHECK(back_fields(made.entry("acts/first")) == std::vector<std::string>{"approved_by"});
    }

    TEST_CASE("both sides may say the same") {
        const MemorySite made = with_approval("approved_by: acts/first#p1\n", "plans/p");

        CHECK(made.messages.empty());
        CHECK(made.record("plans/p").common.approved_by->anchor == "p1");
        CHECK(back_fields(made.entry("acts/first")) == std::vector<std::string>{"approved_by"});
        CHECK(back_fields(made.entry("plans/p")).empty());
    }

    TEST_CASE("two acts for one record are told with both places") {
        CHECK(with_approval("act: acts/second\n", "plans/p").messages ==
              "acts/first.md:5:43 approved-twice(plans/p, acts/second, acts/first)\n"
              "  plans/p.yaml:2:6 note-approved-here(acts/second)\n");
    }

    TEST_CASE("an act of a neighbour is another act") {
        CHECK(with_approval("act: \"komitet:acts/first\"\n", "plans/p")
                  .messages.find("approved-twice(plans/p, komitet:acts/first, acts/first)") !=
              std::string::npos);
    }

    TEST_CASE("a plan whose two fields name two acts is told") {
        CHECK(with_approval("act: acts/first\napproved_by: acts/second\n", "").messages ==
              "plans/p.yaml:2:6 approved-twice(plans/p, acts/second, acts/first)\n"
              "  plans/p.yaml:3:14 note-approved-here(acts/second)\n");
    }

    TEST_CASE("a part may be approved by an act of its own") {
        const MemorySite made = with_approval("act: acts/second\n", "\"plans/p#r1\"");

        CHECK(made.messages.empty());
        CHECK(back_fields(made.entry("plans/p")) == std::vector<std::string>{"approves"});
    }
}

}  // namespace
}  // namespace vitrina
