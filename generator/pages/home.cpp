#include "pages/home.h"

#include <algorithm>
#include <utility>

#include "kinds/event.h"
#include "pages/appeal.h"
#include "pages/committee.h"
#include "pages/event.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Presence;
using stache::Shape;
using stache::Value;
using stache::Values;

constexpr std::size_t latest_changes = 6;
constexpr std::size_t links_per_audience = 4;

// The doors of the site: one for each audience, with what they open first: memos are written for
// readers, so they come before documents.
Value audiences_view(const PageMaker& page) {
    Values list;
    for (const Term& term : page.site().taxonomy("audience").terms) {
        Values links;
        for (const bool are_memos : {true, false})
            for (const RecordId id : term.records)
                if (links.size() < links_per_audience &&
                    (page.site().at(id).kind->name == "memo") == are_memos)
                    links.push_back(page.record_link(id));
        list.push_back(Object{{"title", page.theme().text("audience_" + term.key)},
                              {"href", page.href(term.url)},
                              {"links", std::move(links)}});
    }
    return list;
}

// All events of the school year in order of time: which come next, the browser marks.
Value events_view(const PageMaker& page) {
    const Site& site = page.site();
    std::vector<RecordId> events = listed_records(site, "event");
    std::ranges::stable_sort(events, {}, [&](RecordId id) {
        return as<Event>(site.at(id)).start.value;
    });
    Values list;
    for (const RecordId id : events) {
        const Event& event = as<Event>(site.at(id));
        const Date last = event.end.value.date.is_set() ? event.end.value.date
                                                        : event.start.value.date;
        list.push_back(Object{{"link", page.record_link(id)},
                              {"when", moment_view(page.theme().language(), event.start.value)},
                              {"from", iso_date(event.start.value.date)},
                              {"to", iso_date(last)}});
    }
    return list;
}

Value news_view(const PageMaker& page) {
    const Site& site = page.site();
    std::vector<RecordId> changed;
    for (std::size_t i = 0; i < site.entries.size(); ++i)
        if (site.entries[i].changed.is_set() && !site.entries[i].archived &&
            !site.entries[i].expired)
            changed.push_back(static_cast<RecordId>(i));
    const std::size_t count = std::min(latest_changes, changed.size());
    std::ranges::partial_sort(
        changed, changed.begin() + static_cast<std::ptrdiff_t>(count),
        [&](RecordId a, RecordId b) {
            const Date first = site.entry(a).changed;
            const Date second = site.entry(b).changed;
            return first != second ? first > second : a < b;
        });
    Values list;
    for (std::size_t i = 0; i < count; ++i)
        list.push_back(Object{{"link", page.record_link(changed[i])},
                              {"date", page.date(site.entry(changed[i]).changed)}});
    return list;
}

// Kinds in the order in which parents ask for them.
constexpr std::string_view tile_order[] = {"criteria", "demos",      "schedule", "memos",
                                           "plans",    "weights",    "tasks",    "procedures",
                                           "events",   "results",    "checklists", "acts",     "pages"};

// The tiles: what a parent comes for, one for each kind of record that the site has.
Value tiles_view(const PageMaker& page) {
    const Site& site = page.site();
    const Term* parents = site.taxonomy("audience").find("parents");
    Values list;
    for (const std::string_view word : tile_order) {
        const std::string folder(word);
        const bool any = std::ranges::any_of(site.records, [&](const Record& record) {
            return record.kind->folder == word;
        });
        if (!any)
            continue;
        const bool for_parents = word == "memos" && parents != nullptr && !parents->records.empty();
        const std::string title = (for_parents ? "home_tile_parents" : "home_tile_" + folder);
        list.push_back(
            Object{{"icon", folder},
                   {"title", page.theme().text(title)},
                   {"href", page.href(for_parents ? parents->url : "/" + folder + "/")},
                   {"note", page.theme().text("section_note_" + folder)}});
    }
    return list;
}

Value terms_view(const PageMaker& page, std::string_view taxonomy) {
    Values list;
    for (const Term& term : page.site().taxonomy(taxonomy).terms)
        list.push_back(
            Object{{"title", term.title}, {"href", page.href(term.url)}, {"key", term.key}});
    return list;
}

