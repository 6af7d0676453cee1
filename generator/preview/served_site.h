// One site as the preview serves it: prepared once, each output rendered when it is first asked for.
//
// Memory   bytes are kept up to a limit; large files are only opened, and read while they are sent.
// Threads  any number of threads may ask; two of them may render the same page at the same time,
//          which costs time and gives the same bytes.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "prepare.h"

namespace vitrina {

struct ServedFile {
    std::string bytes;
    std::shared_ptr<const OpenedFile> content;  // of a large file, instead of `bytes`
    std::string tag;  // hash of the bytes; of a large file, of what the disk tells of it
    Rendered facts;   // without the bytes
    bool is_stale = false;  // its source has changed since the site was read
};
using ServedFilePtr = std::shared_ptr<const ServedFile>;

class ServedSite {
public:
    // `mount`: where it stands in the preview, with `/` at both ends.
    ServedSite(std::unique_ptr<const PreparedSite> site, std::string mount, const FileReader& files);

    const PreparedSite& prepared() const { return *site_; }
    const Site& site() const { return site_->site; }
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
    ServedFilePtr kept(std::size_t index) const;
    void keep(std::size_t index, const ServedFilePtr& file) const;

    std::unique_ptr<const PreparedSite> site_;
    std::string mount_;
    const FileReader& files_;
    mutable std::once_flag published_once_;
    mutable PublishedFiles published_;
    mutable std::mutex mutex_;
    mutable std::vector<std::weak_ptr<const ServedFile>> seen_;
    mutable std::vector<ServedFilePtr> kept_;
    mutable std::size_t kept_bytes_ = 0;
};

}  // namespace vitrina
