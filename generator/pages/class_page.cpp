#include "pages/class_page.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "kinds/event.h"
#include "pages/appeal.h"
#include "pages/criteria_parts.h"
#include "pages/event.h"
#include "pages/procedure.h"
#include "pages/works.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

// Kinds that have a place of their own on the page.
constexpr std::string_view placed_kinds[] = {"schedule", "event", "procedure", "criteria", "weights",
                                             "demo",     "tasks", "memo"};
constexpr std::size_t general_memos = 6;

ClassLabel label_of(const Term& term) {
    ClassLabel label;
    std::size_t digits = 0;
    for (; digits < term.key.size() && term.key[digits] >= '0' && term.key[digits] <= '9'; ++digits)
        label.number = label.number * 10 + (term.key[digits] - '0');
    label.letter = term.key.substr(digits);
    return label;
}

std::string calendar_url(const Term& term) {
    return term.url.substr(0, term.url.size() - 1) + ".ics";
}

Value wrapped(Values items) {
    return items.empty() ? Value() : Value(Object{{"items", std::move(items)}});
}

// One class while its page or calendar is made.
struct ClassOnPage {
    const PageWorld& world;
    const Term& term;
    ClassLabel label;

    const Site& site() const { return world.site; }
    std::vector<RecordId> records(std::string_view kind) const {
        std::vector<RecordId> found;
        for (const RecordId id : term.records)
            if (site().at(id).kind->name == kind)
                found.push_back(id);
        return found;
    }
};

std::vector<PlacedWork> class_works(const ClassOnPage& on) {
    std::vector<PlacedWork> works = works_of(on.site());
    std::erase_if(works, [&](const PlacedWork& work) {
        return !are_shown_to(work.entry->classes, on.label);
    });
    return works;
}

// Meetings of the class, and those for all parents or pupils; by time.
std::vector<RecordId> class_events(const ClassOnPage& on) {
    std::vector<RecordId> events;
    for (const RecordId id : listed_records(on.site(), "event")) {
        const Common& common = on.site().at(id).common;
        const bool for_families = std::ranges::any_of(common.audience, [](Audience audience) {
            return audience == Audience::Parents || audience == Audience::Pupils;
        });
        if (common.classes.empty() ? for_families : are_shown_to(common.classes, on.label))
            events.push_back(id);
    }
    std::ranges::stable_sort(events, {}, [&](RecordId id) {
        return as<Event>(on.site().at(id)).start.value;
    });
    return events;
}

Values works_view(const PageMaker& page, const ClassOnPage& on) {
    // On the page of a parallel each work says whose it is.
    const WorkClasses classes = on.label.letter.empty() ? WorkClasses::Named : WorkClasses::LeftOut;
    Values list;
    for (const PlacedWork& work : class_works(on))
        list.push_back(work_view(page, work, classes));
    return list;
}

Values events_view(const PageMaker& page, const ClassOnPage& on) {
    Values list;
    for (const RecordId id : class_events(on)) {
        const Event& event = as<Event>(page.site().at(id));
        const Date last =
            event.end.value.date.is_set() ? event.end.value.date : event.start.value.date;
        list.push_back(Object{{"link", page.record_link(id)},
                              {"when", moment_view(page.theme().language(), event.start.value)},
                              {"from", iso_date(event.start.value.date)},
                              {"to", iso_date(last)}});
    }
    return list;
}

Values procedures_view(PageMaker& page, const ClassOnPage& on) {
    Values list;
    for (const RecordId id : on.records("procedure")) {
        const Record& record = page.site().at(id);
        const Procedure& procedure = as<Procedure>(record);
        Values lines;
        for (const ProcedureClass& line : procedure.by_class)
            if (are_shown_to(line.classes, on.label))
                lines.push_back(procedure_line_view(page, record, line));
        std::string counts;
        if (procedure.counts_for_mark != MarkUse::Unsaid)
            counts = page.theme().text(procedure.counts_for_mark == MarkUse::Counts
                                           ? "procedure_counts"
                                           : "procedure_counts_not");
        list.push_back(Object{{"link", page.record_link(id)},
                              {"window", window_view(page, procedure)},
                              {"counts", counts},
                              {"lines", std::move(lines)}});
    }
    return list;
}

