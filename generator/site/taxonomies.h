// Pages that gather records by a word: audience, subjects, classes, procedures.
//
// A record for class 4 concerns every class 4А; the page of the parallel, `/classes/4/`, gathers
// what is for 4 and for its letter classes, the page of 4А what is for 4А and for 4. Only words
// with records that are listed have a page. Source   formats §1 (classes), §10.
#pragma once

#include <vector>

#include "base/diagnostics.h"
#include "site/site.h"
#include "site/vocabulary.h"

namespace vitrina {

std::vector<Taxonomy> make_taxonomies(const Site& site,
                                      const Vocabulary& vocabulary,
                                      Diagnostics& out);

// Whether a record belongs to a term of `audience`, `subjects` or `classes`; archived ones may too.
bool is_filed_under(const Site& site, const Taxonomy& taxonomy, const Term& term, RecordId id);

}  // namespace vitrina
