// Watches the sources and tells what changed. Events of the kernel make it quick; a look at all
// stats every few seconds makes it right when events are lost.
//
// Threads  `run` belongs to one thread; `stop` may be called from any.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "preview/burst.h"
#include "preview/folder_events.h"
#include "preview/folder_scan.h"

namespace vitrina {

struct WatchOptions {
    SourceFolders folders;
    bool poll = false;          // without events
    std::chrono::milliseconds look_time{2500};  // between looks at everything
    std::chrono::milliseconds poll_time{700};   // the same without events
};

// What a running watcher tells; each may be empty but `changed`.
struct WatchReports {
    std::function<void(std::vector<std::string>)> changed;  // paths, sorted
    std::function<void()> tick;                             // every few seconds
    std::function<void(const std::string&)> polls;          // there are no events any more, and why
};

class Watcher {
public:
    // Looks at the sources: what changes from now on is told.
    Watcher(const FileReader& files, WatchOptions options);

    // Why there are no events (`--poll`, the name of a file system, no watches left); empty: there
    // are. Not to be asked while `run` goes on.
    const std::string& polling_reason() const { return polling_reason_; }

    void run(const WatchReports& reports);
    void stop();

private:
    void watch_folders();
    void tell(std::vector<std::string> paths, const WatchReports& reports);
    void take_events(const std::vector<FolderEvent>& events);
    std::chrono::milliseconds time_to_wait(Burst::Time next_look) const;

    WatchOptions options_;
    FolderScan scan_;
    FolderEvents events_;
    Burst burst_;
    std::string polling_reason_;
    bool must_look_ = false;
    std::atomic<bool> is_ending_ = false;
};

}  // namespace vitrina
