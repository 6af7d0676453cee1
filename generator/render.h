// The middle of the main path: outputs in three waves → staged bytes and facts, then the checks
// that need all pages: anchors. The words of all pages become the search index.
//
// Cache    an output whose inputs are as they were, and which stands in OUT as it was left, is not
//          made again; what it told is told again.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/profile.h"
#include "base/result.h"
#include "page_cache.h"
#include "pages/output.h"
#include "publish/publication.h"
#include "search/page_words.h"

namespace vitrina {

struct RenderOptions {
    std::size_t threads = 0;
    std::function<void(std::size_t done, std::size_t total)> progress;  // may be empty
    Profile* profile = nullptr;
};

// What is rendered, and where it goes.
struct RenderJob {
    const std::vector<Output>& outputs;  // sorted by path
    const std::vector<Record>& records;
    const Publication& publication;
    const FileReader& files;
    const PageCache& known;
    ContentHash site;  // site_digest: what `known` is of, and what the next cache will be of
    std::string texts;  // packed TextSite, for the next cache
    const SearchWords& search;  // has taken over the words of `known`
};

struct RenderedSite {
    std::vector<StagedFile> staged;
    std::string cache;  // what the next build may rely on
};

// Renders every output and stages what differs from the published bytes. Anchors of links between
// pages are checked when all pages are there. Same result for any number of threads, and with any
// cache.
Result<RenderedSite> render_outputs(const RenderJob& job,
                                    const RenderOptions& options,
                                    Diagnostics& out);

// Anchors that links name must stand on the pages they lead to; `facts` stand at the indexes of
// their outputs, which are sorted by path. Pages that were not rendered have none and are not
// judged.
void check_anchors(const std::vector<Output>& outputs,
                   const std::vector<const PageFacts*>& facts,
                   Diagnostics& out);

}  // namespace vitrina
