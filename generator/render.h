// The middle of the main path: outputs in three waves → staged bytes and facts, then the checks
// that need all pages: anchors, later search.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "pages/output.h"
#include "publish/publication.h"

namespace vitrina {

struct RenderOptions {
    std::size_t threads = 0;
    std::function<void(std::size_t done, std::size_t total)> progress;  // may be empty
};

// Renders every output and stages what differs from the published bytes. Anchors of links between
// pages are checked when all pages are there. Same result for any number of threads.
Result<std::vector<StagedFile>> render_outputs(const std::vector<Output>& outputs,
                                               const Publication& publication,
                                               const RenderOptions& options,
                                               Diagnostics& out);

// Anchors that links name must stand on the pages they lead to; `facts` stand at the indexes of
// their outputs. Pages that were not rendered have none and are not judged.
void check_anchors(const std::vector<Output>& outputs,
                   const std::vector<const PageFacts*>& facts,
                   Diagnostics& out);

}  // namespace vitrina
