#include "kinds/criteria.h"

#include <doctest/doctest.h>

#include "support/archive.h"
#include "support/checked_record.h"

using namespace vitrina;
using test::check_record;
using test::CheckedRecord;
using test::Mistake;

namespace {

// A file with one record for mathematics in class 6.
std::string file_with(const std::string& record) {
    return "title: Т\nsubject: Математика\nclasses: [6]\nwork: тест\nrecords:\n  - " + record +
           "\n";
}

std::string points(const std::string& rest) {
    return file_with("{id: a, model: points, " + rest + "}");
}
std::string errors(const std::string& rest) {
    return file_with("{id: a, model: errors, " + rest + "}");
}

const MarkingRule& rule_of(const CheckedRecord& checked, std::size_t index = 0) {
    return as<Criteria>(checked.record).records.at(index).rule;
}

std::string thresholds(const MarkThresholds& scale) {
    std::string text;
    for (const auto& [mark, from] : scale.items)
        text += std::to_string(mark.value) + ":" + decimal_text(from, ',') + " ";
    return text;
}

std::vector<CriteriaOverlap> overlaps_of(const std::vector<const CheckedRecord*>& files) {
    std::vector<CriteriaUse> uses;
    for (const CheckedRecord* file : files)
        for (const CriteriaRecord& record : as<Criteria>(file->record).records)
            uses.push_back({&file->record, &record});
    return find_overlaps(uses, {2025});
}

std::string two_records(const std::string& first, const std::string& second) {
    return "title: Т\nsubject: Физика\nclasses: [7]\nwork: зачёт\nmodel: credit\npass: "
           "да\nrecords:\n"
           "  - {id: a" +
           first + "}\n  - {id: b" + second + "}\n";
}

}  // namespace

