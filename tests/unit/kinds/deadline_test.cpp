#include "kinds/deadline.h"

#include <chrono>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace vitrina;

namespace {

const DeadlineContext year_2020{.school_year = {2020}, .document_date = {}};
const DeadlineContext order_of_february{.school_year = {2020}, .document_date = {2021, 2, 25}};

std::string kind_name(DeadlineKind kind) {
    switch (kind) {
        case DeadlineKind::Dates:
            return "dates";
        case DeadlineKind::Continuous:
            return "continuous";
        case DeadlineKind::OnDemand:
            return "on demand";
        case DeadlineKind::ByPlan:
            return "by plan";
        case DeadlineKind::Unknown:
            return "unknown";
    }
    return {};
}

// `dates 2020-09-01..2021-08-31; plan ЛОИРО; trigger …; open`.
std::string meaning(const Deadline& deadline) {
    std::string text = kind_name(deadline.kind);
    for (const DateRange& days : deadline.intervals)
        text += " " + iso_date(days.from) + ".." + iso_date(days.to);
    for (const std::string& plan : deadline.by_plan)
        text += "; plan " + plan;
    if (!deadline.trigger.empty())
        text += "; trigger " + deadline.trigger;
    return text + (deadline.open_end ? "; open" : "");
}

std::string meaning(std::string_view text, const DeadlineContext& context = year_2020) {
    return meaning(read_deadline(text, context).deadline);
}

std::vector<MessageId> remarks(std::string_view text, const DeadlineContext& context) {
    std::vector<MessageId> ids;
    for (const DeadlineRemark& remark : read_deadline(text, context).remarks)
        ids.push_back(remark.id);
    return ids;
}

struct Spelling {
    std::string_view text;
    std::string_view meaning;
};

void check_all(const std::vector<Spelling>& spellings, const DeadlineContext& context) {
    for (const Spelling& spelling : spellings) {
        CAPTURE(spelling.text);
        const DeadlineReading reading = read_deadline(spelling.text, context);
        CHECK(meaning(reading.deadline) == spelling.meaning);
        CHECK(reading.deadline.text == spelling.text);
        CHECK(reading.remarks.empty());
    }
}

constexpr std::string_view all_year = "dates 2020-09-01..2021-08-31";

}  // namespace

