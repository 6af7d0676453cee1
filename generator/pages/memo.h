// Pages of memos and of any other text.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_memo_pages(const PageWorld& world, Outputs& outputs);
stache::Shape memo_page_shape(const Theme& theme);

// A list of contents: the headings of a text, if there are enough of them to need one.
stache::Value contents_view(const std::vector<MarkdownAnchor>& headings);
stache::ShapeField contents_shape();  // for the partial `contents`

}  // namespace vitrina
