#include <doctest/doctest.h>

#include "kinds/checklist.h"
#include "kinds/curriculum.h"
#include "kinds/procedure.h"
#include "kinds/schedule.h"
#include "support/checked_record.h"

using namespace vitrina;
using vitrina::test::check_mistakes;
using vitrina::test::check_record;
using vitrina::test::published;

namespace {

const std::string schedule = "title: График\nentries:\n  - ";

std::string entry(const std::string& fields) {
    return schedule + "{" + fields + "}\n";
}

}  // namespace

TEST_SUITE("kinds/year") {
    TEST_CASE("mistakes in a curriculum are told at their place") {
        check_mistakes("curriculum", {
            {"curriculum-hours", "hours: {Математика: {5: ⟦0⟧}}\n"},
            {"curriculum-lessons", "hours: {Математика: {5: 170}}\nlessons: {⟦5⟧: [6, 6]}\n"},
            {"curriculum-lessons", "hours: {Математика: {5: 170}}\nlessons: {⟦5⟧: 11}\n"},
        });
    }

    TEST_CASE("a letter class has its own hours, else those of its parallel") {
        const auto checked = check_record(
            "curriculum", "hours: {Математика: {5-6: 170, 6А: 204}}\nlessons: {6: [6, 5, 6, 5, 6]}\n");
        CHECK(checked.messages().empty());
        const Curriculum& curriculum = as<Curriculum>(checked.record);
        CHECK(hours_of(curriculum, "Математика", {6, "А"}) == 204);
        CHECK(hours_of(curriculum, "Математика", {6, "Б"}) == 170);
        CHECK(hours_of(curriculum, "Математика", {7, ""}) == std::nullopt);
        CHECK(lessons_on(curriculum, {6, "А"}, 2) == 5);
        CHECK(lessons_on(curriculum, {6, "А"}, 6) == std::nullopt);
        CHECK(published(checked.record).find(R"("Математика":{"5, 6":170,"6А":204})") !=
              std::string::npos);
    }

    TEST_CASE("mistakes in a procedure are told at their place") {
        check_mistakes("procedure", {
            {"days-reversed", "title: ВПР\nwindow: ⟦{from: 2026-05-16, to: 2026-04-11}⟧\n"},
            {"procedure-window", "title: ВПР\nwindow: ⟦{from: 2026-04-11}⟧\n"},
            {"procedure-window", "title: ВПР\nwindow: ⟦{to: 2026-05-16}⟧\n"},
            {"procedure-subjects", "title: ВПР\nby_class: [⟦{⟧classes: [4]}]\n"},
            {"procedure-date-outside",
             "title: ВПР\nwindow: {from: 2026-04-11, to: 2026-05-16}\n"
             "by_class: [{classes: [4], subjects: [Математика], date: ⟦2026-06-01⟧}]\n"},
            {"minutes-range",
             "title: ВПР\nby_class: [{classes: [4], subjects: [Математика], duration_min: ⟦0⟧}]\n"},
            {"procedure-code", "title: ВПР\ncode: ⟦ВПР/НИКО⟧\n"},
        });
    }

    TEST_CASE("a procedure concerns the classes and subjects of its lines") {
        const auto checked = check_record(
            "procedure",
            "title: ВПР\ncounts_for_mark: false\nby_class:\n"
            "  - {classes: [4, 5], subjects: [Математика]}\n  - {classes: [5], any_of: [История, Биология]}\n");
        CHECK(checked.messages().empty());
        CHECK(checked.record.common.classes.labels == std::vector<ClassLabel>{{4, ""}, {5, ""}});
        CHECK(checked.record.common.subjects.size() == 3);
        CHECK(published(checked.record).find(R"("counts_for_mark":false)") != std::string::npos);
    }

    TEST_CASE("mistakes in a schedule are told at their place") {
        const std::string rest = "classes: [6А], subject: Математика, form: контрольная работа";
        check_mistakes("schedule", {
            {"schedule-empty", "title: ⟦График⟧\nentries: []\n"},
            {"schedule-when", schedule + "⟦{⟧" + rest + "}\n"},
            {"schedule-when", schedule + "⟦{⟧from: 2025-09-18, " + rest + "}\n"},
            {"schedule-when-twice",
             schedule + "⟦{⟧date: 2025-09-18, from: 2025-09-18, " + rest + "}\n"},
            {"days-reversed", entry("from: 2025-09-18, to: ⟦2025-09-11⟧, " + rest)},
            {"schedule-sunday", entry("date: ⟦2025-09-21⟧, " + rest)},
            {"schedule-outside-year", entry("date: ⟦2026-09-18⟧, " + rest)},
            {"schedule-subject",
             schedule + "⟦{⟧date: 2025-09-18, classes: [6А], form: контрольная работа}\n"},
            {"schedule-lesson", entry("date: 2025-09-18, lesson: ⟦11⟧, " + rest)},
            {"minutes-range", entry("date: 2025-09-18, duration_min: ⟦700⟧, " + rest)},
            {"schedule-moved",
             entry("date: 2025-09-18, moved: ⟦{⟧from: 2025-09-18, why: болезнь}, " + rest)},
            {"schedule-no-reason",
             entry("date: 2025-09-18, moved: ⟦{⟧from: 2025-09-17}, " + rest)},
            {"schedule-id-twice", "title: График\nentries:\n  - {id: a, date: 2025-09-18, " + rest +
                                      "}\n  - {id: ⟦a⟧, date: 2025-10-18, " + rest + "}\n"},
        });
    }

    TEST_CASE("an entry keeps its name when the work is moved") {
        const std::string rest = ", classes: [7А], subject: Физика, form: контрольная работа";
        const auto before = check_record("schedule", entry("date: 2025-10-14" + rest));
        const auto after = check_record(
            "schedule", entry("date: 2025-10-16, moved: {from: 2025-10-14, why: болезнь}" + rest));
        CHECK(entry_anchors(before.record) == entry_anchors(after.record));
    }

    TEST_CASE("equal entries have names of their own") {
        const std::string one =
            "  - {date: 2025-10-14, classes: [7А], subject: Физика, form: контрольная работа}\n";
        const auto checked = check_record("schedule", "title: График\nentries:\n" + one + one);
        const auto anchors = entry_anchors(checked.record);
        REQUIRE(anchors.size() == 2);
        CHECK(anchors[1] == anchors[0] + "-2");
    }

    TEST_CASE("mistakes in a checklist are told at their place") {
        check_mistakes("checklist", {
            {"checklist-empty", "title: ⟦Перечень⟧\nitems: []\n"},
            {"checklist-evidence", "title: Перечень\nitems: [{text: Положение, answer: ⟦есть⟧}]\n"},
            {"checklist-contradiction",
             "title: Перечень\nitems: [{text: Положение, answer: ⟦нет⟧, evidence: [acts/x]}]\n"},
        });
    }
}
