// The half of MemoryFileSystem that changes the disk.
#include <utility>

#include "base/memory_file_system.h"

namespace vitrina {
namespace {

tl::unexpected<Error> refused(const std::string& path) {
    return failure(ids::disk_full, {path, "No space left on device"});
}

tl::unexpected<Error> missing(const std::string& path) {
    return failure(ids::file_missing, {path});
}

class MemoryLock : public FileLock {
public:
    MemoryLock(std::shared_ptr<std::set<std::string>> locks, std::string path)
        : locks_(std::move(locks)), path_(std::move(path)) {}
    ~MemoryLock() override { locks_->erase(path_); }

private:
    std::shared_ptr<std::set<std::string>> locks_;
    std::string path_;
};

}  // namespace

bool MemoryFileSystem::next_call_works() {
    ++calls_;
    if (failing_call_ == 0 || calls_ < failing_call_)
        return true;
    return fault_kind_ == FaultKind::Once && calls_ > failing_call_;
}

// Where a new name may be made: its folder exists and can be changed.
Result<std::string> MemoryFileSystem::place_for(const std::string& path) {
    auto place = resolve(path, Way::Refused, Last::Kept);
    if (!place)
        return place;
    const auto folder = entries_.find(parent_of(*place));
    if (folder == entries_.end() || folder->second.stat.type != FileType::Directory)
        return missing(path);
    if (is_below(read_only_, *place))
        return failure(ids::file_forbidden, {path, "Read-only file system"});
    return place;
}

void MemoryFileSystem::note_in_parent(const std::string& path) {
    const auto folder = entries_.find(parent_of(path));
    if (folder != entries_.end())
        folder->second.stat.mtime_ns = folder->second.stat.ctime_ns = ++clock_;
}

MemoryFileSystem::Entry& MemoryFileSystem::add(const std::string& path, FileType type) {
    Entry& entry = entries_[path];
    ++clock_;
    entry = {.stat = {.type = type,
                      .size = 0,
                      .mtime_ns = clock_,
                      .ctime_ns = clock_,
                      .inode = next_inode_++,
                      .device = 1},
             .bytes = {}};
    note_in_parent(path);
    return entry;
}

Result<void> MemoryFileSystem::create(const std::string& path, std::string_view bytes) {
    const std::lock_guard guard(mutex_);
    const bool whole = next_call_works();
    const auto place = place_for(path);
    if (!place)
        return tl::unexpected(place.error());
    if (entries_.contains(*place))
        return failure(ids::file_write, {path, "File exists"});
    Entry& entry = add(*place, FileType::Regular);
    entry.bytes = bytes.substr(0, whole ? bytes.size() : bytes.size() / 2);
    entry.stat.size = entry.bytes.size();
    return whole ? Result<void>() : refused(path);
}

Result<FileDigest> MemoryFileSystem::copy(const std::string& from, const std::string& to) {
    auto bytes = read(from, ~std::uint64_t{0});
    if (!bytes)
        return tl::unexpected(std::move(bytes.error()));
    return create(to, *bytes).map([&] { return FileDigest{content_hash(*bytes), bytes->size()}; });
}

Result<void> MemoryFileSystem::make_folders(const std::string& folder) {
    const std::lock_guard guard(mutex_);
    const auto place = resolve(folder, Way::Refused, Last::Kept);
    if (!place)
        return tl::unexpected(place.error());
    for (std::size_t end = 0; end != std::string::npos;) {
        end = place->find('/', end + 1);
        const std::string part = place->substr(0, end);
        const auto found = entries_.find(part);
        if (found != entries_.end() && found->second.stat.type == FileType::Link)
            return failure(ids::path_link, {folder}, ExitCode::Refused);
        if (found != entries_.end() && found->second.stat.type != FileType::Directory)
            return failure(ids::file_write, {folder, "File exists"});
        if (found != entries_.end())
            continue;
        if (is_below(read_only_, part))
            return failure(ids::file_forbidden, {folder, "Read-only file system"});
        if (!next_call_works())
            return refused(folder);
        add(part, FileType::Directory);
    }
    return {};
}

Result<void> MemoryFileSystem::rename_resolved(const std::string& from, const std::string& to) {
    const auto source = entries_.find(from);
    if (source == entries_.end())
        return missing(from);
    if (is_below(mounts_, from) != is_below(mounts_, to))
        return failure(ids::file_write, {to, "Invalid cross-device link"});
    const bool moves_folder = source->second.stat.type == FileType::Directory;
    const auto target = entries_.find(to);
    if (target != entries_.end()) {
        const bool onto_folder = target->second.stat.type == FileType::Directory;
        if (moves_folder != onto_folder || (onto_folder && has_children(to)))
            return failure(ids::file_write, {to, "Directory not empty"});
        entries_.erase(target);
    }
    Entries moved;
    for (auto it = entries_.lower_bound(from);
         it != entries_.end() && it->first.starts_with(from);) {
        auto next = std::next(it);
        if (is_inside(it->first, from)) {
            auto node = entries_.extract(it);
            node.key() = to + node.key().substr(from.size());
            moved.insert(std::move(node));
        }
        it = next;
    }
    moved[to].stat.ctime_ns = ++clock_;
    entries_.merge(moved);
    note_in_parent(from);
    note_in_parent(to);
    return {};
}

Result<void> MemoryFileSystem::rename(const std::string& from, const std::string& to) {
    const std::lock_guard guard(mutex_);
    if (!next_call_works())
        return refused(to);
    const auto source = place_for(from);
    if (!source)
        return tl::unexpected(source.error());
    const auto target = place_for(to);
    if (!target)
        return tl::unexpected(target.error());
    return rename_resolved(*source, *target);
}

Result<bool> MemoryFileSystem::rename_new(const std::string& from, const std::string& to) {
    const std::lock_guard guard(mutex_);
    if (!next_call_works())
        return refused(to);
    const auto source = place_for(from);
    if (!source)
        return tl::unexpected(source.error());
    const auto target = place_for(to);
    if (!target)
        return tl::unexpected(target.error());
    if (entries_.contains(*target))
        return false;
    return rename_resolved(*source, *target).map([] { return true; });
}

Result<void> MemoryFileSystem::remove_file(const std::string& path) {
    const std::lock_guard guard(mutex_);
    if (!next_call_works())
        return refused(path);
    const auto place = place_for(path);
    if (!place)
        return tl::unexpected(place.error());
    const auto found = entries_.find(*place);
    if (found == entries_.end())
        return missing(path);
    if (found->second.stat.type == FileType::Directory)
        return failure(ids::path_folder, {path});
    entries_.erase(found);
    note_in_parent(*place);
    return {};
}

Result<bool> MemoryFileSystem::remove_empty_folder(const std::string& folder) {
    const std::lock_guard guard(mutex_);
    if (!next_call_works())
        return refused(folder);
    const auto place = place_for(folder);
    if (!place)
        return tl::unexpected(place.error());
    const auto found = entries_.find(*place);
    if (found == entries_.end() || found->second.stat.type != FileType::Directory)
        return missing(folder);
    if (has_children(*place))
        return false;
    entries_.erase(found);
    note_in_parent(*place);
    return true;
}

Result<void> MemoryFileSystem::sync(const std::string& folder) {
    const std::lock_guard guard(mutex_);
    return next_call_works() ? Result<void>() : refused(folder);
}

Result<void> MemoryFileSystem::sync_file(const std::string& path) {
    return sync(path);
}

Result<std::unique_ptr<FileLock>> MemoryFileSystem::try_lock(const std::string& path) {
    const std::lock_guard guard(mutex_);
    const auto place = place_for(path);
    if (!place)
        return tl::unexpected(place.error());
    if (!locks_->insert(*place).second)
        return nullptr;
    if (!entries_.contains(*place)) {
        Entry& entry = add(*place, FileType::Regular);
        entry.bytes = "1\n";
        entry.stat.size = entry.bytes.size();
    }
    return std::make_unique<MemoryLock>(locks_, *place);
}

}  // namespace vitrina
