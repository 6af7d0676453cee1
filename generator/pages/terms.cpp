#include "pages/terms.h"

#include <algorithm>

#include "base/text.h"
#include "pages/lists.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Shape;
using stache::Value;
using stache::Values;

std::string taxonomy_url(const Taxonomy& taxonomy) {
    return "/" + taxonomy.name + "/";
}

std::string by_kind(const PageWorld& world, RecordId id) {
    return std::string(
        world.theme.text("section_" + std::string(world.site.at(id).kind->folder)));
}

// What a reader of a term looks for first stands first: the order of the table of kinds.
std::vector<RecordId> ordered_by_kind(const Site& site, std::vector<RecordId> records) {
    std::ranges::stable_sort(records, {}, [&](RecordId id) { return site.at(id).kind; });
    return records;
}

std::string term_title(const Theme& theme, const Taxonomy& taxonomy, const Term& term) {
    const std::string_view own = theme.text("audience_" + term.key);
    return taxonomy.name == "audience" && !own.empty() ? std::string(own) : term.title;
}

void plan_term(const PageWorld& world,
               const Taxonomy& taxonomy,
               const Term& term,
               Outputs& outputs) {
    ListPlan plan;
    plan.frame.url = term.url;
    plan.frame.title = term_title(world.theme, taxonomy, term);
    plan.frame.section = taxonomy.name == "audience" ? term.key : std::string();
    plan.frame.crumbs = {{std::string(world.theme.text("home")), "/"},
                         {std::string(world.theme.text("taxonomy_" + taxonomy.name)),
                          taxonomy_url(taxonomy)}};
    if (taxonomy.name == "audience")
        plan.frame.alternates = {{"application/atom+xml", std::string(world.theme.text("feed_term")),
                                  term_feed_url(term)}};
    plan.intro = taxonomy.name == "audience" ? world.theme.text("audience_intro_" + term.key)
                                             : world.theme.text("term_intro_" + taxonomy.name);
    plan.frame.description = plan.intro;
    plan.records = ordered_by_kind(world.site, term.records);
    plan.group = by_kind;
    plan_list(world, std::move(plan), outputs);
}

// The page of all procedures is also the section of their records, be they archived.
bool is_section(const Site& site, const Taxonomy& taxonomy) {
    return std::ranges::any_of(site.records, [&](const Record& record) {
        return record.kind->folder == taxonomy.name;
    });
}

Rendered render_taxonomy(const PageWorld& world, const Taxonomy& taxonomy) {
    PageFrame frame;
    frame.url = taxonomy_url(taxonomy);
    frame.title = world.theme.text("taxonomy_" + taxonomy.name);
    frame.crumbs = {{std::string(world.theme.text("home")), "/"}};
    PageMaker page(world, std::move(frame), nullptr);
    Values terms;
    for (const Term& term : taxonomy.terms)
        terms.push_back(Object{{"title", term_title(world.theme, taxonomy, term)},
                               {"href", page.href(term.url)},
                               {"note", world.theme.text("pages_count",
                                                         {std::to_string(term.records.size())})}});
    return page.finish("term", Object{{"intro", world.theme.text("taxonomy_intro_" + taxonomy.name)},
                                      {"terms", std::move(terms)}});
}

}  // namespace

std::string term_feed_url(const Term& term) {
    return term.url + "atom.xml";
}

void plan_term_pages(const PageWorld& world, Outputs& outputs) {
    for (const Taxonomy& taxonomy : world.site.taxonomies) {
        if (taxonomy.terms.empty() && !is_section(world.site, taxonomy))
            continue;
        // Classes have pages of their own; a procedure's record is the page of its word.
        for (const Term& term : taxonomy.terms)
            if (taxonomy.name != "classes" && !world.site.find_url(term.url))
                plan_term(world, taxonomy, term, outputs);
        Output output;
        output.path = output_path(taxonomy_url(taxonomy));
        output.render = [&world, &taxonomy](const PublishedFiles&) {
            return render_taxonomy(world, taxonomy);
        };
        outputs.push_back(std::move(output));
    }
}

Shape term_page_shape(const Theme& theme) {
    return page_shape(theme, Shape::object("page of terms", {
        {"intro", Shape::text(), "What the list is; may be empty.", ""},
        {"terms", Shape::list(link_shape()), "The terms, with how many pages each has.", ""},
    }));
}

}  // namespace vitrina