TEST_SUITE("kinds/criteria") {
    TEST_CASE("the example of the format is read whole") {
        const CheckedRecord checked = check_record("criteria", test::format_example("criteria.yaml"));
        CHECK(checked.messages().empty());
        const Criteria& criteria = as<Criteria>(checked.record);
        REQUIRE(criteria.records.size() == 6);
        CHECK(criteria.records[0].subjects.at(0).name == "Математика");
        CHECK(criteria.records[0].rule.works.size() == 2);
        CHECK(criteria.records[0].rule.conditions.size() == 1);
        CHECK(thresholds(criteria.records[0].rule.scale) == "5:17 4:13 3:8 ");
        CHECK(criteria.records[3].classes.labels.size() == 5);
        CHECK(criteria.records[4].rule.no_mark.value);
        CHECK(criteria.records[5].rule.model.value == MarkingModel::Credit);
        CHECK(act_of(checked.record, criteria.records[0]).id == "acts/polozhenie-ocenka");
        CHECK(checked.record.anchors.size() == 6);
    }

    TEST_CASE("the points of a work are the sum of its parts") {
        const CheckedRecord checked = check_record("criteria", test::format_example("criteria.yaml"));
        const MarkingRule& essay = rule_of(checked, 1);
        REQUIRE(essay.max.value);
        CHECK(*essay.max.value == Decimal::of(5));
        CHECK(*essay.parts[0].max.value == Decimal::of(2));
    }

    TEST_CASE("a percent scale gives the lowest whole points that reach the percent") {
        const CheckedRecord checked = check_record("criteria", test::format_example("criteria.yaml"));
        CHECK(thresholds(rule_of(checked, 1).scale) == "5:5 4:4 3:3 ");
    }

    TEST_CASE("a file of criteria concerns every class and subject of its records") {
        const CheckedRecord checked = check_record("criteria", test::format_example("criteria.yaml"));
        std::string classes;
        for (const ClassLabel& label : checked.record.common.classes.labels)
            classes += label.text() + " ";
        CHECK(classes == "1 5 6 7 8 9 10 ");
        CHECK(checked.record.common.subjects.size() == 1);
    }

    TEST_CASE("what stands in the file is the default of every record") {
        const CheckedRecord checked = check_record(
            "criteria",
            "title: Т\nsubject: Физика\nclasses: [7]\nwork: тест\nprogramme: АООП\nmodel: points\n"
            "max: 20\nscale: {5: 17, 4: 13, 3: 8}\nrecords:\n"
            "  - {id: a}\n"
            "  - {id: b, programme: ООП ООО, max: 10, scale_percent: {5: 90, 4: 70, 3: 50}}\n"
            "  - {id: c, work: диктант, model: descriptor, no_mark: true}\n");
        CHECK(checked.messages().empty());
        CHECK(rule_of(checked, 0).programme == "АООП");
        CHECK(thresholds(rule_of(checked, 0).scale) == "5:17 4:13 3:8 ");
        CHECK(rule_of(checked, 1).programme == "ООП ООО");
        CHECK(thresholds(rule_of(checked, 1).scale) == "5:9 4:7 3:5 ");
        CHECK(rule_of(checked, 2).works.at(0).name == "диктант");
        CHECK(rule_of(checked, 2).scale.empty());
    }

    TEST_CASE("kinds of errors are those in use when none are listed") {
        const CheckedRecord checked = check_record(
            "criteria",
            errors("marks: {5: {грубые: 0, недочёты: 1}, 4: {any_of: [{gross: 1}, {негрубая: 2}]}, "
                   "3: {gross: 3, minor: 4}, 2: иначе}"));
        CHECK(checked.messages().empty());
        const MarkingRule& rule = rule_of(checked);
        REQUIRE(rule.error_kinds.size() == 3);
        CHECK(rule.error_kinds[0].value == ErrorKind::Gross);
        CHECK(rule.error_kinds[1].value == ErrorKind::Flaw);
        CHECK(rule.error_kinds[2].value == ErrorKind::Minor);
        CHECK(rule.marks.items.back().second.otherwise);
    }

    TEST_CASE("Latin look-alikes in labels of parts are folded with a warning") {
        const CheckedRecord checked =
            check_record("criteria", points("parts: [{id: K1, max: 2}, {id: К2, max: 3, zero_if: "
                                            "K1=0}], scale: {5: 5, 4: 4, 3: 2}"));
        CHECK(checked.messages() == std::vector<std::string>{"latin-letter", "latin-letter"});
        CHECK(rule_of(checked).parts[0].id.value == "К1");
        CHECK(rule_of(checked).parts[1].zero_if.part == "К1");
    }

    TEST_CASE("half points are points") {
        const CheckedRecord checked = check_record(
            "criteria",
            points(
                "parts: [{id: К1, levels: {1: да, \"0,5\": почти, 0: нет}}, {id: К2, max: 0.5}], "
                "scale: {5: 1.5, 4: 1, 3: 0.5}"));
        CHECK(checked.messages().empty());
        CHECK(decimal_text(*rule_of(checked).max.value, ',') == "1,5");
    }

    TEST_CASE("each mistake of a scale is told at its mark") {
        test::check_mistakes(
            "criteria",
            {
                {"scale-empty", file_with("⟦⟧{id: a, model: points, max: 20}")},
                {"criteria-without-max",
                 file_with("⟦⟧{id: a, model: points, scale: {5: 17, 4: 13, 3: 8}}")},
                {"points-range", points("max: ⟦0⟧, scale: {5: 17, 4: 13, 3: 8}")},
                {"scale-mark-unknown", points("max: 20, scale: {⟦7⟧: 19, 5: 17, 4: 13, 3: 8}")},
                {"scale-mark-missing", points("max: 20, scale: {⟦5⟧: 17, 3: 8}")},
                {"scale-not-falling", points("max: 20, scale: {⟦5⟧: 12, 4: 13, 3: 8}")},
                {"scale-overlap", points("max: 20, scale: {⟦5⟧: 13, 4: 13, 3: 8}")},
                {"scale-above-max", points("max: 16, scale: {⟦5⟧: 17, 4: 13, 3: 8}")},
                {"scale-starts-above-zero", points("max: 20, scale: {5: 17, 4: 13, 3: 8, ⟦2⟧: 1}")},
                {"scale-below-zero", points("max: 20, scale: {5: 17, 4: 13, ⟦3⟧: -1}")},
                {"scale-above-max", points("max: 20, scale_percent: {⟦5⟧: 120, 4: 70, 3: 50}")},
                {"scale-overlap", points("max: 3, scale_percent: {⟦5⟧: 90, 4: 70, 3: 50}")},
                {"criteria-two-scales", points("max: 20, scale: {5: 17, 4: 13, 3: 8}, "
                                               "scale_percent: {⟦5⟧: 85, 4: 65, 3: 50}")},
            });
    }

    TEST_CASE("each mistake of parts is told where it stands") {
        const std::string scale = ", scale: {5: 4, 4: 3, 3: 2}";
        test::check_mistakes(
            "criteria",
            {
                {"criteria-max-differs", points("max: ⟦6⟧, parts: [{id: К1, max: 5}]" + scale)},
                {"part-points-differ",
                 points("parts: [{id: К1, max: ⟦4⟧, levels: {5: да, 0: нет}}]" + scale)},
                {"part-without-points", points("parts: [{id: К1, max: 4}, {id: ⟦К2⟧}]" + scale)},
                {"part-level-twice",
                 points("parts: [{id: К1, levels: {4: да, 0: нет, ⟦0.0⟧: нет}}]" + scale)},
                {"part-level-range",
                 points("parts: [{id: К1, levels: {4: да, ⟦-1⟧: нет}}]" + scale)},
                {"part-id-twice", points("parts: [{id: К1, max: 2}, {id: ⟦К1⟧, max: 2}]" + scale)},
                {"part-id-empty",
                 points("parts: [{id: К1, max: 2}, {id: ⟦\"\"⟧, max: 2}]" + scale)},
                {"part-condition-unknown",
                 points("parts: [{id: К1, max: 2, zero_if: ⟦К2=0⟧}, {id: К2, max: 2}]" + scale)},
                {"part-condition-points",
                 points("parts: [{id: К1, max: 2}, {id: К2, max: 2, zero_if: ⟦К1=3⟧}]" + scale)},
                {"part-condition-form",
                 points("parts: [{id: К1, max: 2}, {id: К2, max: 2, zero_if: ⟦К1⟧}]" + scale)},
                {"field-required",
                 points("parts: [{id: К1, max: 2}, ⟦⟧{title: Два, max: 2}]" + scale)},
            });
    }

    TEST_CASE("each mistake of a descriptor or credit is told where it stands") {
        const auto descriptor = [](const std::string& rest) {
            return file_with("{id: a, model: descriptor, " + rest + "}");
        };
        test::check_mistakes(
            "criteria",
            {
                {"criteria-mark-missing", descriptor("marks: {⟦5⟧: а, 4: б, 2: в}")},
                {"criteria-mark-empty", descriptor("marks: {5: а, 4: б, ⟦3⟧: \"\", 2: в}")},
                {"scale-mark-unknown", descriptor("marks: {5: а, 4: б, 3: в, 2: г, ⟦1⟧: д}")},
                {"scale-mark-twice", descriptor("marks: {5: а, 4: б, 3: в, 2: г, ⟦02⟧: д}")},
                {"criteria-limits-in-text",
                 descriptor("marks: {5: а, ⟦4⟧: {gross: 1}, 3: в, 2: г}")},
                {"criteria-marks-without-mark", descriptor("no_mark: true, marks: {⟦5⟧: а}")},
                {"criteria-without-pass", file_with("⟦⟧{id: a, model: credit}")},
                {"criteria-field-foreign", descriptor("no_mark: true, max: ⟦20⟧")},
                {"criteria-field-foreign",
                 file_with("{id: a, model: credit, pass: да, scale: {⟦5⟧: 4}}")},
            });
    }

    TEST_CASE("each mistake of counted errors is told where it stands") {
        test::check_mistakes(
            "criteria",
            {
                {"criteria-error-kind", errors("marks: {5: {⟦ortographic⟧: 0, gross: 0}, 4: "
                                               "{gross: 1}, 3: {gross: 2}, 2: otherwise}")},
                {"criteria-error-kind", errors("marks: {5: {gross: 0}, 4: {any_of: [{gross: 1, "
                                               "⟦big⟧: 2}]}, 3: {gross: 2}, 2: otherwise}")},
                {"criteria-error-count", errors("marks: {5: {gross: ⟦мало⟧, minor: 1}, 4: {gross: "
                                                "1}, 3: {gross: 2}, 2: otherwise}")},
                {"criteria-mark-without-limits",
                 errors("marks: {5: {gross: 0}, ⟦4⟧: хорошо, 3: {gross: 2}, 2: otherwise}")},
                {"criteria-mark-without-limits",
                 errors(
                     "marks: {5: {gross: 0}, ⟦4⟧: {any_of: [{}]}, 3: {gross: 2}, 2: otherwise}")},
                {"criteria-otherwise-better",
                 errors("marks: {5: {gross: 0}, 4: {gross: 1}, ⟦3⟧: otherwise, 2: otherwise}")},
                {"criteria-otherwise-with-limits",
                 errors("marks: {5: {gross: 0}, 4: {gross: 1}, 3: {gross: 2}, ⟦2⟧: {gross: 4, "
                        "otherwise: true}}")},
                {"criteria-worst-limited",
                 errors("marks: {5: {gross: 0}, 4: {gross: 1}, 3: {gross: 2}, ⟦2⟧: {gross: 4}}")},
                {"criteria-mark-missing",
                 errors("marks: {⟦5⟧: {gross: 0}, 4: {gross: 1}, 3: {gross: 2}}")},
                {"criteria-mark-stricter",
                 errors("marks: {5: {gross: 2}, ⟦4⟧: {gross: 1}, 3: {gross: 3}, 2: otherwise}")},
                {"criteria-mark-unreachable",
                 errors("marks: {5: {gross: 0}, 4: {gross: 1}, ⟦3⟧: {gross: 1}, 2: otherwise}")},
                {"criteria-kind-twice", errors("error_kinds: [gross, ⟦gross⟧], marks: {5: {gross: "
                                               "0}, 4: {gross: 1}, 3: {gross: 2}, "
                                               "2: otherwise}")},
                {"criteria-kind-unlisted",
                 errors("error_kinds: [gross], marks: {5: {gross: 0}, 4: ⟦{gross: 1, minor: 1}⟧, "
                        "3: {gross: 2}, 2: otherwise}")},
            });
    }

    TEST_CASE("a record says for what and for whom it is") {
        const auto alone = [](const std::string& head, const std::string& record) {
            return "title: Т\n" + head + "records:\n  - " + record + "\n";
        };
        const std::string credit = "model: credit, pass: да";
        test::check_mistakes(
            "criteria",
            {
                {"criteria-without-subject",
                 alone("", "⟦⟧{classes: 5, work: тест, " + credit + "}")},
                {"criteria-without-classes",
                 alone("subject: Химия\n", "⟦⟧{work: тест, " + credit + "}")},
                {"criteria-without-work",
                 alone("subject: Химия\n", "⟦⟧{classes: 5, " + credit + "}")},
                {"criteria-without-model",
                 alone("subject: Химия\n", "⟦⟧{classes: 5, work: тест, pass: да}")},
                {"criteria-any-work",
                 alone("subject: Химия\n", "{classes: 5, work: [тест, ⟦\"*\"⟧], " + credit + "}")},
                {"interval-reversed",
                 alone("subject: Химия\nclasses: 5\nwork: тест\n",
                       "⟦⟧{valid: {from: 2026-02-01, to: 2026-01-01}, " + credit + "}")},
                {"part-id-twice", alone("subject: Химия\nclasses: 5\n",
                                        "{id: a, work: тест, " + credit +
                                            "}\n  - {id: ⟦a⟧, work: зачёт, " + credit + "}")},
                {"part-id-letters",
                 alone("subject: Химия\nclasses: 5\nwork: тест\n", "{id: ⟦Тест⟧, " + credit + "}")},
                {"criteria-without-records", "title: ⟦Т⟧\nrecords: []\n"},
            });
    }

    TEST_CASE("two records for one work at one time overlap") {
        const CheckedRecord file =
            check_record("criteria", two_records(", work: [зачёт, тест]", ", work: тест"));
        const auto found = overlaps_of({&file});
        REQUIRE(found.size() == 1);
        CHECK(found[0].second.record->id.value == "b");
        CHECK(found[0].work == "тест");
        Diagnostics out;
        report_overlap(found[0], out);
        REQUIRE(out.items().size() == 1);
        CHECK(message_text(out.items()[0].id).name == "criteria-overlap");
        CHECK(out.items()[0].place.span.begin == as<Criteria>(file.record).records[1].span.begin);
        CHECK(out.items()[0].notes.size() == 1);
    }

    TEST_CASE("a record for a parallel overlaps with that of its letter class") {
        const CheckedRecord file =
            check_record("criteria", two_records(", classes: 7А", ", classes: [7, 8]"));
        CHECK(overlaps_of({&file}).size() == 1);
    }

    TEST_CASE("records that differ in something do not overlap") {
        const std::vector<std::pair<std::string, std::string>> pairs = {
            {", work: тест", ", work: диктант"},
            {", classes: 7А", ", classes: 7Б"},
            {", programme: АООП", ", programme: ООП ООО"},
            {", group: базовый", ", group: углублённый"},
            {", subject: Химия", ", subject: Физика"},
            {", valid: {to: 2025-12-31}", ", valid: {from: 2026-01-01}"},
        };
        for (const auto& [first, second] : pairs) {
            CAPTURE(first);
            const CheckedRecord file = check_record("criteria", two_records(first, second));
            CHECK(file.messages().empty());
            CHECK(overlaps_of({&file}).empty());
        }
    }

    TEST_CASE("last year's file does not overlap with this year's") {
        const std::string text = two_records("", ", work: тест");
        const CheckedRecord old = check_record("criteria", "school_year: 2024-2025\n" + text);
        const CheckedRecord now = check_record("criteria", text);
        CHECK(overlaps_of({&old, &now}).empty());
        CHECK(overlaps_of({&now, &now}).size() == 2);
    }

    TEST_CASE("what is published names every record with its defaults") {
        const CheckedRecord checked = check_record(
            "criteria",
            "title: Т\nsubject: Физика\nclasses: [7]\nwork: тест\nrecords:\n"
            "  - {id: a, model: errors, marks: {4: {gross: 1}, 5: {gross: 0, text: чисто}, "
            "3: {any_of: [{gross: 2}, {minor: 3}]}, 2: otherwise}}\n");
        CHECK(
            test::published(checked.record) ==
            R"({"title":"Т","subjects":["Физика"],"classes":["7"],"records":[{"id":"a",)"
            R"("subjects":["Физика"],"classes":["7"],"work":["тест"],"model":"errors",)"
            R"("error_kinds":["gross","minor"],"marks":{"5":{"any_of":[{"gross":0}],"text":"чисто"},)"
            R"("4":{"any_of":[{"gross":1}]},"3":{"any_of":[{"gross":2},{"minor":3}]},)"
            R"("2":{"otherwise":true}}}]})");
    }

    TEST_CASE("a criterion is found by its id and named by works and classes") {
        const CheckedRecord checked = check_record("criteria", test::format_example("criteria.yaml"));
        REQUIRE(find_criterion(checked.record, "oral") != nullptr);
        CHECK(find_criterion(checked.record, "none") == nullptr);
        const auto parts = checked.record.kind->parts(checked.record);
        REQUIRE(parts.size() == 6);
        CHECK(parts[3].title == "устный ответ, 5–9");
        CHECK(parts[4].title == "1");
    }

    TEST_CASE("what tells of one person is warned of wherever criteria have a text") {
        const std::string pupil = "⟦ученик Иванов И. П. сдал позже⟧";
        const std::string pass = "{id: a, model: credit, pass: да";
        test::check_mistakes(
            "criteria",
            {{"criteria-person", file_with("{id: a, model: credit, pass: " + pupil + "}")},
             {"criteria-person", file_with(pass + ", text: ⟦СНИЛС 112-233-445 95⟧}")},
             {"criteria-person", file_with(pass + ", conditions: [⟦вопросы — 8 (900) 123-45-67⟧]}")},
             {"criteria-person",
              file_with("{id: a, model: descriptor, marks: {5: " + pupil + ", 4: б, 3: в, 2: г}}")},
             {"criteria-person", "notes: " + pupil + "\n" + file_with(pass + "}")},
             {"criteria-person", "text: " + pupil + "\n" + file_with(pass + "}")}});
    }

    TEST_CASE("authors of works and the school's own telephone are no such data") {
        const auto checked = check_record(
            "criteria", "notes: Вопросы — по телефону 8 (800) 123-45-67\n" +
                            file_with("{id: a, model: credit, pass: 'Ученик знает рассказ "
                                      "А. П. Чехова'}"));
        CHECK(checked.messages().empty());
    }
}
