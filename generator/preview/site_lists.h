// Lists of one site for the page of state: what asks for an author's attention.
#pragma once

#include <string>
#include <vector>

#include "preview/served_site.h"
#include "stache/value.h"

namespace vitrina {

class PreviewTemplates;

// {title, lines: [{title, href, note}]} of each list that is not empty.
stache::Values site_lists(const ServedSite& site, const PreviewTemplates& templates);

}  // namespace vitrina
