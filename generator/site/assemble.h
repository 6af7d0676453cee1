// records → Site: ids, urls, references, vocabulary, taxonomies, back references, coverage.
//
// Pure: no disk. Every mistake that concerns more than one record is found here and told at its
// place.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "site/site.h"

namespace vitrina {

struct AssembleOptions {
    Date today;  // decides only publication windows
    bool drafts = false;
    bool scheduled = false;   // also what `publish_from` still holds back
    std::size_t threads = 0;  // 0: one per core
};

// What was read of a site's folder, before anything is put together.
struct SiteSources {
    SiteConfig config;
    std::string folder;
    std::vector<Record> records;
    std::vector<std::string>
        files;  // paths below the site's folder that may be referred to, sorted
};

// A site as its neighbours see it: urls, titles, ids of parts.
Neighbour describe_neighbour(const SiteSources& sources);

// `others`: the sites of the same workspace, found by base_url.
Site assemble_site(SiteSources sources,
                   const std::vector<Neighbour>& others,
                   const AssembleOptions& options,
                   Diagnostics& out);

}  // namespace vitrina
