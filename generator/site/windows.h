// What is published today, what is shown as past, and when that changes next.
//
// Today decides only who is let in; what is archived follows from the site's school year.
// Source   formats §1 (old and new, today never enters a published byte).
#pragma once

#include "base/diagnostics.h"
#include "site/assemble.h"
#include "site/site.h"

namespace vitrina {

bool is_published(const PublicationWindow& window, const AssembleOptions& options);
PublicationWindow window_of(const Common& common);

// Takes the records out that are not published, remembers them in `unpublished` and `removed`, and
// sets `next_change` and `ids`.
void keep_published(Site& site, const AssembleOptions& options, Diagnostics& out);

bool is_expired(const Common& common, Date today);
bool is_archived(const Common& common, SchoolYear now);

}  // namespace vitrina
