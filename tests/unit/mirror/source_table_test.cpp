// A table sent by mail becomes a set; what is wrong in it is told by line and column.
#include "mirror/source_table.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "base/committee_ids.h"
#include "base/memory_file_system.h"
#include "kinds/mirrored.h"
#include "kinds/published.h"
#include "support/office_file.h"

namespace vitrina {
namespace {

const std::vector<int> marks = {5, 4, 3, 2};

Result<std::string> file_of(const std::string& text, const std::string& path) {
    MemoryFileSystem files;
    REQUIRE(files.make_folders("site/inbox"));
    REQUIRE(files.create("site/inbox/s.csv", text));
    auto read = read_from_table(files, "s", "site", "inbox/s.csv");
    if (!read)
        return tl::unexpected(read.error());
    auto file = (*read)({path, 1 << 20, "", ""});
    if (!file)
        return tl::unexpected(file.error());
    return file->bytes;
}

// The ids of the records that a table becomes, ascending.
std::vector<std::string> ids_in(const std::string& text) {
    const auto portal = file_of(text, "portal.json");
    REQUIRE(portal);
    const auto set = read_mirrored_set(*portal, {100, 1 << 20});
    REQUIRE(set);
    std::vector<std::string> found;
    for (const MirroredRecord& record : set->records)
        found.push_back(record.id);
    std::ranges::sort(found);
    return found;
}

std::string refusal(const std::string& text) {
    const auto file = file_of(text, "portal.json");
    return file ? "" : file.error().args.at(1) + ": " + file.error().args.at(2);
}

const std::string header = "предмет;класс;вид работы;модель;максимум;«5» от;«4» от;«3» от;условие\n";

}  // namespace

TEST_SUITE("mirror/source_table") {
    TEST_CASE("criteria") {
        const auto json = file_of(header + "Математика;5–6;тест;баллы;20;17;13;8;\n"
                                           "Математика;8;зачёт;зачёт;;;;;\"сдано; всё\"\n",
                                  "criteria/tablica.json");
        REQUIRE(json);
        const auto criteria = read_published_criteria(*json, marks);
        REQUIRE(criteria);
        REQUIRE(criteria->records.size() == 2);
        CHECK(criteria->records[0].classes.labels.size() == 2);
        CHECK(criteria->records[1].rule.pass.text.text == "сдано; всё");
    }

    TEST_CASE("weights, with commas and English names") {
        const auto json =
            file_of("work,weight,classes\nтест,\"2,5\",5-9\n", "weights/klassy-5-9.json");
        REQUIRE(json);
        const auto weights = read_published_weights(*json, marks);
        REQUIRE(weights);
        CHECK(decimal_text(weights->weights.weights.items.at(0).second, ',') == "2,5");
    }

    TEST_CASE("a row that moves is the same row") {
        const std::string one = "Математика;5–6;тест;баллы;20;17;13;8;\n";
        const std::string two = "Математика;8;зачёт;зачёт;;;;;сдано\n";
        const auto ids_of = [](const Result<std::string>& json) {
            REQUIRE(json);
            std::set<std::string> found;
            const auto criteria = read_published_criteria(*json, marks);
            REQUIRE(criteria);
            for (const CriteriaRecord& record : criteria->records)
                found.insert(record.id.value);
            return found;
        };
        const std::set<std::string> expected = {"matematika-5-6-test", "matematika-8-zachet"};
        CHECK(ids_of(file_of(header + one + two, "criteria/tablica.json")) == expected);
        CHECK(ids_of(file_of(header + two + "\n" + one, "criteria/tablica.json")) == expected);
        // Subjects whose names are alike in Latin letters only.
        const std::string hard = "Объём;8;зачёт;зачёт;;;;;сдано\n";
        const std::string soft = "Обём;8;зачёт;зачёт;;;;;сдано\n";
        const auto both = ids_of(file_of(header + hard + soft, "criteria/tablica.json"));
        CHECK(both.size() == 2);
        CHECK(ids_of(file_of(header + soft + hard, "criteria/tablica.json")) == both);
    }

    TEST_CASE("rows for the same work are told by both their lines, however classes are written") {
        const std::string rule = ";тест;баллы;20;17;13;8;\n";
        const auto id_of = [](const Result<std::string>& json) {
            REQUIRE_FALSE(json);
            return json.error().id;
        };
        for (const std::string classes : {"5–8", "5-8", "5,6,7,8", "5–6, 7-8"}) {
            CAPTURE(classes);
            const std::string table =
                header + "Математика;5–8" + rule + "Математика;9" + rule + "математика;" + classes + rule;
            CHECK(id_of(file_of(table, "portal.json")) == ids::mirror_table_twice);
            CHECK(refusal(table) == "inbox/s.csv:4: 2");
        }
        const std::string weights = "вид работы;вес;классы\nтест;2;5–8\nзачёт;1;\nТест;2;5-8\n";
        CHECK(id_of(file_of(weights, "portal.json")) == ids::mirror_table_twice);
        CHECK(refusal(weights) == "inbox/s.csv:4: 2");
    }

    TEST_CASE("rows for one work that share a class are told, and in which") {
        const std::string rule = ";тест;баллы;20;17;13;8;\n";
        const auto clash = [](const std::string& table) {
            const auto json = file_of(table, "portal.json");
            REQUIRE_FALSE(json);
            CHECK(json.error().id == ids::mirror_table_twice);
            return json.error().args.at(1) + " " + json.error().args.at(2) + " " +
                   json.error().args.at(3);
        };
        CHECK(clash(header + "Математика;7-9" + rule + "Математика;8" + rule) ==
              "inbox/s.csv:3 2 8");
        CHECK(clash(header + "Математика;5,8" + rule + "Математика;5-8" + rule) ==
              "inbox/s.csv:3 2 5");
        CHECK(clash(header + "Математика;7-9" + rule + "Математика;8А" + rule) ==
              "inbox/s.csv:3 2 8А");
        CHECK(clash(header + "Алгебра, Математика;7" + rule + "математика;7" + rule) ==
              "inbox/s.csv:3 2 7");
        CHECK(clash("вид работы;вес;классы\nтест;2;7-9\nзачёт;1;\nтест;3;8\n") ==
              "inbox/s.csv:4 2 8");
        CHECK(refusal(header + "Математика;8А" + rule + "Математика;8Б" + rule + "Физика;8" + rule +
                      "Математика;7,9" + rule) == "");
        CHECK(refusal("вид работы;вес;классы;предметы\nтест;2;7-9;\nтест;3;8;Физика\n") == "");
    }

    TEST_CASE("a table of more rules than a school can have is refused") {
        std::string names = "a";
        for (int i = 0; i < 400; ++i)
            names += ",a" + std::to_string(i);
        const std::string rule = ";1-11;\"" + names + "\";зачёт;;;;;сдано\n";
        CHECK(refusal(header + "\"а,б,в,г\"" + rule) == "");
        CHECK(refusal(header + "\"а,б,в,г\"" + rule + "\"д\"" + rule) == "inbox/s.csv:3: вид работы");
    }

    TEST_CASE("a cell that is a book says of no row what it is for") {
        const std::string book(3000, 'a');
        CHECK(refusal(header + book + ";5;тест;зачёт;;;;;\n") == "inbox/s.csv:2: предмет");
        CHECK(refusal(header + "Физика;5;" + book + ";зачёт;;;;;\n") == "inbox/s.csv:2: вид работы");
        CHECK(refusal("вид работы;вес;классы\nтест;2;" + book + "\n") == "inbox/s.csv:2: класс");
    }

    TEST_CASE("weights of the same classes are one record, however the classes are written") {
        const auto json = file_of("вид работы;вес;классы\nтест;2;5–8\nзачёт;1;5-8\n",
                                  "weights/klassy-5-8.json");
        REQUIRE(json);
        CHECK(read_published_weights(*json, marks)->weights.weights.items.size() == 2);
    }

    TEST_CASE("weights stand with the classes and subjects of their rows") {
        const std::string table =
            "вид работы;вес;классы;предметы;акт\nтест;2;5-6;;Приказ № 1\nзачёт;3;;;\n"
            "тест;4;7-9;;Приказ № 2\nзачёт;1;5-6;Физическая культура;\n";
        const auto read = [&](const std::string& path) {
            const auto json = file_of(table, path);
            REQUIRE_MESSAGE(json, path);
            const auto weights = read_published_weights(*json, marks);
            REQUIRE(weights);
            return std::pair(weights->weights, read_published_acts(*json).at(0).title);
        };
        const auto [general, act] = read("weights/klassy-5-6.json");
        CHECK(general.weights.items.size() == 2);
        CHECK(general.applies.classes.labels.size() == 2);
        CHECK(act == "Приказ № 1");
        CHECK(read("weights/klassy-7-9.json").first.applies.classes.labels.size() == 3);
        const Weights physical = read("weights/klassy-5-6-fizicheskaya-kultura.json").first;
        REQUIRE(physical.applies.subjects.size() == 1);
        CHECK(physical.weights.items.size() == 1);
    }

    TEST_CASE("weights of other classes stay apart, however like their names are in Latin letters") {
        const std::string head = "вид работы;вес;классы\n";
        const std::string two = "тест;1;5,8\n";
        const std::string four = "контрольная работа;3;5-8\n";
        const std::vector<std::string> ids = ids_in(head + two + four);
        REQUIRE(ids.size() == 2);
        CHECK(ids[0] != ids[1]);
        for (const std::string& id : ids) {
            const auto json = file_of(head + two + four, id + ".json");
            REQUIRE(json);
            const auto weights = read_published_weights(*json, marks);
            REQUIRE(weights);
            CHECK(weights->weights.weights.items.size() == 1);
        }
        // Whichever of them comes first, and however it is written.
        CHECK(ids_in(head + four + two) == ids);
        CHECK(ids_in(head + "контрольная работа;3;5–8\nтест;1;\"8, 5\"\n") == ids);
    }

    TEST_CASE("weights of a group of rows keep their name whichever row comes first") {
        const std::string head = "вид работы;вес;классы;предметы\n";
        const std::string one = "тест;1;5-8;\"Физика, Химия\"\n";
        const std::string two = "зачёт;2;\"5,6,7,8\";\"химия, физика\"\n";
        CHECK(ids_in(head + one + two) ==
              std::vector<std::string>{"weights/klassy-5-8-fizika-khimiya"});
        CHECK(ids_in(head + two + one) == ids_in(head + one + two));
    }

    TEST_CASE("what approves a criterion is kept") {
        const auto json = file_of(
            "предмет;класс;вид работы;модель;условие;акт\n"
            "Математика;8;зачёт;зачёт;сдано;Приказ от 29.08.2026 № 41\n",
            "criteria/tablica.json");
        REQUIRE(json);
        CHECK(read_published_acts(*json).at(0).title == "Приказ от 29.08.2026 № 41");
    }

    TEST_CASE("a description of marks is no work without marks") {
        const std::string head = "предмет;класс;вид работы;модель;условие\n";
        const auto json = file_of(
            head +
                "Математика;8;устный ответ;описание;\"«5»: всё верно; «4»: недочёт; «3»: неполно; "
                "«2»: не раскрыто\"\nМузыка;1;пение;описание;Отметки не ставятся.\n",
            "criteria/tablica.json");
        REQUIRE(json);
        const auto criteria = read_published_criteria(*json, marks);
        REQUIRE(criteria);
        REQUIRE(criteria->records.size() == 2);
        CHECK_FALSE(criteria->records[0].rule.no_mark.value);
        CHECK(criteria->records[0].rule.marks.items.at(1).second.text.text.text == "недочёт");
        CHECK(criteria->records[1].rule.no_mark.value);
        CHECK(refusal(head + "Математика;8;устный ответ;описание;верно\n") ==
              "inbox/s.csv:2: «5» от");
    }

    TEST_CASE("a tab inside a cell divides nothing") {
        const auto json = file_of(header + "Математика;8;зачёт;зачёт;;;;;сдано\tвсё\n",
                                  "criteria/tablica.json");
        REQUIRE(json);
        const auto criteria = read_published_criteria(*json, marks);
        REQUIRE(criteria);
        CHECK(criteria->records.at(0).rule.pass.text.text == "сдано всё");
    }

    TEST_CASE("a workbook is a table too") {
        MemoryFileSystem files;
        REQUIRE(files.make_folders("site/inbox"));
        REQUIRE(
            files.create("site/inbox/s.xlsx",
                         test::excel_file("| предмет | класс | вид работы | модель | условие |\n"
                                          "| Математика | 8 | зачёт | зачёт | сдано |\n")));
        const auto read = read_from_table(files, "s", "site", "inbox/s.xlsx");
        REQUIRE(read);
        const auto file = (*read)({"criteria/tablica.json", 1 << 20, "", ""});
        REQUIRE(file);
        const auto criteria = read_published_criteria(file->bytes, marks);
        REQUIRE(criteria);
        CHECK(criteria->records.at(0).rule.pass.text.text == "сдано");
    }

    TEST_CASE("mistakes stand at their line and column") {
        CHECK(
            refusal("предмет;класс;вид работы;модель;условия\nМатематика;8;зачёт;зачёт;сдано\n") ==
            "inbox/s.csv:1: условия");
        CHECK(refusal("предмет;класс\nМатематика;5\n") == "inbox/s.csv:1: вид работы");
        CHECK(refusal(header + "Математика;пятый;тест;баллы;20;17;13;8;\n") ==
              "inbox/s.csv:2: класс");
        CHECK(refusal(header + "Математика;5-й;тест;баллы;20;17;13;8;\n") ==
              "inbox/s.csv:2: класс");
        CHECK(refusal(header + "Математика;5абв;тест;баллы;20;17;13;8;\n") ==
              "inbox/s.csv:2: класс");
        for (const std::string range : {"7А-9Б", "7-9Б", "7А-9", "9-7", "0-3", "5-13", "5-"})
            CHECK_MESSAGE(refusal(header + "Математика;" + range + ";тест;баллы;20;17;13;8;\n") ==
                              "inbox/s.csv:2: класс",
                          range);
        CHECK(refusal(header + "Математика;7 – 9;тест;баллы;20;17;13;8;\n") == "");
        CHECK(refusal(header + "Математика;5А, 5 «Б»;тест;баллы;20;17;13;8;\n") == "");
        CHECK(refusal(header + "\nМатематика;5;тест;баллы;20;много;13;8;\n") ==
              "inbox/s.csv:3: «5» от");
        CHECK(refusal(header + "Математика;5;тест;чудо;;;;;\n") == "inbox/s.csv:2: модель");
    }
}

}  // namespace vitrina
