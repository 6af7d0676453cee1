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

// Days since 1899-12-30, as Excel counts them; a time of day alone is no date.
std::string date_text(double days, bool since_1904) {
    const int whole = static_cast<int>(std::floor(days)) + (since_1904 ? 1462 : 0);
    const Date date = add_days({1899, 12, 30}, whole);
    return fmt::format("{:02}.{:02}.{}", date.day, date.month, date.year);
}

bool is_date_format(int id, std::string_view code) {
    if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return true;
    if (code.empty())
        return false;
    // What stands in quotes or brackets is no pattern: `[Red]`, `"дней"`.
    std::string pattern;
    char closing = 0;
    for (const char one : code) {
        if (closing != 0)
            closing = one == closing ? '\0' : closing;
        else if (one == '"' || one == '[')
            closing = one == '"' ? '"' : ']';
        else
            pattern += one;
    }
    const std::string lower = fold_case(pattern);
    return lower.find('y') != std::string::npos || lower.find('d') != std::string::npos ||
           lower.find("г") != std::string::npos || lower.find("д") != std::string::npos;
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
    if (format == 9 || format == 10 || code.find('%') != std::string_view::npos)
        return NumberLook::Percent;
    return is_date_format(format, code) ? NumberLook::Day : NumberLook::Plain;
}

std::string number_text(std::string_view digits, NumberLook look, bool since_1904) {
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value))
        return clean_text(digits);
    if (look == NumberLook::Day && value >= 1 && value < 110'000)
        return date_text(value, since_1904);
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
