#include "pages/search.h"

#include <algorithm>

#include "base/text.h"
#include "pages/committee.h"
#include "pages/committee_search.h"
#include "pages/lists.h"
#include "search/index.h"
#include "site/taxonomies.h"

namespace vitrina {
namespace {

using stache::Object;
using stache::Shape;
using stache::Value;
using stache::Values;

// A long text in the list of results helps; of thousands of pages it would weigh too much.
constexpr std::size_t large_site = 1000;
constexpr std::size_t usual_beginning = 400;
constexpr std::size_t short_beginning = 90;

// Their pages name many subjects and classes, and explain none; who needs them says «график», «собрание»,
// «результаты». Not acts: a regulation is what «положение об оценивании» asks for.
constexpr std::string_view seldom_asked[] = {"events", "results", "schedule"};

std::string section_title(const Theme& theme, const Record& record) {
    return std::string(theme.text("section_" + std::string(record.kind->folder)));
}

std::string term_title(const Theme& theme, const Taxonomy& taxonomy, const Term& term) {
    return taxonomy.name == "audience" ? std::string(theme.text("audience_" + term.key))
                                       : term.title;
}

bool is_seldom_asked(const Record& record) {
    return std::ranges::find(seldom_asked, record.kind->folder) != std::end(seldom_asked);
}

// A page in the index that is no record's: its name is what it is found by.
struct ListPage {
    std::string url;
    std::string title;
    std::string intro;
};

std::vector<ListPage> list_pages(const PageWorld& world) {
    std::vector<ListPage> pages;
    for (const Kind& kind : all_kinds()) {
        const std::string folder(kind.folder);
        const std::string url = "/" + folder + "/";
        // The only record of some kinds stands there itself.
        if (!listed_records(world.site, kind.name).empty() && !world.site.find_url(url))
            pages.push_back({url,
                             std::string(world.theme.text("section_" + folder)),
                             std::string(world.theme.text("section_intro_" + folder))});
    }
    for (const std::string_view word : committee_pages(world.site)) {
        const std::string key(word);
        const std::string schools = std::to_string(committee_of(world.site)->schools.size());
        pages.push_back({"/" + key + "/", std::string(world.theme.text("section_" + key)),
                         world.theme.text(key + "_lead", {schools})});
    }
    for (const Taxonomy& taxonomy : world.site.taxonomies)
        for (const Term& term : taxonomy.terms) {
            // The page of a procedure is its record's, and stands there by now.
            if (world.site.find_url(term.url))
                continue;
            pages.push_back({term.url, term_title(world.theme, taxonomy, term),
                             std::string(world.theme.text(
                                 taxonomy.name == "audience" ? "audience_intro_" + term.key
                                                             : "term_intro_" + taxonomy.name))});
        }
    return pages;
}

std::string_view without_root(std::string_view url) {
    return url.substr(1);
}

// The pages of records in the index, by number.
std::vector<RecordId> searched_records(const Site& site) {
    std::vector<RecordId> records;
    for (std::size_t i = 0; i < site.entries.size(); ++i)
        if (!site.entries[i].expired)
            records.push_back(static_cast<RecordId>(i));
    std::ranges::stable_sort(records, {}, [&](RecordId id) { return site.entry(id).changed; });
    return records;
}

class IndexMaker {
public:
    IndexMaker(const PageWorld& world, const RenderedPages& rendered)
        : world_(world),
          site_(world.site),
          schools_(world),
          lists_(list_pages(world)),
          records_(searched_records(world.site)) {
        sources_.threads = rendered.threads;
        schools_.add_pages(sources_);
        add_lists();
        add_records(rendered);
        add_facets();
        schools_.add_facets(sources_);
        sources_.words = world.search.words();
        sources_.groups = world.search.groups();
    }

    Rendered make() {
        Index index = make_index(sources_);
        std::vector<IndexFile>& files = index.files;
        Rendered rendered;
        rendered.index = std::move(index.memory);
        rendered.bytes = std::move(files.front().bytes);
        for (std::size_t i = 1; i < files.size(); ++i)
            rendered.beside.push_back({std::move(files[i].path), std::move(files[i].bytes)});
        return rendered;
    }

private:
    void add_lists() {
        const std::uint32_t lists = sources_.section(world_.theme.text("search_lists"));
        for (const ListPage& list : lists_) {
            const std::string html = "<main><h1>" + escape_html(list.title) + "</h1><p>" +
                                     escape_html(list.intro) + "</p></main>";
            list_words_.push_back(world_.search.read({html, {}, short_beginning}));
        }
        for (std::size_t i = 0; i < lists_.size(); ++i)
            sources_.pages.push_back({without_root(lists_[i].url), lists_[i].title,
                                      list_words_[i].beginning, lists, false, false,
                                      list_words_[i].words, {}});
    }

