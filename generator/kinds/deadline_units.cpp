// Quarters, half-years, decades and weeks in deadlines: an ordinal and its noun.
#include <array>
#include <span>
#include <string_view>

#include "kinds/deadline_terms.h"

namespace vitrina {
namespace {

enum class Unit : std::uint8_t { None, DeadlineTerm, Half, Trimester, Quarter, Week, Decade, MonthHalf };

Unit unit_of(std::string_view word) {
    struct Name {
        std::string_view stem;
        Unit unit;
    };
    constexpr auto names = std::to_array<Name>({
        {"четверт", Unit::DeadlineTerm},
        {"полугоди", Unit::Half},
        {"триместр", Unit::Trimester},
        {"квартал", Unit::Quarter},
        {"недел", Unit::Week},
        {"декад", Unit::Decade},
        {"половин", Unit::MonthHalf},
    });
    for (const Name& name : names)
        if (has_stem(word, name.stem))
            return name.unit;
    return Unit::None;
}

// First and last months of the parts of a year, customary ones for what a school sets itself.
struct YearPart {
    int from;
    int to;
};

std::span<const YearPart> year_parts(Unit unit, bool of_calendar_year) {
    static constexpr YearPart terms[] = {{9, 10}, {11, 12}, {1, 3}, {4, 5}};
    static constexpr YearPart halves[] = {{9, 12}, {1, 5}};
    static constexpr YearPart calendar_halves[] = {{1, 6}, {7, 12}};
    static constexpr YearPart trimesters[] = {{9, 11}, {12, 2}, {3, 5}};
    static constexpr YearPart quarters[] = {{1, 3}, {4, 6}, {7, 9}, {10, 12}};
    switch (unit) {
        case Unit::DeadlineTerm:
            return terms;
        case Unit::Half:
            return of_calendar_year ? calendar_halves : halves;
        case Unit::Trimester:
            return trimesters;
        case Unit::Quarter:
            return quarters;
        default:
            return {};
    }
}

// The parts `first`…`last` of a year, with the year that may follow.
std::optional<DeadlineTerm> read_year_part(TokenCursor& cursor, Unit unit, int first, int last) {
    const std::optional<SchoolYear> school_year = read_school_year(cursor);
    const std::optional<int> year = school_year ? std::nullopt : read_year(cursor);
    if (!school_year && !year)
        cursor.accept_phrase("учебн* год*");
    const auto parts = year_parts(unit, year.has_value());
    const auto count = static_cast<int>(parts.size());
    if (first < 1 || last > count || first > last)
        return std::nullopt;
    DeadlineTerm term;
    term.from.month = parts[static_cast<std::size_t>(first - 1)].from;
    term.to.month = parts[static_cast<std::size_t>(last - 1)].to;
    term.range = true;
    term.to.year = year;
    if (year)
        term.from.year = *year - (term.from.month > term.to.month ? 1 : 0);
    if (school_year) {
        term.from.year = school_year->first + (term.from.month < 9 ? 1 : 0);
        term.to.year = school_year->first + (term.to.month < 9 ? 1 : 0);
    }
    return term;
}

// The weeks, decades or halves `first`…`last` of the month that follows; -1 is the last one.
std::optional<DeadlineTerm> read_month_part(TokenCursor& cursor, Unit unit, int first, int last) {
    const int length = unit == Unit::Week ? 7 : unit == Unit::Decade ? 10 : 15;
    const int most = unit == Unit::Week ? 4 : unit == Unit::Decade ? 3 : 2;
    if (first > last || last > most)
        return std::nullopt;
    const bool to_the_end = last == -1 || (last == most && unit != Unit::Week);
    const int from_end = unit == Unit::Week ? -6 : (most - 1) * length + 1;
    const int first_day = first == -1 ? from_end : (first - 1) * length + 1;
    const auto moment = read_month_days(cursor, first_day, to_the_end ? 0 : last * length);
    return moment ? std::optional(single_term(*moment)) : std::nullopt;
}

std::optional<DeadlineTerm> read_unit(TokenCursor& cursor, int first, int last) {
    const Unit unit = cursor.at().kind == TokenKind::Word ? unit_of(cursor.at().word) : Unit::None;
    if (unit == Unit::None)
        return std::nullopt;
    cursor.move_to(cursor.position() + 1);
    if (unit == Unit::MonthHalf && cursor.match_phrase("учебн* год*") > 0)
        return read_year_part(cursor, Unit::Half, first, last);
    if (unit == Unit::Week || unit == Unit::Decade || unit == Unit::MonthHalf)
        return read_month_part(cursor, unit, first, last);
    return read_year_part(cursor, unit, first, last);
}

}  // namespace

std::optional<int> read_ordinal(TokenCursor& cursor) {
    if (const auto number = read_number(cursor, 4, 1)) {
        skip_ordinal_suffix(cursor);
        return number;
    }
    if (cursor.accept_stem("последн"))
        return -1;
    const int ordinal = cursor.at().kind == TokenKind::Word ? ordinal_of(cursor.at().word) : 0;
    if (ordinal == 0)
        return std::nullopt;
    cursor.move_to(cursor.position() + 1);
    skip_ordinal_suffix(cursor);
    return ordinal;
}

std::optional<DeadlineTerm> read_ordinal_unit(TokenCursor& cursor) {
    const std::optional<int> first = read_ordinal(cursor);
    if (!first)
        return std::nullopt;
    std::optional<int> last = first;
    if (cursor.accept(TokenKind::Dash))
        last = read_ordinal(cursor);
    return last ? read_unit(cursor, *first, *last) : std::nullopt;
}

std::vector<DeadlineTerm> read_listed_units(TokenCursor& cursor) {
    std::vector<int> ordinals;
    do {
        const std::optional<int> ordinal = read_ordinal(cursor);
        if (!ordinal)
            return {};
        ordinals.push_back(*ordinal);
    } while (accept_list_separator(cursor));
    std::vector<DeadlineTerm> terms;
    const std::size_t unit = cursor.position();
    for (const int ordinal : ordinals) {
        cursor.move_to(unit);
        const std::optional<DeadlineTerm> term = read_unit(cursor, ordinal, ordinal);
        if (!term || ordinals.size() == 1)
            return {};
        terms.push_back(*term);
    }
    return terms;
}

}  // namespace vitrina