TEST_SUITE("kinds/deadline") {
    TEST_CASE("the spellings of the directive's two plans are understood") {
        check_all(
            {
                {"Август 2020 г.", "dates 2020-08-01..2020-08-31"},
                {"Сентябрь 2020 г", "dates 2020-09-01..2020-09-30"},
                {"сентябрь 2020г", "dates 2020-09-01..2020-09-30"},
                {"Октябрь-ноябрь 2020 г.", "dates 2020-10-01..2020-11-30"},
                {"Октябрь-ноябрь 2020г", "dates 2020-10-01..2020-11-30"},
                {"Сентябрь 2020 г.- апрель 2021 г. /по плану повышения квалификации педагогических "
                 "работников в ОО/",
                 "dates 2020-09-01..2021-04-30; plan план повышения квалификации педагогических "
                 "работников в ОО"},
                {"В течение года по плану ЛОИРО", "dates 2020-09-01..2021-08-31; plan ЛОИРО"},
                {"В течение года", all_year},
                {"Октябрь 2020 г.", "dates 2020-10-01..2020-10-31"},
                {"Октябрь 2020 г", "dates 2020-10-01..2020-10-31"},
                {"Декабрь 2020 г.", "dates 2020-12-01..2020-12-31"},
                {"В течение года (по графику).", "dates 2020-09-01..2021-08-31; plan график"},
                {"Февраль 2021 г", "dates 2021-02-01..2021-02-28"},
                {"Июнь 2021 г.", "dates 2021-06-01..2021-06-30"},
                {"Июнь 2021г", "dates 2021-06-01..2021-06-30"},
                {"В течение учебного года в соответствии с планом ОО",
                 "dates 2020-09-01..2021-08-31; plan план ОО"},
                {"По запросу руководителей", "on demand; trigger запрос руководителей"},
                {"По плану МИМС", "by plan; plan МИМС"},
                {"По плану ИМЦ, РМО", "by plan; plan ИМЦ; plan РМО"},
                {"Май-июль 2021г", "dates 2021-05-01..2021-07-31"},
            },
            year_2020);
    }

    TEST_CASE("the spellings of the order of February are understood") {
        check_all(
            {
                {"февраль, далее - по мере получения результатов в ВПР",
                 "dates 2021-02-01..2021-02-28; trigger получение результатов в ВПР; open"},
                {"март, ноябрь", "dates 2021-03-01..2021-03-31 2021-11-01..2021-11-30"},
                {"март-сентябрь", "dates 2021-03-01..2021-09-30"},
                {"сентябрь - май", "dates 2020-09-01..2021-05-31"},
                {"март-май", "dates 2021-03-01..2021-05-31"},
                {"март - май", "dates 2021-03-01..2021-05-31"},
                {"март -май", "dates 2021-03-01..2021-05-31"},
                {"постоянно", "continuous; open"},
                {"По необходимости", "on demand"},
                {"Март", "dates 2021-03-01..2021-03-31"},
            },
            order_of_february);
    }

    TEST_CASE("the spellings of the school's plan are understood") {
        check_all(
            {
                {"Август – октябрь", "dates 2020-08-01..2020-10-31"},
                {"Август – ноябрь", "dates 2020-08-01..2020-11-30"},
                {"Август – сентябрь", "dates 2020-08-01..2020-09-30"},
            },
            year_2020);
    }

    TEST_CASE("exact dates and school years are understood") {
        check_all(
            {
                {"19.03.2021 г.", "dates 2021-03-19..2021-03-19"},
                {"02.03.2021г.", "dates 2021-03-02..2021-03-02"},
                {"27 августа 2020 года", "dates 2020-08-27..2020-08-27"},
                {"25.02.2021", "dates 2021-02-25..2021-02-25"},
                {"18.10.2015", "dates 2015-10-18..2015-10-18"},
                {"2020-2021 учебный год", all_year},
                {"2020-2021 учебном году", all_year},
                {"в 2020-2021 учебном году", all_year},
                {"2020/21 уч. г.", all_year},
                {"2020–2021 уч.год", all_year},
                {"2021-03-19", "dates 2021-03-19..2021-03-19"},
                {"2020-09-01 – 2020-09-15", "dates 2020-09-01..2020-09-15"},
                {"15.09.20", "dates 2020-09-15..2020-09-15"},
                {"15.09", "dates 2020-09-15..2020-09-15"},
                {"1-го сентября", "dates 2020-09-01..2020-09-01"},
                {"20 марта", "dates 2021-03-20..2021-03-20"},
                {"2021 год", "dates 2021-01-01..2021-12-31"},
                {"2020–2022 гг.", "dates 2020-01-01..2022-12-31"},
            },
            year_2020);
    }

    TEST_CASE("ranges of days are understood") {
        check_all(
            {
                {"15–20 марта", "dates 2021-03-15..2021-03-20"},
                {"15-20.03.2021", "dates 2021-03-15..2021-03-20"},
                {"с 1 по 15 марта", "dates 2021-03-01..2021-03-15"},
                {"С 1 сентября по 15 октября 2020 г.", "dates 2020-09-01..2020-10-15"},
                {"в период с 20.12.2020 по 15.01.2021", "dates 2020-12-20..2021-01-15"},
                {"01.09.2020 – 15.09.2020", "dates 2020-09-01..2020-09-15"},
                {"в течение I и II четверти",
                 "dates 2020-09-01..2020-10-31 2020-11-01..2020-12-31"},
                {"15 октября 2020 года в 14:00", "dates 2020-10-15..2020-10-15"},
                {"до 15.10.2020, 14.00", "dates 2020-10-15..2020-10-15"},
                {"01.09–15.09.2020", "dates 2020-09-01..2020-09-15"},
                {"20 декабря - 15 января", "dates 2020-12-20..2021-01-15"},
                {"с сентября по май", "dates 2020-09-01..2021-05-31"},
                {"15, 20 и 25 марта 2021 г.",
                 "dates 2021-03-15..2021-03-15 2021-03-20..2021-03-20 2021-03-25..2021-03-25"},
                {"декабрь 2026 – январь 2027", "dates 2026-12-01..2027-01-31"},
            },
            year_2020);
    }

    TEST_CASE("a last day is a deadline of one day") {
        check_all(
            {
                {"до 15.09.2020", "dates 2020-09-15..2020-09-15"},
                {"до 1 марта", "dates 2021-03-01..2021-03-01"},
                {"не позднее 1 октября", "dates 2020-10-01..2020-10-01"},
                {"к 1 октября 2020 г.", "dates 2020-10-01..2020-10-01"},
                {"в срок до 20 мая", "dates 2021-05-20..2021-05-20"},
                {"по 15 марта", "dates 2021-03-15..2021-03-15"},
                {"до конца октября", "dates 2020-10-31..2020-10-31"},
                {"до конца учебного года", "dates 2021-05-31..2021-05-31"},
                {"до конца I четверти", "dates 2020-10-31..2020-10-31"},
                {"до начала октября", "dates 2020-09-30..2020-09-30"},
                {"не позднее октября", "dates 2020-10-31..2020-10-31"},
                {"до октября", "dates 2020-09-30..2020-09-30"},
                {"до января 2021 г.", "dates 2020-12-31..2020-12-31"},
                {"до 15–20 марта", "dates 2021-03-20..2021-03-20"},
            },
            year_2020);
    }

    TEST_CASE("a first day lasts to the end of the school year and stays open") {
        CHECK(meaning("с 15 марта") == "dates 2021-03-15..2021-08-31; open");
        CHECK(meaning("начиная с сентября 2020 г.") == "dates 2020-09-01..2021-08-31; open");
        CHECK(meaning("не ранее 1 июня") == "dates 2021-06-01..2021-08-31; open");
    }

    TEST_CASE("quarters and half-years and seasons and parts of months have their customary days") {
        check_all(
            {
                {"1 четверть", "dates 2020-09-01..2020-10-31"},
                {"I четверть", "dates 2020-09-01..2020-10-31"},
                {"I-я четверть", "dates 2020-09-01..2020-10-31"},
                {"1-я четверть", "dates 2020-09-01..2020-10-31"},
                {"вторая четверть", "dates 2020-11-01..2020-12-31"},
                {"III четверть 2020-2021 учебного года", "dates 2021-01-01..2021-03-31"},
                {"IV четверть", "dates 2021-04-01..2021-05-31"},
                {"I-II четверти", "dates 2020-09-01..2020-12-31"},
                {"I и III четверти", "dates 2020-09-01..2020-10-31 2021-01-01..2021-03-31"},
                {"1 полугодие", "dates 2020-09-01..2020-12-31"},
                {"II полугодие", "dates 2021-01-01..2021-05-31"},
                {"первая половина учебного года", "dates 2020-09-01..2020-12-31"},
                {"2 триместр", "dates 2020-12-01..2021-02-28"},
                {"II квартал 2021", "dates 2021-04-01..2021-06-30"},
                {"4 квартал", "dates 2020-10-01..2020-12-31"},
                {"лето 2021", "dates 2021-06-01..2021-08-31"},
                {"осень", "dates 2020-09-01..2020-11-30"},
                {"зимой", "dates 2020-12-01..2021-02-28"},
                {"зима 2021 г.", "dates 2020-12-01..2021-02-28"},
                {"первая неделя сентября", "dates 2020-09-01..2020-09-07"},
                {"последняя неделя мая", "dates 2021-05-25..2021-05-31"},
                {"1-я декада октября", "dates 2020-10-01..2020-10-10"},
                {"3 декада февраля", "dates 2021-02-21..2021-02-28"},
                {"вторая половина марта", "dates 2021-03-16..2021-03-31"},
                {"начало сентября", "dates 2020-09-01..2020-09-10"},
                {"в середине октября", "dates 2020-10-11..2020-10-20"},
                {"в конце мая", "dates 2021-05-21..2021-05-31"},
                {"в начале учебного года", "dates 2020-09-01..2020-09-10"},
                {"в течение октября", "dates 2020-10-01..2020-10-31"},
                {"в течение I полугодия", "dates 2020-09-01..2020-12-31"},
            },
            year_2020);
    }

    TEST_CASE("what repeats runs the whole school year") {
        for (const std::string_view text :
             {"ежемесячно", "Ежеквартально", "еженедельно", "1 раз в четверть", "2 раза в год",
              "не реже 1 раза в месяц", "один раз в полугодие", "раз в 2 недели", "дважды в год",
              "каждый понедельник", "каждую последнюю пятницу месяца", "по понедельникам и средам",
              "первая пятница месяца", "до 5 числа каждого месяца", "в конце каждой четверти",
              "раз в полгода", "ежемесячно до 10-го числа"}) {
            CAPTURE(text);
            CHECK(meaning(text) == all_year);
        }
    }

    TEST_CASE("what repeats within months that are named runs in them") {
        CHECK(meaning("два раза в год: сентябрь, май") ==
              "dates 2020-09-01..2020-09-30 2021-05-01..2021-05-31");
        CHECK(meaning("ежемесячно, сентябрь – май") == "dates 2020-09-01..2021-05-31");
    }

    TEST_CASE("whole years and whole periods are understood") {
        for (const std::string_view text :
             {"в течении года", "В теч. уч. года", "на протяжении всего учебного года",
              "весь учебный год", "круглый год"}) {
            CAPTURE(text);
            CHECK(meaning(text) == all_year);
        }
        CHECK(meaning("весь период") == "continuous; open");
        CHECK(meaning("на постоянной основе") == "continuous; open");
    }

    TEST_CASE("events and plans are named") {
        check_all(
            {
                {"в период проведения ВПР", "on demand; trigger проведение ВПР"},
                {"после проведения процедур", "on demand; trigger проведение процедур"},
                {"по мере готовности", "on demand; trigger готовность"},
                {"По итогам четверти", "on demand; trigger итоги четверти"},
                {"по окончании учебного года", "on demand; trigger окончание учебного года"},
                {"до начала учебного года", "on demand; trigger начало учебного года"},
                {"В период осенних каникул", "on demand; trigger в период осенних каникул"},
                {"Осенние каникулы", "on demand; trigger осенние каникулы"},
                {"при необходимости", "on demand"},
                {"согласно графику", "by plan; plan график"},
                {"по графику Рособрнадзора", "by plan; plan график Рособрнадзора"},
                {"по плану-графику", "by plan; plan план-график"},
                {"по плану работы школы", "by plan; plan план работы школы"},
                {"по плану", "by plan; plan план"},
                {"По графику, март–апрель", "dates 2021-03-01..2021-04-30; plan график"},
                {"По плану РМО, ежемесячно", "dates 2020-09-01..2021-08-31; plan РМО"},
                {"Сентябрь, по запросу школ", "dates 2020-09-01..2020-09-30; trigger запрос школ"},
            },
            year_2020);
    }

    TEST_CASE("days that are counted from the document need its date") {
        CHECK(meaning("в течение месяца", order_of_february) == "dates 2021-02-25..2021-03-25");
        CHECK(meaning("в течение 10 дней", order_of_february) == "dates 2021-02-25..2021-03-07");
        CHECK(meaning("в 10-дневный срок", order_of_february) == "dates 2021-02-25..2021-03-07");
        CHECK(meaning("в течение месяца") == "on demand");
        CHECK(meaning("в течение трёх рабочих дней", order_of_february) == "on demand");
        CHECK(meaning("в течение 10 дней со дня получения", order_of_february) ==
              "on demand; trigger получение");
    }

    TEST_CASE("case and ё and spaces and dashes and final dots and brackets do not matter") {
        for (const std::string_view text :
             {"СЕНТЯБРЬ-ОКТЯБРЬ", "сентябрь\u00A0—\u00A0октябрь", "Сентябрь − октябрь.",
              " сентябрь-октябрь ", "сентябрь\n- октябрь", "сентябрь – октябрь (уточняется)",
              "сент.–окт."}) {
            CAPTURE(text);
            CHECK(meaning(text) == "dates 2020-09-01..2020-10-31");
        }
        CHECK(meaning("в течение трех дней", order_of_february) ==
              meaning("В течение трёх дней", order_of_february));
    }

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
        const auto begin = std::chrono::steady_clock::now();
        for (std::string text : {commas, months, brackets, ordinals, std::string(1'000'000, '('),
                                 std::string(1'000'000, '\xFF'), std::string(4000, '\xD0'),
                                 "по плану " + std::string(4000, '/'), std::string(4000, ',')}) {
            CAPTURE(text.substr(0, 20));
            const Deadline deadline = read_deadline(text, year_2020).deadline;
            CHECK(deadline.text == text);
            CHECK(deadline.intervals.size() <= 100);
        }
        CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(2));
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
        const MappedText at{"Сетябрь", {10, 26}, {{0, 11}}};
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
