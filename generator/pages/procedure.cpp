#include "pages/procedure.h"

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "base/text.h"
#include "content/markdown.h"
#include "pages/appeal.h"
#include "pages/classes_text.h"
#include "pages/memo.h"
#include "pages/neighbour_files.h"
#include "pages/works.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

std::string joined(const std::vector<SubjectName>& subjects, std::string_view between) {
    std::string text;
    for (const SubjectName& subject : subjects)
        text.append(text.empty() ? "" : between).append(subject.name);
    return text;
}

// The term whose page this record is.
const Term* own_term(const Site& site, RecordId id) {
    for (const Term& term : site.taxonomy("procedures").terms)
        if (term.url == site.entry(id).url)
            return &term;
    return nullptr;
}

std::string_view marks_text(const Theme& theme, MarkUse use) {
    if (use == MarkUse::Unsaid)
        return {};
    return theme.text(use == MarkUse::Counts ? "procedure_counts" : "procedure_counts_not");
}

Values works_view(const PageMaker& page, const std::string& word) {
    Values list;
    for (const PlacedWork& work : works_of(page.site())) {
        const auto& names = work.entry->procedures;
        if (std::ranges::find(names, word, &ProcedureName::name) != names.end())
            list.push_back(work_view(page, work, WorkClasses::Named));
    }
    return list;
}

Rendered render_procedure(const PageWorld& world, RecordId id) {
    const Site& site = world.site;
    const Record& record = site.at(id);
    const Procedure& procedure = as<Procedure>(record);
    PageFrame frame = record_frame(site, world.theme, id);
    const bool has_days = !procedure_events(world, id, nullptr).empty();
    if (has_days)
        frame.alternates.push_back({"text/calendar", std::string(world.theme.text("format_ics")),
                                    neighbour_url(site, id, ".ics")});
    PageMaker page(world, std::move(frame), &record);
    const Term* term = own_term(site, id);
    Object view;
    view.add("record", record_view(page, id));
    view.add("window", window_view(page, procedure));
    view.add("counts", marks_text(world.theme, procedure.counts_for_mark));
    Values aids;
    for (const InlineText& aid : procedure.aids)
        aids.push_back(page.inline_html(aid));
    view.add("aids", aids.empty() ? Value() : Value(Object{{"items", std::move(aids)}}));
    view.add("calendar_href", has_days ? page.href(neighbour_url(site, id, ".ics")) : std::string());
    Values lines;
    for (const ProcedureClass& line : procedure.by_class)
        lines.push_back(procedure_line_view(page, record, line));
    view.add("lines", lines.empty() ? Value() : Value(Object{{"rows", std::move(lines)}}));
    Values works = term == nullptr ? Values() : works_view(page, term->key);
    view.add("works", works.empty() ? Value() : Value(Object{{"items", std::move(works)}}));
    Values official;
    for (const OfficialLink& link : procedure.official)
        official.push_back(Object{{"title", flatten_markdown(link.title.text.text)},
                                  {"href", link.url.url},
                                  {"note", ""}});
    view.add("official",
             official.empty() ? Value() : Value(Object{{"items", std::move(official)}}));
    std::vector<MarkdownAnchor> headings;
    view.add("body", page.body(headings));
    view.add("contents", contents_view(headings));
    view.add("gathered", term == nullptr ? Values() : kind_groups_view(page, term->records));
    view.add("appeal", appeal_view(page));
    return page.finish("procedure", std::move(view));
}

std::string procedure_calendar(const PageWorld& world, RecordId id) {
    Calendar calendar;
    calendar.name = world.site.entry(id).title;
    calendar.url = world.site.config.base_url.value + world.site.entry(id).url.substr(1);
    calendar.time_zone = world.site.config.timezone.value;
    calendar.events = procedure_events(world, id, nullptr);
    return ics_text(calendar);
}

// Who writes what, wherever the line stands and whenever it is held: a calendar that was taken once
// knows the event again.
std::string line_name(const ProcedureClass& line) {
    std::string what = class_ranges(line.classes);
    for (const auto& list : {line.subjects, line.any_of}) {
        what += ";";
        for (const SubjectName& subject : list)
            what += fold_case(subject.name) + ",";
    }
    return "l" + hash_text(content_hash(what)).substr(0, 10);
}

bool is_for(const ClassList& classes, const ClassLabel* label) {
    return label == nullptr || classes.empty() || are_shown_to(classes, *label);
}

}  // namespace

std::string drawn_text(const Theme& theme, const ProcedureClass& line) {
    if (line.any_of.empty())
        return {};
    return theme.text("procedure_any_of",
                      {joined(line.any_of, theme.language() == Language::Russian ? " или " : " or ")});
}

Value procedure_line_view(PageMaker& page, const Record& record, const ProcedureClass& line) {
    const Theme& theme = page.theme();
    return Object{{"classes", classes_text(theme, line.classes)},
                  {"subjects", joined(line.subjects, ", ")},
                  {"any_of", drawn_text(theme, line)},
                  {"minutes", line.duration_min.value > 0
                                  ? theme.text("demo_minutes",
                                               {std::to_string(line.duration_min.value)})
                                  : std::string()},
                  {"date", page.date(line.date.value)},
                  {"note", page.inline_of(record.source, line.note)}};
}

