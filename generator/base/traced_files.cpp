#include "base/traced_files.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/packed.h"

namespace vitrina {
namespace {

// `/./` says how links are treated on the way, not which file it is.
std::string plain_path(std::string path) {
    for (std::size_t at = path.find("/./"); at != std::string::npos; at = path.find("/./", at))
        path.erase(at, 2);
    return path;
}

}  // namespace

ContentHash hash_of(const std::vector<DirectoryEntry>& entries) {
    PackWriter packed;
    for (const DirectoryEntry& entry : entries) {
        packed.text(entry.name);
        packed.number(static_cast<std::uint64_t>(entry.type));
    }
    return content_hash(packed.bytes());
}

class TracedFiles::Stats : public FolderStats {
public:
    Stats(const TracedFiles& files, const std::string& folder)
        : files_(files), stats_(files.files_.stats_below(folder)), folder_(folder) {}

    Result<std::optional<FileStat>> stat(const std::string& path) const override {
        auto stat = stats_->stat(path);
        files_.remember(folder_ + "/" + path, stat);
        return stat;
    }

private:
    const TracedFiles& files_;
    std::unique_ptr<FolderStats> stats_;
    std::string folder_;
};

TracedFiles::Part& TracedFiles::part_of(const std::string& path) const {
    return parts_[std::hash<std::string>{}(path) % parts_.size()];
}

FileTrace TracedFiles::trace() const {
    FileTrace trace;
    trace.is_settled = is_settled_;
    for (Part& part : parts_) {
        const std::lock_guard guard(part.mutex);
        for (const auto& [path, seen] : part.seen)
            trace.files.push_back({path, seen.stat, seen.names});
    }
    std::ranges::sort(trace.files, {}, &TracedFile::path);
    return trace;
}

void TracedFiles::remember(std::string path, const Result<std::optional<FileStat>>& stat) const {
    const bool is_certain = stat && (!*stat || files_.is_settled(**stat));
    path = plain_path(std::move(path));
    if (!is_certain)
        is_settled_ = false;
    if (!stat)
        return;
    Part& part = part_of(path);
    const std::lock_guard guard(part.mutex);
    const auto [entry, is_new] = part.seen.emplace(std::move(path), Seen{*stat, {}});
    if (!is_new && entry->second.stat != *stat)
        is_settled_ = false;  // it changed meanwhile
}

void TracedFiles::remember_names(const std::string& folder,
                                 const std::vector<DirectoryEntry>& names) const {
    const std::string path = plain_path(folder);
    const ContentHash hash = hash_of(names);
    Part& part = part_of(path);
    const std::lock_guard guard(part.mutex);
    const auto seen = part.seen.find(path);
    if (seen == part.seen.end())
        return;
    if (seen->second.names != ContentHash{} && seen->second.names != hash)
        is_settled_ = false;
    seen->second.names = hash;
}

void TracedFiles::look_at(const std::string& path) const {
    {
        const std::string plain = plain_path(path);
        Part& part = part_of(plain);
        const std::lock_guard guard(part.mutex);
        if (part.seen.contains(plain))
            return;
    }
    remember(path, files_.stat(path));
}

Result<std::vector<DirectoryEntry>> TracedFiles::list(const std::string& folder) const {
    look_at(folder + "/.");
    auto entries = files_.list(folder);
    if (entries)
        remember_names(folder + "/.", *entries);
    return entries;
}

Result<std::optional<FileStat>> TracedFiles::stat(const std::string& path) const {
    auto stat = files_.stat(path);
    remember(path, stat);
    return stat;
}

std::unique_ptr<FolderStats> TracedFiles::stats_below(const std::string& folder) const {
    return std::make_unique<Stats>(*this, folder);
}

Result<std::string> TracedFiles::read(const std::string& path, std::uint64_t limit) const {
    look_at(path);
    return files_.read(path, limit);
}

Result<std::unique_ptr<OpenedFile>> TracedFiles::open(const std::string& path) const {
    look_at(path);
    return files_.open(path);
}

Result<FileDigest> TracedFiles::digest(const std::string& path) const {
    look_at(path);
    return files_.digest(path);
}

Result<std::optional<std::string>> TracedFiles::real_path(const std::string& path) const {
    return files_.real_path(path);
}

bool TracedFiles::is_writable(const std::string& folder) const {
    return files_.is_writable(folder);
}

Result<bool> TracedFiles::same_mount(const std::string& a, const std::string& b) const {
    return files_.same_mount(a, b);
}

}  // namespace vitrina
