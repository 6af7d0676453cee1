#include "pages/event.h"

#include "kinds/event.h"
#include "pages/duty_view.h"
#include "pages/memo.h"
#include "pages/neighbour_files.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

Value wrapped(Values items) {
    if (items.empty())
        return {};
    return Object{{"items", std::move(items)}};
}

// The last day of an event, for the browser's mark of what runs now.
Date last_day(const Event& event) {
    return event.end.value.date.is_set() ? event.end.value.date : event.start.value.date;
}

Value programme_view(PageMaker& page, const Event& event) {
    Values list;
    for (const ProgrammeItem& item : event.programme)
        list.push_back(Object{{"time", item.time}, {"text", page.inline_html(item.text)}});
    return wrapped(std::move(list));
}

Value materials_view(PageMaker& page, const Record& record, const Event& event) {
    Values list;
    for (const Evidence& material : event.materials) {
        if (material.ref.is_set())
            page.link_to(page.site().resolve(material.ref), record.place(material.ref.span));
        list.push_back(page.evidence_link(material));
    }
    return wrapped(std::move(list));
}

Value decisions_view(PageMaker& page, const Record& record, const Event& event) {
    Values list;
    for (const EventDecision& decision : event.decisions) {
        Object view;
        view.add("text", page.block(decision.text));
        view.add("deadline", flatten_markdown(decision.deadline.text.text.text));
        view.add("responsible", body_text(page.site(), decision.responsible));
        if (decision.plan.is_set()) {
            const Target target = page.site().resolve(decision.plan);
            page.link_to(target, record.place(decision.plan.span));
            view.add("plan", page.target_link(target));
        }
        list.push_back(std::move(view));
    }
    return wrapped(std::move(list));
}

// An end on the day of the start is told by its time alone.
Value end_view(Language language, const Event& event) {
    const DateTime& end = event.end.value;
    if (!end.minutes || end.date != event.start.value.date)
        return moment_view(language, end);
    return Object{{"iso", iso_date_time(end)}, {"text", display_time(*end.minutes)}};
}

Rendered render_event(const PageWorld& world, RecordId id) {
    const Record& record = world.site.at(id);
    const Event& event = as<Event>(record);
    PageFrame frame = record_frame(world.site, world.theme, id);
    frame.alternates.push_back({"text/calendar", std::string(world.theme.text("event_calendar")),
                                neighbour_url(world.site, id, ".ics")});
    PageMaker page(world, std::move(frame), &record);
    Object view;
    view.add("record", record_view(page, id));
    view.add("start", moment_view(world.theme.language(), event.start.value));
    view.add("end", end_view(world.theme.language(), event));
    view.add("from", iso_date(event.start.value.date));
    view.add("to", iso_date(last_day(event)));
    view.add("place", page.inline_html(event.place));
    view.add("online", event.online.url);
    view.add("group", page.inline_html(event.group));
    view.add("calendar_href", page.href(neighbour_url(world.site, id, ".ics")));
    view.add("programme", programme_view(page, event));
    view.add("materials", materials_view(page, record, event));
    view.add("decisions", decisions_view(page, record, event));
    std::vector<MarkdownAnchor> headings;
    view.add("body", page.body(headings));
    view.add("contents", contents_view(headings));
    return page.finish("event", std::move(view));
}

std::string event_calendar(const PageWorld& world, RecordId id) {
    const Site& site = world.site;
    const CalendarEvent item = event_entry(site, id);
    return ics_text({item.summary, item.url, site.config.timezone.value, {item}});
}

}  // namespace

CalendarEvent event_entry(const Site& site, RecordId id) {
    const Record& record = site.at(id);
    const Event& event = as<Event>(record);
    const Entry& entry = site.entry(id);
    CalendarEvent item;
    item.uid = record.id + "@" + site.site_id();
    item.summary = entry.title;
    item.description = flatten_markdown(record.common.summary.text.text);
    item.location = flatten_markdown(event.place.text.text);
    item.url = site.config.base_url.value + entry.url.substr(1);
    item.from = event.start.value;
    item.to = event.end.value;
    item.changed = entry.changed;
    item.sequence = static_cast<int>(record.common.revisions.size());
    return item;
}

Value moment_view(Language language, const DateTime& moment) {
    if (!moment.date.is_set())
        return {};
    std::string text = display_date(language, moment.date);
    if (moment.minutes)
        text += ", " + display_time(*moment.minutes);
    return Object{{"iso", iso_date_time(moment)}, {"text", text}};
}

Shape event_page_shape(const Theme& theme) {
    const Shape programme = Shape::object("programme item", {
        {"time", Shape::text(), "Time as printed; may be empty.", "18:00"},
        {"text", Shape::html(), "What happens.", ""},
    });
    const Shape decision = Shape::object("decision", {
        {"text", Shape::html(), "What was decided.", ""},
        {"deadline", Shape::text(), "By when; may be empty.", "до 1 октября"},
        {"responsible", Shape::text(), "Who is responsible; may be empty.", "Классные руководители"},
        {"plan", link_shape(), "The plan's row.", "", Presence::Optional},
    });
    const auto list_of = [](const char* name, Shape element) {
        return Shape::object(name, {{"items", Shape::list(std::move(element)), "In order.", ""}});
    };
    return page_shape(theme, Shape::object("event page", {
        record_shape(),
        {"start", date_shape(), "Beginning, with the time if there is one.", "", Presence::Optional},
        {"end", date_shape(), "End.", "", Presence::Optional},
        {"from", Shape::text(), "First day for machines.", "2026-03-19"},
        {"to", Shape::text(), "Last day for machines.", "2026-03-19"},
        {"place", Shape::html(), "Place; may be empty.", ""},
        {"online", Shape::text(), "Address of the broadcast; may be empty.", ""},
        {"group", Shape::html(), "For which group; may be empty.", ""},
        {"calendar_href", Shape::text(), "The event for a calendar.", "../sobranie.ics"},
        {"programme", list_of("programme", programme), "Programme.", "", Presence::Optional},
        {"materials", list_of("materials", link_shape()), "Materials.", "", Presence::Optional},
        {"decisions", list_of("decisions", decision), "Decisions.", "", Presence::Optional},
        {"body", Shape::html(), "The text; may be empty.", ""},
        contents_shape(),
    }));
}

void plan_event_pages(const PageWorld& world, Outputs& outputs) {
    for (std::size_t i = 0; i < world.site.records.size(); ++i) {
        if (world.site.records[i].kind->name != "event")
            continue;
        const auto id = static_cast<RecordId>(i);
        add_page(world, id, render_event, outputs);
        add_text_file(world, id, ".ics", event_calendar, outputs);
    }
}

}  // namespace vitrina