Rendered render_home(const PageWorld& world) {
    PageFrame frame;
    frame.url = "/";
    frame.title = flatten_markdown(world.site.config.title.text.text);
    frame.description = world.theme.text("home_lead", {world.site.config.organization.name});
    frame.alternates = {{"application/atom+xml", std::string(world.theme.text("feed_all")),
                         "/atom.xml"}};
    PageMaker page(world, std::move(frame), nullptr);
    Object view;
    view.add("lead", world.theme.text("home_lead", {world.site.config.organization.name}));
    Values district = report_sections_view(page, district_sections(world));
    view.add("has_district", !district.empty());
    view.add("sections", std::move(district));
    view.add("audiences", audiences_view(page));
    view.add("tiles", tiles_view(page));
    for (const auto& [name, flag] :
         {std::pair{"classes", "has_classes"}, std::pair{"subjects", "has_subjects"}}) {
        Value terms = terms_view(page, name);
        view.add(flag, terms.is_truthy());
        view.add(name, std::move(terms));
    }
    Value events = events_view(page);
    view.add("has_events", events.is_truthy());
    view.add("events", std::move(events));
    Value news = news_view(page);
    view.add("has_news", news.is_truthy());
    view.add("news", std::move(news));
    view.add("news_href", page.href("/news/"));
    view.add("appeal", appeal_view(page));
    return page.finish("home", std::move(view));
}

Rendered render_not_found(const PageWorld& world) {
    PageFrame frame;
    frame.url = "/404.html";
    frame.title = world.theme.text("not_found_title");
    frame.in_search_engines = false;
    PageMaker page(world, std::move(frame), nullptr);
    return page.finish("404", Object{{"search_path", "search/"}});
}

}  // namespace

Shape home_page_shape(const Theme& theme) {
    const Shape door = Shape::object("audience", {
        {"title", Shape::text(), "Name.", "Родителям"},
        {"href", Shape::text(), "Its page.", "audience/parents/"},
        {"links", Shape::list(link_shape()), "What they read first.", ""},
    });
    const Shape event = Shape::object("event line", {
        {"link", link_shape(), "The event.", ""},
        {"when", date_shape(), "When it begins.", "", Presence::Optional},
        {"from", Shape::text(), "First day for machines.", "2026-03-19"},
        {"to", Shape::text(), "Last day for machines.", "2026-03-19"},
    });
    const Shape news = Shape::object("news line", {
        {"link", link_shape(), "The page.", ""},
        {"date", date_shape(), "When it changed.", "", Presence::Optional},
    });
    const Shape term = Shape::object("term", {
        {"title", Shape::text(), "Text of the link.", "4А класс"},
        {"href", Shape::text(), "Its page.", "classes/4a/"},
        {"key", Shape::text(), "The word itself.", "4А"},
    });
    const Shape tile = Shape::object("tile", {
        {"icon", Shape::text(), "Name of its icon: the folder of the kind.", "criteria"},
        {"title", Shape::text(), "What it leads to, in a parent's words.", "Пробные работы"},
        {"href", Shape::text(), "Where.", "demos/"},
        {"note", Shape::text(), "A few words about it.", "что будет на контрольной"},
    });
    return page_shape(theme, Shape::object("home page", {
        {"lead", Shape::text(), "One sentence about the site.", ""},
        {"has_district", Shape::flag(), "Whether the site is a committee's with schools.", ""},
        {"sections", Shape::list(report_section_shape()), "The state of its schools.", ""},
        {"audiences", Shape::list(door), "Doors for each audience.", ""},
        {"tiles", Shape::list(tile), "What a parent comes for, most asked first.", ""},
        {"has_classes", Shape::flag(), "Whether pages are sorted by class.", ""},
        {"classes", Shape::list(term), "Everything for one class.", ""},
        {"has_subjects", Shape::flag(), "Whether pages are sorted by subject.", ""},
        {"subjects", Shape::list(term), "Everything about one subject.", ""},
        {"has_events", Shape::flag(), "Whether there are events.", ""},
        {"events", Shape::list(event), "Events in order of time.", ""},
        {"has_news", Shape::flag(), "Whether anything is dated.", ""},
        {"news", Shape::list(news), "Latest changes.", ""},
        {"news_href", Shape::text(), "All changes.", "news/"},
        appeal_shape(),
    }));
}

Shape not_found_page_shape(const Theme& theme) {
    return page_shape(theme, Shape::object("page not found", {
        {"search_path", Shape::text(), "The list of all pages, behind `root`.", "search/"},
    }));
}

void plan_home_pages(const PageWorld& world, Outputs& outputs) {
    Output home;
    home.path = "index.html";
    home.render = [&world](const PublishedFiles&) { return render_home(world); };
    outputs.push_back(std::move(home));
    Output not_found;
    not_found.path = "404.html";
    not_found.render = [&world](const PublishedFiles&) { return render_not_found(world); };
    outputs.push_back(std::move(not_found));
}

}  // namespace vitrina
