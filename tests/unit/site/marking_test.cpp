#include "site/marking.h"

#include <doctest/doctest.h>

#include "kinds/demo.h"
#include "support/memory_site.h"

namespace vitrina {
namespace {

using test::assemble_memory_site;
using test::MemorySite;

constexpr std::string_view bank = R"(
-- tasks/t.yaml --
title: Банк
subject: Физика
tasks:
  - {id: t1, topic: Т, type: number, stem: Раз, answer: 1}
  - {id: s1, topic: Т, type: number, stem: Раз, answer: 1, publish: false}
-- criteria/c.yaml --
title: Критерии
subject: Физика
records:
  - {id: a, classes: [7], work: тест, model: points, max: 3, scale: {5: 3, 4: 2, 3: 1}}
-- memos/m.md --
---
title: Памятка
---
)";

MemorySite with_demo(const std::string& lines) {
    return assemble_memory_site("-- demos/d.yaml --\ntitle: Тест\n" + lines + std::string(bank));
}

MemorySite with_weights(std::string_view criteria) {
    return assemble_memory_site(R"(
-- weights/w.yaml --
title: Веса
weights: {контрольная работа: 3, тест: 1}
applies: {classes: [5, 6], except_subjects: [Музыка]}
term_mark: {5: 4.65, 4: 3.65, 3: 2.65}
-- criteria/c.yaml --
title: Критерии
)" + std::string(criteria));
}

TEST_SUITE("site/marking") {
    TEST_CASE("a demo test takes a task of the bank") {
        const MemorySite made = with_demo("items: [{no: 1, use: tasks/t#t1}]\n");

        const DemoItem& item = as<Demo>(made.record("demos/d")).sections[0].items[0];
        CHECK(made.messages.empty());
        CHECK(item.question.stem.text.text == "Раз");
        CHECK(made.entry("tasks/t").back.at(0).field == "use");
        CHECK(made.entry("tasks/t").back.at(0).to_part == "t1");
    }

    TEST_CASE("what a demo test cannot take is told once at its place") {
        struct Case {
            const char* use;
            const char* message;
        };
        static constexpr Case cases[] = {
            {"tasks/t#t9", "reference-part(tasks/t, t9, t1)"},
            {"tasks/t#s1", "demo-use-unpublished(tasks/t#s1)"},
            {"tasks/u#t1", "reference-unknown(tasks/u, tasks/t#t1)"},
            {"tasks/t", "reference-no-task(tasks/t)"},
            {"criteria/c#a", "reference-no-task(criteria/c#a)"},
            {"memos/m#x", "reference-no-task(memos/m#x)"},
        };
        for (const Case& one : cases) {
            CAPTURE(one.use);
            const MemorySite made =
                with_demo("items:\n  - {no: 1, use: \"" + std::string(one.use) + "\"}\n");
            CHECK(made.messages == "demos/d.yaml:3:18 " + std::string(one.message) + "\n");
        }
    }

    TEST_CASE("the criteria of a demo test are a record of criteria") {
        struct Case {
            const char* criteria;
            const char* message;
        };
        static constexpr Case cases[] = {
            {"criteria/c#b", "reference-part(criteria/c, b, a)"},
            {"criteria/c", "reference-no-criterion(criteria/c)"},
            {"tasks/t#t1", "reference-no-criterion(tasks/t#t1)"},
        };
        for (const Case& one : cases) {
            CAPTURE(one.criteria);
            const MemorySite made =
                with_demo("criteria: \"" + std::string(one.criteria) +
                          "\"\nitems: [{no: 1, max: 3, type: number, stem: Раз, answer: 1}]\n");
            CHECK(made.messages == "demos/d.yaml:2:11 " + std::string(one.message) + "\n");
        }
        CHECK(with_demo("criteria: criteria/c#a\n"
                        "items: [{no: 1, max: 3, type: number, stem: Раз, answer: 1}]\n")
                  .messages.empty());
    }

    TEST_CASE("a demo test takes nothing from a neighbour") {
        const MemorySite made =
            assemble_memory_site("-- site.yaml --\n" + std::string(test::plain_site_yaml) +
                                 "neighbours: {komitet: \"https://komitet.example.org/\"}\n"
                                 "-- demos/d.yaml --\ntitle: Тест\nitems:\n"
                                 "  - {no: 1, use: \"komitet:tasks/t#t1\"}\n");

        CHECK(made.messages == "demos/d.yaml:3:18 reference-elsewhere(komitet:tasks/t#t1)\n");
    }

    TEST_CASE("criteria of two files for one work are told with both places") {
        const MemorySite made = assemble_memory_site(R"(
-- criteria/a.yaml --
title: А
subject: Физика
records:
  - {id: a, classes: [7], work: к/р, model: credit, pass: решено}
-- criteria/b.yaml --
title: Б
subject: физика
records:
  - {id: b, classes: [7А], work: контрольная, model: credit, pass: решено}
)");
        CHECK(made.messages ==
              "criteria/b.yaml:4:5 criteria-overlap(Физика, 7А, контрольная работа)\n"
              "  criteria/a.yaml:4:5 note-first-here()\n");
    }

    TEST_CASE("weights of two files for one class are told with both places") {
        const MemorySite made = with_weights(R"(records: []
-- weights/x.yaml --
title: Другие
weights: {тест: 1}
applies: {classes: [6А]}
term_mark: {5: 4.65, 4: 3.65, 3: 2.65}
)");
        CHECK(made.messages.find("weights/x.yaml:1:8 weights-overlap(") != std::string::npos);
    }

    TEST_CASE("a work that has criteria where others have weights is warned about") {
        const MemorySite made = with_weights(R"(subject: Физика
records:
  - {id: a, classes: [5, 6А, 9], work: [к/р, проект], model: descriptor, marks: {5: а, 4: б, 3: в, 2: г}}
)");
        CHECK(made.messages == "criteria/c.yaml:4:46 work-without-weight(проект, Физика, 5)\n");
    }

    TEST_CASE("works without marks and classes without weights need no weight") {
        const MemorySite made = with_weights(R"(records:
  - {id: a, subject: Физика, classes: [9], work: проект, model: descriptor, marks: {5: а, 4: б, 3: в, 2: г}}
  - {id: b, subject: Музыка, classes: [5], work: проект, model: descriptor, marks: {5: а, 4: б, 3: в, 2: г}}
  - {id: c, subject: Физика, classes: [5], work: зачёт, model: credit, pass: решено}
  - {id: d, subject: Химия, classes: [5], work: "*", model: descriptor, no_mark: true, text: нет}
)");
        CHECK(made.messages.empty());
    }
}

}  // namespace
}  // namespace vitrina
