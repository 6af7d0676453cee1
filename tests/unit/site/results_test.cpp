// Results of wholes and parts: what two records together would give away.
#include <tuple>

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

    TEST_CASE("a parallel that is not shown itself hides no class") {
        const MemorySite made = assemble_memory_site(
            "-- results/a.yaml --\ntitle: Работа\nyear: 2026\nclasses: [4]\nparticipants: 4\n" +
            results("b", "procedure: ВПР\nsubject: Математика\nclasses: [4А]\n"));
        CHECK(made.messages == "");
        CHECK(hidden_of(made, "results/a") == HiddenWhy::Few);
        CHECK(hidden_of(made, "results/b") == HiddenWhy::Shown);
    }

    TEST_CASE("a class too small to be shown is not said to be hidden for its parallel") {
        const MemorySite made = assemble_memory_site(
            results("a", parallel) +
            "-- results/b.yaml --\ntitle: Работа\nyear: 2026\nclasses: [4А]\nparticipants: 4\n");
        CHECK(made.messages == "");
        CHECK(hidden_of(made, "results/b") == HiddenWhy::Few);
    }

    TEST_CASE("a record that is hidden for its parallel hides nobody in turn, in any order") {
        const std::string of = "procedure: ВПР\nsubject: Математика\nclasses: ";
        for (const auto& [whole, both, letter] :
             {std::tuple{"a", "b", "c"}, std::tuple{"c", "b", "a"}, std::tuple{"c", "a", "b"}}) {
            CAPTURE(std::string(whole) + both + letter);
            const MemorySite made = assemble_memory_site(results(whole, of + "[4]\n") +
                                                         results(both, of + "[4А, 5]\n") +
                                                         results(letter, of + "[5А]\n"));
            CHECK(made.messages == std::string("results/") + both + ".yaml:1:8 results-parallel(4А, results/" +
                                       whole + ")\n");
            CHECK(hidden_of(made, std::string("results/") + both) == HiddenWhy::Parallel);
            CHECK(hidden_of(made, std::string("results/") + letter) == HiddenWhy::Shown);
        }
    }

    TEST_CASE("of two records that hide each other one is shown") {
        const std::string of = "procedure: ВПР\nsubject: Математика\nclasses: ";
        const MemorySite made = assemble_memory_site(results("a", of + "[4, 5А]\n") +
                                                     results("b", of + "[5, 4А]\n"));
        CHECK(made.messages == "results/a.yaml:1:8 results-parallel(5А, results/b)\n");
        CHECK(hidden_of(made, "results/a") == HiddenWhy::Parallel);
        CHECK(hidden_of(made, "results/b") == HiddenWhy::Shown);
    }

    TEST_CASE("that percents need scores is not said of a class that is hidden") {
        const MemorySite made = assemble_memory_site(
            results("a", parallel) +
            "-- results/b.yaml --\ntitle: Работа\nprocedure: ВПР\nsubject: Математика\nyear: 2026\n"
            "classes: [4А]\nparticipants: 25\n"
            "journal_vs_work: {2: [2,0,0,0], 3: [0,8,1,0], 4: [0,5,5,0], 5: [0,0,1,3]}\n"
            "tasks: [{no: 1, max: 1, level: Б, sum: 15}]\n");
        CHECK(made.messages == "results/b.yaml:1:8 results-parallel(4А, results/a)\n");
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
