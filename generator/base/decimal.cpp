#include "base/decimal.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

#include "base/text.h"

namespace vitrina {
namespace {

__extension__ using Wide = __int128;

constexpr int max_whole_digits = 12;
constexpr int max_fraction_digits = 6;

Wide power_of_ten(int exponent) {
    assert(exponent >= 0);
    Wide power = 1;
    for (; exponent > 0; --exponent)
        power *= 10;
    return power;
}

std::int64_t narrow(Wide value) {
    using Limits = std::numeric_limits<std::int64_t>;
    return static_cast<std::int64_t>(std::clamp<Wide>(value, Limits::min(), Limits::max()));
}

Wide units_at(const Decimal& value, int scale) {
    return Wide{value.units} * power_of_ten(scale - value.scale);
}

Decimal shortest(Wide units, int scale) {
    while (scale > 0 && units % 10 == 0) {
        units /= 10;
        --scale;
    }
    return {narrow(units), scale};
}

Wide greatest_divisor(Wide a, Wide b) {
    while (b != 0) {
        a %= b;
        std::swap(a, b);
    }
    return a < 0 ? -a : a;
}

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

// Takes `+`, `-` or a minus sign off the front; true for a minus.
bool take_sign(std::string_view& text) {
    for (const std::string_view minus : {"-", "−"}) {
        if (text.starts_with(minus)) {
            text.remove_prefix(minus.size());
            return true;
        }
    }
    if (text.starts_with('+'))
        text.remove_prefix(1);
    return false;
}

// `1234567` or `1 234 567`: the digits alone; nothing if the spaces part anything but thousands.
std::optional<std::string> whole_digits(std::string_view text) {
    const std::string spaced = collapse_spaces(text);
    if (trim(text).size() != text.size())
        return std::nullopt;
    std::string digits;
    std::size_t group = 0;
    bool is_grouped = false;
    for (const char byte : spaced) {
        if (byte == ' ') {
            if (is_grouped ? group != 3 : group > 3)
                return std::nullopt;
            is_grouped = true;
            group = 0;
        } else if (is_digit(byte)) {
            digits += byte;
            ++group;
        } else {
            return std::nullopt;
        }
    }
    if (digits.empty() || (is_grouped && group != 3))
        return std::nullopt;
    return digits;
}

}  // namespace

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
    const int scale = std::max(a.scale, b.scale);
    const Wide left = units_at(a, scale);
    const Wide right = units_at(b, scale);
    if (left == right)
        return std::strong_ordering::equal;
    return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

bool operator==(const Decimal& a, const Decimal& b) {
    return (a <=> b) == std::strong_ordering::equal;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
    const int scale = std::max(a.scale, b.scale);
    return shortest(units_at(a, scale) + units_at(b, scale), scale);
}

Decimal operator*(const Decimal& a, const Decimal& b) {
    return shortest(Wide{a.units} * b.units, a.scale + b.scale);
}

std::optional<Decimal> parse_decimal(std::string_view text) {
    const bool is_negative = take_sign(text);
    const std::size_t point = text.find_first_of(".,");
    const auto whole = whole_digits(text.substr(0, point));
    if (!whole || whole->size() > max_whole_digits)
        return std::nullopt;
    const std::string_view fraction =
        point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    if (point != std::string_view::npos && fraction.empty())
        return std::nullopt;
    if (fraction.size() > max_fraction_digits || !std::ranges::all_of(fraction, is_digit))
        return std::nullopt;
    Wide units = 0;
    for (const char digit : *whole + std::string(fraction))
        units = units * 10 + (digit - '0');
    return shortest(is_negative ? -units : units, static_cast<int>(fraction.size()));
}

std::string decimal_text(const Decimal& value, char point) {
    const Decimal least = shortest(value.units, value.scale);
    Wide units = least.units < 0 ? -Wide{least.units} : Wide{least.units};
    std::string reversed;
    for (int i = 0; units > 0 || i <= least.scale; ++i) {
        if (i == least.scale && i > 0)
            reversed += point;
        reversed += static_cast<char>('0' + static_cast<int>(units % 10));
        units /= 10;
    }
    if (least.units < 0)
        reversed += '-';
    return {reversed.rbegin(), reversed.rend()};
}

Rational ratio(const Decimal& numerator, const Decimal& denominator) {
    assert(denominator.units != 0);
    const int scale = std::max(numerator.scale, denominator.scale);
    Wide above = units_at(numerator, scale);
    Wide below = units_at(denominator, scale);
    const Wide divisor = greatest_divisor(above, below) * (below < 0 ? -1 : 1);
    above /= divisor;
    below /= divisor;
    return {narrow(above), narrow(below)};
}

std::strong_ordering compare(const Rational& a, const Decimal& b) {
    const Wide left = Wide{a.numerator} * power_of_ten(b.scale);
    const Wide right = Wide{b.units} * a.denominator;
    if (left == right)
        return std::strong_ordering::equal;
    return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

Decimal round(const Rational& value, int digits, Rounding mode) {
    const bool is_negative = value.numerator < 0;
    const Wide scaled =
        (is_negative ? -Wide{value.numerator} : Wide{value.numerator}) * power_of_ten(digits);
    Wide quotient = scaled / value.denominator;
    const Wide rest = scaled % value.denominator;
    const Wide twice = rest * 2;
    const bool is_half = twice == value.denominator;
    bool goes_up = false;
    switch (mode) {
        case Rounding::HalfUp:
            goes_up = twice >= value.denominator;
            break;
        case Rounding::HalfEven:
            goes_up = is_half ? quotient % 2 != 0 : twice > value.denominator;
            break;
        case Rounding::Down:
            break;
        case Rounding::Up:
            goes_up = rest != 0;
            break;
    }
    quotient += goes_up ? 1 : 0;
    return {narrow(is_negative ? -quotient : quotient), digits};
}

}  // namespace vitrina
