// `vitrina mirror`: asks every source of a committee's site and keeps what is whole and good.
//
// Threads  sources of one host are asked one after another, hosts side by side; what was fetched is
//          written down in the order of sources.yaml, so that the result is the same for any
//          number. Nobody waits for a slow source but those that come after it in being written.
// Pace     a host asks for its peace once for all its schools, whichever of them it told.
// Hurry    a source that could not be reached again and again gets one try with short deadlines,
//          and every fifth time the usual ones: it may have become slow for good. One that a person
//          names gets the usual ones.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/file_system.h"
#include "mirror/http_client.h"

namespace vitrina {

struct MirrorOptions {
    std::string folder;  // the committee's site
    std::string only;    // a school; empty: all
    bool dry_run = false;
    bool offline = false;  // sources on this disk only
    std::size_t jobs = 4;
    std::int64_t now = 0;
    HttpOptions http;
    std::function<void(std::size_t done, std::size_t all)> progress;  // may be null
};

enum class SourceState : std::uint8_t { New, Changed, Unchanged, Failed, Skipped };

struct MirroredSource {
    std::string school;
    SourceState state = SourceState::Skipped;
    std::string set;
    std::size_t records = 0;
    std::size_t fetched = 0;
    std::size_t missing = 0;
    Diagnostic problem;  // of a source that failed
};

struct MirrorRun {
    std::vector<MirroredSource> sources;
    bool has_failures() const;
};

// Mistakes in the committee's files are reported; nothing is asked then. Errors of the machine end
// the run; what was kept until then stays.
Result<MirrorRun> run_mirror(FileSystem& files, const MirrorOptions& options, Diagnostics& out);

}  // namespace vitrina
