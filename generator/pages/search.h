// The search page, the alphabetical list of all pages, and the index files of search/.
//
// Pages    the index holds the pages of records that have not expired (archived ones are marked) and
//          the pages of sections, audiences, subjects and classes. Their numbers go by date and
//          address, oldest first: a new page shifts no other. On a committee's site those of its
//          schools come before them (committee_search.h).
#pragma once

#include <string>
#include <vector>

#include "pages/page.h"

namespace vitrina {

// Spellings that mean the same: those of site.yaml, of every school, of the glossary.
std::vector<SynonymGroup> synonym_groups(const Site& site);
// Tells which spellings of site.yaml the search cannot use.
void check_synonyms(const Site& site, Diagnostics& out);

// What the index knows of a record's page besides its text.
std::vector<std::string> filed_under(const Site& site, const Theme& theme, RecordId id);
// Code points of the beginning of a page that the list of results shows.
std::size_t longest_beginning(const Site& site);

void plan_search_pages(const PageWorld& world, Outputs& outputs);

stache::Shape search_page_shape(const Theme& theme);

}  // namespace vitrina
