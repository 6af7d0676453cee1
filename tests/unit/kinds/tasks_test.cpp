#include "kinds/tasks.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include <doctest/doctest.h>

#include "kinds/criteria.h"
#include "kinds/demo.h"
#include "kinds/weights.h"
#include "support/archive.h"
#include "support/checked_record.h"
#include "support/tests_folder.h"

using namespace vitrina;
using test::check_record;
using test::CheckedRecord;

namespace {

std::string bank_with(const std::string& task) {
    return "title: Б\ntasks:\n  - " + task + "\n";
}

// The records of a folder of the demonstration school, by id.
std::vector<std::pair<std::string, CheckedRecord>> school_records(const std::string& folder) {
    const std::filesystem::path root =
        std::filesystem::path(test::tests_folder()).parent_path() / "content" / "school" / folder;
    const Kind* kind = find_kind_of_folder(folder);
    REQUIRE(kind != nullptr);
    std::vector<std::pair<std::string, CheckedRecord>> records;
    for (const auto& entry : std::filesystem::directory_iterator(root))
        records.emplace_back(folder + "/" + entry.path().stem().string(),
                             check_record(kind->name, test::read_test_file(entry.path().string())));
    std::ranges::sort(records, {}, [](const auto& one) { return one.first; });
    return records;
}

const Record* find_record(const std::vector<std::pair<std::string, CheckedRecord>>& records,
                          const std::string& id) {
    const auto found = std::ranges::find(records, id, [](const auto& one) { return one.first; });
    return found == records.end() ? nullptr : &found->second.record;
}

}  // namespace

TEST_SUITE("kinds/tasks") {
    TEST_CASE("a bank has tasks of every type with topics") {
        const CheckedRecord checked = check_record(
            "tasks",
            bank_with("{id: a-1, topic: Дроби, type: number, level: Б, stem: С, answer: 1}"));
        CHECK(checked.messages().empty());
        const TaskBank& bank = as<TaskBank>(checked.record);
        REQUIRE(bank.tasks.size() == 1);
        CHECK(bank.tasks[0].topic.text.text == "Дроби");
        CHECK(*bank.tasks[0].question.max.value == Decimal::of(1));
        CHECK(checked.record.anchors == std::vector<std::string>{"a-1"});
        CHECK(checked.record.kind->parts(checked.record).at(0).title == "С");
    }

    TEST_CASE("a task that is not published is in no output") {
        const CheckedRecord checked = check_record(
            "tasks",
            bank_with("{id: a, type: number, stem: Явное, answer: 1}\n"
                      "  - {id: b, type: number, stem: Тайное, answer: 2, publish: false}"));
        CHECK(checked.messages().empty());
        CHECK(as<TaskBank>(checked.record).tasks.size() == 1);
        CHECK(checked.record.anchors == std::vector<std::string>{"a"});
        CHECK(test::published(checked.record).find("Тайное") == std::string::npos);
        CHECK(test::published(checked.record).find("Явное") != std::string::npos);
        REQUIRE(find_task(checked.record, "b") != nullptr);
        CHECK(!find_task(checked.record, "b")->is_published());
    }

    TEST_CASE("each mistake of the bank is told where it stands") {
        const std::string rest = "type: number, stem: С, answer: 1";
        test::check_mistakes(
            "tasks",
            {
                {"field-required", bank_with("⟦⟧{" + rest + "}")},
                {"part-id-empty", bank_with("{id: ⟦\"\"⟧, " + rest + "}")},
                {"part-id-letters", bank_with("{id: ⟦Дробь⟧, " + rest + "}")},
                {"part-id-twice", bank_with("{id: a, " + rest + "}\n  - {id: ⟦a⟧, " + rest + "}")},
                {"field-required", bank_with("⟦⟧{id: a, stem: С, answer: 1}")},
                {"field-required", bank_with("⟦⟧{id: a, type: number, answer: 1}")},
                {"task-bank-empty", "title: ⟦Б⟧\ntasks: []\n"},
                {"key-unknown", bank_with("{id: a, ⟦no⟧: 1, " + rest + "}")},
                {"task-answer-no-number",
                 bank_with("{id: a, type: number, stem: С, answer: ⟦один⟧, publish: false}")},
            });
    }

    TEST_CASE("the demonstration school's criteria weights tests and tasks are in order") {
        for (const char* folder : {"criteria", "weights", "tasks", "demos"}) {
            for (const auto& [id, checked] : school_records(folder)) {
                CAPTURE(id);
                CHECK(checked.messages() == std::vector<std::string>{});
            }
        }
    }

    TEST_CASE("the demonstration school's tests fit the bank and the criteria they use") {
        const auto banks = school_records("tasks");
        const auto criteria = school_records("criteria");
        const DemoSources sources = {[&](const Reference& reference) -> const BankTask* {
                                         const Record* bank = find_record(banks, reference.id);
                                         return bank ? find_task(*bank, reference.anchor) : nullptr;
                                     },
                                     [&](const Reference& reference) -> const CriteriaRecord* {
                                         const Record* file = find_record(criteria, reference.id);
                                         return file ? find_criterion(*file, reference.anchor)
                                                     : nullptr;
                                     }};
        for (auto& [id, demo] : school_records("demos")) {
            CAPTURE(id);
            Record record = demo.record;
            Diagnostics out;
            CheckContext context = test::check_context(out);
            complete_demo(record, sources, context);
            CHECK(out.items().empty());
            CHECK(points_of(as<Demo>(record)).has_value());
        }
    }

    TEST_CASE("the demonstration school's criteria and weights do not overlap") {
        const auto criteria = school_records("criteria");
        std::vector<CriteriaUse> uses;
        for (const auto& [id, file] : criteria)
            for (const CriteriaRecord& record : as<Criteria>(file.record).records)
                uses.push_back({&file.record, &record});
        CHECK(find_overlaps(uses, {2026}).empty());

        const auto weights = school_records("weights");
        std::vector<const Record*> files;
        for (const auto& [id, file] : weights) {
            files.push_back(&file.record);
            Diagnostics out;
            check_weight_names(file.record, out);
            CHECK(out.items().empty());
        }
        CHECK(find_overlaps(files, {2026}).empty());
    }
}
