// Results of a record: mistakes in its file, and what of it is shown.
#include <algorithm>

#include <doctest/doctest.h>

#include "kinds/person_names.h"
#include "kinds/results.h"
#include "support/checked_record.h"

using namespace vitrina;
using vitrina::test::check_mistakes;
using vitrina::test::check_record;

namespace {

constexpr const char* golden_counts = "0,0,1,2,3,1,11,4,3,3,8,3,2,2,2,4,1,1,1,0,0";

constexpr const char* head = R"(title: ВПР
procedure: ВПР
year: 2025
subject: Математика
classes: [4]
)";

ResultsView view_of(const std::string& rest) {
    const auto checked = check_record("results", std::string(head) + rest);
    CHECK(checked.messages().empty());
    return publish_view(as<Results>(checked.record), 5);
}

}  // namespace

TEST_SUITE("kinds/results") {
    TEST_CASE("mistakes in results are told at their place") {
        const std::string ok = std::string(head) + "participants: 52\n";
        check_mistakes("results", {
            {"results-person", "title: ⟦Работы Ивановой А. П.⟧\nyear: 2025\nclasses: [4]\nparticipants: 20\n"},
            {"results-person", "title: ВПР\nyear: 2025\nclasses: [4]\nparticipants: 20\n"
                               "comment: ⟦Учитель О. С. Тихонова⟧\n"},
            {"results-person", "title: ВПР\nyear: 2025\nclasses: [4]\nparticipants: 20\n"
                               "comment: ⟦Писал Иванов Пётр Сергеевич⟧\n"},
            {"results-person", ok + "revisions: [{date: 2026-01-10, what: ⟦Исправлена отметка Ивановой А. П.⟧}]\n"},
            {"results-person", ok + "attachments: [{url: \"https://example.org/x.pdf\", title: ⟦Работа А. Иванова⟧}]\n"},
            {"results-person", ok + "topics: [вычисления, ⟦Ошибки Ивановой А. П.⟧]\n"},
            {"results-classes", "title: ⟦ВПР⟧\nyear: 2025\nparticipants: 20\n"},
            {"results-count", std::string(head) + "participants: ⟦-1⟧\n"},
            {"results-matrix", ok + "journal_vs_work: {⟦6⟧: [1, 2, 3, 4]}\n"},
            {"results-matrix", ok + "journal_vs_work: {⟦5⟧: [1, 2, 3]}\n"},
            {"results-matrix", ok + "journal_vs_work: {⟦1⟧: [1, 2, 3, 4]}\n"},
            {"results-sum", std::string(head) + "participants: ⟦20⟧\njournal_vs_work: {5: [0, 0, 0, 21]}\n"},
            {"results-scores", ok + "primary: {max: ⟦3⟧, counts: [20, 20, 12]}\n"},
            {"results-sum", std::string(head) + "participants: ⟦53⟧\nprimary: {max: 2, counts: [20, 20, 12]}\n"},
            {"results-bounds", ok + "primary: {max: 4, bounds: {⟦3⟧: 2, 4: 2, 5: 3}, counts: [20, 20, 12, 0, 0]}\n"},
            {"results-bands", ok + "journal_vs_work: {3: [0, 52, 0, 0]}\n"
                                   "primary: ⟦{⟧max: 3, bounds: {3: 1, 4: 2, 5: 3}, counts: [1, 51, 0, 0]}\n"},
            {"results-no-bounds", ok + "journal_vs_work: {⟦3⟧: [0, 52, 0, 0]}\n"
                                       "primary: {max: 3, counts: [1, 51, 0, 0]}\n"},
            {"results-task-max", ok + "primary: {max: 2}\ntasks: [{no: 1, max: ⟦3⟧, level: Б, sum: 50}]\n"},
            {"results-points", ok + "primary: {max: 2, counts: [20, 20, 12]}\n"
                                    "tasks: [{no: 1, max: ⟦2⟧, level: Б, sum: 45}]\n"},
            {"results-points", ok + "primary: {max: 2, counts: [40, 12, 0]}\n"
                                    "tasks: [{no: 1, max: ⟦1⟧, level: Б, sum: 13}]\n"},
            {"results-points-spread", ok + "primary: {max: 2, counts: [32, 0, 20]}\n"
                                           "tasks: [{no: 1, max: ⟦1⟧, level: Б, sum: 25},\n"
                                           "        {no: 2, max: 1, level: Б, sum: 15}]\n"},
            {"results-task", ok + "tasks: [{no: 1, max: 1, level: Б, sum: ⟦53⟧}]\n"},
        });
    }

    TEST_CASE("a small group is not shown at all") {
        const auto checked = check_record(
            "results", std::string(head) + "participants: 4\njournal_vs_work: {5: [0, 0, 0, 4]}\n");
        const ResultsView view = publish_view(as<Results>(checked.record), 5);
        CHECK(view.hidden == HiddenWhy::Few);
        CHECK(!view.participants);
        CHECK(!view.has_matrix);
    }

    TEST_CASE("that all got the same mark is not said of a small group") {
        const auto checked = check_record(
            "results", std::string(head) + "participants: 8\njournal_vs_work: {3: [8, 0, 0, 0]}\n");
        const ResultsView view = publish_view(as<Results>(checked.record), 5);
        CHECK(view.participants == 8);
        CHECK(!view.work[0]);
        CHECK(!view.matrix[1][0]);
    }

    TEST_CASE("of the golden class large numbers stay and small ones go") {
        const ResultsView view = view_of(
            "participants: 52\n"
            "journal_vs_work: {2: [2,1,0,0], 3: [4,12,2,0], 4: [1,7,11,2], 5: [0,1,4,5]}\n"
            "primary: {max: 20, bounds: {3: 6, 4: 10, 5: 15}, counts: [" +
            std::string(golden_counts) + "]}\n");
        CHECK(view.participants == 52);
        CHECK(view.is_partial);
        CHECK(!view.matrix[0][0]);
        CHECK(!view.gap);
        CHECK(view.peaks.size() == 3);
        CHECK(view.work == std::array<ShownCount, result_marks>{7, 21, 17, 7});
        CHECK(view.lowered == 17);
        CHECK(view.confirmed == 30);
        CHECK(view.raised == 5);
        CHECK(view.compared == 52);
        CHECK(view.bins.size() == 6);
    }

    TEST_CASE("of a small class with scores and no bounds is told how many took part and the tasks") {
        const ResultsView view = view_of(
            "participants: 8\nprimary: {max: 4, counts: [0, 1, 3, 3, 1]}\n"
            "tasks: [{no: 1, max: 1, level: Б, sum: 6}, {no: 2, max: 3, level: П, sum: 14}]\n");
        CHECK(view.hidden == HiddenWhy::Shown);
        CHECK(view.participants == 8);
        CHECK(view.scores_left_out);
        CHECK(view.bins.empty());
        CHECK(view.peaks.empty());
        CHECK(!view.bounds_untold);
    }

    TEST_CASE("scores without bounds are counted in groups when there are pupils enough") {
        const ResultsView view =
            view_of("participants: 12\nprimary: {max: 4, counts: [1, 3, 2, 4, 2]}\n");
        REQUIRE(view.bins.size() == 2);
        CHECK(view.bins[0].count == 6);
        CHECK(view.bins[1].count == 6);
        CHECK(!view.scores_left_out);
    }

    TEST_CASE("marks beside scores without bounds are kept back and it is said") {
        const auto checked = check_record(
            "results", std::string(head) + "participants: 52\njournal_vs_work: {3: [0, 52, 0, 0]}\n"
                                           "primary: {max: 3, counts: [5, 47, 0, 0]}\n");
        const ResultsView view = publish_view(as<Results>(checked.record), 5);
        CHECK(view.marks_need_bounds);
        CHECK(view.is_partial);
        CHECK(!view.has_matrix);
    }

    TEST_CASE("results without small numbers are shown whole") {
        const ResultsView view = view_of(
            "participants: 50\njournal_vs_work: {3: [0,14,0,0], 4: [0,6,15,0], 5: [0,0,5,10]}\n");
        CHECK(!view.is_partial);
        CHECK(view.matrix[3][2] == 5);
        CHECK(view.work[0] == 0);
    }

    TEST_CASE("a lone task that few solved is not found by the points of the others") {
        const ResultsView view = view_of(
            "participants: 40\n"
            "primary: {max: 3, bounds: {3: 1, 4: 2, 5: 3}, counts: [10, 12, 18, 0]}\n"
            "tasks: [{no: 1, max: 1, level: Б, sum: 30}, {no: 2, max: 1, level: Б, sum: 16},\n"
            "        {no: 3, max: 1, level: Б, sum: 2}]\n");
        REQUIRE(view.bins.size() == 4);
        const auto closed = std::ranges::count_if(
            view.tasks, [](const ShownTask& task) { return !task.percent; });
        CHECK(closed >= 2);
    }

    TEST_CASE("of tasks that nobody solved not every set is looked at") {
        std::string tasks = "participants: 8\ntasks:\n";
        for (int i = 1; i <= 40; ++i)
            tasks += "  - {no: " + std::to_string(i) + ", max: 1, level: Б, sum: 0}\n";
        const auto checked = check_record("results", std::string(head) + tasks);
        const ResultsView view = publish_view(as<Results>(checked.record), 5);
        CHECK(std::ranges::none_of(view.tasks, [](const ShownTask& task) { return task.percent.has_value(); }));
    }

    TEST_CASE("a selection of the tasks is shown beside the scores") {
        const ResultsView view = view_of(
            "participants: 52\nprimary: {max: 20, bounds: {3: 6, 4: 10, 5: 15}, counts: [" +
            std::string(golden_counts) +
            "]}\ntasks: [{no: 1, max: 1, level: Б, sum: 46}, {no: 2, max: 1, sum: 30}]\n");
        CHECK(view.tasks[0].percent == 8846);
        CHECK(view.tasks[0].zone == TaskZone::Enough);
        CHECK(view.tasks[1].zone == TaskZone::Unknown);
    }

    TEST_CASE("tasks beside a table of marks with dashes need scores") {
        const ResultsView view = view_of(
            "participants: 25\njournal_vs_work: {2: [2,0,0,0], 3: [0,8,1,0], 4: [0,5,5,0], 5: [0,0,1,3]}\n"
            "tasks: [{no: 1, max: 1, level: Б, sum: 15}]\n");
        CHECK(view.tasks_need_scores);
        CHECK(!view.tasks[0].percent);
    }

    TEST_CASE("of results with mistakes nothing is read that is not there") {
        for (const char* rest :
             {"participants: 52\njournal_vs_work: {6: [1, 2, 3, 4], 1: [5, 6, 7, 8]}\n",
              "participants: 52\njournal_vs_work: {4: [1, 2]}\n",
              "participants: 52\nprimary: {max: 30, bounds: {3: 6, 4: 10, 5: 25}, counts: [20, 32]}\n",
              "participants: 52\nprimary: {max: 1, bounds: {3: 6, 4: 10, 5: 15, 6: 19}, counts: [20, 32]}\n",
              "participants: 52\nprimary: {max: 1, bounds: {3: -6, 4: -5, 5: 1}, counts: [20, 32]}\n",
              "participants: 52\ntasks: [{no: 1, max: -1, level: Б, sum: 15}]\n"}) {
            CAPTURE(rest);
            const auto checked = check_record("results", std::string(head) + rest);
            CHECK(!checked.messages().empty());
            CHECK(publish_view(as<Results>(checked.record), 5).hidden == HiddenWhy::Derivable);
        }
    }

    TEST_CASE("people are found in a text by the forms of their names") {
        for (const char* text :
             {"Иванова А. П.", "А.П.Иванова", "учитель Петрова А.П", "ИВАНОВА А. П.", "Сидоров К.", "А. Иванова",
              "Писала Анна Петровна", "Римский-Корсаков Н. А.", "с Ольгой Сергеевной",
              "Иванов\nПётр Ильич"})
            CHECK_MESSAGE(find_person(text, WriterNames::WithBothInitials) == std::string(text), text);
        for (const char* text :
             {"Вариант А. Задание 1", "ВПР по математике, 4А класс", "г. Отрадное, МБОУ «Школа № 3»",
              "Средняя отметка — 3,5. В журнале — 4.", "Работа прошла хорошо", ""})
            CHECK_MESSAGE(find_person(text, WriterNames::WithBothInitials) == "", text);
    }

    TEST_CASE("writers are named beside their works and pupils nowhere") {
        for (const char* text :
             {"рассказ А. Чехова", "по роману Л. Толстого", "Рассказы великого русского писателя А. П. Чехова",
              "Роман Л. Н. Толстого «Война и мир»", "сказка М.Е. Салтыкова-Щедрина", "Творчество А. С. ПУШКИНА",
              "лирика А. А. Ахматовой и М. И. Цветаевой", "по рассказу Н. Носова «Заплатка»", "сказки Г. Х. Андерсена",
              "Повесть Николая Васильевича Гоголя", "басни И. А. Крылова"}) {
            CAPTURE(text);
            CHECK(find_person(text, WriterNames::BesideWorks) == "");
            CHECK(find_person(text, WriterNames::WithBothInitials) == "");
        }
        for (const char* text : {"Анализ эпизода: А. П. Чехов, «Хамелеон»", "Л. Н. Толстой", "Антон Павлович Чехов",
                                 "отметка А. П. Чехова"}) {
            CAPTURE(text);
            CHECK(find_person(text, WriterNames::WithBothInitials) == "");
            CHECK(find_person(text, WriterNames::BesideWorks) == text);
        }
        for (const char* text :
             {"Иванов П.", "А. Чехова", "Чехова А.", "Чехов А. П.", "рассказ А. Чеховой", "рассказ А. П. Иванова",
              "рассказ Чехова А. П.", "Рассказов А. П. Чехов", "Романова, А. Чехова", "рассказ П. Чехова",
              "Антон Павлович", "Анна Павловна Чехова", "рассказ А. П. Чехова, писала А. Иванова",
              "Чехов Антон Павлович"}) {
            CAPTURE(text);
            CHECK(find_person(text, WriterNames::WithBothInitials) == text);
        }
    }
}
