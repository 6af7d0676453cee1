// The texts of a site as the last build published them: their pages, by id, address and anchor.
//
// Lifetime the cache outlives it.
// Threads  one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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
    bool have_anchors(std::vector<AnchorLink> links) const;
    // No other page shows the body of the record as well.
    bool is_shown_once(const KnownOutput& page, RecordId record) const;

private:
    const KnownOutput* find_output(std::string_view path) const;

    const PageCache& pages_;
    // By `id_hash`, once a text is asked for that does not stand at its usual address.
    mutable std::unordered_map<std::uint64_t, const KnownOutput*> by_id_;
};

// `memos/x/index.html` → `memos/x/`; of a page.
std::string_view url_of_page(std::string_view path);

}  // namespace vitrina
