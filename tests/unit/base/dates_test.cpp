#include "base/dates.h"

#include <doctest/doctest.h>

using namespace vitrina;

TEST_SUITE("base/dates") {
    TEST_CASE("a date is read in both spellings") {
        CHECK(parse_date("2026-03-19") == Date{2026, 3, 19});
        CHECK(parse_date("19.03.2026") == Date{2026, 3, 19});
        CHECK(parse_date("2024-02-29") == Date{2024, 2, 29});
    }

    TEST_CASE("what is no day of the calendar is no date") {
        for (const std::string_view text :
             {"", "2026-3-19", "2026-13-01", "2026-00-10", "2026-02-29", "1900-02-29", "31.04.2026",
              "1899-12-31", "2200-01-01", "2026/03/19", "19.03.26", "2026-03-1a", "2026-03-190",
              "-026-03-19"}) {
            CAPTURE(text);
            CHECK_FALSE(parse_date(text).has_value());
        }
    }

    TEST_CASE("a time may follow the date") {
        CHECK(parse_date_time("2026-03-19 18:00") == DateTime{{2026, 3, 19}, 18 * 60});
        CHECK(parse_date_time("19.03.2026T9:05") == DateTime{{2026, 3, 19}, 9 * 60 + 5});
        CHECK(parse_date_time("2026-03-19") == DateTime{{2026, 3, 19}, std::nullopt});
        for (const std::string_view text :
             {"2026-03-19 24:00", "2026-03-19 18:60", "2026-03-19 18", "2026-03-1918:00",
              "2026-03-19 18:0", "2026-03-19 :00"}) {
            CAPTURE(text);
            CHECK_FALSE(parse_date_time(text).has_value());
        }
    }

    TEST_CASE("a school year is two years that follow each other") {
        for (const std::string_view text :
             {"2025-2026", "2025/2026", "2025/26", "2025–2026", "2025—26"}) {
            CAPTURE(text);
            CHECK(parse_school_year(text) == SchoolYear{2025});
        }
        CHECK(parse_school_year("1999/00") == SchoolYear{1999});
        for (const std::string_view text :
             {"2025", "2025-2027", "2026-2025", "2025 2026", "25/26"}) {
            CAPTURE(text);
            CHECK_FALSE(parse_school_year(text).has_value());
        }
    }

    TEST_CASE("a school year runs from September to August") {
        const SchoolYear year{2025};
        CHECK(year.begin() == Date{2025, 9, 1});
        CHECK(year.end() == Date{2026, 8, 31});
        CHECK(school_year_name(year) == "2025-2026");
    }

    TEST_CASE("days are counted over months and leap years") {
        CHECK(add_days({2024, 2, 28}, 2) == Date{2024, 3, 1});
        CHECK(add_days({2026, 1, 1}, -1) == Date{2025, 12, 31});
        CHECK(days_between({2025, 9, 1}, {2026, 8, 31}) == 364);
        CHECK(days_between({2026, 3, 2}, {2026, 3, 1}) == -1);
        Date date{1900, 1, 1};
        for (int days = 0; days <= 110'000; days += 997) {
            CAPTURE(days);
            CHECK(days_between(date, add_days(date, days)) == days);
        }
    }

    TEST_CASE("weekdays begin with Monday") {
        CHECK(iso_weekday({2026, 3, 19}) == 4);
        CHECK(iso_weekday({2026, 3, 22}) == 7);
        CHECK(iso_weekday({1900, 1, 1}) == 1);
    }

    TEST_CASE("dates are shown as each language writes them") {
        CHECK(display_date(Language::Russian, {2026, 3, 19}) == "19 марта 2026 г.");
        CHECK(display_date(Language::English, {2026, 3, 19}) == "19 March 2026");
        CHECK(month_name(Language::Russian, 3) == "март");
        CHECK(iso_date({2026, 3, 9}) == "2026-03-09");
        CHECK(iso_date_time({{2026, 3, 9}, 65}) == "2026-03-09T01:05");
        CHECK(iso_date_time({{2026, 3, 9}, std::nullopt}) == "2026-03-09");
        CHECK(display_time(18 * 60) == "18:00");
    }

    TEST_CASE("a range names what is common once") {
        const Language ru = Language::Russian;
        CHECK(display_range(ru, {{2026, 3, 1}, {2026, 3, 1}}) == "1 марта 2026 г.");
        CHECK(display_range(ru, {{2026, 3, 1}, {2026, 3, 15}}) == "1–15 марта 2026 г.");
        CHECK(display_range(ru, {{2026, 2, 28}, {2026, 3, 3}}) == "28 февраля – 3 марта 2026 г.");
        CHECK(display_range(ru, {{2025, 12, 29}, {2026, 1, 11}}) ==
              "29 декабря 2025 г. – 11 января 2026 г.");
        CHECK(display_range(Language::English, {{2026, 3, 1}, {2026, 3, 15}}) == "1–15 March 2026");
    }

    TEST_CASE("a moment carries the offset of its zone") {
        const DateTime evening{{2026, 3, 19}, 18 * 60};
        CHECK(rfc3339(evening, "Europe/Moscow") == "2026-03-19T18:00:00+03:00");
        CHECK(rfc3339(evening, "America/New_York") == "2026-03-19T18:00:00-04:00");
        CHECK(rfc3339({{2026, 1, 19}, 18 * 60}, "Europe/Berlin") == "2026-01-19T18:00:00+01:00");
        CHECK(rfc3339({{2026, 7, 19}, 18 * 60}, "Europe/Berlin") == "2026-07-19T18:00:00+02:00");
        CHECK(rfc3339({{2026, 3, 19}, std::nullopt}, "Asia/Kamchatka") ==
              "2026-03-19T00:00:00+12:00");
        CHECK(rfc3339(evening, "Asia/Kolkata") == "2026-03-19T18:00:00+05:30");
    }

    TEST_CASE("an unknown zone is told from a known one") {
        CHECK(is_time_zone("Europe/Moscow"));
        CHECK(is_time_zone("UTC"));
        CHECK_FALSE(is_time_zone("Европа/Москва"));
        CHECK_FALSE(is_time_zone("Europe/Leningrad"));
        CHECK_FALSE(is_time_zone("GMT+3"));
        CHECK_FALSE(is_time_zone(""));
        CHECK_FALSE(rfc3339({{2026, 3, 19}, 0}, "Europe/Leningrad").has_value());
    }

    TEST_CASE("Unix time and civil time agree") {
        CHECK(unix_seconds({{1970, 1, 1}, std::nullopt}, "UTC") == 0);
        CHECK(unix_seconds({{2026, 3, 19}, 18 * 60}, "Europe/Moscow") == 1'773'932'400);
        CHECK(utc_date_time(1'773'932'400) == DateTime{{2026, 3, 19}, 15 * 60});
        CHECK(utc_date_time(-60) == DateTime{{1969, 12, 31}, 23 * 60 + 59});
        CHECK(date_in_zone(1'773'946'800, "UTC") == Date{2026, 3, 19});
        CHECK(date_in_zone(1'773'954'000, "Europe/Moscow") == Date{2026, 3, 20});
        CHECK(date_in_zone(1'773'954'000, "no zone") == Date{2026, 3, 19});
    }
}
