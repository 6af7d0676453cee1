#include "kinds/demo.h"

#include <doctest/doctest.h>

#include "support/archive.h"
#include "support/checked_record.h"

using namespace vitrina;
using test::check_record;
using test::CheckedRecord;

namespace {

std::string file_with(const std::string& item, const std::string& head = "") {
    return "title: Т\n" + head + "items:\n  - " + item + "\n";
}
std::string question(const std::string& rest) {
    return file_with("{no: 1, stem: С, " + rest + "}");
}

const Question& question_of(const CheckedRecord& checked, std::size_t index = 0) {
    return as<Demo>(checked.record).sections.at(0).items.at(index).question;
}

const std::string bank_text =
    "title: Б\ntasks:\n"
    "  - {id: a, type: number, stem: 2 + 2, answer: 4, max: 2, solution: по пальцам}\n"
    "  - {id: b, type: number, stem: 2 + 3, answer: 5, publish: false}\n";

DemoSources sources_of(const CheckedRecord& bank, const CheckedRecord* criteria = nullptr) {
    return {
        [&bank](const Reference& reference) { return find_task(bank.record, reference.anchor); },
        [criteria](const Reference& reference) -> const CriteriaRecord* {
            return criteria ? find_criterion(criteria->record, reference.anchor) : nullptr;
        }};
}

void complete(CheckedRecord& demo, const DemoSources& sources) {
    CheckContext context = test::check_context(demo.out);
    complete_demo(demo.record, sources, context);
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

// Every type of question, with all that tells what is right marked by the word ТАЙНА.
const std::string all_types = R"(items:
  - {no: 1, type: single, stem: С1, options: [{text: в1, right: true, feedback: ТАЙНА}, {text: в2}]}
  - {no: 2, type: text, stem: С2, answer: ТАЙНА, feedback: ТАЙНА}
  - {no: 3, type: number, stem: С3, answer: 777, tolerance: 0.25, unit: см, solution: ТАЙНА}
  - {no: 4, type: match, stem: С4, pairs: [{left: л1, right: п2}, {left: л2, right: п1}], extra: [п0]}
  - {no: 5, type: order, stem: С5, sequence: [я, а, б]}
  - no: 6
    type: task
    stem: С6
    parts: [{id: К1, title: Ход, levels: {1: ТАЙНА, 0: ТАЙНА}}, {id: К2, max: 2, zero_if: К1=0}]
    solution: ТАЙНА
)";

}  // namespace