    void add_records(const RenderedPages& rendered) {
        numbers_.assign(site_.records.size(), 0);
        sources_.pages.reserve(sources_.pages.size() + records_.size());
        for (const RecordId id : records_) {
            const Entry& entry = site_.entry(id);
            const SearchedText text = rendered.text(output_path(entry.url));
            numbers_[static_cast<std::size_t>(id)] =
                static_cast<std::uint32_t>(sources_.pages.size());
            sources_.pages.push_back({without_root(entry.url), entry.title, text.beginning,
                                      sources_.section(section_title(world_.theme, site_.at(id))),
                                      entry.archived, is_seldom_asked(site_.at(id)), text.words, {}, true});
        }
    }

    void add_facets() {
        Facet kinds{"kind", {}};
        for (const Kind& kind : all_kinds()) {
            std::vector<std::uint32_t> pages;
            for (const RecordId id : records_)
                if (site_.at(id).kind == &kind)
                    pages.push_back(number_of(id));
            if (!pages.empty())
                kinds.values.emplace_back(
                    world_.theme.text("section_" + std::string(kind.folder)), std::move(pages));
        }
        sources_.facets.push_back(std::move(kinds));
        for (const std::string_view name : {"audience", "subjects", "classes"}) {
            const Taxonomy& taxonomy = site_.taxonomy(name);
            Facet facet{std::string(name), {}};
            for (const Term& term : taxonomy.terms) {
                std::vector<std::uint32_t> pages;
                // The lists of terms leave archived pages out; the reader may ask for those too.
                for (const RecordId id : records_)
                    if (is_filed_under(site_, taxonomy, term, id))
                        pages.push_back(number_of(id));
                std::ranges::sort(pages);
                if (!pages.empty())
                    facet.values.emplace_back(term_title(world_.theme, taxonomy, term),
                                              std::move(pages));
            }
            sources_.facets.push_back(std::move(facet));
        }
    }

    std::uint32_t number_of(RecordId id) const { return numbers_[static_cast<std::size_t>(id)]; }

    const PageWorld& world_;
    const Site& site_;
    SchoolSearch schools_;
    std::vector<ListPage> lists_;
    std::vector<PageWords> list_words_;
    std::vector<RecordId> records_;
    std::vector<std::uint32_t> numbers_;  // of pages, by record
    IndexSources sources_;
};

Rendered render_search(const PageWorld& world) {
    PageFrame frame;
    frame.url = "/search/";
    frame.title = world.theme.text("section_search");
    frame.section = "search";
    frame.crumbs = {{std::string(world.theme.text("home")), "/"}};
    PageMaker page(world, std::move(frame), nullptr);
    Values lists;
    for (const ListPage& list : list_pages(world))
        if (lists.size() < 12)
            lists.push_back(
                Object{{"title", list.title}, {"href", page.href(list.url)}, {"note", ""}});
    const bool has_all = world.site.records.size() <= most_on_search_page;
    return page.finish("search", Object{{"all_href", page.href("/search/all/")},
                                        {"has_index", has_all},
                                        {"letters", has_all ? letters_view(page, world) : Values()},
                                        {"lists", std::move(lists)}});
}

}  // namespace

std::vector<std::string> filed_under(const Site& site, const Theme& theme, RecordId id) {
    const Record& record = site.at(id);
    std::vector<std::string> texts = {section_title(theme, record)};
    for (const Audience audience : record.common.audience)
        texts.emplace_back(
            theme.text("audience_" + std::string(word_of(audience, Language::English))));
    const Entry& entry = site.entry(id);
    texts.insert(texts.end(), entry.subjects.begin(), entry.subjects.end());
    for (const ClassLabel& label : record.common.classes.labels)
        texts.push_back(theme.text("class_one", {label.text()}));
    return texts;
}

std::size_t longest_beginning(const Site& site) {
    return site.records.size() > large_site ? short_beginning : usual_beginning;
}

void plan_search_pages(const PageWorld& world, Outputs& outputs) {
    Output page;
    page.path = "search/index.html";
    page.render = [&world](const PublishedFiles&) { return render_search(world); };
    outputs.push_back(std::move(page));
    Output index;
    index.path = "search/index.js";
    index.wave = Wave::Catalogues;
    index.render_of_pages = [&world](const RenderedPages& rendered) {
        return IndexMaker(world, rendered).make();
    };
    outputs.push_back(std::move(index));
}

Shape search_page_shape(const Theme& theme) {
    return page_shape(theme, Shape::object("search page", {
        {"all_href", Shape::text(), "The alphabetical list of all pages.", "all/"},
        {"has_index", Shape::flag(), "Whether that list stands on the page itself.", ""},
        {"letters", letters_shape(), "The list; empty on large sites.", ""},
        {"lists", Shape::list(link_shape()), "Sections to go to when nothing is found.", ""},
    }));
}

}  // namespace vitrina
