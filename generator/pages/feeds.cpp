#include "pages/feeds.h"

#include <algorithm>

#include "formats/atom.h"
#include "pages/terms.h"

namespace vitrina {
namespace {

constexpr std::size_t most_entries = 50;

std::string host_of(const Site& site) {
    const std::string id = site.site_id();
    return id.substr(0, id.find('/'));
}

std::string absolute(const Site& site, std::string_view url) {
    return site.config.base_url.value + std::string(url.substr(1));
}

FeedEntry entry_of(const Site& site, RecordId id) {
    const Record& record = site.at(id);
    const Entry& entry = site.entry(id);
    const Date born = record.common.date.is_set() ? record.common.date : entry.changed;
    FeedEntry made;
    made.id = tag_uri(host_of(site), born, record.id);
    made.title = entry.title;
    made.url = absolute(site, entry.url);
    for (const Revision& revision : record.common.revisions)
        if (revision.date == entry.changed)
            made.summary = flatten_markdown(revision.what.text.text);
    if (made.summary.empty())
        made.summary = flatten_markdown(record.common.summary.text.text);
    made.categories.emplace_back(record.kind->name);
    made.published = record.common.date;
    made.updated = entry.changed;
    return made;
}

struct FeedPlan {
    std::string title;
    std::string page_url;
    std::string feed_url;
    std::vector<RecordId> records;
};

Rendered render_feed(const PageWorld& world, const FeedPlan& plan) {
    const Site& site = world.site;
    std::vector<RecordId> newest = plan.records;
    std::ranges::sort(newest, [&](RecordId a, RecordId b) {
        const Date first = site.entry(a).changed;
        const Date second = site.entry(b).changed;
        return first != second ? first > second : a < b;
    });
    newest.resize(std::min(newest.size(), most_entries));
    Feed feed;
    feed.id = absolute(site, plan.feed_url);
    feed.title = plan.title;
    feed.author = site.config.organization.name;
    feed.language = site.config.language == InterfaceLanguage::Russian ? "ru" : "en";
    feed.url = absolute(site, plan.page_url);
    feed.self_url = absolute(site, plan.feed_url);
    feed.time_zone = site.config.timezone.value;
    feed.updated = newest.empty() ? site.config.school_year.begin()
                                  : site.entry(newest.front()).changed;
    for (const RecordId id : newest)
        feed.entries.push_back(entry_of(site, id));
    Rendered rendered;
    rendered.bytes = atom_text(feed);
    return rendered;
}

void add_feed(const PageWorld& world, FeedPlan plan, Outputs& outputs) {
    std::erase_if(plan.records, [&](RecordId id) {
        const Entry& entry = world.site.entry(id);
        return !entry.changed.is_set() || entry.expired;
    });
    Output output;
    output.path = plan.feed_url.substr(1);
    output.wave = Wave::Catalogues;
    output.render = [&world, plan = std::move(plan)](const PublishedFiles&) {
        return render_feed(world, plan);
    };
    outputs.push_back(std::move(output));
}

}  // namespace

void plan_feeds(const PageWorld& world, Outputs& outputs) {
    const std::string title = flatten_markdown(world.site.config.title.text.text);
    std::vector<RecordId> all;
    for (std::size_t i = 0; i < world.site.records.size(); ++i)
        all.push_back(static_cast<RecordId>(i));
    add_feed(world, {title, "/", "/atom.xml", std::move(all)}, outputs);
    for (const Term& term : world.site.taxonomy("audience").terms)
        add_feed(world,
                 {title + ". " + std::string(world.theme.text("audience_" + term.key)), term.url,
                  term_feed_url(term), term.records},
                 outputs);
}

}  // namespace vitrina
