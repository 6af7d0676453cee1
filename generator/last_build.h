// What a whole build depended on and what it told: the next one is answered from it, without being
// made, when everything is as it was.
//
// As it was  the program and the options to the byte, the day in the zone of every site, the stat
//            of every file that was read or looked for and of every folder that was listed, and
//            OUT, which holds what that build left there.
// Kept       only of builds that published without finding anything changed in OUT by others, and
//            whose sources had come to rest; damaged or cut off, it is none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/traced_files.h"
#include "build.h"

namespace vitrina {

struct BuiltSite {
    SiteReport report;
    std::string state;  // folder
    std::string timezone;
    Date today;  // there
};

struct WholeBuild {
    std::vector<BuiltSite> sites;
    Diagnostics messages;  // that it would tell again
    FileTrace trace;
};

// `file` is where `remember_build` put it.
std::optional<BuildReport> recall_build(const BuildOptions& options,
                                        const std::string& file,
                                        const FileReader& files,
                                        Diagnostics& out);

// What cannot be kept costs the next build time, and nothing else.
void remember_build(const BuildOptions& options,
                    const std::string& file,
                    const WholeBuild& build,
                    FileSystem& files);

}  // namespace vitrina