Shape procedure_line_shape() {
    return Shape::object("line of a procedure", {
        {"classes", Shape::text(), "Who writes.", "5 класс"},
        {"subjects", Shape::text(), "What all of them write; may be empty.", "Русский язык"},
        {"any_of", Shape::text(), "Of what one is drawn; may be empty.",
         "один предмет по жребию: История или Биология"},
        {"minutes", Shape::text(), "How long it takes; may be empty.", "45 минут"},
        {"date", date_shape(), "The day, if known.", "", Presence::Optional},
        {"note", Shape::html(), "A note; may be empty.", ""},
    });
}

Value window_view(const PageMaker& page, const Procedure& procedure) {
    const Validity& window = procedure.window;
    if (!window.from.is_set())
        return {};
    return page.range({window.from, window.to});
}

std::vector<CalendarEvent> procedure_events(const PageWorld& world,
                                            RecordId id,
                                            const ClassLabel* label) {
    const Site& site = world.site;
    const Record& record = site.at(id);
    const Procedure& procedure = as<Procedure>(record);
    std::vector<CalendarEvent> events;
    CalendarEvent base;
    base.url = site.config.base_url.value + site.entry(id).url.substr(1);
    base.changed = site.entry(id).changed;
    base.sequence = static_cast<int>(record.common.revisions.size());
    base.description = flatten_markdown(record.common.summary.text.text);
    const Validity& window = procedure.window;
    if (window.from.is_set() && window.to.is_set() && is_for(record.common.classes, label)) {
        CalendarEvent event = base;
        event.uid = record.id + "#window@" + site.site_id();
        event.summary = site.entry(id).title;
        event.from.date = window.from;
        event.to.date = window.to;
        events.push_back(std::move(event));
    }
    std::map<std::string, int> same;
    for (const ProcedureClass& line : procedure.by_class) {
        const std::string name = line_name(line);
        const int number = ++same[name];
        if (!line.date.value.is_set() || !is_for(line.classes, label))
            continue;
        CalendarEvent event = base;
        event.uid = record.id + "#" + name + (number > 1 ? "-" + std::to_string(number) : "") +
                    "@" + site.site_id();
        std::string subjects = joined(line.subjects, ", ");
        const std::string drawn = drawn_text(world.theme, line);
        subjects += subjects.empty() || drawn.empty() ? drawn : "; " + drawn;
        event.summary = procedure_word(record) + ": " + subjects + " (" +
                        classes_text(world.theme, line.classes) + ")";
        event.from.date = line.date.value;
        event.to.date = line.date.value;
        events.push_back(std::move(event));
    }
    return events;
}

Values kind_groups_view(const PageMaker& page, const std::vector<RecordId>& records) {
    Values groups;
    for (const Kind& kind : all_kinds()) {
        Values links;
        for (const RecordId id : records)
            if (page.site().at(id).kind == &kind)
                links.push_back(page.record_link(id));
        if (links.empty())
            continue;
        const std::string folder(kind.folder);
        groups.push_back(Object{{"id", "about-" + folder},
                                {"title", page.theme().text("section_" + folder)},
                                {"links", std::move(links)}});
    }
    return groups;
}

Shape kind_group_shape() {
    return Shape::object("records of a kind", {
        {"id", Shape::text(), "Id of the heading.", "about-memos"},
        {"title", Shape::text(), "Name of the section.", "Памятки"},
        {"links", Shape::list(link_shape()), "The records.", ""},
    });
}

Shape procedure_page_shape(const Theme& theme) {
    const Shape lines = Shape::object("who writes what", {
        {"rows", Shape::list(procedure_line_shape()), "A row for each line of the record.", ""}});
    const Shape works = Shape::object("works of a procedure", {
        {"items", Shape::list(work_shape()), "Works of the schedules, by day.", ""}});
    const Shape official = Shape::object("official links", {
        {"items", Shape::list(link_shape()), "Samples and descriptions.", ""}});
    const Shape aids = Shape::object("aids", {
        {"items", Shape::list(Shape::html()), "What may be brought.", ""}});
    return page_shape(theme, Shape::object("procedure page", {
        record_shape(),
        {"window", range_shape(), "When it is held.", "", Presence::Optional},
        {"counts", Shape::text(), "Whether the mark counts; may be empty.", ""},
        {"aids", aids, "What may be brought.", "", Presence::Optional},
        {"calendar_href", Shape::text(), "Its days for a calendar; may be empty.", "../vpr.ics"},
        {"lines", lines, "Who writes what.", "", Presence::Optional},
        {"works", works, "Works of the schedules.", "", Presence::Optional},
        {"official", official, "Official samples and descriptions.", "", Presence::Optional},
        {"body", Shape::html(), "The text; may be empty.", ""},
        contents_shape(),
        {"gathered", Shape::list(kind_group_shape()), "What this site has about it.", ""},
        appeal_shape(),
    }));
}

void plan_procedure_pages(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        if (world.site.records[i].kind->name != "procedure")
            continue;
        const auto id = static_cast<RecordId>(i);
        add_page(world, id, render_procedure, outputs);
        if (!procedure_events(world, id, nullptr).empty())
            add_text_file(world, id, ".ics", procedure_calendar, outputs);
    }
}

}  // namespace vitrina
