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
    return std::ranges::any_of(days_of(row), [&](const DateRange& days) {
        return days.from <= to && days.to >= from;
    });
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

// All the year, or what lies before or behind the months that are shown.
Value period_view(const PlanOnPage& on, const std::string& key, DateRange days, Values items) {
    Object period;
    period.add("id", "plan-" + key);
    period.add("href", "#plan-" + key);
    period.add("label", on.page.theme().text("plan_" + key));
    period.add("from", days.from.is_set() ? iso_date(days.from) : std::string());
    period.add("to", days.to.is_set() ? iso_date(days.to) : std::string());
    period.add("month", "");
    period.add("count", on.page.theme().text("plan_measures", {std::to_string(items.size())}));
    period.add("items", std::move(items));
    return period;
}

Value month_view(const PlanOnPage& on, int month, Values items) {
    const Date first = first_day(month);
    const std::string iso = iso_date(first).substr(0, 7);
    Object period;
    period.add("id", "plan-" + iso);
    period.add("href", items.empty() ? std::string() : "#plan-" + iso);
    period.add("label", month_name(on.page.theme().language(), first.month) + " " +
                            std::to_string(first.year));
    period.add("from", iso_date(first));
    period.add("to", iso_date(last_day(month)));
    period.add("month", iso);
    period.add("count", items.empty() ? std::string()
                                      : on.page.theme().text("plan_measures",
                                                             {std::to_string(items.size())}));
    period.add("items", std::move(items));
    return period;
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
    const SchoolYear year = year_of(on);
    const bool any = std::ranges::any_of(
        on.rows, [](const PlacedRow& placed) { return !days_of(*placed.row).empty(); });
    if (!any)
        return {};
    const Theme& theme = on.page.theme();
    const Months months = months_of(on.rows, year);
    const Date begin = first_day(months.first);
    const Date end = last_day(months.last);
    Values periods;
    const auto add = [&](const std::string& key, DateRange days, Values items) {
        if (!items.empty())
            periods.push_back(period_view(on, key, days, std::move(items)));
    };
    add("all_year", {year.begin(), year.end()}, items_where(on.rows, [&](const PlanRow& row) {
            return runs_all_year(row, year);
        }));
    add("earlier", {Date{}, add_days(begin, -1)}, items_where(on.rows, [&](const PlanRow& row) {
            return runs_between(row, Date{}, add_days(begin, -1));
        }));
    Values bar;
    for (int month = months.first; month <= months.last; ++month) {
        Values items = items_where(on.rows, [&](const PlanRow& row) {
            return !runs_all_year(row, year) && runs_between(row, first_day(month), last_day(month));
        });
        Value view = month_view(on, month, std::move(items));
        bar.push_back(view);
        if (view.as_object()->find("items")->is_truthy())
            periods.push_back(std::move(view));
    }
    add("later", {add_days(end, 1), Date{}}, items_where(on.rows, [&](const PlanRow& row) {
            return std::ranges::any_of(days_of(row),
                                       [&](const DateRange& days) { return days.to > end; });
        }));
    return Object{{"title", theme.text("plan_year_title", {school_year_name(year)})},
                  {"bar", std::move(bar)},
                  {"periods", std::move(periods)}};
}

Shape plan_year_shape() {
    const Shape period = Shape::object("plan period", {
        {"id", Shape::text(), "Id of its row in the table.", "plan-2026-09"},
        {"href", Shape::text(), "Link to that row; empty when nothing runs.", "#plan-2026-09"},
        {"label", Shape::text(), "The month, or «all the year», «earlier», «later».", "сентябрь 2026"},
        {"from", Shape::text(), "First day; may be empty.", "2026-09-01"},
        {"to", Shape::text(), "Last day; may be empty.", "2026-09-30"},
        {"month", Shape::text(), "The month for machines; else empty.", "2026-09"},
        {"count", Shape::text(), "How much runs; empty when nothing.", "3 мероприятия"},
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
    for (const DeadlineKind kind : {DeadlineKind::Continuous, DeadlineKind::OnDemand,
                                    DeadlineKind::ByPlan, DeadlineKind::Dates,
                                    DeadlineKind::Unknown}) {
        Values items = items_where(on.rows, [&](const PlanRow& row) {
            return undated_group(row) == deadline_word(kind);
        });
        if (!items.empty())
            groups.push_back(Object{
                {"title", theme.text("plan_" + std::string(deadline_word(kind)))},
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
