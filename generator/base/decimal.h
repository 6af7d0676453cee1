// Exact decimal and rational arithmetic for marks, weights and points: never binary floats.
//
// Units    a Decimal is units / 10^scale; both stay within 64 bits by the limits of parsing
//          (at most 12 digits before the point, 6 behind). A sum, product or ratio that would
//          leave 64 bits stops at their end: whoever multiplies bounds his fields first.
// Source   domain §2.3: 4,645 must not become 4,64 or 4,65 by chance.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vitrina {

struct Decimal {
    std::int64_t units = 0;
    int scale = 0;

    static Decimal of(std::int64_t whole) { return {whole, 0}; }
};

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
bool operator==(const Decimal& a, const Decimal& b);
Decimal operator+(const Decimal& a, const Decimal& b);
Decimal operator*(const Decimal& a, const Decimal& b);

// Decimal point or comma, an optional sign, no-break and plain spaces between thousands.
std::optional<Decimal> parse_decimal(std::string_view text);
std::string decimal_text(const Decimal& value, char point);  // shortest: 4,65; 3; 0,5

// A fraction of two Decimals as whole numbers in lowest terms, denominator positive.
struct Rational {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
};

Rational ratio(const Decimal& numerator, const Decimal& denominator);  // denominator is not zero
std::strong_ordering compare(const Rational& a, const Decimal& b);     // exact

// Away from zero or towards it, for both signs.
enum class Rounding : std::uint8_t { HalfUp, HalfEven, Down, Up };
// `digits` of 0 to 6 behind the point.
Decimal round(const Rational& value, int digits, Rounding mode);

}  // namespace vitrina
