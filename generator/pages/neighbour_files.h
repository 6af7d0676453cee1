// The page of a record and the files beside it for machines: `/plans/god/`, `/plans/god.csv`.
#pragma once

#include <string>
#include <string_view>

#include "pages/page.h"

namespace vitrina {

// `/plans/god.csv`: the page's url without its last slash.
std::string neighbour_url(const Site& site, RecordId id, std::string_view extension);

void add_page(const PageWorld& world,
              RecordId id,
              Rendered (*render)(const PageWorld&, RecordId),
              Outputs& outputs);
void add_text_file(const PageWorld& world,
                   RecordId id,
                   std::string_view extension,
                   std::string (*text)(const PageWorld&, RecordId),
                   Outputs& outputs);

}  // namespace vitrina
