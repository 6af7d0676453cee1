// The first pass: the folder of a site → its configuration and decoded records.
//
// Memory   a file's text is dropped when its record has been read; bodies are never kept.
// Cache    of a file that is as it was, the head is taken from the cache; decoding and checks run.
// Threads  files are read in parallel, each into its own slot; messages are joined in path order.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostics.h"
#include "base/file_system.h"
#include "base/profile.h"
#include "site/assemble.h"
#include "source_cache.h"

namespace vitrina {

struct ReadOptions {
    std::string folder;       // of the site, relative to the working folder or absolute
    std::string output;       // an output folder inside it is not walked
    std::size_t threads = 0;  // 0: one per core
    std::string without;      // path of a file that is taken for gone; empty: none
    Profile* profile = nullptr;
};

struct ReadSite {
    SiteSources sources;
    std::string cache;  // a packed SourceCache: what the next reading may rely on
};

// Nothing when there is no site.yaml, or one that no site can be made of (reported). Records that
// could not be decoded are left out (reported).
std::optional<ReadSite> read_site(const FileReader& files,
                                  const ReadOptions& options,
                                  const SourceCache& known,
                                  Diagnostics& out);

// A Markdown file that was saved again with the fields it had.
struct EditedText {
    SourcePtr source;  // the whole file
    Span body;
    ContentHash hash;  // of the whole file
};

// Nothing if more than the body changed, or if there is anything to tell of the file: then all has
// to be read again. `path` is that of the file in the site's `folder`; `head` the hash of all but the body
// (Record::head_hash).
std::optional<EditedText> read_edited_text(const FileReader& files,
                                           const std::string& folder,
                                           const std::string& path,
                                           const ContentHash& head);

}  // namespace vitrina