// Which works are marked how, by subject.
Values criteria_view(const PageMaker& page, const ClassOnPage& on) {
    std::map<std::string, std::pair<std::string, Values>> subjects;  // by collation
    for (const RecordId file : criteria_files(page.site())) {
        const Record& record = page.site().at(file);
        for (const PlacedCriterion& placed : place_criteria(record)) {
            if (!is_current(page.site(), *placed.record) ||
                !are_shown_to(placed.record->classes, on.label))
                continue;
            const std::string url = page.site().entry(file).url + "#" + placed.anchor;
            for (const SubjectName& subject : placed.record->subjects) {
                auto& [name, links] = subjects[collation_key(subject.name)];
                name = subject.name;
                links.push_back(
                    Object{{"title", criterion_works(page.theme(), record, *placed.record)},
                           {"href", page.href(url)},
                           {"note", ""}});
            }
        }
    }
    Values list;
    for (auto& [key, subject] : subjects)
        list.push_back(Object{{"title", subject.first}, {"links", std::move(subject.second)}});
    return list;
}

Values links_view(const PageMaker& page, const std::vector<RecordId>& records) {
    Values links;
    for (const RecordId id : records)
        links.push_back(page.record_link(id));
    return links;
}

// Of a rule without classes the class is one of all.
std::vector<RecordId> class_weights(const ClassOnPage& on) {
    std::vector<RecordId> found = listed_records(on.site(), "weights");
    std::erase_if(found, [&](RecordId id) {
        const ClassList& classes = on.site().at(id).common.classes;
        return !classes.empty() && !are_shown_to(classes, on.label);
    });
    return found;
}

// What is for this class first, then what is for all parents.
std::vector<RecordId> class_memos(const ClassOnPage& on) {
    std::vector<RecordId> found = on.records("memo");
    std::size_t general = 0;
    for (const RecordId id : listed_records(on.site(), "memo")) {
        const Common& common = on.site().at(id).common;
        const bool for_parents = std::ranges::find(common.audience, Audience::Parents) !=
                                 common.audience.end();
        if (common.classes.empty() && for_parents && general++ < general_memos)
            found.push_back(id);
    }
    return found;
}

std::vector<RecordId> other_records(const ClassOnPage& on) {
    std::vector<RecordId> found = on.term.records;
    std::erase_if(found, [&](RecordId id) {
        return std::ranges::find(placed_kinds, on.site().at(id).kind->name) !=
               std::end(placed_kinds);
    });
    return found;
}

// Of a parallel its letter classes, of a letter class its parallel.
Values relatives_view(const PageMaker& page, const ClassOnPage& on) {
    Values links;
    for (const Term& other : page.site().taxonomy("classes").terms) {
        const ClassLabel label = label_of(other);
        const bool is_relative = label.number == on.label.number && label != on.label &&
                                 (label.letter.empty() || on.label.letter.empty());
        if (is_relative)
            links.push_back(
                Object{{"title", other.title}, {"href", page.href(other.url)}, {"note", ""}});
    }
    return links;
}

std::vector<CalendarEvent> calendar_events(const ClassOnPage& on) {
    std::vector<CalendarEvent> events;
    for (const PlacedWork& work : class_works(on))
        events.push_back(work_event(on.site(), on.world.theme, work));
    for (const RecordId id : class_events(on))
        events.push_back(event_entry(on.site(), id));
    for (const RecordId id : on.records("procedure"))
        for (CalendarEvent& event : procedure_events(on.world, id, &on.label))
            events.push_back(std::move(event));
    return events;
}

