// The texts of a site as the last build published them: their pages, by id, address and anchor.
//
// Lifetime the cache outlives it.
#pragma once

#include <string>
#include <string_view>

#include "page_cache.h"
#include "pages/text_page.h"

namespace vitrina {

class KnownTexts {
public:
    explicit KnownTexts(const PageCache& pages) : pages_(pages) {}

    // The page of a text; null if it is none that can be edited (pages/text_page.h).
    const KnownOutput* find(std::string_view id) const;
    // Where links of other texts find them.
    PublishedTexts published() const;
    bool has_anchor(const AnchorLink& link) const;
    // No other page shows the body of the record as well.
    bool is_shown_once(const KnownOutput& page, RecordId record) const;

private:
    const KnownOutput* find_output(std::string_view path) const;

    const PageCache& pages_;
};

// `memos/x/index.html` → `memos/x/`; of a page.
std::string_view url_of_page(std::string_view path);

}  // namespace vitrina
