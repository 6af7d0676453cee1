#include "kinds/deadline_terms.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace vitrina {
namespace {

constexpr std::array<std::string_view, 14> ordinal_suffixes = {
    "я", "й", "е", "м", "х", "ая", "ый", "ий", "ой", "ое", "ую", "го", "ом", "му"};
constexpr std::array<std::string_view, 7> year_words = {"г",    "гг",    "год", "года",
                                                        "году", "годом", "годы"};

bool skip_year_word(TokenCursor& cursor) {
    if (cursor.at().kind != TokenKind::Word ||
        std::ranges::find(year_words, cursor.at().word) == year_words.end())
        return false;
    cursor.move_to(cursor.position() + 1);
    cursor.accept(TokenKind::Dot);
    return true;
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
std::optional<DeadlineTerm> read_part(TokenCursor& cursor) {
    const std::optional<PartOfMonth> part = read_part_word(cursor);
    if (!part)
        return std::nullopt;
    if (const auto moment = read_month_days(cursor, part->first_day, part->last_day))
        return single_term(*moment);
    const bool begins = part->first_day == 1;
    if (part->last_day == 20)
        return std::nullopt;
    if (cursor.accept_phrase("календарн* год*"))
        return single_term({begins ? 1 : 12, part->first_day, part->last_day, std::nullopt});
    if (cursor.accept_phrase("учебн* год*") || cursor.accept_phrase("уч г*") ||
        cursor.accept_stem("год"))
        return single_term({begins ? 9 : 5, part->first_day, part->last_day, std::nullopt});
    const std::optional<DeadlineTerm> unit = read_ordinal_unit(cursor);
    if (!unit)
        return std::nullopt;
    Moment moment = begins ? unit->from : unit->to;
    moment.first_day = part->first_day;
    moment.last_day = part->last_day;
    return single_term(moment);
}

std::optional<DeadlineTerm> read_season(TokenCursor& cursor) {
    const int from =
        cursor.at().kind == TokenKind::Word ? first_month_of_season(cursor.at().word) : 0;
    if (from == 0)
        return std::nullopt;
    cursor.move_to(cursor.position() + 1);
    DeadlineTerm term{{from}, {from == 12 ? 2 : from + 2}, true, false};
    term.to.year = read_year_of(cursor, term.to.month);
    if (term.to.year)
        term.from.year = *term.to.year - (from == 12 ? 1 : 0);
    return term;
}

// `2020-2021 уч. г.`, `2020–2022 гг.`, `2021 год`, and `2020 год, сентябрь`.
std::optional<DeadlineTerm> read_years(TokenCursor& cursor) {
    if (const auto school_year = read_school_year(cursor))
        return DeadlineTerm{{9, 1, 0, school_year->first}, {8, 1, 0, school_year->first + 1}, true, false};
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
            return single_term({*in_year, 1, 0, first});
    }
    return DeadlineTerm{{1, 1, 0, first}, {12, 1, 0, last}, true, false};
}

std::optional<DeadlineTerm> read_single(TokenCursor& cursor) {
    if (const auto moment = attempt(cursor, read_days))
        return single_term(*moment);
    if (const auto moment = attempt(cursor, read_day))
        return single_term(*moment);
    const auto moment = read_month_days(cursor, 1, 0);
    return moment ? std::optional(single_term(*moment)) : std::nullopt;
}

}  // namespace

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

std::optional<int> read_year(TokenCursor& cursor) {
    if (cursor.at().digits != 4)
        return std::nullopt;
    const std::optional<int> year = read_number(cursor, 9999, 4);
    if (skip_year_word(cursor))
        skip_year_word(cursor);  // «г.г.»
    return year;
}

std::optional<Moment> read_month_days(TokenCursor& cursor, int first_day, int last_day) {
    const std::optional<int> month = read_month(cursor);
    if (!month)
        return std::nullopt;
    return Moment{*month, first_day, last_day, read_year_of(cursor, *month)};
}

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

std::optional<SchoolYear> read_school_year(TokenCursor& cursor) {
    const DeadlineToken& first = cursor.at();
    const DeadlineToken& second = cursor.at(2);
    const bool joined =
        cursor.at(1).kind == TokenKind::Dash || cursor.at(1).kind == TokenKind::Slash;
    const bool follows = second.digits == 4
                             ? second.value == first.value + 1
                             : second.digits == 2 && second.value == (first.value + 1) % 100;
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

std::optional<DeadlineTerm> read_term(TokenCursor& cursor) {
    for (const auto read : {read_single, read_ordinal_unit, read_part, read_season, read_years})
        if (const auto term = attempt(cursor, read))
            return term;
    return std::nullopt;
}

std::vector<DeadlineTerm> read_listed_days(TokenCursor& cursor) {
    std::vector<int> days;
    do {
        const std::optional<int> day = read_number(cursor, 31, 2);
        if (!day)
            return {};
        skip_ordinal_suffix(cursor);
        days.push_back(*day);
    } while (accept_list_separator(cursor));
    const std::optional<Moment> month = read_month_days(cursor, 1, 0);
    std::vector<DeadlineTerm> terms;
    if (days.size() > 1 && month)
        for (const int day : days)
            terms.push_back(single_term({month->month, day, day, month->year}));
    return terms;
}

}  // namespace vitrina
