#include "pages/works.h"

#include <algorithm>

#include "content/markdown.h"
#include "kinds/validity.h"
#include "pages/classes_text.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Shape;
using stache::Value;

class Details {
public:
    void add(const std::string& text) {
        if (!text.empty())
            text_ += (text_.empty() ? "" : "; ") + text;
    }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

std::string lessons_text(const Theme& theme, const ScheduleEntry& entry) {
    std::string numbers;
    for (const Located<int>& lesson : entry.lessons)
        numbers += (numbers.empty() ? "" : ", ") + std::to_string(lesson.value);
    if (numbers.empty())
        return numbers;
    return theme.text(entry.lessons.size() == 1 ? "schedule_lesson" : "schedule_lessons", {numbers});
}

std::string move_text(const Theme& theme, const ScheduleEntry& entry) {
    if (!entry.is_moved())
        return {};
    std::string text =
        theme.text("schedule_moved", {display_date(theme.language(), entry.moved.from)});
    const std::string why = flatten_markdown(entry.moved.why.text.text);
    return why.empty() ? text : text + " — " + why;
}

std::string details_text(const Theme& theme, const ScheduleEntry& entry, WorkClasses classes) {
    Details details;
    if (classes == WorkClasses::Named)
        details.add(classes_text(theme, entry.classes));
    details.add(lessons_text(theme, entry));
    if (entry.duration_min.value > 0)
        details.add(theme.text("demo_minutes", {std::to_string(entry.duration_min.value)}));
    if (entry.level != ScheduleLevel::School)
        details.add(std::string(theme.text(
            "schedule_level_" + std::string(word_of(entry.level, Language::English)))));
    details.add(move_text(theme, entry));
    details.add(flatten_markdown(entry.note.text.text));
    return details.take();
}

void sort_by_day(std::vector<PlacedWork>& works) {
    std::ranges::stable_sort(works, {}, [](const PlacedWork& work) {
        return std::pair(work.entry->first_day(), work.entry->last_day());
    });
}

void add_works(const Site& site, RecordId file, std::vector<PlacedWork>& to) {
    const Record& record = site.at(file);
    std::vector<std::string> anchors = entry_anchors(record);
    const std::vector<ScheduleEntry>& entries = as<Schedule>(record).entries;
    for (std::size_t i = 0; i < entries.size(); ++i)
        to.push_back({file, &entries[i], std::move(anchors[i])});
}

}  // namespace

std::vector<PlacedWork> works_of(const Site& site, RecordId file) {
    std::vector<PlacedWork> works;
    add_works(site, file, works);
    sort_by_day(works);
    return works;
}

std::vector<PlacedWork> works_of(const Site& site) {
    std::vector<PlacedWork> works;
    for (std::size_t i = 0; i < site.records.size(); ++i)
        if (site.records[i].kind->name == "schedule" && site.entries[i].is_listed())
            add_works(site, static_cast<RecordId>(i), works);
    sort_by_day(works);
    return works;
}

bool are_shown_to(const ClassList& written, const ClassLabel& page) {
    return std::ranges::any_of(written.labels,
                               [&](const ClassLabel& label) { return do_meet(label, page); });
}

std::string work_days(const Theme& theme, const ScheduleEntry& entry) {
    if (!entry.is_dated())
        return display_range(theme.language(), {entry.first_day(), entry.last_day()});
    const auto weekday = static_cast<std::size_t>(iso_weekday(entry.date.value));
    return display_date(theme.language(), entry.date.value) + ", " +
           std::string(theme.text("weekday_" + std::to_string(weekday)));
}

std::string work_title(const Theme& theme, const ScheduleEntry& entry) {
    return entry_subjects(entry, theme.language()) + ": " + entry.form;
}

Value work_view(const PageMaker& page, const PlacedWork& work, WorkClasses classes) {
    const ScheduleEntry& entry = *work.entry;
    const std::string url = page.site().entry(work.file).url + "#" + work.anchor;
    return Object{{"id", work.anchor},
                  {"href", page.href(url)},
                  {"from", iso_date(entry.first_day())},
                  {"to", iso_date(entry.last_day())},
                  {"iso", entry.is_dated() ? iso_date(entry.date.value) : std::string()},
                  {"when", work_days(page.theme(), entry)},
                  {"title", work_title(page.theme(), entry)},
                  {"details", details_text(page.theme(), entry, classes)}};
}

Shape work_shape() {
    return Shape::object("work", {
        {"id", Shape::text(), "Id of its row on the schedule's page.", "e3f0c1a2b4"},
        {"href", Shape::text(), "Link to that row.", "../../schedule/2026-1/#e3f0c1a2b4"},
        {"from", Shape::text(), "First day for machines.", "2026-09-18"},
        {"to", Shape::text(), "Last day for machines.", "2026-09-18"},
        {"iso", Shape::text(), "The day for machines; empty for an interval.", "2026-09-18"},
        {"when", Shape::text(), "The day or days for people.", "18 сентября 2026 г., пт"},
        {"title", Shape::text(), "Subject and kind of work.", "Математика: контрольная работа"},
        {"details", Shape::text(), "Classes, lesson, duration, a move; may be empty.",
         "6А, 6Б классы; 3-й урок; 45 минут"},
    });
}

CalendarEvent work_event(const Site& site, const Theme& theme, const PlacedWork& work) {
    const ScheduleEntry& entry = *work.entry;
    const Record& record = site.at(work.file);
    CalendarEvent event;
    event.uid = record.id + "#" + work.anchor + "@" + site.site_id();
    event.summary = work_title(theme, entry) + " (" + classes_text(theme, entry.classes) + ")";
    event.description = details_text(theme, entry, WorkClasses::LeftOut);
    event.url = site.config.base_url.value + site.entry(work.file).url.substr(1) + "#" + work.anchor;
    event.from.date = entry.first_day();
    event.to.date = entry.last_day();
    event.changed = site.entry(work.file).changed;
    event.sequence = static_cast<int>(record.common.revisions.size()) + (entry.is_moved() ? 1 : 0);
    return event;
}

}  // namespace vitrina
