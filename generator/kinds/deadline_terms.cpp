#include "kinds/deadline_terms.h"

#include <algorithm>
#include <array>

namespace vitrina {
namespace {

const DeadlineToken end_token;

constexpr std::array<std::string_view, 14> ordinal_suffixes = {
    "я", "й", "е", "м", "х", "ая", "ый", "ий", "ой", "ое", "ую", "го", "ом", "му"};
constexpr std::array<std::string_view, 7> year_words = {
    "г", "гг", "год", "года", "году", "годом", "годы"};

Term single(Moment moment) {
    return {moment, moment, false, false};
}

bool skip_ordinal_suffix(TokenCursor& cursor) {
    if (cursor.at().kind != TokenKind::Dash || cursor.at(1).kind != TokenKind::Word ||
        std::ranges::find(ordinal_suffixes, cursor.at(1).word) == ordinal_suffixes.end())
        return false;
    cursor.move_to(cursor.position() + 2);
    return true;
}

std::optional<int> read_number(TokenCursor& cursor, int most, int digits_at_most) {
    const DeadlineToken& token = cursor.at();
    if (token.kind != TokenKind::Number || token.value < 1 || token.value > most ||
        token.digits > digits_at_most)
        return std::nullopt;
    cursor.move_to(cursor.position() + 1);
    return token.value;
}

bool skip_year_word(TokenCursor& cursor) {
    if (cursor.at().kind != TokenKind::Word ||
        std::ranges::find(year_words, cursor.at().word) == year_words.end())
        return false;
    cursor.move_to(cursor.position() + 1);
    cursor.accept(TokenKind::Dot);
    return true;
}

std::optional<int> read_year(TokenCursor& cursor) {
    if (cursor.at().digits != 4)
        return std::nullopt;
    const std::optional<int> year = read_number(cursor, 9999, 4);
    if (skip_year_word(cursor))
        skip_year_word(cursor);  // «г.г.»
    return year;
}

// The year behind a month: its own, or that of a school year in which the month lies.
std::optional<int> read_year_of(TokenCursor& cursor, int month) {
    if (const auto school_year = read_school_year(cursor))
        return month >= 9 ? school_year->first : school_year->first + 1;
    return read_year(cursor);
}

std::optional<int> read_month(TokenCursor& cursor) {
    const int month = cursor.at().kind == TokenKind::Word ? month_of(cursor.at().word) : 0;
    if (month == 0)
        return std::nullopt;
    cursor.move_to(cursor.position() + 1);
    cursor.accept(TokenKind::Dot);  // «сент. 2020»
    return month;
}

std::optional<Moment> read_month_days(TokenCursor& cursor, int first_day, int last_day) {
    const std::optional<int> month = read_month(cursor);
    if (!month)
        return std::nullopt;
    return Moment{*month, first_day, last_day, read_year_of(cursor, *month)};
}

std::optional<Moment> read_iso_date(TokenCursor& cursor) {
    if (cursor.at().digits != 4 || cursor.at(2).digits != 2 || cursor.at(4).digits != 2)
        return std::nullopt;
    const std::optional<int> year = read_number(cursor, 9999, 4);
    if (!year || !cursor.accept(TokenKind::Dash))
        return std::nullopt;
    const std::optional<int> month = read_number(cursor, 12, 2);
    if (!month || !cursor.accept(TokenKind::Dash))
        return std::nullopt;
    const std::optional<int> day = read_number(cursor, 31, 2);
    return day ? std::optional(Moment{*month, *day, *day, *year}) : std::nullopt;
}

// `15.09.2020 г.`, `15.09.20`, `15.09`.
std::optional<Moment> read_dotted_date(TokenCursor& cursor) {
    const std::optional<int> day = read_number(cursor, 31, 2);
    if (!day || !cursor.accept(TokenKind::Dot))
        return std::nullopt;
    const std::optional<int> month = read_number(cursor, 12, 2);
    if (!month)
        return std::nullopt;
    Moment moment{*month, *day, *day, std::nullopt};
    if (!cursor.accept(TokenKind::Dot) || cursor.at().kind != TokenKind::Number)
        return moment;
    if (cursor.at().digits == 2)
        moment.year = 2000 + cursor.at().value;
    else if (cursor.at().digits == 4)
        moment.year = cursor.at().value;
    else
        return std::nullopt;
    cursor.move_to(cursor.position() + 1);
    skip_year_word(cursor);
    return moment;
}

std::optional<Moment> read_day_of_month(TokenCursor& cursor) {
    const std::optional<int> day = read_number(cursor, 31, 2);
    if (!day)
        return std::nullopt;
    skip_ordinal_suffix(cursor);
    return read_month_days(cursor, *day, *day);
}

std::optional<Moment> read_day(TokenCursor& cursor) {
    for (const auto read : {read_iso_date, read_dotted_date, read_day_of_month})
        if (const auto moment = attempt(cursor, read))
            return moment;
    return std::nullopt;
}

// `15–20 марта`, `15-20.03.2021`, and `1 по 15 марта` of «с 1 по 15 марта».
std::optional<Moment> read_days(TokenCursor& cursor) {
    const std::optional<int> first = read_number(cursor, 31, 2);
    if (!first)
        return std::nullopt;
    skip_ordinal_suffix(cursor);
    if (!cursor.accept(TokenKind::Dash) && !cursor.accept_word("по") && !cursor.accept_word("до"))
        return std::nullopt;
    std::optional<Moment> moment = read_day(cursor);
    if (moment)
        moment->first_day = *first;
    return moment;
}

enum class Unit : std::uint8_t { None, Term, Half, Trimester, Quarter, Week, Decade, MonthHalf };

Unit unit_of(std::string_view word) {
    struct Name {
        std::string_view stem;
        Unit unit;
    };
    constexpr auto names = std::to_array<Name>({
        {"четверт", Unit::Term}, {"полугоди", Unit::Half}, {"триместр", Unit::Trimester},
        {"квартал", Unit::Quarter}, {"недел", Unit::Week}, {"декад", Unit::Decade},
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
        case Unit::Term: return terms;
        case Unit::Half: return of_calendar_year ? calendar_halves : halves;
        case Unit::Trimester: return trimesters;
        case Unit::Quarter: return quarters;
        default: return {};
    }
}

// The parts `first`…`last` of a year, with the year that may follow.
std::optional<Term> read_year_part(TokenCursor& cursor, Unit unit, int first, int last) {
    const std::optional<SchoolYear> school_year = read_school_year(cursor);
    const std::optional<int> year = school_year ? std::nullopt : read_year(cursor);
    if (!school_year && !year)
        cursor.accept_phrase("учебн* год*");
    const auto parts = year_parts(unit, year.has_value());
    const auto count = static_cast<int>(parts.size());
    if (first < 1 || last > count || first > last)
        return std::nullopt;
    Term term;
    term.from.month = parts[static_cast<std::size_t>(first - 1)].from;
    term.to.month = parts[static_cast<std::size_t>(last - 1)].to;
    term.range = true;
    term.to.year = year;
    if (school_year) {
        term.from.year = school_year->first + (term.from.month < 9 ? 1 : 0);
        term.to.year = school_year->first + (term.to.month < 9 ? 1 : 0);
    }
    return term;
}

// The weeks, decades or halves `first`…`last` of the month that follows; -1 is the last one.
std::optional<Term> read_month_part(TokenCursor& cursor, Unit unit, int first, int last) {
    const int length = unit == Unit::Week ? 7 : unit == Unit::Decade ? 10 : 15;
    const int most = unit == Unit::Week ? 4 : unit == Unit::Decade ? 3 : 2;
    if (first > last || last > most)
        return std::nullopt;
    const bool to_the_end = last == -1 || (last == most && unit != Unit::Week);
    const int from_end = unit == Unit::Week ? -6 : (most - 1) * length + 1;
    const int first_day = first == -1 ? from_end : (first - 1) * length + 1;
    const auto moment = read_month_days(cursor, first_day, to_the_end ? 0 : last * length);
    return moment ? std::optional(single(*moment)) : std::nullopt;
}

std::optional<Term> read_unit(TokenCursor& cursor, int first, int last) {
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

std::optional<Term> read_ordinal_unit(TokenCursor& cursor) {
    const std::optional<int> first = read_ordinal(cursor);
    if (!first)
        return std::nullopt;
    std::optional<int> last = first;
    if (cursor.accept(TokenKind::Dash))
        last = read_ordinal(cursor);
    return last ? read_unit(cursor, *first, *last) : std::nullopt;
}

struct PartOfMonth {
    int first_day;
    int last_day;
};

std::optional<PartOfMonth> read_part_word(TokenCursor& cursor) {
    if (cursor.accept_stem("начал"))
        return PartOfMonth{1, 10};
    if (cursor.accept_stem("середин"))
        return PartOfMonth{11, 20};
    if (cursor.accept_word("конец") || cursor.accept_stem("конц"))
        return PartOfMonth{21, 0};
    return std::nullopt;
}

// «начало сентября», «конец учебного года», «конец I четверти».
std::optional<Term> read_part(TokenCursor& cursor) {
    const std::optional<PartOfMonth> part = read_part_word(cursor);
    if (!part)
        return std::nullopt;
    if (const auto moment = read_month_days(cursor, part->first_day, part->last_day))
        return single(*moment);
    const bool begins = part->first_day == 1;
    if (part->last_day == 20)
        return std::nullopt;
    if (cursor.accept_phrase("календарн* год*"))
        return single({begins ? 1 : 12, part->first_day, part->last_day, std::nullopt});
    if (cursor.accept_phrase("учебн* год*") || cursor.accept_phrase("уч г*") ||
        cursor.accept_stem("год"))
        return single({begins ? 9 : 5, part->first_day, part->last_day, std::nullopt});
    const std::optional<Term> unit = read_ordinal_unit(cursor);
    if (!unit)
        return std::nullopt;
    Moment moment = begins ? unit->from : unit->to;
    moment.first_day = part->first_day;
    moment.last_day = part->last_day;
    return single(moment);
}

std::optional<Term> read_season(TokenCursor& cursor) {
    const int from = cursor.at().kind == TokenKind::Word
                         ? first_month_of_season(cursor.at().word)
                         : 0;
    if (from == 0)
        return std::nullopt;
    cursor.move_to(cursor.position() + 1);
    const int to = from == 12 ? 2 : from + 2;
    return Term{{from}, {to, 1, 0, read_year_of(cursor, to)}, true, false};
}

// `2020-2021 уч. г.`, `2020–2022 гг.`, `2021 год`, and `2020 год, сентябрь`.
std::optional<Term> read_years(TokenCursor& cursor) {
    if (const auto school_year = read_school_year(cursor))
        return Term{{9, 1, 0, school_year->first}, {8, 1, 0, school_year->first + 1}, true, false};
    const std::optional<int> first = read_year(cursor);
    if (!first)
        return std::nullopt;
    std::optional<int> last = first;
    if (cursor.at().kind == TokenKind::Dash && cursor.at(1).digits == 4) {
        cursor.accept(TokenKind::Dash);
        last = read_year(cursor);
    } else {
        const auto in_year = attempt(cursor, [](TokenCursor& at) {
            at.accept(TokenKind::Comma);
            return read_month(at);
        });
        if (in_year)
            return single({*in_year, 1, 0, first});
    }
    return Term{{1, 1, 0, first}, {12, 1, 0, last}, true, false};
}

std::optional<Term> read_single(TokenCursor& cursor) {
    if (const auto moment = attempt(cursor, read_days))
        return single(*moment);
    if (const auto moment = attempt(cursor, read_day))
        return single(*moment);
    const auto moment = read_month_days(cursor, 1, 0);
    return moment ? std::optional(single(*moment)) : std::nullopt;
}

bool accept_list_separator(TokenCursor& cursor) {
    return cursor.accept(TokenKind::Comma) || cursor.accept_word("и");
}

std::vector<Term> read_listed_days(TokenCursor& cursor) {
    std::vector<int> days;
    do {
        const std::optional<int> day = read_number(cursor, 31, 2);
        if (!day)
            return {};
        skip_ordinal_suffix(cursor);
        days.push_back(*day);
    } while (accept_list_separator(cursor));
    const std::optional<Moment> month = read_month_days(cursor, 1, 0);
    std::vector<Term> terms;
    if (days.size() > 1 && month)
        for (const int day : days)
            terms.push_back(single({month->month, day, day, month->year}));
    return terms;
}

std::vector<Term> read_listed_units(TokenCursor& cursor) {
    std::vector<int> ordinals;
    do {
        const std::optional<int> ordinal = read_ordinal(cursor);
        if (!ordinal)
            return {};
        ordinals.push_back(*ordinal);
    } while (accept_list_separator(cursor));
    std::vector<Term> terms;
    const std::size_t unit = cursor.position();
    for (const int ordinal : ordinals) {
        cursor.move_to(unit);
        const std::optional<Term> term = read_unit(cursor, ordinal, ordinal);
        if (!term || ordinals.size() == 1)
            return {};
        terms.push_back(*term);
    }
    return terms;
}

}  // namespace

const DeadlineToken& TokenCursor::at(std::size_t ahead) const {
    return position_ + ahead < limit_ ? tokens_[position_ + ahead] : end_token;
}

void TokenCursor::move_to(std::size_t position) {
    position_ = position;
    furthest_ = std::max(furthest_, position);
}

bool TokenCursor::accept(TokenKind kind) {
    if (at().kind != kind)
        return false;
    move_to(position_ + 1);
    return true;
}

bool TokenCursor::accept_word(std::string_view word) {
    return at().word == word && accept(TokenKind::Word);
}

bool TokenCursor::accept_stem(std::string_view stem) {
    return has_stem(at().word, stem) && accept(TokenKind::Word);
}

bool TokenCursor::accept_phrase(std::string_view pattern) {
    const std::size_t count = match_phrase(pattern);
    move_to(position_ + count);
    return count > 0;
}

std::size_t TokenCursor::match_phrase(std::string_view pattern, std::size_t ahead) const {
    std::size_t count = ahead;
    while (!pattern.empty()) {
        const std::string_view wanted = pattern.substr(0, pattern.find(' '));
        pattern.remove_prefix(std::min(pattern.size(), wanted.size() + 1));
        const DeadlineToken& token = at(count);
        const bool is_stem = wanted.ends_with('*');
        const bool fits = wanted == "-" ? token.kind == TokenKind::Dash
                          : token.kind != TokenKind::Word ? false
                          : is_stem ? has_stem(token.word, wanted.substr(0, wanted.size() - 1))
                                    : token.word == wanted;
        if (!fits)
            return 0;
        ++count;
        if (!pattern.empty() && at(count).kind == TokenKind::Dot)
            ++count;  // «уч. года»
    }
    return count - ahead;
}

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
    return ordinal;
}

std::optional<SchoolYear> read_school_year(TokenCursor& cursor) {
    const DeadlineToken& first = cursor.at();
    const DeadlineToken& second = cursor.at(2);
    const bool joined = cursor.at(1).kind == TokenKind::Dash || cursor.at(1).kind == TokenKind::Slash;
    const bool follows = second.digits == 4 ? second.value == first.value + 1
                                            : second.digits == 2 &&
                                                  second.value == (first.value + 1) % 100;
    if (first.digits != 4 || !joined || !follows)
        return std::nullopt;
    // «2020 - 21 мая», «2020-21.05.2021», «2020–2021 гг.» are no school years.
    const DeadlineToken& next = cursor.at(3);
    if (next.kind == TokenKind::Word && (month_of(next.word) != 0 || next.word == "гг"))
        return std::nullopt;
    if (next.kind == TokenKind::Dot && cursor.at(4).kind == TokenKind::Number)
        return std::nullopt;
    const SchoolYear year{first.value};
    cursor.move_to(cursor.position() + 3);
    if (cursor.accept_phrase("учебн* год*") || cursor.accept_phrase("уч г*"))
        cursor.accept(TokenKind::Dot);
    else
        skip_year_word(cursor);
    return year;
}

std::optional<Term> read_term(TokenCursor& cursor) {
    for (const auto read : {read_single, read_ordinal_unit, read_part, read_season, read_years})
        if (const auto term = attempt(cursor, read))
            return term;
    return std::nullopt;
}

std::vector<Term> read_listed_terms(TokenCursor& cursor) {
    const std::size_t begin = cursor.position();
    for (const auto read : {read_listed_days, read_listed_units}) {
        std::vector<Term> terms = read(cursor);
        if (!terms.empty())
            return terms;
        cursor.move_to(begin);
    }
    return {};
}

}  // namespace vitrina
