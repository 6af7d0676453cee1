#include "preview/state_page.h"

#include <algorithm>
#include <utility>

#include "content/walk.h"
#include "preview/address.h"
#include "preview/message_view.h"
#include "preview/site_lists.h"
#include "preview/templates.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Shape;
using stache::Value;
using stache::Values;

constexpr std::size_t most_messages = 200;
constexpr std::size_t most_pages = 1000;
constexpr std::size_t most_changed = 20;

Value fact(std::string what, std::string value, std::string_view mark) {
    return Object{{"what", std::move(what)}, {"value", std::move(value)}, {"mark", mark}};
}

Values pages_view(const ServedSite& served, const FileReader& files) {
    const Site& site = served.site();
    Values pages;
    for (const RecordId id : site.by_url) {
        if (pages.size() == most_pages)
            break;
        const Entry& entry = site.entry(id);
        const std::string url = served.mount() + entry.url.substr(1);
        const std::string& source = site.at(id).source->path;
        pages.push_back(Object{{"title", entry.title},
                               {"href", encode_path(url)},
                               {"url", url},
                               {"source", source},
                               {"editor", editor_link(files, source, {1, 1})}});
    }
    return pages;
}

Value site_view(const ShownSite& shown,
                const FileReader& files,
                const PreviewTemplates& templates) {
    Object view{{"id", "site-" + shown.name},
                {"href", encode_path(shown.mount)},
                {"address", shown.mount},
                {"is_old", !shown.is_current}};
    if (!shown.site) {
        view.add("title", shown.name);
        view.add("lists", Values());
        view.add("pages_title", "");
        view.add("pages_more", "");
        view.add("pages", Values());
        return view;
    }
    const Site& site = shown.site->site();
    view.add("title", flatten_markdown(site.config.title.text.text));
    view.add("lists", site_lists(*shown.site, templates));
    view.add("pages_title", templates.text("pages_title", site.records.size()));
    view.add("pages_more", site.records.size() > most_pages
                               ? templates.text("pages_more", most_pages)
                               : std::string());
    view.add("pages", pages_view(*shown.site, files));
    return view;
}

// Messages of reading, and those that only rendering finds.
Diagnostics all_messages(const StateSources& sources) {
    Diagnostics all;
    for (const Diagnostics* some : {&sources.snapshot.problems, sources.checked})
        if (some != nullptr)
            for (const Diagnostic& message : some->items())
                all.add(message);
    return all;
}

}  // namespace

std::string render_state_page(const StateSources& sources, const PreviewTemplates& templates) {
    const Snapshot& snapshot = sources.snapshot;
    const Diagnostics all = all_messages(sources);
    const std::vector<Diagnostic> sorted = all.sorted();
    Values facts;
    facts.push_back(fact(templates.text("fact_pages", snapshot.pages), std::to_string(snapshot.pages), ""));
    facts.push_back(fact(templates.text("fact_errors", all.error_count()), std::to_string(all.error_count()),
                         all.error_count() > 0 ? "is-bad" : "is-good"));
    facts.push_back(fact(templates.text("fact_warnings", all.warning_count()),
                         std::to_string(all.warning_count()), ""));
    facts.push_back(fact(templates.text("fact_built"),
                         templates.text("milliseconds", snapshot.milliseconds), ""));
    Values changed;
    for (const std::string& path : snapshot.changed)
        if (changed.size() < most_changed)
            changed.emplace_back(escape_controls(path));
    Values sites;
    for (const ShownSite& shown : snapshot.sites)
        sites.push_back(site_view(shown, sources.files, templates));
    Object view{{"facts", std::move(facts)},
                {"is_checking", sources.checked == nullptr},
                {"has_changed", !changed.empty()},
                {"changed", std::move(changed)},
                {"has_messages", !sorted.empty()},
                {"messages", message_views(sorted, sources.files, templates.language(),
                                           most_messages)},
                {"more", sorted.size() > most_messages
                             ? templates.text("more_messages", sorted.size() - most_messages)
                             : std::string()},
                {"sites", std::move(sites)}};
    return templates.state(std::move(view));
}

Shape state_shape() {
    const Shape fact = Shape::object("fact", {
        {"what", Shape::text(), "What is counted.", ""},
        {"value", Shape::text(), "How many.", ""},
        {"mark", Shape::text(), "Whether that is good or bad.", "is-good"},
    });
    const Shape line = Shape::object("line", {
        {"title", Shape::text(), "What it is.", ""},
        {"href", Shape::text(), "Its page; may be empty.", ""},
        {"note", Shape::text(), "Why it is here.", ""},
    });
    const Shape list = Shape::object("list", {
        {"title", Shape::text(), "What the lines have in common.", ""},
        {"lines", Shape::list(line), "The lines.", ""},
    });
    const Shape page = Shape::object("page", {
        {"title", Shape::text(), "Its title.", ""},
        {"href", Shape::text(), "Link to it.", ""},
        {"url", Shape::text(), "Its address.", ""},
        {"source", Shape::text(), "The file that makes it.", ""},
        {"editor", Shape::text(), "Link that opens the file in an editor.", ""},
    });
    const Shape site = Shape::object("site", {
        {"id", Shape::text(), "Id of its heading.", ""},
        {"href", Shape::text(), "Link to it.", ""},
        {"title", Shape::text(), "Its title.", ""},
        {"address", Shape::text(), "Where it stands in the preview.", "/school/"},
        {"is_old", Shape::flag(), "An older state is shown.", ""},
        {"lists", Shape::list(list), "What asks for attention.", ""},
        {"pages_title", Shape::text(), "How many pages.", ""},
        {"pages_more", Shape::text(), "That not all are listed; may be empty.", ""},
        {"pages", Shape::list(page), "Pages of records by address.", ""},
    });
    return Shape::object("state", {
        {"facts", Shape::list(fact), "Figures.", ""},
        {"is_checking", Shape::flag(), "Not all pages have been rendered yet.", ""},
        {"has_changed", Shape::flag(), "Whether this is not the first reading.", ""},
        {"changed", Shape::list(Shape::text()), "Files that set off the last reading.", ""},
        {"has_messages", Shape::flag(), "Whether there is any message.", ""},
        {"sites", Shape::list(site), "The sites.", ""},
    });
}

}  // namespace vitrina
