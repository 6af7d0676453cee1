#include "pages/schedule.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "formats/csv.h"
#include "pages/classes_text.h"
#include "pages/neighbour_files.h"
#include "pages/record_json.h"
#include "pages/works.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

using Works = std::vector<PlacedWork>;

Date monday_of(Date day) {
    return add_days(day, 1 - iso_weekday(day));
}

std::set<ClassLabel> classes_of(const Works& works) {
    std::set<ClassLabel> labels;
    for (const PlacedWork& work : works)
        labels.insert(work.entry->classes.labels.begin(), work.entry->classes.labels.end());
    return labels;
}

bool names_class(const ScheduleEntry& entry, const ClassLabel& label) {
    return std::ranges::find(entry.classes.labels, label) != entry.classes.labels.end();
}

// Weeks in which something is written.
std::set<Date> weeks_of(const Works& works) {
    std::set<Date> weeks;
    for (const PlacedWork& work : works)
        for (Date monday = monday_of(work.entry->first_day()); monday <= work.entry->last_day();
             monday = add_days(monday, 7))
            weeks.insert(monday);
    return weeks;
}

std::string two_digits(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

// 14.09
std::string short_day(Date day) {
    return two_digits(day.day) + "." + two_digits(day.month);
}

std::string short_subjects(const Theme& theme, const ScheduleEntry& entry) {
    return entry.subjects.empty() ? entry.form : entry_subjects(entry, theme.language());
}

Value cell_view(const PageMaker& page, const Works& works, const ClassLabel& label, Date monday) {
    const Date sunday = add_days(monday, 6);
    Values links;
    for (const PlacedWork& work : works) {
        const ScheduleEntry& entry = *work.entry;
        if (!names_class(entry, label) || entry.first_day() > sunday || entry.last_day() < monday)
            continue;
        links.push_back(Object{{"title", short_subjects(page.theme(), entry)},
                               {"href", "#" + work.anchor},
                               {"note", entry.form + ", " + work_days(page.theme(), entry)}});
    }
    return Object{{"week", display_range(page.theme().language(), {monday, add_days(monday, 5)})},
                  {"from", iso_date(monday)},
                  {"to", iso_date(sunday)},
                  {"links", std::move(links)}};
}

Value grid_view(const PageMaker& page, const Works& works) {
    const std::set<Date> weeks = weeks_of(works);
    Values columns;
    for (const Date monday : weeks)
        columns.push_back(Object{{"from", iso_date(monday)},
                                 {"to", iso_date(add_days(monday, 6))},
                                 {"text", short_day(monday) + "–" + short_day(add_days(monday, 5))}});
    Values rows;
    for (const ClassLabel& label : classes_of(works)) {
        Values cells;
        for (const Date monday : weeks)
            cells.push_back(cell_view(page, works, label, monday));
        rows.push_back(Object{{"title", label.text()}, {"cells", std::move(cells)}});
    }
    return Object{{"weeks", std::move(columns)}, {"rows", std::move(rows)}};
}

// «По классам» and «по предметам»: a heading, its page if there is one, and its works.
Value group_view(const PageMaker& page,
                 std::string_view taxonomy,
                 const std::string& key,
                 Values works,
                 std::size_t number) {
    const Term* term = page.site().taxonomy(taxonomy).find(key);
    return Object{{"id", std::string(taxonomy) + "-" + std::to_string(number)},
                  {"title", term != nullptr ? term->title : key},
                  {"href", term != nullptr ? page.href(term->url) : std::string()},
                  {"works", std::move(works)}};
}

Values by_class(const PageMaker& page, const Works& works) {
    Values groups;
    for (const ClassLabel& label : classes_of(works)) {
        Values own;
        for (const PlacedWork& work : works)
            if (names_class(*work.entry, label))
                own.push_back(work_view(page, work, WorkClasses::LeftOut));
        groups.push_back(
            group_view(page, "classes", label.text(), std::move(own), groups.size() + 1));
    }
    return groups;
}

Values by_subject(const PageMaker& page, const Works& works) {
    std::map<std::string, std::pair<std::string, Values>> groups;  // by collation
    for (const PlacedWork& work : works) {
        for (const auto& list : {work.entry->subjects, work.entry->any_of}) {
            for (const SubjectName& subject : list) {
                auto& group = groups[collation_key(subject.name)];
                group.first = subject.name;
                group.second.push_back(work_view(page, work, WorkClasses::Named));
            }
        }
    }
    Values views;
    for (auto& [key, group] : groups)
        views.push_back(group_view(page, "subjects", group.first, std::move(group.second),
                                   views.size() + 1));
    return views;
}

Value moves_view(PageMaker& page, const Record& record, const Works& works) {
    Values moves;
    for (const PlacedWork& work : works) {
        const ScheduleMove& move = work.entry->moved;
        if (!work.entry->is_moved())
            continue;
        Value act;
        if (move.act.is_set()) {
            const Target target = page.site().resolve(move.act);
            page.link_to(target, record.place(move.act.span));
            act = page.target_link(target);
        }
        moves.push_back(Object{{"work", work_view(page, work, WorkClasses::Named)},
                               {"before", page.date(move.from)},
                               {"why", page.inline_html(move.why)},
                               {"act", std::move(act)}});
    }
    return moves.empty() ? Value() : Value(Object{{"items", std::move(moves)}});
}

Rendered render_schedule(const PageWorld& world, RecordId id) {
    const Site& site = world.site;
    const Record& record = site.at(id);
    PageFrame frame = record_frame(site, world.theme, id);
    frame.alternates.push_back(
        {"text/csv", std::string(world.theme.text("format_csv")), neighbour_url(site, id, ".csv")});
    frame.alternates.push_back(
        {"text/calendar", std::string(world.theme.text("format_ics")), neighbour_url(site, id, ".ics")});
    PageMaker page(world, std::move(frame), &record);
    const Works works = works_of(site, id);
    Object view;
    view.add("record", record_view(page, id));
    view.add("calendar_href", page.href(neighbour_url(site, id, ".ics")));
    view.add("csv_href", page.href(neighbour_url(site, id, ".csv")));
    view.add("grid", grid_view(page, works));
    Values days;
    for (const PlacedWork& work : works) {
        days.push_back(work_view(page, work, WorkClasses::Named));
        page.add_anchor(work.anchor);
    }
    view.add("days", std::move(days));
    view.add("by_class", by_class(page, works));
    view.add("by_subject", by_subject(page, works));
    view.add("moves", moves_view(page, record, works));
    return page.finish("schedule", std::move(view));
}

std::string names_of(const std::vector<SubjectName>& subjects) {
    std::string text;
    for (const SubjectName& subject : subjects)
        text += (text.empty() ? "" : ", ") + subject.name;
    return text;
}

std::string schedule_csv(const PageWorld& world, RecordId id) {
    const Theme& theme = world.theme;
    std::vector<CsvRow> rows(1);
    for (const char* key :
         {"csv_id", "csv_day", "csv_last_day", "csv_classes", "csv_taught", "csv_any_of",
          "csv_form", "csv_procedure", "csv_work_level", "csv_lesson", "csv_minutes", "csv_moved_from",
          "csv_why", "csv_note", "csv_url"})
        rows.front().emplace_back(theme.text(key));
    for (const PlacedWork& work : works_of(world.site, id)) {
        const ScheduleEntry& entry = *work.entry;
        std::string lessons;
        for (const Located<int>& lesson : entry.lessons)
            lessons += (lessons.empty() ? "" : ", ") + std::to_string(lesson.value);
        std::string procedures;
        for (const ProcedureName& procedure : entry.procedures)
            procedures += (procedures.empty() ? "" : ", ") + procedure.name;
        rows.push_back({work.anchor, iso_date(entry.first_day()), iso_date(entry.last_day()),
                        class_ranges(entry.classes), names_of(entry.subjects),
                        names_of(entry.any_of), entry.form, procedures,
                        std::string(word_of(entry.level, theme.language())), lessons,
                        entry.duration_min.value > 0 ? std::to_string(entry.duration_min.value) : "",
                        entry.is_moved() ? iso_date(entry.moved.from) : "",
                        flatten_markdown(entry.moved.why.text.text),
                        flatten_markdown(entry.note.text.text),
                        work_event(world.site, theme, work).url});
    }
    return csv_text(rows);
}

std::string schedule_calendar(const PageWorld& world, RecordId id) {
    const Site& site = world.site;
    Calendar calendar;
    calendar.name = site.entry(id).title;
    calendar.url = site.config.base_url.value + site.entry(id).url.substr(1);
    calendar.time_zone = site.config.timezone.value;
    for (const PlacedWork& work : works_of(site, id))
        calendar.events.push_back(work_event(site, world.theme, work));
    return ics_text(calendar);
}

}  // namespace