TEST_SUITE("kinds/demo") {
    TEST_CASE("the example of the format is read whole") {
        CheckedRecord checked = check_record("demo", test::format_example("demo.yaml"));
        CHECK(checked.messages().empty());
        const Demo& demo = as<Demo>(checked.record);
        REQUIRE(demo.sections.size() == 1);
        REQUIRE(demo.sections[0].items.size() == 6);
        CHECK(demo.items.empty());
        CHECK(demo.duration_min.value == 40);
        CHECK(question_of(checked, 0).level == Level::Basic);
        CHECK(question_of(checked, 0).answer.number == Decimal::of(75));
        CHECK(question_of(checked, 1).partial.value == PartialRule::OneErrorMinusOne);
        CHECK(question_of(checked, 2).answer.variants.size() == 2);
        CHECK(match_choices(question_of(checked, 3)).size() == 3);
        CHECK(question_of(checked, 5).parts.at(1).zero_if.part == "К1");
        CHECK(points_of(demo) == Decimal::of(10));
    }

    TEST_CASE("a question gives one point and a task the sum of its parts") {
        const CheckedRecord checked = check_record("demo", test::format_example("demo.yaml"));
        CHECK(*question_of(checked, 0).max.value == Decimal::of(1));
        CHECK(*question_of(checked, 5).max.value == Decimal::of(3));
    }

    TEST_CASE("a decimal comma and a point are one answer") {
        const CheckedRecord comma =
            check_record("demo", question("type: number, answer: \"1,50\""));
        CHECK(comma.messages().empty());
        CHECK(question_of(comma).answer.number == parse_decimal("1.5"));
    }

    TEST_CASE("a Latin level is folded with a warning") {
        const CheckedRecord checked =
            check_record("demo", question("type: number, answer: 1, level: B"));
        CHECK(checked.messages() == std::vector<std::string>{"latin-letter"});
        CHECK(question_of(checked).level == Level::High);
    }

    TEST_CASE("each mistake of options is told where it stands") {
        const auto item = [](const std::string& rest) {
            return file_with("⟦⟧{no: 1, stem: С, " + rest + "}");
        };
        test::check_mistakes(
            "demo",
            {
                {"task-options-few", item("type: single, options: [{text: а, right: true}]")},
                {"task-options-few", item("type: single")},
                {"task-no-right-option", item("type: multi, options: [а, б]")},
                {"task-several-right",
                 item("type: single, options: [{text: а, right: true}, {text: б, right: true}]")},
                {"task-choice-twice",
                 question("type: single, options: [{text: а, right: true}, ⟦⟧{text: а}]")},
                {"task-choice-empty",
                 question("type: single, options: [{text: а, right: true}, ⟦⟧{text: \"\"}]")},
            });
    }

    TEST_CASE("each mistake of pairs and sequences is told where it stands") {
        const auto item = [](const std::string& rest) {
            return file_with("⟦⟧{no: 1, stem: С, " + rest + "}");
        };
        const std::string pairs = "type: match, pairs: [{left: а, right: б}, ";
        test::check_mistakes(
            "demo",
            {
                {"task-pairs-few", item("type: match, pairs: [{left: а, right: б}]")},
                {"task-pair-half", question(pairs + "⟦⟧{left: в}]")},
                {"task-choice-twice", question(pairs + "⟦⟧{left: а, right: в}]")},
                {"task-extra-right", question(pairs + "{left: в, right: г}], extra: [⟦г⟧]")},
                {"task-sequence-short", item("type: order, sequence: [а]")},
                {"task-choice-twice", question("type: order, sequence: [а, б, ⟦а⟧]")},
            });
    }

    TEST_CASE("one right side may belong to several left ones") {
        const CheckedRecord checked = check_record(
            "demo",
            question(
                "type: match, pairs: [{left: а, right: да}, {left: б, right: да}], extra: [нет]"));
        CHECK(checked.messages().empty());
        CHECK(match_choices(question_of(checked)).size() == 2);
    }

    TEST_CASE("each mistake of an answer is told where it stands") {
        const auto item = [](const std::string& rest) {
            return file_with("⟦⟧{no: 1, stem: С, " + rest + "}");
        };
        test::check_mistakes(
            "demo",
            {
                {"task-without-answer", item("type: text")},
                {"task-without-answer", item("type: number")},
                {"task-answer-empty", question("type: text, answer: [а, ⟦\"\"⟧]")},
                {"task-answer-no-number", question("type: number, answer: ⟦семь⟧")},
                {"number-in-brackets", question("type: number, answer: ⟦[0,5]⟧")},
                {"task-several-numbers", question("type: number, answer: ⟦[1, 2, 3]⟧")},
                {"task-tolerance-negative", question("type: number, answer: 1, tolerance: ⟦-1⟧")},
                {"task-without-parts", item("type: task")},
                {"task-max-differs", question("type: task, max: ⟦3⟧, parts: [{id: К1, max: 2}]")},
                {"points-range", question("type: text, answer: а, max: ⟦0⟧")},
            });
    }

    TEST_CASE("fields that the type does not know are errors") {
        test::check_mistakes(
            "demo",
            {
                {"task-field-foreign", question("type: number, answer: 1, options: [⟦⟧{text: а}]")},
                {"task-field-foreign", question("type: text, answer: а, unit: ⟦см⟧")},
                {"task-field-foreign", question("type: text, answer: а, tolerance: ⟦1⟧")},
                {"task-field-foreign",
                 question("type: text, answer: а, pairs: [⟦⟧{left: а, right: б}]")},
                {"task-field-foreign", question("type: text, answer: а, extra: [⟦б⟧]")},
                {"task-field-foreign", question("type: text, answer: а, sequence: [⟦б⟧]")},
                {"task-field-foreign",
                 question("type: text, answer: а, parts: [{id: ⟦К1⟧, max: 1}]")},
                {"task-field-foreign", question("type: text, answer: а, partial: ⟦per_right⟧")},
                {"task-field-foreign", question("type: order, sequence: [а, б], shuffle: ⟦true⟧")},
                {"task-field-foreign",
                 question("type: single, options: [{text: а, right: true}, б], answer: ⟦а⟧")},
            });
    }

    TEST_CASE("partial points make sense") {
        test::check_mistakes(
            "demo",
            {
                {"task-partial-one-point",
                 question("type: order, sequence: [а, б], partial: ⟦one_error_minus_one⟧")},
                {"task-partial-per-right",
                 question("type: order, max: 2, sequence: [а, б, в], partial: ⟦per_right⟧")},
            });
        CHECK(check_record("demo",
                           question("type: order, max: 3, sequence: [а, б, в], partial: per_right"))
                  .messages()
                  .empty());
    }

    TEST_CASE("each mistake of a test is told where it stands") {
        const std::string item = "type: number, stem: С, answer: 1}";
        test::check_mistakes(
            "demo",
            {
                {"demo-without-items", "title: ⟦Т⟧\n"},
                {"demo-without-items", "title: ⟦Т⟧\nitems:\n  - {passage: Текст}\n"},
                {"demo-item-empty", file_with("{no: 1, " + item + "\n  - ⟦⟧{kes: [\"1\"]}")},
                {"field-required",
                 file_with("⟦⟧{no: 1, stem: С, answer: 1}").append("  - {no: 2, " + item + "\n")},
                {"field-required", file_with("⟦⟧{no: 1, type: number, answer: 1}")},
                {"demo-item-without-number", file_with("⟦⟧{" + item)},
                {"demo-number-twice", file_with("{no: 1, " + item + "\n  - {no: ⟦1⟧, " + item)},
                {"part-id-twice",
                 file_with("{id: a, no: 1, " + item + "\n  - {id: ⟦a⟧, no: 2, " + item)},
                {"demo-duration", file_with("{no: 1, " + item, "duration_min: ⟦0⟧\n")},
                {"scale-above-max", file_with("{no: 1, " + item, "scale: {⟦5⟧: 3, 4: 1, 3: 0}\n")},
                {"demo-scale-and-criteria",
                 file_with("{no: 1, max: 9, " + item,
                           "scale: {5: 3, 4: 2, 3: 1}\ncriteria: ⟦criteria/a#b⟧\n")},
                {"demo-use-with-question", file_with("{no: 1, use: ⟦tasks/x#a⟧, max: 2}")},
                {"demo-items-and-sections",
                 file_with("⟦⟧{no: 1, " + item,
                           "sections: [{title: Ч, items: [{no: 2, " + item + "]}]\n")},
            });
    }

    TEST_CASE("numbers are unique across sections") {
        test::check_mistakes(
            "demo", {
                        {"demo-number-twice",
                         "title: Т\nsections:\n"
                         "  - {title: А, items: [{no: 1, type: number, stem: С, answer: 1}]}\n"
                         "  - {title: Б, items: [{no: ⟦1⟧, type: number, stem: С, answer: 1}]}\n"},
                    });
    }

    TEST_CASE("a task of the bank is copied and counts") {
        const CheckedRecord bank = check_record("tasks", bank_text);
        CheckedRecord demo = check_record(
            "demo", file_with("{no: 1, use: tasks/x#a}", "scale: {5: 2, 4: 1, 3: 0}\n"));
        CHECK(demo.messages().empty());
        CHECK(!points_of(as<Demo>(demo.record)));

        complete(demo, sources_of(bank));

        CHECK(demo.messages() == std::vector<std::string>{});
        CHECK(points_of(as<Demo>(demo.record)) == Decimal::of(2));
        CHECK(question_of(demo).stem.text.text == "2 + 2");
        CHECK(contains(test::published(demo.record), R"("answer":4)"));
    }

    TEST_CASE("thresholds are compared with the bank's points too") {
        const CheckedRecord bank = check_record("tasks", bank_text);
        CheckedRecord demo = check_record(
            "demo", file_with("{no: 1, use: tasks/x#a}", "scale: {5: 3, 4: 2, 3: 1}\n"));
        complete(demo, sources_of(bank));
        CHECK(demo.messages() == std::vector<std::string>{"scale-above-max"});
    }

    TEST_CASE("a withheld task cannot be used") {
        const CheckedRecord bank = check_record("tasks", bank_text);
        CheckedRecord demo = check_record("demo", file_with("{no: 1, use: tasks/x#b}"));
        complete(demo, sources_of(bank));
        CHECK(demo.messages() == std::vector<std::string>{"demo-use-unpublished"});
        CHECK(question_of(demo).stem.empty());
    }

    TEST_CASE("criteria for another sum of points are warned about") {
        const CheckedRecord criteria =
            check_record("criteria",
                         "title: К\nsubject: Ф\nclasses: 5\nwork: тест\nrecords:\n"
                         "  - {id: a, model: points, max: 5, scale: {5: 5, 4: 4, 3: 3}}\n");
        const CheckedRecord bank = check_record("tasks", bank_text);
        CheckedRecord demo = check_record(
            "demo",
            file_with("{no: 1, type: number, stem: С, answer: 1}", "criteria: criteria/x#a\n"));
        complete(demo, sources_of(bank, &criteria));
        CHECK(demo.messages() == std::vector<std::string>{"demo-criteria-points"});
    }

    TEST_CASE("a test that hides its answers holds none after the check") {
        const CheckedRecord checked = check_record("demo", "title: Т\nanswers: none\n" + all_types);
        CHECK(checked.messages().empty());
        const std::string json = test::published(checked.record);
        CHECK(!contains(json, "ТАЙНА"));
        CHECK(!contains(json, "777"));
        CHECK(!contains(json, "0.25"));
        CHECK(!contains(json, "right"));
        CHECK(!contains(json, "zero_if"));
        CHECK(contains(json, R"("pairs":[{"left":"л1"},{"left":"л2"}],"extra":["п0","п1","п2"])"));
        CHECK(contains(json, R"("sequence":["а","б","я"])"));
        CHECK(contains(json, R"("unit":"см")"));
    }

    TEST_CASE("a test that hides its answers hides those of the bank") {
        const CheckedRecord bank = check_record("tasks", bank_text);
        CheckedRecord demo =
            check_record("demo", file_with("{no: 1, use: tasks/x#a}", "answers: none\n"));
        complete(demo, sources_of(bank));
        CHECK(demo.messages() == std::vector<std::string>{"demo-use-shows-answer"});
        CHECK(!contains(test::published(demo.record), "answer\":"));
        CHECK(!contains(test::published(demo.record), "пальцам"));
    }

    TEST_CASE("a test with answers on a page of their own publishes them for machines") {
        const CheckedRecord checked =
            check_record("demo", "title: Т\nanswers: separate\n" + all_types);
        const std::string json = test::published(checked.record);
        CHECK(contains(json, R"("answers":"separate")"));
        CHECK(contains(json, R"("answer":777)"));
        CHECK(contains(json, R"("right":true)"));
        CHECK(contains(json, R"("zero_if":"К1=0")"));
    }
}
