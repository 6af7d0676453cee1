#include "base/dates.h"

#include <array>
#include <cassert>
#include <cstdlib>

#include <fmt/format.h>

namespace vitrina {
namespace {

constexpr int first_year = 1900;
constexpr int last_year = 2199;
constexpr int minutes_of_day = 24 * 60;

struct MonthNames {
    std::string_view nominative;
    std::string_view genitive;
    std::string_view english;
};

constexpr std::array<MonthNames, 12> months = {{
    {"январь", "января", "January"},
    {"февраль", "февраля", "February"},
    {"март", "марта", "March"},
    {"апрель", "апреля", "April"},
    {"май", "мая", "May"},
    {"июнь", "июня", "June"},
    {"июль", "июля", "July"},
    {"август", "августа", "August"},
    {"сентябрь", "сентября", "September"},
    {"октябрь", "октября", "October"},
    {"ноябрь", "ноября", "November"},
    {"декабрь", "декабря", "December"},
}};

const MonthNames& names_of(int month) {
    assert(month >= 1 && month <= 12);
    return months[static_cast<std::size_t>(month - 1)];
}

Date make_date(int year, int month, int day) {
    return {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month),
            static_cast<std::uint8_t>(day)};
}

bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

// Days since 1970-01-01; years begin in March, so that the leap day is the last
// (H. Hinnant, chrono-compatible low-level date algorithms).
int day_number(Date date) {
    const int year = date.year - (date.month <= 2 ? 1 : 0);
    const int era = (year >= 0 ? year : year - 399) / 400;
    const int year_of_era = year - era * 400;
    const int month_from_march = (date.month + 9) % 12;
    const int day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;
}

Date date_of(int number) {
    const int shifted = number + 719'468;
    const int era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
    const int day_of_era = shifted - era * 146'097;
    const int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int month_from_march = (5 * day_of_year + 2) / 153;
    const int day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    return make_date(year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

// Exactly `count` digits from `at`.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size())
        return std::nullopt;
    int value = 0;
    for (const char digit : text.substr(at, count)) {
        if (digit < '0' || digit > '9')
            return std::nullopt;
        value = value * 10 + (digit - '0');
    }
    return value;
}

std::optional<Date> checked_date(std::optional<int> year,
                                 std::optional<int> month,
                                 std::optional<int> day) {
    if (!year || !month || !day || *year < first_year || *year > last_year)
        return std::nullopt;
    if (!is_valid_date(*year, *month, *day))
        return std::nullopt;
    return make_date(*year, *month, *day);
}

// `18:00` or `9:00`.
std::optional<int> parse_time(std::string_view text) {
    const std::size_t colon = text.find(':');
    if ((colon != 1 && colon != 2) || text.size() != colon + 3)
        return std::nullopt;
    const auto hours = digits(text, 0, colon);
    const auto minutes = digits(text, colon + 1, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59)
        return std::nullopt;
    return *hours * 60 + *minutes;
}

std::string day_and_month(Language language, Date date) {
    const MonthNames& names = names_of(date.month);
    return fmt::format("{} {}", date.day,
                       language == Language::Russian ? names.genitive : names.english);
}

std::string_view year_mark(Language language) {
    return language == Language::Russian ? " г." : "";
}

}  // namespace

int days_in_month(int year, int month) {
    constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    assert(month >= 1 && month <= 12);
    return lengths[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
}

bool is_valid_date(int year, int month, int day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

Date add_days(Date date, int days) {
    return date_of(day_number(date) + days);
}

int days_between(Date from, Date to) {
    return day_number(to) - day_number(from);
}

int iso_weekday(Date date) {
    // 1970-01-01 was a Thursday.
    const int days = (day_number(date) + 3) % 7;
    return (days < 0 ? days + 7 : days) + 1;
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10)
        return std::nullopt;
    if (text[4] == '-' && text[7] == '-')
        return checked_date(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
    if (text[2] == '.' && text[5] == '.')
        return checked_date(digits(text, 6, 4), digits(text, 3, 2), digits(text, 0, 2));
    return std::nullopt;
}

std::optional<DateTime> parse_date_time(std::string_view text) {
    const auto date = parse_date(text.substr(0, 10));
    if (!date)
        return std::nullopt;
    if (text.size() == 10)
        return DateTime{*date, std::nullopt};
    if (text[10] != ' ' && text[10] != 'T')
        return std::nullopt;
    const auto minutes = parse_time(text.substr(11));
    if (!minutes)
        return std::nullopt;
    return DateTime{*date, minutes};
}

std::optional<SchoolYear> parse_school_year(std::string_view text) {
    const auto first = digits(text, 0, 4);
    if (!first || *first < first_year || *first >= last_year)
        return std::nullopt;
    for (const std::string_view separator : {"-", "/", "–", "—"}) {
        if (!text.substr(4).starts_with(separator))
            continue;
        const std::string_view second = text.substr(4 + separator.size());
        const int next = *first + 1;
        if (second == fmt::format("{}", next) || second == fmt::format("{:02}", next % 100))
            return SchoolYear{*first};
    }
    return std::nullopt;
}

std::string iso_date(Date date) {
    std::string text = "0000-00-00";
    const auto put = [&text](std::size_t begin, std::size_t end, int number) {
        for (std::size_t at = end; at > begin; number /= 10)
            text[--at] = static_cast<char>('0' + number % 10);
    };
    put(0, 4, date.year);
    put(5, 7, date.month);
    put(8, 10, date.day);
    return text;
}

std::string iso_date_time(const DateTime& moment) {
    if (!moment.minutes)
        return iso_date(moment.date);
    return iso_date(moment.date) + "T" + display_time(*moment.minutes);
}

std::string display_date(Language language, Date date) {
    return fmt::format("{} {}{}", day_and_month(language, date), date.year, year_mark(language));
}

std::string display_range(Language language, DateRange range) {
    if (range.from == range.to)
        return display_date(language, range.to);
    if (range.from.year != range.to.year)
        return display_date(language, range.from) + " – " + display_date(language, range.to);
    if (range.from.month != range.to.month)
        return day_and_month(language, range.from) + " – " + display_date(language, range.to);
    return fmt::format("{}–{}", range.from.day, display_date(language, range.to));
}

std::string display_time(int minutes) {
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string month_name(Language language, int month) {
    const MonthNames& names = names_of(month);
    return std::string(language == Language::Russian ? names.nominative : names.english);
}

std::string school_year_name(SchoolYear year) {
    return fmt::format("{}-{}", year.first, year.first + 1);
}

std::string display_school_year(SchoolYear year) {
    return fmt::format("{}–{}", year.first, year.first + 1);
}

std::optional<std::string> rfc3339(const DateTime& moment, std::string_view time_zone) {
    const auto seconds = unix_seconds(moment, time_zone);
    if (!seconds)
        return std::nullopt;
    const DateTime utc = utc_date_time(*seconds);
    const int minutes = moment.minutes.value_or(0);
    const int offset =
        days_between(utc.date, moment.date) * minutes_of_day + minutes - utc.minutes.value_or(0);
    return fmt::format("{}T{}:00{}{}", iso_date(moment.date), display_time(minutes),
                       offset < 0 ? '-' : '+', display_time(std::abs(offset)));
}

DateTime utc_date_time(std::int64_t unix_seconds) {
    constexpr std::int64_t day = 86'400;
    std::int64_t days = unix_seconds / day;
    if (unix_seconds % day < 0)
        --days;
    return {date_of(static_cast<int>(days)), static_cast<int>((unix_seconds - days * day) / 60)};
}

}  // namespace vitrina
