// The preview: a server on this machine that shows the sites as they would be published now, and
// shows them anew when a source is saved. It writes nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "build.h"
#include "preview/snapshot.h"

namespace vitrina {

struct PreviewOptions {
    BuildOptions build;
    std::optional<int> port;  // nothing: 4000, or the next that is free
    bool poll = false;        // look at files instead of being told
    Language language = Language::Russian;
    std::function<std::int64_t()> now;  // Unix time
};

// What the terminal is told, one call at a time.
struct PreviewEvents {
    std::function<void(const Snapshot&)> read;                  // the sources
    std::function<void(const Diagnostics&)> checked;            // all pages of the last reading
    std::function<void(const std::string& reason)> polls;       // why it looks at files
    std::function<void(const std::string& address)> ready;
};

// Serves until `wait` returns; nothing is left behind then.
Result<void> run_preview(const PreviewOptions& options,
                         const FileReader& files,
                         const PreviewEvents& events,
                         const std::function<void()>& wait);

}  // namespace vitrina
