// What a whole build depended on and what it told: the next one is answered from it, without being
// made, when everything is as it was; and with little work when nothing but texts is not.
//
// As it was  the program and the options to the byte, the day in the zone of every site, the stat
//            of every file that was read or looked for and of every folder that was listed (or at
//            least its names), and OUT, which holds what that build left there.
// Kept       only of builds that published without finding anything changed in OUT by others, and
//            whose sources had come to rest; damaged or cut off, it is none.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/traced_files.h"
#include "build.h"
#include "build_trace.h"
#include "publish/intact.h"

namespace vitrina {

struct BuiltSite {
    SiteReport report;
    std::string state;  // folder
    std::string timezone;
    Date today;  // there
    ContentHash digest;  // see `site_digest`
};

struct WholeBuild {
    std::vector<BuiltSite> sites;
    Diagnostics messages;  // that it would tell again
    FileTrace trace;
};

struct RecalledSite {
    BuiltSite built;
    LeftOutput output;
};

struct RecalledBuild {
    std::vector<RecalledSite> sites;
    Diagnostics messages;
    std::vector<TracedFile> edits;  // see KnownTrace::find_edits
    KnownTrace trace;
    std::shared_ptr<const std::string> bytes;  // of the trace

    bool has_edited_texts() const;
};

// Nothing if more than texts has changed. `file` is where `remember_build` put it. Whether OUT is as it was
// left remains to be seen.
std::optional<RecalledBuild> recall_build(const BuildOptions& options,
                                          const std::string& file,
                                          const FileReader& files);

// Whether every file of ours stands in OUT as that build left it; `pass` goes on beside that.
bool is_output_untouched(const RecalledBuild& build,
                         const FileReader& files,
                         std::size_t threads,
                         const std::function<void()>& pass);

// What cannot be kept costs the next build time, and nothing else.
void remember_build(const BuildOptions& options,
                    const std::string& file,
                    const WholeBuild& build,
                    FileSystem& files);
// After its edits were published.
void remember_edits(const BuildOptions& options,
                    const std::string& file,
                    const RecalledBuild& build,
                    FileSystem& files);

}  // namespace vitrina
