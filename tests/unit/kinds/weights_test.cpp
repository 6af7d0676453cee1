#include "kinds/weights.h"

#include <doctest/doctest.h>

#include "support/archive.h"
#include "support/checked_record.h"

using namespace vitrina;
using test::check_record;
using test::CheckedRecord;

namespace {

constexpr int marks[] = {5, 4, 3, 2};

std::string file_with(const std::string& weights,
                      const std::string& term_mark,
                      const std::string& rest = "") {
    return "title: Т\nweights: {" + weights + "}\nterm_mark: {" + term_mark + "}\n" + rest;
}

const std::string usual = "5: 4.65, 4: 3.65, 3: 2.65";

CheckedRecord weights_for(const std::string& rest) {
    return check_record("weights", file_with("тест: 1", usual, rest));
}

std::size_t count_overlaps(const CheckedRecord& first, const CheckedRecord& second) {
    const Record* files[] = {&first.record, &second.record};
    return find_overlaps(files, {2025}).size();
}

}  // namespace

TEST_SUITE("kinds/weights") {
    TEST_CASE("the example of the format is read whole") {
        const CheckedRecord checked = check_record("weights", test::format_example("weights.yaml"));
        CHECK(checked.messages().empty());
        const Weights& weights = as<Weights>(checked.record);
        CHECK(weights.weights.items.size() == 4);
        CHECK(weights.applies.except_subjects.at(0).name == "Физическая культура");
        CHECK(weights.period.text.text == "четверть");
        CHECK(weights.min_marks.value == 3);
        CHECK(weights.rounding.digits.count == 2);
        CHECK(checked.record.common.classes.labels.size() == 5);
    }

    TEST_CASE("the result of an example is computed") {
        const CheckedRecord checked = check_record("weights", test::format_example("weights.yaml"));
        const Weights& weights = as<Weights>(checked.record);
        const MeanSteps steps = work_example(weights, weights.examples.at(0), marks);
        CHECK(steps.mean.numerator == 40);
        CHECK(steps.mean.denominator == 9);
        CHECK(decimal_text(steps.rounded, ',') == "4,44");
        REQUIRE(steps.mark);
        CHECK(*steps.mark == 4);
    }

    TEST_CASE("each mistake is told where it stands") {
        test::check_mistakes(
            "weights",
            {
                {"weights-range", file_with("⟦тест⟧: 0", usual)},
                {"weights-range", file_with("⟦тест⟧: -1", usual)},
                {"weights-range", file_with("тест: 1, ⟦диктант⟧: 1.0001", usual)},
                {"weights-without-works", "title: ⟦Т⟧\nweights: {}\nterm_mark: {" + usual + "}\n"},
                {"field-required", "⟦⟧title: Т\nweights: {тест: 1}\n"},
                {"scale-not-falling", file_with("тест: 1", "⟦5⟧: 3.65, 4: 3.75, 3: 2.65")},
                {"scale-overlap", file_with("тест: 1", "⟦5⟧: 3.65, 4: 3.65, 3: 2.65")},
                {"scale-mark-missing", file_with("тест: 1", "⟦5⟧: 4.65, 3: 2.65")},
                {"scale-mark-unknown", file_with("тест: 1", "⟦6⟧: 4.8, 5: 4.65, 4: 3.65, 3: 2.65")},
                {"scale-above-max", file_with("тест: 1", "⟦5⟧: 5.1, 4: 3.65, 3: 2.65")},
                {"scale-too-fine", file_with("тест: 1", "⟦5⟧: 4.655, 4: 3.65, 3: 2.65")},
                {"weights-threshold-high", file_with("тест: 1", "5: 4.65, ⟦4⟧: 4.1, 3: 2.65")},
                {"weights-threshold-low", file_with("тест: 1", "5: 4.65, ⟦4⟧: 3, 3: 2.65")},
                {"weights-min-marks", file_with("тест: 1", usual, "min_marks: ⟦-1⟧\n")},
                {"weights-digits", file_with("тест: 1", usual, "rounding: {digits: ⟦7⟧}\n")},
                {"word-unknown", file_with("тест: 1", usual, "rounding: {mode: ⟦halfup2⟧}\n")},
                {"weights-example-form",
                 file_with("тест: 1", usual, "examples: [{marks: [⟦[5]⟧]}]\n")},
                {"weights-example-empty",
                 file_with("тест: 1", usual, "examples: [⟦⟧{marks: []}]\n")},
                {"scale-mark-unknown",
                 file_with("тест: 1", usual, "examples: [{marks: [[⟦7⟧, тест]]}]\n")},
                {"number-in-brackets", file_with("тест: ⟦[0,5]⟧, диктант: 1", usual)},
            });
    }

    TEST_CASE("the lowest mark may stand in the thresholds") {
        CHECK(check_record("weights", file_with("тест: 1", usual + ", 2: 0")).messages().empty());
        CHECK(check_record("weights", file_with("тест: 1", usual + ", 2: 2")).messages().empty());
    }

    TEST_CASE("names are judged when they are canonical") {
        CheckedRecord checked =
            check_record("weights", file_with("контрольная: 5, тест: 1", usual,
                                              "examples: [{marks: [[5, контрольная работа]]}]\n"));
        Weights& weights = as<Weights>(checked.record);
        CHECK(checked.messages().empty());
        check_weight_names(checked.record, checked.out);
        CHECK(checked.messages() == std::vector<std::string>{"weights-example-work"});

        weights.weights.items[0].first.value.name = "контрольная работа";
        weights.weights.items[1].first.value.name = "Контрольная работа";
        Diagnostics out;
        check_weight_names(checked.record, out);
        REQUIRE(out.items().size() == 1);
        CHECK(message_text(out.items()[0].id).name == "weights-work-twice");
    }

    TEST_CASE("two files for one class and subject overlap") {
        const CheckedRecord all = weights_for("applies: {classes: 5-9}\n");
        CHECK(count_overlaps(all, weights_for("applies: {classes: [9, 10]}\n")) == 1);
        CHECK(count_overlaps(all, weights_for("applies: {classes: 9Б, subjects: Химия}\n")) == 1);
        CHECK(count_overlaps(all, weights_for("")) == 1);
        CHECK(count_overlaps(all, weights_for("classes: [5]\n")) == 1);
    }

    TEST_CASE("files that differ in class, subject or time do not overlap") {
        const CheckedRecord all = weights_for("applies: {classes: 5-9, except_subjects: Музыка}\n");
        CHECK(count_overlaps(all, weights_for("applies: {classes: 10-11}\n")) == 0);
        CHECK(count_overlaps(all, weights_for("applies: {classes: 5-9, subjects: Музыка}\n")) == 0);
        CHECK(count_overlaps(
                  all, weights_for("applies: {classes: 5-9}\nschool_year: 2024-2025\n")) == 0);
    }

    TEST_CASE("an overlap is told at the second file") {
        const CheckedRecord first = weights_for("applies: {classes: 5-9}\n");
        const CheckedRecord second = weights_for("applies: {classes: [9, 10]}\n");
        const Record* files[] = {&first.record, &second.record};
        Diagnostics out;
        report_overlap(find_overlaps(files, {2025}).at(0), out);
        REQUIRE(out.items().size() == 1);
        CHECK(message_text(out.items()[0].id).name == "weights-overlap");
        CHECK(out.items()[0].args == std::vector<std::string>{"weights/x", "9"});
        CHECK(out.items()[0].place.source == second.record.source);
    }

    TEST_CASE("weights know whom they concern") {
        const CheckedRecord checked =
            weights_for("applies: {classes: [5, 6], except_subjects: Музыка}\n");
        const WeightsScope& scope = as<Weights>(checked.record).applies;
        CHECK(applies_to(scope, "Химия", {5, "А"}));
        CHECK(!applies_to(scope, "музыка", {5, ""}));
        CHECK(!applies_to(scope, "Химия", {7, ""}));
    }

    TEST_CASE("weights are published with zero digits and examples as pairs by name") {
        const CheckedRecord checked = check_record(
            "weights",
            file_with("тест: 0.5", usual,
                      "rounding: {digits: 2, mode: вниз}\nexamples: [{marks: [[5, тест]]}]\n"));
        CHECK(checked.messages().empty());
        CHECK(
            test::published(checked.record) ==
            R"({"title":"Т","weights":{"тест":0.5},"term_mark":{"5":4.65,"4":3.65,"3":2.65},)"
            R"("rounding":{"digits":2,"mode":"down"},"examples":[{"marks":[{"mark":5,"work":"тест"}]}]})");
    }
}
