#include "preview/folder_scan.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "content/walk.h"
#include "kinds/kind.h"

namespace vitrina {
namespace {

constexpr std::size_t deepest = 20;
constexpr auto theme_parts =
    std::to_array<std::string_view>({"assets", "static", "strings", "templates"});

bool is_below(std::string_view path, std::string_view folder) {
    return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

bool is_ignored(std::string_view name) {
    return name.starts_with('.') || name.ends_with('~');
}

bool is_content_folder(std::string_view name) {
    return name == "files" || name == "reference" || name == "mirror" ||
           find_kind_of_folder(name) != nullptr;
}

std::vector<std::string_view> parts_of(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        path = slash == std::string_view::npos ? "" : path.substr(slash + 1);
    }
    return parts;
}

// A folder is another one when it is made anew; what is in it is told of its files.
FileStat essence(FileStat stat) {
    if (stat.type == FileType::Directory)
        stat.size = stat.mtime_ns = stat.ctime_ns = 0;
    return stat;
}

}  // namespace

FolderScan::FolderScan(const FileReader& files, SourceFolders folders)
    : files_(files), roots_(std::move(folders)) {
    rescan();
}

// --- What matters ---

// The innermost: a theme folder may be in the content folder.
FolderScan::Below FolderScan::below_root(std::string_view path) const {
    Below found;
    const auto try_root = [&](const std::string& root) {
        const bool is_here = root == "." && !path.starts_with('/') && !path.starts_with("..");
        const bool is_inside = path == root || is_below(path, root);
        if ((!is_here && !is_inside) || (found.root != nullptr && !is_inside))
            return;
        found.root = &root;
        found.parts = parts_of(path == root ? "" : path.substr(is_inside ? root.size() + 1 : 0));
    };
    try_root(roots_.content);
    for (const std::string& root : roots_.themes)
        try_root(root);
    return found;
}

FolderScan::Use FolderScan::use_of(std::string_view path) const {
    const auto [root, parts] = below_root(path);
    if (root == nullptr || path == roots_.skip || parts.size() > deepest)
        return Use::Nothing;
    if (parts.empty())
        return Use::Inside;
    if (root == &roots_.content)
        return use_in_content(parts);
    if (std::ranges::any_of(parts, is_ignored))
        return Use::Nothing;
    const bool is_part =
        parts.size() == 1 || std::ranges::binary_search(theme_parts, parts[1]);
    if (is_part)
        return Use::Inside;
    return parts.size() == 2 ? Use::Stat : Use::Nothing;
}

FolderScan::Use FolderScan::use_in_content(const std::vector<std::string_view>& parts) const {
    const bool is_one_site = sites_ == std::vector<std::string>{"."};
    const std::size_t at = is_one_site ? 0 : 1;  // of the part below a site's folder
    const bool is_hidden = std::ranges::any_of(parts, is_ignored);
    if (parts.size() <= at)
        return is_hidden ? Use::Nothing : Use::Inside;
    const bool is_in_site = is_one_site || std::ranges::find(sites_, parts[0]) != sites_.end();
    if (!is_in_site)
        return parts.size() == 2 && parts[1] == "site.yaml" ? Use::Stat : Use::Nothing;
    if (is_content_folder(parts[at]))
        return is_hidden && parts[at] != "files" ? Use::Nothing : Use::Inside;
    return is_hidden || parts.size() > at + 1 ? Use::Nothing : Use::Stat;
}

bool FolderScan::matters(std::string_view path) const {
    return use_of(path) != Use::Nothing;
}

bool FolderScan::may_change_sites(std::string_view path) const {
    const auto [root, parts] = below_root(path);
    return root == &roots_.content && parts.size() <= 2;
}

std::vector<std::string> FolderScan::find_site_names() const {
    return find_sites(files_, roots_.content).value_or(std::vector<std::string>());
}

// --- Looking ---

void FolderScan::gather(const std::string& path, Stats& to) const {
    const Use use = use_of(path);
    if (use == Use::Nothing)
        return;
    // The roots may be reached by links, and so may themes.
    const auto [root, parts] = below_root(path);
    const bool may_be_link = parts.empty() || (parts.size() == 1 && root != &roots_.content);
    const auto followed = may_be_link ? files_.stat(path + "/.") : Result<std::optional<FileStat>>();
    const bool is_followed = followed && *followed;
    const std::string real = is_followed ? path + "/." : path;
    const auto stat = is_followed ? followed : files_.stat(path);
    if (!stat || !*stat)
        return;
    to[path] = essence(**stat);
    if (use != Use::Inside || (*stat)->type != FileType::Directory)
        return;
    const auto entries = files_.list(real);
    if (!entries)
        return;
    for (const DirectoryEntry& entry : *entries)
        gather(join_path(path, entry.name), to);
}

std::vector<std::string> FolderScan::rescan() {
    sites_ = find_site_names();
    Stats now;
    gather(roots_.content, now);
    for (const std::string& root : roots_.themes)
        gather(root, now);
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
    const bool may_be_others =
        std::ranges::any_of(paths, [this](const auto& path) { return may_change_sites(path); });
    if (may_be_others && find_site_names() != sites_)
        return rescan();
    std::vector<std::string> changed;
    for (const std::string& path : paths) {
        Stats now;
        gather(path, now);
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
        if (stat.type == FileType::Directory && use_of(path) == Use::Inside)
            folders.push_back(path);
    return folders;
}

}  // namespace vitrina
