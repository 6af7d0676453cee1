// Pages that list records: sections, the archive, what is new, the alphabetical index; and the
// pieces that pages of terms use as well.
//
// Order    up to 200 records stand on one page in the site's list order; longer lists go by date and
//          id in pages of 100 whose numbers never change: page 1 holds the oldest, the newest stand
//          on the list's own address (formats §1).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pages/page.h"

namespace vitrina {

// The heading under which a record stands in a list; empty: none.
using Grouping = std::function<std::string(const PageWorld&, RecordId)>;

struct ListPlan {
    PageFrame frame;                // of the list's own address
    std::string intro;              // plain text; may be empty
    std::string print_url;          // of all its texts in one document; may be empty
    std::vector<RecordId> records;  // in list order
    Grouping group;                 // may be empty
    std::string template_name = "list";
};

// The outputs of one list: its own page, and numbered pages if it is long.
void plan_list(const PageWorld& world, ListPlan plan, Outputs& outputs);

// The records of a section as its page and its printed document have them: in list order; memos by
// whom they speak to, parents first and those who work here last.
std::vector<RecordId> section_records(const Site& site, const Kind& kind);

// All pages under their letters, as the shape says.
stache::Values letters_view(PageMaker& page, const PageWorld& world);
stache::Shape letters_shape();
// On more than so many records the search page only leads to the list.
inline constexpr std::size_t most_on_search_page = 200;

void plan_section_pages(const PageWorld& world, Outputs& outputs);
void plan_archive_pages(const PageWorld& world, Outputs& outputs);
void plan_news_pages(const PageWorld& world, Outputs& outputs);
void plan_index_pages(const PageWorld& world, Outputs& outputs);

stache::Shape list_page_shape(const Theme& theme);
stache::Shape news_page_shape(const Theme& theme);
stache::Shape index_page_shape(const Theme& theme);

}  // namespace vitrina
