#include "kinds/deadline.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "kinds/deadline_grammar.h"

namespace vitrina {
namespace {

// More moments than this are a calendar, not a deadline.
constexpr std::size_t most_terms = 100;
// Of a text that is not understood, so many characters are repeated in the message.
constexpr std::size_t quoted_characters = 80;

SchoolYear school_year_of(const DeadlineContext& context) {
    if (context.school_year.is_set() || !context.document_date.is_set())
        return context.school_year;
    const Date date = context.document_date;
    return {date.month >= 9 ? date.year : date.year - 1};
}

bool names_year(const DeadlineSyntax& syntax) {
    return std::ranges::any_of(syntax.terms,
                               [](const DeadlineTerm& term) { return term.from.year || term.to.year; });
}

bool is_open(const DeadlineSyntax& syntax) {
    return syntax.later || syntax.continuous || std::ranges::any_of(syntax.terms, &DeadlineTerm::open);
}

Date add_months(Date date, int months) {
    const int count = date.year * 12 + date.month - 1 + months;
    const int year = count / 12;
    const int month = count % 12 + 1;
    const int day = std::min<int>(date.day, days_in_month(year, month));
    return {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month),
            static_cast<std::uint8_t>(day)};
}

DateRange days_within(Duration duration, Date from) {
    return {from, add_days(add_months(from, duration.months), duration.days)};
}

DeadlineKind kind_of(const DeadlineSyntax& syntax, bool counted) {
    if (!syntax.terms.empty() || syntax.whole_year || counted)
        return DeadlineKind::Dates;
    if (syntax.continuous || syntax.later)
        return DeadlineKind::Continuous;
    if (syntax.recurring)
        return DeadlineKind::Dates;
    if (syntax.as_needed || !syntax.trigger.empty() || syntax.within)
        return DeadlineKind::OnDemand;
    return DeadlineKind::ByPlan;
}

void put_in_order(std::vector<DateRange>& intervals) {
    std::ranges::sort(intervals, {},
                      [](const DateRange& one) { return std::pair(one.from, one.to); });
    intervals.erase(std::unique(intervals.begin(), intervals.end()), intervals.end());
}

// Nothing: the days do not exist.
std::optional<Deadline> resolve(DeadlineSyntax syntax, const DeadlineContext& context) {
    const SchoolYear year = school_year_of(context);
    auto intervals = resolve_terms(syntax.terms, year);
    if (!intervals)
        return std::nullopt;
    // «в течение 10 дней со дня получения» is counted from what nobody knows beforehand.
    const bool counted = syntax.within && context.document_date.is_set() && syntax.trigger.empty();
    Deadline deadline;
    deadline.kind = kind_of(syntax, counted);
    deadline.intervals = std::move(*intervals);
    if (counted)
        deadline.intervals.push_back(days_within(*syntax.within, context.document_date));
    const bool all_year = syntax.whole_year || (syntax.recurring && deadline.intervals.empty());
    if (all_year && year.is_set() && deadline.kind == DeadlineKind::Dates)
        deadline.intervals.push_back({year.begin(), year.end()});
    put_in_order(deadline.intervals);
    deadline.trigger = std::move(syntax.trigger);
    deadline.by_plan = std::move(syntax.by_plan);
    deadline.open_end = is_open(syntax);
    return deadline;
}

Span whole(std::string_view text) {
    const std::string_view inner = trim(text);
    const auto begin = static_cast<std::uint32_t>(inner.empty() ? 0 : inner.data() - text.data());
    return {begin, begin + static_cast<std::uint32_t>(inner.size())};
}

DeadlineReading not_understood(std::string_view text, const DeadlineToken* stuck) {
    DeadlineReading reading;
    reading.deadline.text = std::string(text);
    const std::string quoted = shorten(collapse_spaces(trim(text)), quoted_characters);
    reading.remarks.push_back({ids::deadline_unknown, whole(text), {quoted, {}}});
    if (stuck && stuck->kind == TokenKind::Word)
        if (std::string nearest = nearest_name(stuck->word, deadline_vocabulary());
            !nearest.empty())
            reading.slip = DeadlineSlip{stuck->span, std::move(nearest)};
    return reading;
}

// Rule 5: «август» alone may stand before the school year or at its end.
bool is_lone_august(const DeadlineSyntax& syntax) {
    return syntax.terms.size() == 1 && syntax.terms[0].from.month == 8 &&
           syntax.terms[0].to.month == 8 && !syntax.terms[0].from.year;
}

void add_remarks(DeadlineReading& reading,
                 const DeadlineSyntax& syntax,
                 const DeadlineContext& context) {
    const Deadline& deadline = reading.deadline;
    if (deadline.intervals.empty() || syntax.terms.empty() || names_year(syntax))
        return;
    const DateRange last = deadline.intervals.back();
    if (is_lone_august(syntax)) {
        reading.remarks.push_back(
            {ids::deadline_august,
             whole(deadline.text),
             {std::to_string(last.from.year), std::to_string(last.from.year + 1)}});
        return;
    }
    // Rule 2: kept, but said; while it runs on, nothing is amiss.
    if (context.document_date.is_set() && last.to < context.document_date && !deadline.open_end)
        reading.remarks.push_back({ids::deadline_before_document,
                                   whole(deadline.text),
                                   {iso_date(last.to), iso_date(context.document_date)}});
}

}  // namespace

DeadlineReading read_deadline(std::string_view text, const DeadlineContext& context) {
    if (text.size() > deadline_limit)
        return not_understood(text, nullptr);
    const std::vector<DeadlineToken> tokens = split_deadline(text);
    const DeadlineParse parse = parse_deadline(text, tokens);
    if (!parse.syntax)
        return not_understood(text, parse.stuck < tokens.size() ? &tokens[parse.stuck] : nullptr);
    std::optional<Deadline> deadline;
    if (parse.syntax->terms.size() <= most_terms)
        deadline = resolve(*parse.syntax, context);
    if (!deadline)
        return not_understood(text, nullptr);
    DeadlineReading reading;
    reading.deadline = std::move(*deadline);
    reading.deadline.text = std::string(text);
    add_remarks(reading, *parse.syntax, context);
    return reading;
}

Deadline fixed_deadline(std::string_view text, Date from, Date to, const DeadlineContext& context) {
    Deadline deadline = read_deadline(text, context).deadline;
    deadline.kind = DeadlineKind::Dates;
    const Date last =
        from.is_set() && !to.is_set() ? std::max(from, school_year_of(context).end()) : to;
    deadline.intervals = {{from.is_set() ? from : to, last}};
    deadline.open_end = !to.is_set();
    return deadline;
}

void report_remarks(const DeadlineReading& reading,
                    const Place& file,
                    const MappedText& at,
                    Diagnostics& out) {
    for (const DeadlineRemark& remark : reading.remarks) {
        Diagnostic& message = out.warning(remark.id, {file.source, file_span(at, remark.part)},
                                          remark.args[0], remark.args[1]);
        if (reading.slip)
            Diagnostics::note(message, ids::note_deadline_nearest,
                              {file.source, file_span(at, reading.slip->word)},
                              reading.slip->nearest);
    }
}

std::string deadline_sort_key(const Deadline& deadline) {
    constexpr std::string_view never = "9999-12-31";
    std::string key;
    key += deadline.intervals.empty() ? never : iso_date(deadline.intervals.front().from);
    key += '/';
    key += deadline.intervals.empty() ? never : iso_date(deadline.intervals.back().to);
    key += '/';
    return key + collation_key(deadline.text);
}

}  // namespace vitrina
