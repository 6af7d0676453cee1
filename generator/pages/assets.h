// Files that are published as they are: the theme's assets and the site's attachments.
#pragma once

#include "pages/page.h"

namespace vitrina {

void plan_assets(const PageWorld& world, Outputs& outputs);
void plan_attachments(const PageWorld& world, Outputs& outputs);

}  // namespace vitrina
