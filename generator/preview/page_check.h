// What only rendering finds: broken links and anchors of all pages. Done when nothing else is to be
// done, a page at a time, so that a save never waits for it.
#pragma once

#include <cstddef>
#include <vector>

#include "base/diagnostics.h"
#include "preview/snapshot.h"

namespace vitrina {

class PageCheck {
public:
    explicit PageCheck(SnapshotPtr snapshot);

    // Renders one page more. False: all are done, and `messages` are complete.
    bool step();
    const Diagnostics& messages() const { return messages_; }
    const SnapshotPtr& snapshot() const { return snapshot_; }

private:
    void finish_site();

    SnapshotPtr snapshot_;
    std::size_t site_ = 0;
    std::size_t output_ = 0;
    std::vector<ServedFilePtr> rendered_;  // of the site, by output; null: not a page
    Diagnostics messages_;
};

}  // namespace vitrina