Rendered render_class(const PageWorld& world, const Term& term) {
    const ClassOnPage on{world, term, label_of(term)};
    const bool has_calendar = !calendar_events(on).empty();
    PageFrame frame;
    frame.url = term.url;
    frame.title = term.title;
    frame.crumbs = {{std::string(world.theme.text("home")), "/"},
                    {std::string(world.theme.text("taxonomy_classes")), "/classes/"}};
    frame.description = world.theme.text("class_intro");
    if (has_calendar)
        frame.alternates = {{"text/calendar", std::string(world.theme.text("format_ics")),
                             calendar_url(term)}};
    frame.has_qr_code = true;
    PageMaker page(world, std::move(frame), nullptr);
    Object view;
    view.add("key", term.key);
    view.add("intro", world.theme.text("class_intro"));
    view.add("calendar_href", has_calendar ? page.href(calendar_url(term)) : std::string());
    view.add("relatives", wrapped(relatives_view(page, on)));
    view.add("works", wrapped(works_view(page, on)));
    view.add("events", wrapped(events_view(page, on)));
    view.add("procedures", procedures_view(page, on));
    view.add("criteria", wrapped(criteria_view(page, on)));
    view.add("weights", wrapped(links_view(page, class_weights(on))));
    view.add("demos", wrapped(links_view(page, on.records("demo"))));
    view.add("tasks", wrapped(links_view(page, on.records("tasks"))));
    view.add("memos", wrapped(links_view(page, class_memos(on))));
    view.add("others", kind_groups_view(page, other_records(on)));
    view.add("appeal", appeal_view(page));
    return page.finish("class", std::move(view));
}

Rendered render_calendar(const PageWorld& world, const Term& term) {
    const ClassOnPage on{world, term, label_of(term)};
    Calendar calendar;
    calendar.name = term.title;
    calendar.url = world.site.config.base_url.value + term.url.substr(1);
    calendar.time_zone = world.site.config.timezone.value;
    calendar.events = calendar_events(on);
    Rendered rendered;
    rendered.bytes = ics_text(calendar);
    return rendered;
}

}  // namespace

Shape class_page_shape(const Theme& theme) {
    const auto list_of = [](const char* name, Shape element) {
        return Shape::object(name, {{"items", Shape::list(std::move(element)), "In order.", ""}});
    };
    const Shape links = list_of("list of links", link_shape());
    const Shape event = Shape::object("meeting", {
        {"link", link_shape(), "The event.", ""},
        {"when", date_shape(), "When it begins.", "", Presence::Optional},
        {"from", Shape::text(), "First day for machines.", "2026-03-19"},
        {"to", Shape::text(), "Last day for machines.", "2026-03-19"},
    });
    const Shape procedure = Shape::object("procedure of a class", {
        {"link", link_shape(), "Its page.", ""},
        {"window", range_shape(), "When it is held.", "", Presence::Optional},
        {"counts", Shape::text(), "Whether the mark counts; may be empty.", ""},
        {"lines", Shape::list(procedure_line_shape()), "What this class writes.", ""},
    });
    const Shape subject = Shape::object("criteria of a subject", {
        {"title", Shape::text(), "The subject.", "Математика"},
        {"links", Shape::list(link_shape()), "How each kind of work is marked.", ""},
    });
    return page_shape(theme, Shape::object("class page", {
        {"key", Shape::text(), "The class, as the browser remembers it.", "4А"},
        {"intro", Shape::text(), "What the page is.", ""},
        {"calendar_href", Shape::text(), "The class's calendar; may be empty.", "../4a.ics"},
        {"relatives", links, "Letter classes of a parallel, or the parallel.", "",
         Presence::Optional},
        {"works", list_of("works of a class", work_shape()), "Works by day.", "",
         Presence::Optional},
        {"events", list_of("meetings", event), "Meetings by time.", "", Presence::Optional},
        {"procedures", Shape::list(procedure), "Procedures that the class takes part in.", ""},
        {"criteria", list_of("criteria of a class", subject), "How works are marked.", "",
         Presence::Optional},
        {"weights", links, "What marks weigh.", "", Presence::Optional},
        {"demos", links, "Demo tests.", "", Presence::Optional},
        {"tasks", links, "Tasks to repeat with.", "", Presence::Optional},
        {"memos", links, "What to read.", "", Presence::Optional},
        {"others", Shape::list(kind_group_shape()), "What else is for this class.", ""},
        appeal_shape(),
    }));
}

void plan_class_pages(const PageWorld& world, Outputs& outputs) {
    for (const Term& term : world.site.taxonomy("classes").terms) {
        Output page;
        page.path = output_path(term.url);
        page.render = [&world, &term](const PublishedFiles&) { return render_class(world, term); };
        outputs.push_back(std::move(page));
        if (calendar_events({world, term, label_of(term)}).empty())
            continue;
        Output calendar;
        calendar.path = calendar_url(term).substr(1);
        calendar.render = [&world, &term](const PublishedFiles&) {
            return render_calendar(world, term);
        };
        outputs.push_back(std::move(calendar));
    }
}

}  // namespace vitrina
