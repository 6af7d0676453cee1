// When the rows of a plan run: the school year month by month, and what has no dates at all.
#include <algorithm>

#include "base/text.h"
#include "pages/plan_parts.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

// Deadlines may lie outside the school year; months farther away than a year stand together.
constexpr int most_months_outside = 12;

// Months counted through the years, so that they can be compared and stepped through.
int month_index(Date day) {
    return day.year * 12 + day.month - 1;
}

Date first_day(int month) {
    return {static_cast<std::int16_t>(month / 12), static_cast<std::uint8_t>(month % 12 + 1), 1};
}

Date last_day(int month) {
    return add_days(first_day(month + 1), -1);
}

// Months to show: the school year and what the rows need beside it.
struct Months {
    int first = 0;
    int last = 0;
};

Months months_of(const std::vector<PlacedRow>& rows, SchoolYear year) {
    const Months of_year{month_index(year.begin()), month_index(year.end())};
    Months months = of_year;
    for (const PlacedRow& placed : rows) {
        for (const DateRange& days : days_of(*placed.row)) {
            months.first = std::min(months.first, month_index(days.from));
            months.last = std::max(months.last, month_index(days.to));
        }
    }
    return {std::max(months.first, of_year.first - most_months_outside),
            std::min(months.last, of_year.last + most_months_outside)};
}

bool runs_between(const PlanRow& row, Date from, Date to) {
    return std::ranges::any_of(
        days_of(row), [&](const DateRange& days) { return days.from <= to && days.to >= from; });
}

// A row of the whole year would stand under every month: it stands once, above them.
bool runs_all_year(const PlanRow& row, SchoolYear year) {
    return std::ranges::any_of(days_of(row), [&](const DateRange& days) {
        return days.from <= year.begin() && days.to >= year.end();
    });
}

Value link_view(const PlacedRow& placed, std::string note = {}) {
    return Object{
        {"title", placed.title}, {"href", "#" + placed.anchor}, {"note", std::move(note)}};
}

Value item_view(const PlacedRow& placed) {
    return link_view(placed, flatten_markdown(placed.row->deadline.text.text.text));
}

// A month, all the year, or what lies before or behind the months that are shown.
struct Period {
    std::string id;
    std::string label;
    DateRange days;
    std::string month;  // 2026-09; empty: no month
    std::string free;   // what to say when nothing runs
};

Value period_view(const Theme& theme, const Period& period, Values items) {
    const bool is_free = items.empty();
    Object view;
    view.add("id", period.id);
    view.add("href", is_free ? std::string() : "#" + period.id);
    view.add("label", period.label);
    view.add("from", period.days.from.is_set() ? iso_date(period.days.from) : std::string());
    view.add("to", period.days.to.is_set() ? iso_date(period.days.to) : std::string());
    view.add("month", period.month);
    view.add("count",
             is_free ? std::string() : theme.text("plan_measures", {std::to_string(items.size())}));
    view.add("free", period.free);
    view.add("items", std::move(items));
    return view;
}

Period month_period(const Theme& theme, int month) {
    const Date first = first_day(month);
    const std::string iso = iso_date(first).substr(0, 7);
    return {"months-" + iso,
            month_name(theme.language(), first.month) + " " + std::to_string(first.year),
            {first, last_day(month)},
            iso,
            std::string(theme.text("plan_month_free"))};
}

template <class Wanted>
Values items_where(const std::vector<PlacedRow>& rows, Wanted wanted) {
    Values items;
    for (const PlacedRow& placed : rows)
        if (wanted(*placed.row))
            items.push_back(item_view(placed));
    return items;
}

SchoolYear year_of(const PlanOnPage& on) {
    const SchoolYear own = on.record.common.school_year;
    return own.is_set() ? own : on.page.site().config.school_year;
}

// Under which word a row without dates stands; empty: it has dates or no deadline at all.
std::string_view undated_group(const PlanRow& row) {
    if (row.deadline.empty() || row.status == RowStatus::Cancelled || !days_of(row).empty())
        return {};
    return deadline_word(row.reading.kind);
}

}  // namespace

