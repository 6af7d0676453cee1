// The first half of the main path: a workspace of sites → outputs that can be rendered. The build
// renders all of them, the preview those that are asked for.
//
// Lifetime outputs refer to the site, the theme and the view beside them: a PreparedSite stays where
//          it was made. After `prepare_sites` it does not change; any thread may read it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/file_system.h"
#include "build.h"
#include "pages/page.h"
#include "source_cache.h"

namespace vitrina {

// What every rebuild needs of one site. `world` is null when no page of it can be made.
struct PreparedSite {
    std::string name;    // folder in the workspace; `.`: the workspace is the site
    std::string folder;  // relative to the working folder, or absolute
    std::string out;     // where the site is published; not walked if it lies inside the folder
    std::string cache;   // of its sources, packed, for the next reading
    Date today;          // in the site's time zone
    Diagnostics messages;
    Site site;
    std::unique_ptr<Theme> theme;
    std::vector<Abbreviation> abbreviations;
    stache::Value site_view;
    std::string texts;  // packed TextSite
    std::unique_ptr<SearchWords> search;
    std::unique_ptr<PageWorld> world;
    Outputs outputs;

    PreparedSite() = default;
    PreparedSite(const PreparedSite&) = delete;
    PreparedSite& operator=(const PreparedSite&) = delete;
};

// What is known of the sources of sites, by their names.
using SourceCaches = std::map<std::string, SourceCache>;

// read → assemble → plan, for the sites that `find_sites` found, in their order. Every mistake is in
// the messages of its site. Of a site whose sources have mistakes only sound texts are planned.
std::vector<std::unique_ptr<PreparedSite>> prepare_sites(const BuildOptions& options,
                                                         const std::vector<std::string>& names,
                                                         const SourceCaches& known,
                                                         const FileReader& files);

}  // namespace vitrina
