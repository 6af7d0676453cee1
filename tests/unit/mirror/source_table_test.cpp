// A table sent by mail becomes a set; what is wrong in it is told by line and column.
#include <doctest/doctest.h>

#include "base/memory_file_system.h"
#include "kinds/published.h"
#include "mirror/source_table.h"

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
        const auto json = file_of("work,weight,classes\nтест,\"2,5\",5-9\n", "weights/tablica.json");
        REQUIRE(json);
        const auto weights = read_published_weights(*json, marks);
        REQUIRE(weights);
        CHECK(decimal_text(weights->weights.weights.items.at(0).second, ',') == "2,5");
    }

    TEST_CASE("mistakes stand at their line and column") {
        CHECK(refusal("предмет;класс\nМатематика;5\n") == "inbox/s.csv:1: вид работы");
        CHECK(refusal(header + "Математика;пятый;тест;баллы;20;17;13;8;\n") ==
              "inbox/s.csv:2: класс");
        CHECK(refusal(header + "\nМатематика;5;тест;баллы;20;много;13;8;\n") ==
              "inbox/s.csv:3: «5» от");
        CHECK(refusal(header + "Математика;5;тест;чудо;;;;;\n") == "inbox/s.csv:2: модель");
    }
}

}  // namespace vitrina
