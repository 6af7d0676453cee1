// Civil dates of a school: days without time zones, school years, intervals.
//
// Shapes   Date is year-month-day of the Gregorian calendar; a SchoolYear runs from 1 September to
//          31 August and is named by its first year. Nothing here knows today.
// Source   formats §1 (dates), domain §1.5 (school year).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"

namespace vitrina {

struct Date {
    std::int16_t year = 0;
    std::uint8_t month = 0;  // 1–12; 0: no date
    std::uint8_t day = 0;

    bool is_set() const { return month != 0; }
    auto operator<=>(const Date&) const = default;
};

// A moment of a day in the site's time zone; without minutes it is the whole day.
struct DateTime {
    Date date;
    std::optional<int> minutes;  // since midnight

    auto operator<=>(const DateTime&) const = default;
};

struct DateRange {
    Date from;
    Date to;  // inclusive
    bool operator==(const DateRange&) const = default;
};

struct SchoolYear {
    int first = 0;  // 2025 of 2025-2026; 0: none

    bool is_set() const { return first != 0; }
    Date begin() const { return {static_cast<std::int16_t>(first), 9, 1}; }
    Date end() const { return {static_cast<std::int16_t>(first + 1), 8, 31}; }
    auto operator<=>(const SchoolYear&) const = default;
};

int days_in_month(int year, int month);
bool is_valid_date(int year, int month, int day);
Date add_days(Date date, int days);
int days_between(Date from, Date to);
int iso_weekday(Date date);  // 1 Monday … 7 Sunday

// `2026-03-19` and `19.03.2026` (years 1900–2199, real days only).
std::optional<Date> parse_date(std::string_view text);
// A date, or a date with ` 18:00` or `T18:00`.
std::optional<DateTime> parse_date_time(std::string_view text);
// `2025-2026`, `2025/2026`, `2025/26` with a hyphen or dash; the second year follows the first.
std::optional<SchoolYear> parse_school_year(std::string_view text);

std::string iso_date(Date date);                          // 2026-03-19
std::string iso_date_time(const DateTime& moment);        // 2026-03-19T18:00
std::string display_date(Language language, Date date);   // 19 марта 2026 г. | 19 March 2026
std::string display_range(Language language, DateRange range);   // 1–15 марта 2026 г.
std::string display_time(int minutes);                    // 18:00
std::string month_name(Language language, int month);     // март (nominative)
std::string school_year_name(SchoolYear year);            // 2025-2026: data and addresses
std::string display_school_year(SchoolYear year);         // 2025–2026: for people

// Moments in a time zone of the IANA base, for calendars and feeds: `2026-03-19T18:00:00+03:00`.
// Nothing if the zone is unknown.
std::optional<std::string> rfc3339(const DateTime& moment, std::string_view time_zone);
bool is_time_zone(std::string_view name);
// The moment in Unix time; a day without minutes is its midnight. Nothing if the zone is unknown.
std::optional<std::int64_t> unix_seconds(const DateTime& moment, std::string_view time_zone);
// Date and minutes in UTC of a moment of Unix time.
DateTime utc_date_time(std::int64_t unix_seconds);
// Today in the zone at a moment of Unix time; in an unknown zone the day of UTC.
Date date_in_zone(std::int64_t unix_seconds, std::string_view time_zone);

}  // namespace vitrina
