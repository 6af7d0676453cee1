// What the pages of criteria are made of. Included by them and by the pages of classes.
#pragma once

#include <string>
#include <vector>

#include "kinds/criteria.h"
#include "kinds/marks.h"
#include "pages/page.h"

namespace vitrina {

struct PlacedCriterion {
    const CriteriaRecord* record = nullptr;
    std::string anchor;  // its own id, or one made from its place
};

std::vector<PlacedCriterion> place_criteria(const Record& file);
// «Контрольная работа, проверочная работа», and what tells it from others of the file.
std::string criterion_works(const Theme& theme, const Record& file, const CriteriaRecord& record);
// The same with its classes: «… — 6 класс».
std::string criterion_title(const Theme& theme, const Record& file, const CriteriaRecord& record);
// The word of the format for any work, `*`, as readers see it.
std::string work_name(const Theme& theme, const WorkName& work);

// «пункт 3.2» of the anchor `p3.2`; empty when the anchor is no clause.
std::string clause_text(const Theme& theme, std::string_view anchor);

// The clause of an act that approves criteria; null without one.
stache::Value approving_act(PageMaker& page, const Record& file, const Reference& act);
stache::Shape approving_act_shape();

// One record: how the work is marked.
stache::Object criterion_view(PageMaker& page, const Record& file, const PlacedCriterion& placed);
stache::Shape criterion_shape();

// The bands of a scale of points, best mark first; empty without one.
std::vector<Band> points_bands(const Site& site, const MarkingRule& rule);
int point_digits(const MarkingRule& rule);
// For each mark what it is given for, in words; null without marks.
stache::Value mark_words(PageMaker& page, const MarkingRule& rule);
stache::ShapeField mark_words_shape();  // for the partial `mark_words`

// `/criteria/x/card/`: the criteria of a file on A5 sheets, one for each class.
std::string card_url(const Site& site, RecordId id);
Rendered render_card(const PageWorld& world, RecordId id);
// Links to the sheets; null when the file has no class.
stache::Value card_links(const PageMaker& page, RecordId id);
stache::ShapeField card_links_shape();

// The matrix of all listed records, by subject; empty when there are none.
stache::Values matrix_view(const PageMaker& page);
stache::Shape matrix_shape();

// `/criteria/index.json`: all listed records, flat, one per subject, class and work.
std::string criteria_index_json(const Site& site);
// `/criteria/x.csv`, with the columns of formats §9.
std::string criteria_csv(const PageWorld& world, RecordId id);

// Ids of the listed files of criteria, in list order.
std::vector<RecordId> criteria_files(const Site& site);
// Whether the record is still in force in the site's school year.
bool is_current(const Site& site, const CriteriaRecord& record);

}  // namespace vitrina
