// Ids and addresses: every record has one of each, and no two share them.
//
// Errors   files whose names a careless file system takes for one, records at one address, slugs
// and
//          former addresses that are no addresses.
// Source   formats §1 (id, url, slug, aliases), faults F1–F10.
#pragma once

#include <string>

#include "base/diagnostics.h"
#include "site/site.h"

namespace vitrina {

// Composes the letters of ids and sorts the records by them; of two that are the same the first is
// kept. Also holds attachments apart.
void settle_ids(Site& site, Diagnostics& out);

// `/plans/2026/x/`; a slug replaces the last part. Reports nothing.
std::string record_url(const Record& record);

// Sets the entries' urls, `by_url` and `urls`, and brings aliases into one form. An entry that lost its
// address to another gets one of its own, so that later passes do not tell the same again.
void assign_urls(Site& site, Diagnostics& out);

}  // namespace vitrina
