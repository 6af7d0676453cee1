// Catalogues of the whole site: portal.json for committees, sitemap and robots.txt for search engines.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_catalogues(const PageWorld& world, Outputs& outputs);

// The newest date of anything published: `generated` of portal.json. Unset if nothing is dated.
Date newest_date(const Site& site);

// `generated` of a portal.json that was published before; unset if it cannot be read.
Date published_date(std::string_view portal_json);

}  // namespace vitrina
