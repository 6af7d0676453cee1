// What schools changed: a log of all and feeds; and the state of the district for the home page.
#include <algorithm>

#include "formats/atom.h"
#include "pages/committee.h"

namespace vitrina {
namespace {

constexpr std::size_t shown_changes = 100;
constexpr std::size_t feed_changes = 50;
constexpr std::size_t shown_rules = 12;  // of one change

static_assert(shown_changes <= most_newest);

struct ToldChange {
    const SchoolFacts* facts;
    const SchoolChange* change;
};

std::vector<ToldChange> newest_changes(const Committee& committee, std::size_t most) {
    std::vector<ToldChange> newest;
    for (const PlacedChange& placed : committee.newest) {
        if (newest.size() == most)
            break;
        const SchoolFacts& facts = committee.schools[placed.school];
        newest.push_back({&facts, &facts.changes[placed.change]});
    }
    return newest;
}

std::string rule_note(const Theme& theme, const RuleChange& rule) {
    if (rule.kind == ChangeKind::Removed)
        return theme.text("change_rule_removed", {rule.title});
    const bool is_added = rule.kind == ChangeKind::Added;
    std::string note = is_added ? theme.text("change_rule_added", {rule.title}) : rule.title;
    std::string separator = is_added ? "; " : ": ";
    for (const Difference& one : rule.what) {
        note += (note.empty() ? "" : separator) + change_text(theme, one);
        separator = "; ";
    }
    return note;
}

ReportItem item_of(const Theme& theme, const ToldChange& placed, bool names_school) {
    const SchoolChange& change = *placed.change;
    ReportItem item{change_title(theme, change), change.url, day_of(change.seen), {}};
    if (names_school)
        item.text = school_name(*placed.facts) + ": " + item.text;
    for (std::size_t i = 0; i < change.rules.size() && i < shown_rules; ++i)
        item.notes.push_back(rule_note(theme, change.rules[i]));
    if (change.rules.size() > shown_rules)
        item.notes.push_back(
            theme.text("change_rules_more", {std::to_string(change.rules.size() - shown_rules)}));
    if (!change.act.empty())
        item.notes.push_back(theme.text("change_act", {change.act}));
    return item;
}

Rendered render_changes(const PageWorld& world, const Committee& committee) {
    const Theme& theme = world.theme;
    PageFrame frame = committee_frame(world, "/changes/", std::string(theme.text("section_changes")));
    frame.section = "changes";
    frame.alternates = {{"application/atom+xml", std::string(theme.text("feed_changes")),
                         "/changes/atom.xml"}};
    Report report;
    report.lead = theme.text("changes_lead");
    ReportSection section{"changes", std::string(theme.text("changes_all")), "", "", {}, {}, {}, {}};
    for (const ToldChange& placed : newest_changes(committee, shown_changes))
        section.items.push_back(item_of(theme, placed, true));
    if (section.items.empty())
        section.text = theme.text("changes_none");
    report.sections.push_back(std::move(section));
    return render_report(world, std::move(frame), report);
}

std::string feed_of(const PageWorld& world,
                    const std::string& title,
                    const std::string& page_url,
                    const std::vector<ToldChange>& changes) {
    const Site& site = world.site;
    const std::string base = site.config.base_url.value;
    const std::string host = site.site_id().substr(0, site.site_id().find('/'));
    Feed feed;
    feed.id = base + page_url.substr(1) + "atom.xml";
    feed.title = title;
    feed.author = site.config.organization.name;
    feed.language = world.theme.language() == Language::Russian ? "ru" : "en";
    feed.url = base + page_url.substr(1);
    feed.self_url = feed.id;
    feed.time_zone = site.config.timezone.value;
    feed.updated = changes.empty() ? site.config.school_year.begin()
                                   : day_of(changes.front().change->seen);
    for (const ToldChange& placed : changes) {
        const ReportItem item = item_of(world.theme, placed, true);
        FeedEntry entry;
        entry.id = tag_uri(host, item.date,
                           placed.facts->school->id.value + "/" + std::to_string(placed.change->seen) +
                               "/" + placed.change->id);
        entry.title = item.text;
        entry.url = base + school_url(*placed.facts).substr(1);
        for (const std::string& note : item.notes)
            entry.summary += (entry.summary.empty()          ? ""
                              : entry.summary.ends_with('.') ? " "
                                                             : ". ") +
                             note;
        entry.published = item.date;
        entry.updated = item.date;
        feed.entries.push_back(std::move(entry));
    }
    return atom_text(feed);
}

std::vector<ReportBar> state_bars(const Theme& theme, const Committee& committee) {
    std::vector<ReportBar> bars;
    for (const SchoolState state :
         {SchoolState::Good, SchoolState::Stale, SchoolState::Failing, SchoolState::Broken,
          SchoolState::Refused, SchoolState::LinksOnly, SchoolState::NotYet,
          SchoolState::NoSource}) {
        const std::string word(school_state_word(state));
        const std::size_t count = committee.totals.states.at(static_cast<std::size_t>(state));
        if (count > 0)
            bars.push_back({std::string(theme.text("school_state_" + word)), word, count});
    }
    return bars;
}

}  // namespace

std::vector<ReportItem> change_items(const Theme& theme,
                                     const SchoolFacts& facts,
                                     bool names_school,
                                     std::size_t most) {
    std::vector<ReportItem> items;
    for (const SchoolChange& change : facts.changes)
        if (items.size() < most)
            items.push_back(item_of(theme, {&facts, &change}, names_school));
    return items;
}

std::vector<ReportSection> district_sections(const PageWorld& world) {
    const Committee* committee = committee_of(world.site);
    if (committee == nullptr)
        return {};
    const Theme& theme = world.theme;
    const auto link = [&](std::string_view section) {
        return ReportItem{std::string(theme.text("section_" + std::string(section))),
                          "/" + std::string(section) + "/", {}, {}};
    };
    ReportSection state{"district", theme.text("district_title", {std::to_string(committee->schools.size())}),
                        std::string(theme.text("district_text")), std::string(theme.text("chart_states")),
                        state_bars(theme, *committee), {}, {},
                        {link("schools"), link("coverage"), link("freshness"), link("changes")}};
    std::vector<ReportSection> sections = {std::move(state)};
    if (!committee->items.empty())
        sections.push_back({"district-comparison",
                            std::string(theme.text("comparison_all")),
                            std::string(theme.text("comparison_how")),
                            std::string(theme.text("chart_verdicts")),
                            verdict_bars(theme, committee->totals.verdicts),
                            {},
                            {},
                            {link("comparison")}});
    ReportSection changes{"district-changes", std::string(theme.text("changes_latest")), "", "", {}, {}, {}, {}};
    for (const ToldChange& placed : newest_changes(*committee, 5))
        changes.items.push_back(item_of(theme, placed, true));
    if (!changes.items.empty())
        sections.push_back(std::move(changes));
    return sections;
}

void plan_change_pages(const PageWorld& world, const Committee& committee, Outputs& outputs) {
    add_report(world, "/changes/",
               [&world, &committee] { return render_changes(world, committee); }, outputs);
    add_file("changes/atom.xml",
             [&world, &committee] {
                 return feed_of(world, std::string(world.theme.text("feed_changes")), "/changes/",
                                newest_changes(committee, feed_changes));
             },
             outputs);
    for (const SchoolFacts& facts : committee.schools)
        if (facts.has_data())
            add_file(
                school_url(facts).substr(1) + "atom.xml",
                [&world, &facts] {
                    std::vector<ToldChange> own;
                    for (const SchoolChange& change : facts.changes)
                        if (own.size() < feed_changes)
                            own.push_back({&facts, &change});
                    return feed_of(world, school_name(facts), school_url(facts), own);
                },
                outputs);
}

void plan_committee_pages(const PageWorld& world, Outputs& outputs) {
    const Committee* committee = committee_of(world.site);
    if (committee == nullptr)
        return;
    plan_school_pages(world, *committee, outputs);
    plan_comparison_pages(world, *committee, outputs);
    plan_coverage_pages(world, *committee, outputs);
    plan_measure_pages(world, *committee, outputs);
    plan_change_pages(world, *committee, outputs);
    plan_open_data(world, *committee, outputs);
}

}  // namespace vitrina
