// What the preview shows at one moment: never changed, replaced as a whole by the next one, so that
// a request sees one state of the sources.
//
// A site with mistakes in its sources stays as it was last good; the mistakes are told beside it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "preview/served_site.h"

namespace vitrina {

using ServedSitePtr = std::shared_ptr<const ServedSite>;

// Of a site folder that has never been good, `site` is null.
struct ShownSite {
    std::string name;   // folder in the workspace
    std::string mount;
    ServedSitePtr site;
    bool is_current = false;  // false: its sources have mistakes, an older state is shown
    Date today;               // in its time zone, when it was read
    std::string timezone;
};

struct Snapshot {
    std::uint64_t number = 0;
    std::vector<ShownSite> sites;
    Diagnostics problems;       // of reading and assembling, this time
    std::string problems_tag;   // hash of the errors among them; empty: none
    std::int64_t built_at = 0;  // Unix time
    std::int64_t milliseconds = 0;
    std::size_t pages = 0;
    std::vector<std::string> changed;  // what set it off; empty: the first one
    SourceCaches sources;              // what the next reading may rely on

    bool has_errors() const { return problems.has_errors(); }
    // The site under whose mount a decoded path lies; null: none.
    const ShownSite* site_at(std::string_view path) const;
};
using SnapshotPtr = std::shared_ptr<const Snapshot>;

// Reads again what changed: of Markdown files whose text alone was edited only these, else
// everything. `changed`: all paths that did, or none if that is not certain. `previous` may be
// null.
SnapshotPtr read_snapshot(const BuildOptions& options,
                          const FileReader& files,
                          const SnapshotPtr& previous,
                          std::vector<std::string> changed);

}  // namespace vitrina
