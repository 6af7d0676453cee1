// What the search of a committee's site finds of its schools: a page of the committee for each, and
// every page that its catalogue tells of, with a link to where it stands.
//
// Pages    their numbers come before all others: of pages that answer alike the later one stands
//          first. A school's own page comes first, then what it publishes, last in the catalogue
//          first; schools from the last to the first.
// Filter   up to `most_school_boxes` schools are a facet to tick. Of more the reader types a name:
//          the pages of the schools that it fits are those between two of `IndexSources::schools`,
//          one short list whatever there is of them. Words of the name stand on every page of a
//          school, so that a query may hold them as well.
// Trust    titles and summaries are a stranger's plain text; addresses `is_web_address` has let in.
#pragma once

#include <string>
#include <vector>

#include "pages/page.h"
#include "search/index.h"
#include "site/committee.h"

namespace vitrina {

inline constexpr std::size_t most_school_boxes = 30;

// Nothing on a site without schools. Lives as long as the sources: their texts stand here.
class SchoolSearch {
public:
    explicit SchoolSearch(const PageWorld& world);

    void add_pages(IndexSources& to);
    // Adds to facets of the site's own pages, and a facet of schools.
    void add_facets(IndexSources& to) const;

private:
    struct School;
    struct Names {
        std::string name;
        std::string url;        // of its page here, without the first slash
        std::string files_url;  // where that page lists what the school publishes
    };
    School read(std::size_t number, const IndexSources& sections) const;
    void add_kinds(Facet& facet) const;
    void add_audiences(Facet& facet) const;
    void add_subjects(Facet& facet) const;
    void add_classes(Facet& facet) const;

    const PageWorld& world_;
    const Committee* committee_;
    std::vector<Names> names_;             // in the order of the schools
    std::vector<PageWords> words_;         // of the pages, by number
    std::vector<const KeptFile*> files_;   // the same; null: the school's own page
    std::vector<std::uint32_t> starts_;    // first page of each school; the first behind them
};

}  // namespace vitrina
