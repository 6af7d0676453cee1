// From terms to days: the eight rules of resolution of domain §1.5.
#include <algorithm>

#include "kinds/deadline_grammar.h"

namespace vitrina {
namespace {

// Within a year; days counted from a month's end come after those counted from its beginning.
int order_in_year(const Moment& moment) {
    return moment.month * 100 + (moment.first_day > 0 ? moment.first_day : 50 + moment.first_day);
}

bool same_or_later(const Moment& a, const Moment& b) {
    return order_in_year(a) >= order_in_year(b);
}

// Rule 1: one year of a range serves both ends.
void share_year(DeadlineTerm& term) {
    if (!term.from.year && term.to.year)
        term.from.year = *term.to.year - (term.from.month > term.to.month ? 1 : 0);
    if (!term.to.year && term.from.year)
        term.to.year = *term.from.year + (term.to.month < term.from.month ? 1 : 0);
}

// «сентябрь, декабрь 2020 г.»: a year serves what stands before it in the list, too.
void share_years_backwards(std::vector<DeadlineTerm>& terms) {
    for (DeadlineTerm& term : terms)
        share_year(term);
    for (std::size_t i = terms.size(); i-- > 1;) {
        const Moment& next = terms[i].from;
        DeadlineTerm& term = terms[i - 1];
        if (term.to.year || !next.year)
            continue;
        term.to.year = *next.year - (same_or_later(next, term.to) ? 0 : 1);
        share_year(term);
    }
}

// Rules 2, 3 and 5: the year of the first term within the school year. August stands for the one
// before September; June and July do where the range goes on into autumn (rule 3).
int year_in(SchoolYear year, const DeadlineTerm& term) {
    const bool into_autumn = term.from.month >= 6 && term.from.month <= 8 && term.to.month >= 9;
    if (term.from.month >= 9 || term.from.month == 8 || into_autumn)
        return year.first;
    return year.first + 1;
}

// Rule 4: every next term is the first one after the term before.
int year_after(const DeadlineTerm& before, const DeadlineTerm& term) {
    return *before.to.year + (same_or_later(term.from, before.to) ? 0 : 1);
}

std::optional<Date> day_of(int year, int month, int day) {
    if (year < 1900 || year > 2199)
        return std::nullopt;
    const int number = day > 0 ? day : days_in_month(year, month) + day;
    if (!is_valid_date(year, month, number))
        return std::nullopt;
    return Date{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month),
                static_cast<std::uint8_t>(number)};
}

// «с 1 марта»: to the end of the school year in which it begins.
Date end_of_school_year(Date from) {
    return SchoolYear{from.month >= 9 ? from.year : from.year - 1}.end();
}

std::optional<DateRange> days_of(const DeadlineTerm& term) {
    const auto from = day_of(*term.from.year, term.from.month, term.from.first_day);
    const auto to = day_of(*term.to.year, term.to.month, term.to.last_day);
    if (!from || !to || *to < *from)
        return std::nullopt;
    return DateRange{*from, term.open ? end_of_school_year(*from) : *to};
}

}  // namespace

std::optional<std::vector<DateRange>> resolve_terms(std::vector<DeadlineTerm> terms, SchoolYear year) {
    share_years_backwards(terms);
    std::vector<DateRange> intervals;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        DeadlineTerm& term = terms[i];
        if (!term.from.year) {
            const bool follows = i > 0 && terms[i - 1].to.year;
            if (!follows && !year.is_set())
                continue;
            term.from.year = follows ? year_after(terms[i - 1], term) : year_in(year, term);
            share_year(term);
        }
        const std::optional<DateRange> days = days_of(term);
        if (!days)
            return std::nullopt;
        intervals.push_back(*days);
    }
    return intervals;
}

}  // namespace vitrina
