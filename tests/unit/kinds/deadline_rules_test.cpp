#include "kinds/deadline.h"

#include <chrono>

#include <doctest/doctest.h>

#include "support/deadline_meaning.h"

using namespace vitrina;
using namespace vitrina::test;

TEST_SUITE("kinds/deadline_rules") {
    TEST_CASE("rule 1 takes a year that is given for both ends of a range") {
        CHECK(meaning("Май 2019 г.") == "dates 2019-05-01..2019-05-31");
        CHECK(meaning("октябрь – ноябрь 2021 г.") == "dates 2021-10-01..2021-11-30");
        CHECK(meaning("декабрь – январь 2021 г.") == "dates 2020-12-01..2021-01-31");
        CHECK(meaning("сентябрь 2020 г. – май") == "dates 2020-09-01..2021-05-31");
        CHECK(meaning("сентябрь, декабрь 2022 г.") ==
              "dates 2022-09-01..2022-09-30 2022-12-01..2022-12-31");
    }

    TEST_CASE(
        "rule 2 puts a month without a year into the school year and keeps it before the "
        "document") {
        CHECK(meaning("октябрь", order_of_february) == "dates 2020-10-01..2020-10-31");
        CHECK(meaning("июль", order_of_february) == "dates 2021-07-01..2021-07-31");
        CHECK(remarks("октябрь", order_of_february) ==
              std::vector{MessageId::deadline_before_document});
        CHECK(remarks("февраль", order_of_february).empty());
        CHECK(remarks("октябрь 2020 г.", order_of_february).empty());
        CHECK(remarks("сентябрь, май", order_of_february).empty());
    }

    TEST_CASE("rule 3 places ranges around the summer") {
        CHECK(meaning("август – сентябрь") == "dates 2020-08-01..2020-09-30");
        CHECK(meaning("июнь – сентябрь") == "dates 2020-06-01..2020-09-30");
        CHECK(meaning("март – сентябрь") == "dates 2021-03-01..2021-09-30");
        CHECK(meaning("ноябрь – март") == "dates 2020-11-01..2021-03-31");
        CHECK(meaning("июнь – август") == "dates 2021-06-01..2021-08-31");
        CHECK(meaning("август – май") == "dates 2020-08-01..2021-05-31");
    }

    TEST_CASE("rule 4 goes forward in a list of months") {
        CHECK(meaning("сентябрь, январь, май") ==
              "dates 2020-09-01..2020-09-30 2021-01-01..2021-01-31 2021-05-01..2021-05-31");
        CHECK(meaning("март и ноябрь") == "dates 2021-03-01..2021-03-31 2021-11-01..2021-11-30");
        CHECK(meaning("август, ноябрь") == "dates 2020-08-01..2020-08-31 2020-11-01..2020-11-30");
        CHECK(meaning("сентябрь-октябрь, март-апрель") ==
              "dates 2020-09-01..2020-10-31 2021-03-01..2021-04-30");
    }

    TEST_CASE("rule 5 takes a lone August before the school year and says so") {
        CHECK(meaning("август") == "dates 2020-08-01..2020-08-31");
        CHECK(remarks("Август", year_2020) == std::vector{MessageId::deadline_august});
        CHECK(remarks("до 25 августа", year_2020) == std::vector{MessageId::deadline_august});
        CHECK(remarks("август 2020 г.", year_2020).empty());
        CHECK(remarks("август – октябрь", year_2020).empty());
        const auto remark = read_deadline("август", year_2020).remarks.at(0);
        CHECK(remark.args == std::array<std::string, 2>{"2020", "2021"});
    }

    TEST_CASE("rule 6 takes the year for the whole school year") {
        CHECK(meaning("В течение учебного года", {.school_year = {2026}, .document_date = {}}) ==
              "dates 2026-09-01..2027-08-31");
    }

    TEST_CASE("rule 7 gives no interval to what has no dates") {
        for (const std::string_view text :
             {"постоянно", "по необходимости", "по запросу", "по плану МИМС", "согласно графику"}) {
            CAPTURE(text);
            CHECK(read_deadline(text, order_of_february).deadline.intervals.empty());
        }
    }

    TEST_CASE("rule 8 keeps what is not understood and remarks on the whole of it") {
        const DeadlineReading reading = read_deadline("  к весне ", year_2020);
        CHECK(reading.deadline.kind == DeadlineKind::Unknown);
        CHECK(reading.deadline.text == "  к весне ");
        REQUIRE(reading.remarks.size() == 1);
        CHECK(reading.remarks[0].id == MessageId::deadline_unknown);
        CHECK(reading.remarks[0].args[0] == "к весне");
        CHECK(reading.remarks[0].part == Span{2, 2 + 13});
        CHECK_FALSE(reading.slip);
    }

    TEST_CASE("nonsense and days that do not exist are not understood") {
        for (const std::string_view text : {"",
                                            " ",
                                            ".",
                                            ",,,",
                                            "-",
                                            "()",
                                            "скоро",
                                            "31.02.2021",
                                            "31 апреля",
                                            "32 марта",
                                            "15",
                                            "март -",
                                            "- март",
                                            "с",
                                            "до",
                                            "в",
                                            "2021-13-01",
                                            "5 четверть",
                                            "октябрь 2021 г. – май 2020 г.",
                                            "20 марта – 5 марта",
                                            "третья половина мая",
                                            "после",
                                            "каждый",
                                            "сентябрь 15",
                                            "март 20210",
                                            "29 февраля 2021 г.",
                                            "март 0000",
                                            "31.02"}) {
            CAPTURE(text);
            CHECK(meaning(text) == "unknown");
        }
    }

    TEST_CASE("a misspelt month is pointed at and the right one named") {
        const DeadlineReading reading = read_deadline("Сетябрь – октябрь", year_2020);
        REQUIRE(reading.slip);
        CHECK(reading.slip->word == Span{0, 14});
        CHECK(reading.slip->nearest == "сентябрь");
    }

    TEST_CASE("the school year of the document serves where none is given") {
        CHECK(meaning("март", {.school_year = {}, .document_date = {2021, 2, 25}}) ==
              "dates 2021-03-01..2021-03-31");
        CHECK(meaning("в течение года", {.school_year = {}, .document_date = {2021, 9, 1}}) ==
              "dates 2021-09-01..2022-08-31");
    }

    TEST_CASE("without any year months have no interval and years that are given have") {
        CHECK(meaning("март", {}) == "dates");
        CHECK(meaning("март 2021 г.", {}) == "dates 2021-03-01..2021-03-31");
    }

    TEST_CASE("hostile texts end quickly") {
        std::string commas;
        std::string months;
        std::string brackets = "март ";
        std::string ordinals;
        for (int i = 0; i < 2000; ++i) {
            commas += "март,";
            brackets += "(";
            ordinals += "1,";
        }
        for (int i = 0; i < 300; ++i)
            months += "март,ноя,";
        // Held against ordinary terms, of which a large plan has some hundreds.
        const auto begin = std::chrono::steady_clock::now();
        for (int i = 0; i < 20'000; ++i)
            CHECK_FALSE(read_deadline("сентябрь - май", year_2020).deadline.intervals.empty());
        const auto ordinary = std::chrono::steady_clock::now();
        for (std::string text : {commas, months, brackets, ordinals, std::string(1'000'000, '('),
                                 std::string(1'000'000, '\xFF'), std::string(4000, '\xD0'),
                                 "по плану " + std::string(4000, '/'), std::string(4000, ',')}) {
            CAPTURE(text.substr(0, 20));
            const Deadline deadline = read_deadline(text, year_2020).deadline;
            CHECK(deadline.text == text);
            CHECK(deadline.intervals.size() <= 100);
        }
        CHECK(std::chrono::steady_clock::now() - ordinary < 4 * (ordinary - begin));
    }

    TEST_CASE("the author's own dates count and the text still tells trigger and plan") {
        const Deadline both = fixed_deadline("к весне", {2021, 2, 1}, {2021, 2, 28}, year_2020);
        CHECK(meaning(both) == "dates 2021-02-01..2021-02-28");
        CHECK(both.text == "к весне");
        const Deadline from = fixed_deadline("по плану МИМС", {2021, 2, 1}, {}, year_2020);
        CHECK(meaning(from) == "dates 2021-02-01..2021-08-31; plan МИМС; open");
        const Deadline to = fixed_deadline("сентябрь", {}, {2020, 9, 15}, year_2020);
        CHECK(meaning(to) == "dates 2020-09-15..2020-09-15");
    }

    TEST_CASE(
        "a column is sorted by first day and last day and text with the dateless at its end") {
        const auto key = [](std::string_view text) {
            return deadline_sort_key(read_deadline(text, year_2020).deadline);
        };
        CHECK(key("Август – октябрь") < key("сентябрь"));
        CHECK(key("сентябрь") < key("сентябрь – май"));
        CHECK(key("сентябрь – май") < key("Март"));
        CHECK(key("Март") < key("по запросу"));
        CHECK(key("по запросу") < key("постоянно"));
    }

    TEST_CASE("a remark is reported at its bytes in the file") {
        auto source =
            std::make_shared<const Source>(Source{"plan.yaml", "deadline: \"Сетябрь\"\n"});
        const MappedText at{"Сетябрь", {10, 26}, std::vector<MappedText::Segment>{{0, 11}}};
        Diagnostics out;

        report_remarks(read_deadline(at.text, year_2020), {source, {}}, at, out);

        REQUIRE(out.items().size() == 1);
        const Diagnostic& message = out.items()[0];
        CHECK(message.id == MessageId::deadline_unknown);
        CHECK(message.place.span == Span{11, 25});
        CHECK(message.place.source == source);
        REQUIRE(message.notes.size() == 1);
        CHECK(message.notes[0].args == std::vector<std::string>{"сентябрь"});
    }
}