Value plan_year_view(const PlanOnPage& on) {
    const bool any = std::ranges::any_of(
        on.rows, [](const PlacedRow& placed) { return !days_of(*placed.row).empty(); });
    if (!any)
        return {};
    const Theme& theme = on.page.theme();
    const SchoolYear year = year_of(on);
    const Months months = months_of(on.rows, year);
    Values periods;
    const auto add = [&](const std::string& key, DateRange days, Values items) {
        if (!items.empty())
            periods.push_back(period_view(
                theme, {"months-" + key, std::string(theme.text("plan_" + key)), days, "", ""},
                std::move(items)));
    };
    add("all_year", {year.begin(), year.end()},
        items_where(on.rows, [&](const PlanRow& row) { return runs_all_year(row, year); }));
    const bool has_all_year = !periods.empty();
    const Date before = add_days(first_day(months.first), -1);
    add("earlier", {Date{}, before}, items_where(on.rows, [&](const PlanRow& row) {
            return runs_between(row, Date{}, before);
        }));
    Values bar;
    for (int month = months.first; month <= months.last; ++month) {
        const bool in_year = first_day(month) >= year.begin() && first_day(month) <= year.end();
        Period period = month_period(theme, month);
        if (in_year && has_all_year)
            period.free = theme.text("plan_month_all_year");
        Values items = items_where(on.rows, [&](const PlanRow& row) {
            return !(in_year && runs_all_year(row, year)) &&
                   runs_between(row, period.days.from, period.days.to);
        });
        const bool is_free = items.empty();
        Value view = period_view(theme, period, std::move(items));
        if (!is_free)
            periods.push_back(view);
        bar.push_back(std::move(view));
    }
    const Date after = add_days(last_day(months.last), 1);
    add("later", {after, Date{}}, items_where(on.rows, [&](const PlanRow& row) {
            return std::ranges::any_of(days_of(row),
                                       [&](const DateRange& days) { return days.to >= after; });
        }));
    return Object{{"title", theme.text("plan_year_title", {display_school_year(year)})},
                  {"bar", std::move(bar)},
                  {"periods", std::move(periods)}};
}

Shape plan_year_shape() {
    const Shape period = Shape::object("plan period", {
        {"id", Shape::text(), "Id of its list below.", "months-2026-09"},
        {"href", Shape::text(), "Link to that list; empty when nothing runs.", "#months-2026-09"},
        {"label", Shape::text(), "The month, or «all the year», «earlier», «later».",
         "сентябрь 2026"},
        {"from", Shape::text(), "First day; may be empty.", "2026-09-01"},
        {"to", Shape::text(), "Last day; may be empty.", "2026-09-30"},
        {"month", Shape::text(), "The month for machines; else empty.", "2026-09"},
        {"count", Shape::text(), "How much runs; empty when nothing.", "3 мероприятия"},
        {"free", Shape::text(), "What to say when nothing runs.", "нет мероприятий"},
        {"items", Shape::list(link_shape()), "What runs; the note is the deadline as issued.", ""},
    });
    return Shape::object("plan year", {
        {"title", Shape::text(), "Heading.", "Учебный год 2026-2027 по месяцам"},
        {"bar", Shape::list(period), "All months of the school year.", ""},
        {"periods", Shape::list(period), "Those in which something runs.", ""},
    });
}

Value plan_undated_view(const PlanOnPage& on) {
    const Theme& theme = on.page.theme();
    Values groups;
    for (const DeadlineKind kind :
         {DeadlineKind::Continuous, DeadlineKind::OnDemand, DeadlineKind::ByPlan,
          DeadlineKind::Dates, DeadlineKind::Unknown}) {
        Values items = items_where(
            on.rows, [&](const PlanRow& row) { return undated_group(row) == deadline_word(kind); });
        if (!items.empty())
            groups.push_back(
                Object{{"title", theme.text("plan_" + std::string(deadline_word(kind)))},
                       {"items", std::move(items)}});
    }
    if (groups.empty())
        return {};
    return Object{{"groups", std::move(groups)}};
}

Shape plan_undated_shape() {
    const Shape group = Shape::object("plan rows without dates", {
        {"title", Shape::text(), "Why they have none.", "Постоянно"},
        {"items", Shape::list(link_shape()), "The rows; the note is the deadline as issued.", ""},
    });
    return Shape::object("plan without dates", {
        {"groups", Shape::list(group), "By what sets them off.", ""}});
}

}  // namespace vitrina
