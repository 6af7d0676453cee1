// The main path: a workspace of sites → what is published. See design §2.
//
// Errors   an author's mistake leaves the output as it was (exit 1); without `keep_going` a mistake
//          in one site of a workspace holds all of them back. The machine's refusals are Errors.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/dates.h"
#include "base/diagnostics.h"
#include "base/file_system.h"
#include "base/profile.h"

namespace vitrina {

enum class BuildMode : std::uint8_t { Publish, Check };

struct BuildProgress {
    std::string_view pass;  // read, assemble, render, publish
    std::size_t done = 0;
    std::size_t total = 0;  // 0: not counted
};

struct BuildOptions {
    std::string folder;             // DIR: a site, or a workspace of sites
    std::string out = "public";
    std::string state;              // empty: .vitrina/<name of OUT>/ beside OUT
    std::vector<std::string> theme_folders;  // where themes are looked for, in order
    std::vector<std::string> forbidden;      // folders OUT must neither be nor hold: the home folder
    std::optional<Date> today;      // nothing: the day of `now` in the site's time zone
    std::int64_t now = 0;           // Unix time
    std::size_t threads = 0;        // 0: one per core
    BuildMode mode = BuildMode::Publish;
    std::string without;            // path of a file that is taken for gone: may it be removed?
    bool strict = false;            // warnings hold publishing back as errors do
    bool drafts = false;
    bool scheduled = false;         // what `publish_from` still holds back: for the preview
    bool keep_going = false;
    bool adopt = false;
    bool allow_shrink = false;
    bool use_cache = true;  // what earlier builds left in the state folder
    bool ends_process = false;  // nothing comes after the build: its sites need not be taken apart
    std::function<void(const BuildProgress&)> progress;  // may be empty; called from any thread
    Profile* profile = nullptr;                          // outlives the build
};

// What became of one site.
struct SiteReport {
    std::string folder;
    std::string out;
    bool published = false;
    std::size_t pages = 0;      // HTML pages of the site
    std::size_t outputs = 0;    // all files
    std::size_t unchanged = 0;
    std::vector<std::string> written;  // paths in the output, sorted
    std::vector<std::string> removed;
    std::vector<std::string> stale_dates;  // records that changed and kept an old `updated`
    std::optional<Date> next_change;  // when a publication window opens or closes next
};

struct BuildReport {
    ExitCode exit = ExitCode::Done;
    std::vector<SiteReport> sites;
    std::vector<Error> errors;  // of the machine, or refused for safety
};

BuildReport build_workspace(const BuildOptions& options, FileSystem& files, Diagnostics& out);

}  // namespace vitrina
