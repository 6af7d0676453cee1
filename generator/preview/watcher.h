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
    std::vector<std::string> folders;
    std::string skip;           // the output folder
    bool poll = false;          // without events
    std::chrono::milliseconds look_time{2500};  // between looks at everything
    std::chrono::milliseconds poll_time{700};   // the same without events
};

class Watcher {
public:
    // Looks at the sources: what changes from now on is told.
    Watcher(const FileSystem& files, WatchOptions options);

    // Why there are no events (`--poll`, the name of a file system, no watches left); empty: there
    // are. Known after the constructor.
    const std::string& polling_reason() const { return polling_reason_; }

    // `changed` gets paths, sorted; `tick` is called every few seconds.
    void run(const std::function<void(std::vector<std::string>)>& changed,
             const std::function<void()>& tick);
    void stop();

private:
    void watch_folders();
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
