#include "formats/xlsx_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/dates.h"
#include "base/text.h"
#include "formats/quiz_lines.h"

namespace vitrina {
namespace {

constexpr std::int64_t seconds_of_day = 24 * 60 * 60;

// `09:30`; seconds only where there are some.
std::string clock_text(std::int64_t seconds) {
    std::string text = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
    return seconds % 60 == 0 ? text : text + fmt::format(":{:02}", seconds % 60);
}

// Days since 1899-12-30, as Excel counts them; a time of day alone is no date.
std::string date_text(double days, bool since_1904) {
    const int whole = static_cast<int>(std::floor(days)) + (since_1904 ? 1462 : 0);
    const Date date = add_days({1899, 12, 30}, whole);
    return fmt::format("{:02}.{:02}.{}", date.day, date.month, date.year);
}

// Of a day and a time, one or the other.
NumberLook look_of_parts(bool has_day, bool has_time) {
    return has_day ? (has_time ? NumberLook::DayTime : NumberLook::Day)
                   : (has_time ? NumberLook::Time : NumberLook::Plain);
}

// Formats that every Excel knows by number alone.
NumberLook look_of_number(int id) {
    if (id == 46)
        return NumberLook::Hours;
    const bool is_day = (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    return look_of_parts(is_day || id == 22, id == 22 || (id >= 18 && id <= 21) || id == 45 || id == 47);
}

// `h` or `ч` between signs of a time; an `s` alone, as in «Standard», is none.
bool is_time_pattern(std::string_view pattern) {
    return pattern.find("h:") != std::string_view::npos ||
           pattern.find("ч:") != std::string_view::npos ||
           pattern.find("m:s") != std::string_view::npos ||
           pattern.find("mm:ss") != std::string_view::npos;
}

// A format without what it only shows: texts in quotes, signs behind `\`, `_` and `*`, colours.
struct FormatCode {
    std::string pattern;
    bool is_elapsed = false;  // `[h]:mm`, which counts on beyond a day
};

FormatCode read_format(std::string_view code) {
    FormatCode format;
    for (std::size_t at = 0; at < code.size(); ++at) {
        const char one = code[at];
        if (one == '\\' || one == '_' || one == '*') {
            if (at + 1 < code.size())
                at += code_point_at(code, at + 1).length;
        } else if (one == '"' || one == '[') {
            const std::size_t end =
                std::min(code.find(one == '"' ? '"' : ']', at + 1), code.size());
            const std::string inside = fold_case(code.substr(at + 1, end - at - 1));
            if (one == '[')
                format.is_elapsed = format.is_elapsed || inside == "h" || inside == "hh" ||
                                    inside == "ч" || inside == "чч";
            at = end;
        } else {
            format.pattern += one;
        }
    }
    format.pattern = fold_case(format.pattern);
    return format;
}

NumberLook look_of_pattern(const FormatCode& format) {
    if (format.is_elapsed)
        return NumberLook::Hours;
    const bool has_day = format.pattern.find('y') != std::string::npos ||
                         format.pattern.find('d') != std::string::npos ||
                         format.pattern.find("г") != std::string::npos ||
                         format.pattern.find("д") != std::string::npos;
    return look_of_parts(has_day, is_time_pattern(format.pattern));
}

// `0.3` rather than `0.29999999999999999`: fifteen digits are what Excel counts with.
std::string digits_of(double value) {
    std::string text = fmt::format("{:.15g}", value);
    std::ranges::replace(text, '.', ',');
    return text;
}

}  // namespace

std::optional<CellPlace> place_of(std::string_view name) {
    CellPlace place;
    std::size_t at = 0;
    for (; at < name.size() && name[at] >= 'A' && name[at] <= 'Z' && at < 4; ++at)
        place.column = place.column * 26 + static_cast<std::size_t>(name[at] - 'A') + 1;
    const auto [end, error] =
        std::from_chars(name.data() + at, name.data() + name.size(), place.row);
    if (at == 0 || error != std::errc() || end != name.data() + name.size() || place.row == 0)
        return std::nullopt;
    return CellPlace{place.row - 1, place.column - 1};
}

std::string column_name(std::size_t column) {
    std::string name;
    for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (left - 1) % 26));
    return name;
}

NumberLook look_of(int format, std::string_view code) {
    const FormatCode read = read_format(code);
    if (format == 9 || format == 10 || read.pattern.find('%') != std::string::npos)
        return NumberLook::Percent;
    const NumberLook known = look_of_number(format);
    return known != NumberLook::Plain || code.empty() ? known : look_of_pattern(read);
}

std::string number_text(std::string_view digits, NumberLook look, bool since_1904) {
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value))
        return clean_text(digits);
    const bool is_day = value >= 1 && value < 110'000;
    if (look == NumberLook::Day && is_day)
        return date_text(value, since_1904);
    if (look == NumberLook::Hours && value >= 0 && value < 110'000)
        return clock_text(std::llround(value * seconds_of_day));
    if ((look == NumberLook::DayTime && is_day) ||
        (look == NumberLook::Time && value >= 0 && value < 110'000)) {
        const std::int64_t seconds = std::llround(value * seconds_of_day);
        const std::string clock = clock_text(seconds % seconds_of_day);
        if (look == NumberLook::Time)
            return clock;
        // Of a day without a time midnight is not said.
        const std::string day = date_text(static_cast<double>(seconds / seconds_of_day), since_1904);
        return seconds % seconds_of_day == 0 ? day : day + " " + clock;
    }
    if (look == NumberLook::Percent)
        return digits_of(value * 100) + "%";
    return digits_of(value);
}

std::vector<ReadLine> lines_of_value(const std::string& value) {
    std::vector<ReadLine> lines;
    for (std::size_t at = 0; at <= value.size();) {
        const std::size_t end = std::min(value.find('\n', at), value.size());
        const std::string text = collapse_spaces(value.substr(at, end - at));
        lines.push_back({text, escape_markdown(text)});
        at = end + 1;
    }
    drop_empty_lines(lines);
    return lines;
}

std::string rich_text(const XmlElement& element) {
    std::string text;
    for (XmlElement one = element.first(); one; one = one.next()) {
        if (one.name() == "t")
            text += one.all_text();
        else if (one.name() == "r" && one.child("t"))
            text += one.child("t").all_text();
    }
    return clean_text(text);
}

}  // namespace vitrina
