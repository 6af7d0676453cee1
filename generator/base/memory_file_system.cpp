#include "base/memory_file_system.h"

#include <algorithm>
#include <utility>

namespace vitrina {
namespace {

constexpr int most_links = 40;  // as the kernel: more is a loop

tl::unexpected<Error> missing(const std::string& path) {
    return failure(ids::file_missing, {path});
}

tl::unexpected<Error> linked(const std::string& path) {
    return failure(ids::path_link, {path}, ExitCode::Refused);
}

class OpenedMemoryFile : public OpenedFile {
public:
    OpenedMemoryFile(const FileStat& stat, std::string bytes)
        : stat_(stat), bytes_(std::move(bytes)) {}

    const FileStat& stat() const override { return stat_; }
    Result<std::size_t> read_at(std::uint64_t at, std::span<char> to) const override {
        return at < bytes_.size() ? bytes_.copy(to.data(), to.size(), at) : 0;
    }

private:
    FileStat stat_;
    std::string bytes_;
};

}  // namespace

MemoryFileSystem::MemoryFileSystem() {
    entries_[""].stat = {.type = FileType::Directory, .inode = next_inode_++, .device = 1};
}

MemoryFileSystem::MemoryFileSystem(const MemoryFileSystem& other) : FileSystem() {
    const std::scoped_lock lock(other.mutex_);
    entries_ = other.entries_;
    mounts_ = other.mounts_;
    read_only_ = other.read_only_;
    clock_ = other.clock_;
    next_inode_ = other.next_inode_;
}

// --- Finding ---

std::string MemoryFileSystem::parent_of(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}

bool MemoryFileSystem::is_inside(const std::string& path, const std::string& folder) {
    return path == folder || path.starts_with(folder + "/");
}

// Absolute, without `.`, `..` and links but one that is kept as the last part.
Result<std::string> MemoryFileSystem::resolve(const std::string& path, Way way, Last last) const {
    const std::string whole = path.ends_with("/.") ? path + "/" : path;
    const std::size_t cut = whole.find("/./");
    if (cut == std::string::npos)
        return resolve_from("", whole, way, last);
    auto root = resolve_from("", whole.substr(0, cut), Way::Followed, Last::Followed);
    if (!root)
        return root;
    return resolve_from(*root, whole.substr(cut + 3), Way::Refused, last);
}

Result<std::string> MemoryFileSystem::resolve_from(std::string at,
                                                   std::string left,
                                                   Way way,
                                                   Last last) const {
    int followed = 0;
    while (!left.empty()) {
        const std::size_t slash = left.find('/');
        const std::string part = left.substr(0, slash);
        left = slash == std::string::npos ? "" : left.substr(slash + 1);
        if (part.empty() || part == ".")
            continue;
        if (part == "..") {
            at = parent_of(at);
            continue;
        }
        at.append(1, '/').append(part);
        const auto entry = entries_.find(at);
        if (entry == entries_.end() || entry->second.stat.type != FileType::Link)
            continue;
        const bool is_last = left.find_first_not_of('/') == std::string::npos;
        if (is_last && last == Last::Kept)
            return at;
        if (way == Way::Refused || ++followed > most_links)
            return linked(at);
        const std::string& target = entry->second.bytes;
        at = target.starts_with('/') ? "" : parent_of(at);
        left.insert(0, target + "/");
    }
    return at;
}

Result<const MemoryFileSystem::Entry*> MemoryFileSystem::find_file(const std::string& path) const {
    const auto place = resolve(path, Way::Followed, Last::Kept);
    if (!place)
        return tl::unexpected(place.error());
    const auto found = entries_.find(*place);
    if (found == entries_.end())
        return missing(path);
    switch (found->second.stat.type) {
        case FileType::Link:
            return linked(path);
        case FileType::Directory:
            return failure(ids::path_folder, {path});
        case FileType::Other:
            return failure(ids::path_special, {path});
        case FileType::Regular:
            break;
    }
    return &found->second;
}

bool MemoryFileSystem::is_below(const std::set<std::string>& folders,
                                const std::string& path) const {
    return std::ranges::any_of(folders, [&](const auto& f) { return is_inside(path, f); });
}

bool MemoryFileSystem::has_children(const std::string& folder) const {
    const auto next = entries_.upper_bound(folder + "/");
    return next != entries_.end() && next->first.starts_with(folder + "/");
}

// --- Reading ---

Result<std::vector<DirectoryEntry>> MemoryFileSystem::list(const std::string& folder) const {
    const std::lock_guard guard(mutex_);
    const auto place = resolve(folder, Way::Followed, Last::Kept);
    if (!place)
        return tl::unexpected(place.error());
    const auto found = entries_.find(*place);
    if (found != entries_.end() && found->second.stat.type == FileType::Link)
        return linked(folder);
    if (found == entries_.end() || found->second.stat.type != FileType::Directory)
        return missing(folder);
    std::vector<DirectoryEntry> children;
    const std::string prefix = *place + "/";
    for (auto it = entries_.lower_bound(prefix);
         it != entries_.end() && it->first.starts_with(prefix); ++it) {
        std::string name = it->first.substr(prefix.size());
        if (!name.empty() && name.find('/') == std::string::npos)
            children.push_back({std::move(name), it->second.stat.type});
    }
    std::ranges::sort(children, {}, &DirectoryEntry::name);
    return children;
}

Result<std::optional<FileStat>> MemoryFileSystem::stat(const std::string& path) const {
    const std::lock_guard guard(mutex_);
    const auto place = resolve(path, Way::Followed, Last::Kept);
    if (!place)
        return tl::unexpected(place.error());
    const auto found = entries_.find(*place);
    if (found == entries_.end())
        return std::nullopt;
    FileStat stat = found->second.stat;
    stat.device = is_below(mounts_, *place) ? 2 : 1;
    return stat;
}

Result<std::string> MemoryFileSystem::read(const std::string& path, std::uint64_t limit) const {
    const std::lock_guard guard(mutex_);
    const auto entry = find_file(path);
    if (!entry)
        return tl::unexpected(entry.error());
    const std::string& bytes = (*entry)->bytes;
    if (bytes.size() > limit)
        return failure(ids::file_too_large,
                       {path, std::to_string(bytes.size()), std::to_string(limit)});
    return bytes;
}

Result<std::unique_ptr<OpenedFile>> MemoryFileSystem::open(const std::string& path) const {
    const std::lock_guard guard(mutex_);
    const auto entry = find_file(path);
    if (!entry)
        return tl::unexpected(entry.error());
    return std::make_unique<OpenedMemoryFile>((*entry)->stat, (*entry)->bytes);
}

Result<FileDigest> MemoryFileSystem::digest(const std::string& path) const {
    const std::lock_guard guard(mutex_);
    const auto entry = find_file(path);
    if (!entry)
        return tl::unexpected(entry.error());
    return FileDigest{content_hash((*entry)->bytes), (*entry)->bytes.size()};
}

Result<std::optional<std::string>> MemoryFileSystem::real_path(const std::string& path) const {
    const std::lock_guard guard(mutex_);
    const auto place = resolve(path, Way::Followed, Last::Followed);
    if (!place)
        return tl::unexpected(place.error());
    if (!entries_.contains(*place))
        return std::nullopt;
    return place->empty() ? "/" : *place;
}

bool MemoryFileSystem::is_writable(const std::string& folder) const {
    const std::lock_guard guard(mutex_);
    const auto place = resolve(folder, Way::Followed, Last::Followed);
    return place && entries_.contains(*place) && !is_below(read_only_, *place);
}

Result<bool> MemoryFileSystem::same_mount(const std::string& a, const std::string& b) const {
    const std::lock_guard guard(mutex_);
    const auto left = resolve(a, Way::Followed, Last::Followed);
    const auto right = resolve(b, Way::Followed, Last::Followed);
    if (!left || !entries_.contains(*left))
        return missing(a);
    if (!right || !entries_.contains(*right))
        return missing(b);
    return is_below(mounts_, *left) == is_below(mounts_, *right);
}

// --- What another program does ---

void MemoryFileSystem::put_folder(const std::string& path) {
    const std::lock_guard guard(mutex_);
    const std::string place = resolve(path, Way::Followed, Last::Followed).value();
    for (std::size_t end = 0; end != std::string::npos;) {
        end = place.find('/', end + 1);
        const std::string part = place.substr(0, end);
        if (!entries_.contains(part))
            add(part, FileType::Directory);
    }
}

void MemoryFileSystem::put_entry(const std::string& path, FileType type, std::string_view bytes) {
    const std::size_t slash = path.rfind('/');
    if (slash != std::string::npos)
        put_folder(path.substr(0, slash));
    const std::lock_guard guard(mutex_);
    Entry& entry = add(resolve(path, Way::Followed, Last::Kept).value(), type);
    entry.bytes = bytes;
    entry.stat.size = bytes.size();
}

void MemoryFileSystem::put(const std::string& path, std::string_view bytes) {
    put_entry(path, FileType::Regular, bytes);
}

void MemoryFileSystem::put_link(const std::string& path, const std::string& target) {
    put_entry(path, FileType::Link, target);
}

void MemoryFileSystem::put_special(const std::string& path) {
    put_entry(path, FileType::Other, "");
}

void MemoryFileSystem::erase(const std::string& path) {
    const std::lock_guard guard(mutex_);
    const std::string place = resolve(path, Way::Followed, Last::Kept).value();
    std::erase_if(entries_, [&](const auto& entry) { return is_inside(entry.first, place); });
    note_in_parent(place);
}

void MemoryFileSystem::touch(const std::string& path) {
    const std::lock_guard guard(mutex_);
    FileStat& stat = entries_.at(resolve(path, Way::Followed, Last::Kept).value()).stat;
    stat.mtime_ns = stat.ctime_ns = ++clock_;
}

void MemoryFileSystem::rewrite(const std::string& path, std::string_view bytes) {
    const std::lock_guard guard(mutex_);
    Entry& entry = entries_.at(resolve(path, Way::Followed, Last::Kept).value());
    entry.bytes = bytes;
    entry.stat.size = bytes.size();
    entry.stat.ctime_ns = ++clock_;
}

void MemoryFileSystem::mount(const std::string& folder) {
    const std::lock_guard guard(mutex_);
    mounts_.insert(resolve(folder, Way::Followed, Last::Followed).value());
}

void MemoryFileSystem::make_read_only(const std::string& folder) {
    const std::lock_guard guard(mutex_);
    read_only_.insert(resolve(folder, Way::Followed, Last::Followed).value());
}

void MemoryFileSystem::fail_at(std::size_t call, FaultKind kind) {
    const std::lock_guard guard(mutex_);
    calls_ = 0;
    failing_call_ = call;
    fault_kind_ = kind;
}

std::size_t MemoryFileSystem::changing_calls() const {
    const std::lock_guard guard(mutex_);
    return calls_;
}

std::map<std::string, std::string> MemoryFileSystem::tree(const std::string& folder) const {
    const std::lock_guard guard(mutex_);
    std::map<std::string, std::string> files;
    const std::string prefix = resolve(folder, Way::Followed, Last::Followed).value() + "/";
    for (const auto& [path, entry] : entries_) {
        if (!path.starts_with(prefix))
            continue;
        const std::string name = path.substr(prefix.size());
        if (entry.stat.type == FileType::Link)
            files[name] = "-> " + entry.bytes;
        else if (entry.stat.type != FileType::Directory)
            files[name] = entry.bytes;
        else if (!has_children(path))
            files[name + "/"] = "";
    }
    return files;
}

}  // namespace vitrina
