// Reading dates, months and parts of the school year out of a deadline's tokens.
// Internal to the reading of deadlines (deadline.h); the grammar stands in deadline_grammar.h.
//
// Errors   nothing or none when the tokens say something else. Whoever has another reading to try
//          calls through `attempt`, which puts the cursor back.
#pragma once

#include <optional>
#include <vector>

#include "kinds/deadline_grammar.h"
#include "kinds/deadline_words.h"

namespace vitrina {

// Tries a reader that gives a bool or an optional.
template <class Reader>
auto attempt(TokenCursor& cursor, Reader&& read) {
    const std::size_t begin = cursor.position();
    auto result = read(cursor);
    if (!result)
        cursor.move_to(begin);
    return result;
}

inline DeadlineTerm single_term(Moment moment) {
    return {moment, moment, false, false};
}

// Between the members of a list.
inline bool accept_list_separator(TokenCursor& cursor) {
    return cursor.accept(TokenKind::Comma) || cursor.accept_word("и");
}

// A number from 1 to `most`, written with at most so many digits.
std::optional<int> read_number(TokenCursor& cursor, int most, int digits_at_most);
bool skip_ordinal_suffix(TokenCursor& cursor);  // the `-я` of «1-я»

// deadline_terms.cpp
std::optional<int> read_year(TokenCursor& cursor);  // `2020 г.`
// `2020-2021 учебный год`, `2020/21 уч. г.`, `2020-2021`.
std::optional<SchoolYear> read_school_year(TokenCursor& cursor);
// The month whose days these are, and the year behind it.
std::optional<Moment> read_month_days(TokenCursor& cursor, int first_day, int last_day);
// `15–20 марта`, `15-20.03.2021`, and the `1 по 15 марта` of «с 1 по 15 марта».
std::optional<Moment> read_days(TokenCursor& cursor);
// One date, month, quarter, season or year, without what may stand before or after it.
std::optional<DeadlineTerm> read_term(TokenCursor& cursor);
std::vector<DeadlineTerm> read_listed_days(TokenCursor& cursor);  // «15, 20 и 25 марта»

// deadline_units.cpp
std::optional<int> read_ordinal(TokenCursor& cursor);  // «1-я», «II», «первая»; «последняя» is -1
std::optional<DeadlineTerm> read_ordinal_unit(TokenCursor& cursor);  // «I четверть», «1-я декада мая»
std::vector<DeadlineTerm> read_listed_units(TokenCursor& cursor);  // «I и III четверти»

// deadline_moments.cpp
// Everything that fixes days: terms with «с», «по», «до», ranges, lists with one noun.
std::vector<DeadlineTerm> read_moments(TokenCursor& cursor);
bool read_recurring(TokenCursor& cursor);  // «1 раз в четверть», «каждый понедельник»
bool skip_time(TokenCursor& cursor);  // behind a day: «в 14:00», «14.00»
// «в течение 10 дней». Without a duration: working days, which only a calendar can count.
struct Within {
    std::optional<Duration> duration;
};
std::optional<Within> read_within(TokenCursor& cursor);

}  // namespace vitrina
