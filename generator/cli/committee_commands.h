// Commands of committees: what was mirrored looked back at, letters and forms for schools.
#pragma once

#include "cli/command.h"

namespace vitrina {

// `mirror verify`, `mirror log SCHOOL`, `mirror revert SCHOOL --to HASH`, `mirror accept SCHOOL`.
struct MirrorWords {
    std::string action;  // one of these; empty: ask the sources
    std::string to;      // the first digits of a version's hash
};
ExitCode run_mirror_words(const CommonOptions& common,
                          MirrorOptions options,
                          const MirrorWords& words,
                          FileSystem& files);

// `report school S`: what a school still lacks, in words to be sent to it.
ExitCode run_school_report(const CommonOptions& common,
                           const std::string& folder,
                           const std::string& school,
                           FileSystem& files);

// `new forms DIR`: the tables that schools without a site fill in.
Result<ExitCode> make_forms(const CommonOptions& common, const std::string& folder, FileSystem& files);

// `new site FOLDER --from SCHOOLS`: a site below the folder for each school that has none yet.
struct HostedSites {
    std::string folder;
    std::string list;  // path of a schools.yaml
    Date today;
};
Result<ExitCode> make_hosted_sites(const CommonOptions& common,
                                   const HostedSites& wanted,
                                   FileSystem& files);

// The site of the folder that has sources.yaml: itself, or the only one of a workspace.
Result<std::string> committee_folder(const FileReader& files, const std::string& folder);

}  // namespace vitrina
