// What fixes the days of a deadline, what repeats, and what is counted from the document's date.
#include <array>
#include <string_view>

#include "kinds/deadline_terms.h"

namespace vitrina {
namespace {

Moment end_of_month_before(Moment moment) {
    if (moment.month == 1 && moment.year)
        moment.year = *moment.year - 1;
    return {moment.month == 1 ? 12 : moment.month - 1, 0, 0, moment.year};
}

DeadlineTerm due(Moment moment) {
    moment.first_day = moment.last_day;
    return {moment, moment, false, false};
}

// «до 15 марта», «не позднее октября», «до конца года». Without a day «до октября» ends with
// September.
std::optional<DeadlineTerm> read_until(TokenCursor& cursor) {
    bool exclusive = false;
    cursor.accept_phrase("в срок") || cursor.accept_word("срок");
    if (cursor.accept_word("до") || cursor.accept_word("к") || cursor.accept_word("ко"))
        exclusive = true;
    else if (!cursor.accept_phrase("не позднее") && !cursor.accept_phrase("не позже") &&
             !cursor.accept_word("по"))
        return std::nullopt;
    const bool before_begin = cursor.accept_stem("начал");
    const std::optional<DeadlineTerm> term = read_term(cursor);
    if (!term)
        return std::nullopt;
    const bool from_the_first = term->from.first_day == 1 && term->from.last_day != 1;
    if (before_begin || (exclusive && from_the_first))
        return due(end_of_month_before(term->from));
    return due(term->to);
}

bool accept_until_end(TokenCursor& cursor) {
    return cursor.accept_word("по") || cursor.accept_word("до") || cursor.accept(TokenKind::Dash);
}

// «с 1 сентября по 15 октября», «с 15 по 20 марта», «с сентября по май», «с 15 марта».
std::optional<DeadlineTerm> read_since(TokenCursor& cursor) {
    if (!cursor.accept_phrase("в период с") && !cursor.accept_phrase("в период со") &&
        !cursor.accept_phrase("начиная с") && !cursor.accept_word("с") &&
        !cursor.accept_word("со") && !cursor.accept_word("после") &&
        !cursor.accept_phrase("не ранее") && !cursor.accept_phrase("не раньше"))
        return std::nullopt;
    if (const auto days = attempt(cursor, read_days))
        return single_term(*days);
    std::optional<DeadlineTerm> term = read_term(cursor);
    if (!term)
        return std::nullopt;
    const auto end = attempt(cursor, [](TokenCursor& at) {
        return accept_until_end(at) ? read_term(at) : std::nullopt;
    });
    if (end)
        return DeadlineTerm{term->from, end->to, true, false};
    term->open = true;
    return term;
}

void skip_preposition(TokenCursor& cursor) {
    constexpr std::array<std::string_view, 8> prepositions = {
        "в течени*", "в теч", "на протяжении", "в период", "в", "во", "на", "за"};
    for (const std::string_view preposition : prepositions) {
        if (cursor.accept_phrase(preposition)) {
            cursor.accept(TokenKind::Dot);
            return;
        }
    }
}

std::optional<DeadlineTerm> read_range(TokenCursor& cursor) {
    skip_preposition(cursor);
    const std::optional<DeadlineTerm> from = read_term(cursor);
    if (!from)
        return std::nullopt;
    const auto to = attempt(cursor, [](TokenCursor& at) {
        return at.accept(TokenKind::Dash) ? read_term(at) : std::nullopt;
    });
    return to ? DeadlineTerm{from->from, to->to, true, false} : from;
}

bool accept_unit(TokenCursor& cursor) {
    return cursor.at().kind == TokenKind::Word && is_time_unit(cursor.at().word) &&
           cursor.accept(TokenKind::Word);
}

bool accept_weekday(TokenCursor& cursor) {
    return cursor.at().kind == TokenKind::Word && is_weekday(cursor.at().word) &&
           cursor.accept(TokenKind::Word);
}

// «2», «двух»; of «1-2 раза» the first.
std::optional<int> read_count(TokenCursor& cursor) {
    const int count = cursor.at().kind == TokenKind::Word ? small_number_of(cursor.at().word) : 0;
    if (count == 0) {
        const std::optional<int> number = read_number(cursor, 999, 3);
        if (number && cursor.at().kind == TokenKind::Dash && cursor.at(1).kind == TokenKind::Number)
            cursor.move_to(cursor.position() + 2);
        return number;
    }
    cursor.move_to(cursor.position() + 1);
    return count;
}

// «каждый понедельник», «каждую вторую неделю месяца».
bool read_every(TokenCursor& cursor) {
    if (!cursor.accept_stem("кажд"))
        return false;
    while (read_ordinal(cursor) || read_count(cursor)) {
    }
    if (!accept_unit(cursor) && !accept_weekday(cursor))
        return false;
    accept_unit(cursor);
    return true;
}

// «в конце каждой четверти».
bool read_part_of_every(TokenCursor& cursor) {
    skip_preposition(cursor);
    const bool part = cursor.accept_stem("начал") || cursor.accept_stem("середин") ||
                      cursor.accept_stem("конц") || cursor.accept_word("конец");
    return part && read_every(cursor);
}

// «1 раз в четверть», «не реже двух раз в год», «раз в 2 недели».
bool read_times(TokenCursor& cursor) {
    if (!cursor.accept_phrase("не реже"))
        cursor.accept_phrase("не менее");
    if (!cursor.accept_word("дважды") && !cursor.accept_word("трижды")) {
        read_count(cursor);
        if (!cursor.accept_stem("раз"))
            return false;
    }
    if (!cursor.accept_word("в") && !cursor.accept_word("за") && !cursor.accept_word("на"))
        return false;
    read_count(cursor);
    cursor.accept_stem("учебн");
    return accept_unit(cursor);
}

// «по понедельникам и средам», «первая пятница месяца».
bool read_weekdays(TokenCursor& cursor) {
    if (cursor.accept_word("по")) {
        do {
            if (!accept_weekday(cursor))
                return false;
        } while (cursor.accept(TokenKind::Comma) || cursor.accept_word("и"));
        return true;
    }
    if (!read_ordinal(cursor) || !accept_weekday(cursor))
        return false;
    return read_every(cursor) || accept_unit(cursor);
}

// «до 5 числа каждого месяца».
bool read_day_number(TokenCursor& cursor) {
    if (!cursor.accept_word("до"))
        cursor.accept_phrase("не позднее");
    if (!read_count(cursor))
        return false;
    if (cursor.at().kind == TokenKind::Dash && cursor.at(1).word == "го")
        cursor.move_to(cursor.position() + 2);
    if (!cursor.accept_stem("числ"))
        return false;
    attempt(cursor, read_every) || accept_unit(cursor);
    return true;
}

}  // namespace

std::vector<DeadlineTerm> read_moments(TokenCursor& cursor) {
    const std::size_t begin = cursor.position();
    for (const auto read : {read_listed_days, read_listed_units}) {
        skip_preposition(cursor);
        std::vector<DeadlineTerm> listed = read(cursor);
        if (!listed.empty())
            return listed;
        cursor.move_to(begin);
    }
    for (const auto read : {read_until, read_since, read_range})
        if (const auto term = attempt(cursor, read))
            return {*term};
    return {};
}

bool read_recurring(TokenCursor& cursor) {
    return attempt(cursor, read_every) || attempt(cursor, read_part_of_every) ||
           attempt(cursor, read_times) || attempt(cursor, read_weekdays) ||
           attempt(cursor, read_day_number);
}

bool skip_time(TokenCursor& cursor) {
    cursor.accept(TokenKind::Comma);
    cursor.accept_word("в") || cursor.accept_word("до");
    const DeadlineToken& hour = cursor.at();
    const DeadlineToken& minute = cursor.at(2);
    const TokenKind point = cursor.at(1).kind;
    const bool is_month = point == TokenKind::Dot && minute.value >= 1 && minute.value <= 12;
    if (hour.kind != TokenKind::Number || hour.value > 24 || minute.digits != 2 ||
        minute.value > 59 || (point != TokenKind::Colon && point != TokenKind::Dot) || is_month)
        return false;
    cursor.move_to(cursor.position() + 3);
    return true;
}

std::optional<Within> read_within(TokenCursor& cursor) {
    const bool during = cursor.accept_phrase("в течени*");
    if (!during && !cursor.accept_word("в"))
        return std::nullopt;
    const int count = read_count(cursor).value_or(1);
    cursor.accept(TokenKind::Dash);
    if (cursor.accept_phrase("дневный срок"))
        return Within{Duration{count, 0}};
    const bool working = cursor.accept_stem("рабоч") || cursor.accept_stem("учебн");
    cursor.accept_stem("календарн");
    Within within;
    if (cursor.accept_stem("дн"))
        within.duration = Duration{count, 0};
    else if (cursor.accept_stem("недел"))
        within.duration = Duration{7 * count, 0};
    else if (cursor.accept_stem("месяц"))
        within.duration = Duration{0, count};
    else
        return std::nullopt;
    if (!during)
        return std::nullopt;
    return working ? Within{} : within;
}

}  // namespace vitrina
