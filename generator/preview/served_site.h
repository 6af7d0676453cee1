// One site as the preview serves it: prepared once, each output rendered when it is first asked for.
//
// Memory   bytes are kept up to a limit; large files are only opened, and read while they are sent.
//          What is made of all pages, the index of search, is made once and kept.
// Threads  any number of threads may ask; two of them may render the same page at the same time,
//          which costs time and gives the same bytes.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "prepare.h"
#include "read.h"

namespace vitrina {

struct ServedFile {
    std::string bytes;
    std::shared_ptr<const OpenedFile> content;  // of a large file, instead of `bytes`
    std::string tag;  // hash of the bytes; of a large file, of what the disk tells of it
    Rendered facts;   // without the bytes
    bool is_stale = false;  // its source has changed since the site was read
};
using ServedFilePtr = std::shared_ptr<const ServedFile>;

// A Markdown file whose text alone was edited.
struct EditedRecord {
    RecordId record;
    EditedText text;
};

class ServedSite {
public:
    // `mount`: where it stands in the preview, with `/` at both ends.
    ServedSite(std::unique_ptr<PreparedSite> site, std::string mount, const FileReader& files);

    // The same site with the texts as they are now; nothing of it is prepared again. Whoever still
    // asks the site before shows them too, if it has not shown the page yet.
    std::shared_ptr<const ServedSite> with_texts(const std::vector<EditedRecord>& edited) const;

    const PreparedSite& prepared() const { return shared_->site; }
    const Site& site() const { return prepared().site; }
    // Hashes change with the texts: they are asked for here, not of the site.
    ContentHash source_hash(const Record& record) const;
    const Record* find_source(const ContentHash& hash) const;  // null: none
    const std::string& mount() const { return mount_; }

    // Index of the output at a path (`memos/x/index.html`).
    std::optional<std::size_t> find(std::string_view path) const;
    // Nothing if a file to be copied cannot be read.
    ServedFilePtr file(std::size_t index) const;
    // The same, and not kept: for passes over everything.
    ServedFilePtr render(std::size_t index) const;

private:
    ServedFilePtr copy(const std::string& path) const;
    const PublishedFiles& published() const;
    Rendered make(const Output& output) const;
    Rendered make_of_pages(const Output& output) const;
    ServedFilePtr file_of_pages(std::size_t index) const;
    ServedFilePtr kept(std::size_t index) const;
    void keep(std::size_t index, const ServedFilePtr& file) const;

    // What the states of a site share as long as only texts are edited.
    struct Shared {
        explicit Shared(std::unique_ptr<PreparedSite> prepared)
            : owned(std::move(prepared)), site(*owned) {}

        std::unique_ptr<PreparedSite> owned;
        PreparedSite& site;
        std::shared_mutex texts;  // of `body` and `source_hash` of records
    };

    ServedSite(std::shared_ptr<Shared> shared, std::string mount, const FileReader& files);

    std::shared_ptr<Shared> shared_;
    std::string mount_;
    const FileReader& files_;
    mutable std::once_flag published_once_;
    mutable PublishedFiles published_;
    mutable std::mutex mutex_;
    mutable std::vector<std::weak_ptr<const ServedFile>> seen_;
    mutable std::vector<ServedFilePtr> kept_;
    mutable std::size_t kept_bytes_ = 0;
    mutable std::mutex of_pages_mutex_;  // held while one is made: the second reader waits for it
    mutable std::map<std::size_t, ServedFilePtr> of_pages_;
};

}  // namespace vitrina
