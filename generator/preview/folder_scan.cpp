#include "preview/folder_scan.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "content/walk.h"

namespace vitrina {
namespace {

constexpr int deepest = 20;

bool is_below(std::string_view path, std::string_view folder) {
    return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

// A folder is another one when it is made anew; what is in it is told of its files.
FileStat essence(FileStat stat) {
    if (stat.type == FileType::Directory)
        stat.size = stat.mtime_ns = stat.ctime_ns = 0;
    return stat;
}

}  // namespace

FolderScan::FolderScan(const FileSystem& files, std::vector<std::string> roots, std::string skip)
    : files_(files), roots_(std::move(roots)), skip_(std::move(skip)) {
    rescan();
}

bool FolderScan::is_ignored(std::string_view name) {
    return name.starts_with('.') || name.ends_with('~');
}

void FolderScan::gather(const std::string& path, int depth, Stats& to) const {
    if (path == skip_ || depth > deepest)
        return;
    // A root may be reached by a link.
    const bool is_root = depth == 0;
    const std::string real = is_root ? path + "/." : path;
    const auto stat = files_.stat(real);
    if (!stat || !*stat)
        return;
    to[path] = essence(**stat);
    if ((*stat)->type != FileType::Directory)
        return;
    const auto entries = files_.list(real);
    if (!entries)
        return;
    for (const DirectoryEntry& entry : *entries)
        if (!is_ignored(entry.name))
            gather(join_path(path, entry.name), depth + 1, to);
}

std::vector<std::string> FolderScan::rescan() {
    Stats now;
    for (const std::string& root : roots_)
        gather(root, 0, now);
    std::vector<std::string> changed;
    for (const auto& [path, stat] : now)
        if (const auto before = stats_.find(path); before == stats_.end() || before->second != stat)
            changed.push_back(path);
    for (const auto& [path, stat] : stats_)
        if (!now.contains(path))
            changed.push_back(path);
    std::ranges::sort(changed);
    stats_ = std::move(now);
    return changed;
}

std::vector<std::string> FolderScan::look(const std::vector<std::string>& paths) {
    std::vector<std::string> changed;
    for (const std::string& path : paths) {
        const bool is_root = std::ranges::find(roots_, path) != roots_.end();
        Stats now;
        gather(path, is_root ? 0 : 1, now);
        for (const auto& [name, stat] : now)
            if (const auto before = stats_.find(name);
                before == stats_.end() || before->second != stat)
                changed.push_back(name);
        // Names below a folder do not stand in one row: `a.md` is between `a` and `a/b`.
        for (auto known = stats_.lower_bound(path);
             known != stats_.end() && known->first.starts_with(path);) {
            const bool is_gone = (known->first == path || is_below(known->first, path)) &&
                                 !now.contains(known->first);
            if (is_gone)
                changed.push_back(known->first);
            known = is_gone ? stats_.erase(known) : std::next(known);
        }
        for (auto& [name, stat] : now)
            stats_.insert_or_assign(name, stat);
    }
    std::ranges::sort(changed);
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    return changed;
}

std::vector<std::string> FolderScan::folders() const {
    std::vector<std::string> folders;
    for (const auto& [path, stat] : stats_)
        if (stat.type == FileType::Directory)
            folders.push_back(path);
    return folders;
}

}  // namespace vitrina
