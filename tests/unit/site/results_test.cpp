// Results of wholes and parts: what two records together would give away.
#include <doctest/doctest.h>

#include "kinds/results.h"
#include "support/memory_site.h"

using namespace vitrina;
using vitrina::test::assemble_memory_site;
using vitrina::test::MemorySite;

namespace {

std::string results(const std::string& name, const std::string& about) {
    return "-- results/" + name + ".yaml --\ntitle: Работа\nyear: 2026\n" + about +
           "participants: 52\njournal_vs_work: {3: [0, 26, 0, 0], 4: [0, 0, 26, 0]}\n";
}

constexpr const char* parallel = "procedure: ВПР\nsubject: Математика\nclasses: [4]\n";

HiddenWhy hidden_of(const MemorySite& made, const std::string& id) {
    for (const Record& record : made.site.records)
        if (record.id == id)
            return as<Results>(record).view.hidden;
    FAIL("no such record");
    return HiddenWhy::Shown;
}

}  // namespace

TEST_SUITE("site/results") {
    TEST_CASE("a record that does not say the procedure or the subject may tell of the same works") {
        for (const char* about : {"subject: Математика\nclasses: [4]\n",
                                  "procedure: ВПР\nclasses: [4]\n", "classes: [4]\n",
                                  "procedure: ВПР\nsubjects: [Математика, Физика]\nclasses: [4, 5]\n"}) {
            CAPTURE(about);
            const MemorySite made =
                assemble_memory_site(results("a", parallel) + results("b", about));
            CHECK(made.messages == "results/b.yaml:1:8 results-twice(results/a)\n");
        }
    }

    TEST_CASE("a class is hidden beside its parallel however its subjects are listed") {
        const MemorySite made = assemble_memory_site(
            results("a", parallel) +
            results("b", "procedure: ВПР\nsubjects: [Физика, Математика]\nclasses: [4А]\n") +
            results("c", "subject: Математика\nclasses: [4Б]\n"));
        CHECK(made.messages ==
              "results/b.yaml:1:8 results-parallel(4А, results/a)\n"
              "results/c.yaml:1:8 results-parallel(4Б, results/a)\n");
        CHECK(hidden_of(made, "results/a") == HiddenWhy::Shown);
        CHECK(hidden_of(made, "results/b") == HiddenWhy::Parallel);
        CHECK(hidden_of(made, "results/c") == HiddenWhy::Parallel);
    }

    TEST_CASE("works of other subjects, years and classes are others") {
        const MemorySite made = assemble_memory_site(
            results("a", parallel) +
            results("b", "procedure: ВПР\nsubject: Физика\nclasses: [4]\n") +
            results("c", "procedure: ВПР\nsubject: Математика\nclasses: [5]\n"));
        CHECK(made.messages == "");
    }

    TEST_CASE("raw counts are gone when the site stands") {
        const MemorySite made = assemble_memory_site(results("a", parallel));
        const Results& kept = as<Results>(made.site.records.front());
        CHECK(kept.participants.value == 0);
        CHECK(kept.journal_vs_work.empty());
        CHECK(kept.view.participants == 52);
    }
}