Shape schedule_page_shape(const Theme& theme) {
    const Shape week = Shape::object("week", {
        {"from", Shape::text(), "Its Monday for machines.", "2026-09-14"},
        {"to", Shape::text(), "Its Sunday for machines.", "2026-09-20"},
        {"text", Shape::text(), "Its school days for people.", "14.09–19.09"},
    });
    const Shape cell = Shape::object("grid cell", {
        {"week", Shape::text(), "The week, for narrow screens.", "14–19 сентября 2026 г."},
        {"from", Shape::text(), "Its Monday for machines.", "2026-09-14"},
        {"to", Shape::text(), "Its Sunday for machines.", "2026-09-20"},
        {"links", Shape::list(link_shape()), "Works; the note names kind and day.", ""},
    });
    const Shape row = Shape::object("grid row", {
        {"title", Shape::text(), "The class.", "6А"},
        {"cells", Shape::list(cell), "A cell a week.", ""},
    });
    const Shape grid = Shape::object("grid", {
        {"weeks", Shape::list(week), "Weeks in which something is written.", ""},
        {"rows", Shape::list(row), "Classes.", ""},
    });
    const Shape group = Shape::object("works of a class or subject", {
        {"id", Shape::text(), "Id of the heading.", "classes-3"},
        {"title", Shape::text(), "The class or subject.", "6А класс"},
        {"href", Shape::text(), "Its page; may be empty.", "../../classes/6a/"},
        {"works", Shape::list(work_shape()), "Its works by day.", ""},
    });
    const Shape move = Shape::object("move", {
        {"work", work_shape(), "The work.", ""},
        {"before", date_shape(), "The day on which it stood.", "", Presence::Optional},
        {"why", Shape::html(), "The reason; may be empty.", ""},
        {"act", link_shape(), "By which act.", "", Presence::Optional},
    });
    const Shape moves =
        Shape::object("moves", {{"items", Shape::list(move), "By the day now.", ""}});
    return page_shape(theme, Shape::object("schedule page", {
        record_shape(),
        {"calendar_href", Shape::text(), "The schedule for a calendar.", "../2026-1.ics"},
        {"csv_href", Shape::text(), "The schedule as a table.", "../2026-1.csv"},
        {"grid", grid, "Class by week.", ""},
        {"days", Shape::list(work_shape()), "All works by day.", ""},
        {"by_class", Shape::list(group), "Works of each class.", ""},
        {"by_subject", Shape::list(group), "Works in each subject.", ""},
        {"moves", moves, "What was moved.", "", Presence::Optional},
    }));
}

void plan_schedule_pages(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        if (world.site.records[i].kind->name != "schedule")
            continue;
        const auto id = static_cast<RecordId>(i);
        add_page(world, id, render_schedule, outputs);
        add_text_file(world, id, ".csv", schedule_csv, outputs);
        add_text_file(world, id, ".ics", schedule_calendar, outputs);
    }
}

}  // namespace vitrina
