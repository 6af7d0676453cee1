#include <doctest/doctest.h>

#include "support/memory_site.h"

using vitrina::test::assemble_memory_site;
using vitrina::test::MemorySite;

namespace {

constexpr const char* curriculum = R"(
-- curriculum.yaml --
hours: {Математика: {6: 170, 7: 20}, Физика: {7: 68}, Музыка: {6: 34}}
lessons: {6: [6, 6, 6, 5, 6]}
)";

std::string work(const std::string& day, const std::string& rest) {
    return "  - {date: " + day + ", " + rest + ", form: контрольная работа}\n";
}

std::string messages_of(const std::string& entries, const std::string& more = curriculum) {
    return assemble_memory_site(more + "-- schedule/g.yaml --\ntitle: График\nentries:\n" + entries)
        .messages;
}

}  // namespace

TEST_SUITE("site/year") {
    TEST_CASE("two works of a subject are two weeks and a half apart") {
        const std::string rest = "classes: [6А], subject: Математика";
        CHECK(messages_of(work("2025-10-01", rest) + work("2025-10-19", rest)).find("often") ==
              std::string::npos);
        CHECK(messages_of(work("2025-10-01", rest) + work("2025-10-17", rest)) ==
              "schedule/g.yaml:4:12 schedule-often(Математика, 6А, 2025-10-01, 2025-10-17, 16)\n"
              "  schedule/g.yaml:3:12 note-other-entry()\n");
    }

    TEST_CASE("the same work of another class of the parallel within a week is the same work") {
        CHECK(messages_of(work("2025-10-01", "classes: [6А], subject: Математика") +
                          work("2025-10-03", "classes: [6Б], subject: Математика"))
                  .empty());
        CHECK(messages_of(work("2025-10-01", "classes: [6А], subject: Математика") +
                          work("2025-10-13", "classes: [6Б], subject: Математика"))
                  .starts_with("schedule/g.yaml:4:12 schedule-often(Математика, 6, "));
    }

    TEST_CASE("works of two files are compared") {
        const std::string rest = "classes: [6], subject: Математика";
        const std::string more = std::string(curriculum) + "-- schedule/a.yaml --\ntitle: Другой\nentries:\n" +
                                 work("2025-10-01", rest);
        CHECK(messages_of(work("2025-10-09", rest), more) ==
              "schedule/g.yaml:3:12 schedule-often(Математика, 6, 2025-10-01, 2025-10-09, 8)\n"
              "  schedule/a.yaml:3:12 note-other-entry()\n");
    }

    TEST_CASE("works take at most a tenth of the hours") {
        const std::string rest = "classes: [7А], subject: Математика";
        const std::string two = work("2025-10-01", rest) + work("2025-11-05", rest);
        CHECK(messages_of(two).empty());
        CHECK(messages_of(two + work("2025-12-03", rest)) ==
              "schedule/g.yaml:5:12 schedule-hours(Математика, 7А, 3, 20, 2)\n");
        CHECK(messages_of(work("2025-10-01", rest + ", duration_min: 100")) ==
              "schedule/g.yaml:3:12 schedule-hours(Математика, 7А, 3, 20, 2)\n");
    }

    TEST_CASE("a class that an entry names twice has its hours counted once") {
        const std::string rest = "classes: [7, 7А], subject: Математика";
        CHECK(messages_of(work("2025-10-01", rest) + work("2025-11-05", rest)).empty());
    }

    TEST_CASE("hours that the curriculum does not know are told once") {
        const std::string rest = "classes: [8А], subject: Физика";
        CHECK(messages_of(work("2025-10-01", rest) + work("2025-11-05", rest)) ==
              "schedule/g.yaml:3:12 schedule-hours-unknown(Физика, 8А)\n");
        CHECK(messages_of(work("2025-10-01", rest), "").empty());
    }

    TEST_CASE("a class writes one work a day") {
        CHECK(messages_of(work("2025-10-01", "classes: [7А], subject: Физика") +
                          work("2025-10-01", "classes: [7], subject: Математика")) ==
              "schedule/g.yaml:4:12 schedule-same-day(7А, 2025-10-01, Физика, контрольная работа, "
              "Математика, контрольная работа)\n  schedule/g.yaml:3:12 note-other-entry()\n");
        CHECK(messages_of(work("2025-10-01", "classes: [6А], subject: Музыка") +
                          work("2025-10-01", "classes: [6Б], subject: Математика"))
                  .empty());
    }

    TEST_CASE("the first and the last lesson are left free") {
        const std::string rest = "classes: [6А], subject: Математика, lesson: ";
        CHECK(messages_of(work("2025-10-01", rest + "1")) ==
              "schedule/g.yaml:3:12 schedule-edge-lesson(Математика, 6А, 1, 2025-10-01)\n");
        // Thursday has five lessons.
        CHECK(messages_of(work("2025-10-02", rest + "5")) ==
              "schedule/g.yaml:3:12 schedule-edge-lesson(Математика, 6А, 5, 2025-10-02)\n");
        CHECK(messages_of(work("2025-10-01", rest + "5")).empty());
        // One lesson a week stands where it stands.
        CHECK(messages_of(work("2025-10-01", "classes: [6А], subject: Музыка, lesson: 1")).empty());
    }

    TEST_CASE("an interval is not judged by the day and short works are not judged at all") {
        const std::string rest = "classes: [6А], subject: Математика";
        CHECK(messages_of("  - {from: 2025-10-01, to: 2025-10-20, " + rest + ", form: ВПР}\n" +
                          work("2025-10-03", rest))
                  .empty());
        CHECK(messages_of(work("2025-10-01", rest + ", duration_min: 20") +
                          work("2025-10-01", rest + ", duration_min: 20"))
                  .empty());
    }

    TEST_CASE("hours of a subject under two names are told") {
        const MemorySite made = assemble_memory_site(R"(
-- curriculum.yaml --
hours: {Русский язык: {5: 170}, русский: {5А: 170, 5: 136}}
)");
        CHECK(made.messages ==
              "curriculum.yaml:1:52 curriculum-twice(Русский язык, 5)\n"
              "  curriculum.yaml:1:24 note-first-here()\n");
    }
}
