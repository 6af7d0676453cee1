#include "cli/author_file.h"

#include <fmt/format.h>

#include "base/import_ids.h"
#include "base/message_text.h"
#include "cli/environment.h"
#include "content/walk.h"

namespace vitrina {
namespace {

std::string name_of(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

bool holds_site(const FileReader& files, const std::string& folder) {
    const auto stat = files.stat(join_path(folder, "site.yaml"));
    return stat && *stat;
}

// The same path with its folders as the system sees them: writing follows no link.
Result<std::string> real_place(const FileReader& files, const std::string& path) {
    const auto folder = files.real_path(parent_folder(path));
    if (!folder)
        return tl::unexpected(folder.error());
    if (!*folder)
        return failure(ids::file_missing, {parent_folder(path)});
    return join_path(**folder, name_of(path));
}

}  // namespace

std::optional<RecordPath> locate_record(const FileReader& files, const std::string& path) {
    const auto real = real_place(files, path);
    if (!real)
        return std::nullopt;
    std::string inside = name_of(*real);
    for (std::string folder = parent_folder(*real);; folder = parent_folder(folder)) {
        const std::size_t slash = inside.find('/');
        const std::size_t dot = inside.rfind('.');
        if (holds_site(files, folder) && slash != std::string::npos) {
            const Kind* kind = find_kind_of_folder(inside.substr(0, slash));
            if (kind == nullptr || dot == std::string::npos || dot < inside.rfind('/'))
                return std::nullopt;
            return RecordPath{folder, inside.substr(0, dot), kind};
        }
        if (folder == "/" || folder == ".")
            return std::nullopt;
        inside = name_of(folder) + "/" + inside;
    }
}

Result<std::vector<std::string>> sites_of(const FileReader& files, const std::string& folder) {
    auto sites = find_sites(files, folder);
    if (!sites && sites.error().id != ids::file_missing && sites.error().exit == ExitCode::Machine)
        return tl::unexpected(sites.error());
    if (!sites || sites->empty())
        return failure(ids::workspace_empty, {folder}, ExitCode::Usage);
    for (std::string& site : *sites)
        site = site == "." ? folder : join_path(folder, site);
    return sites;
}

Result<std::string> only_site_of(const FileReader& files, const std::string& folder) {
    const auto sites = sites_of(files, folder);
    if (!sites)
        return tl::unexpected(sites.error());
    if (sites->size() > 1)
        return failure(ids::new_site_ambiguous,
                       {sites->front(), fmt::format("{}", fmt::join(*sites, ", "))},
                       ExitCode::Usage);
    return sites->front();
}

Result<SourcePtr> read_author_file(const FileReader& files, const std::string& path) {
    auto text = files.read(path, text_file_limit);
    if (!text)
        return tl::unexpected(text.error());
    return std::make_shared<const Source>(Source{path, std::move(*text)});
}

Result<void> replace_author_file(FileSystem& files,
                                 const std::string& path,
                                 std::string_view bytes) {
    const auto place = real_place(files, path);
    if (!place)
        return tl::unexpected(place.error());
    const std::string fresh =
        join_path(parent_folder(*place), "." + name_of(*place) + ".vitrina-new");
    if (const auto left = files.stat(fresh); left && *left)
        if (auto removed = files.remove_file(fresh); !removed)
            return removed;
    if (auto made = files.create(fresh, bytes); !made)
        return made;
    if (auto synced = files.sync_file(fresh); !synced)
        return synced;
    return files.rename(fresh, *place);
}

Result<void> change_author_file(FileSystem& files,
                                const std::string& path,
                                std::string_view before,
                                std::string_view bytes) {
    const auto now = read_author_file(files, path);
    if (!now)
        return tl::unexpected(now.error());
    if ((*now)->text != before)
        return failure(ids::update_changed, {path}, ExitCode::Refused);
    return replace_author_file(files, path, bytes);
}

Result<void> remove_author_file(FileSystem& files, const std::string& path) {
    const auto place = real_place(files, path);
    if (!place)
        return tl::unexpected(place.error());
    return files.remove_file(*place);
}

void put_back_author_file(FileSystem& files, const RewrittenFile& file, Diagnostics& out) {
    const auto undone = file.before.empty()
                            ? remove_author_file(files, file.path)
                            : change_author_file(files, file.path, file.after, file.before);
    if (undone)
        return;
    out.error(ids::update_undo, {}, file.path);
    out.add(diagnostic_of(undone.error()));
}

Result<void> create_author_file(FileSystem& files,
                                const std::string& path,
                                std::string_view bytes) {
    // Folders above may be links of the author's; only those below them are made.
    std::string folder = parent_folder(path);
    std::string missing;
    auto real = files.real_path(folder);
    while (real && !*real && folder != "." && folder != "/") {
        missing = join_path(name_of(folder), missing);
        folder = parent_folder(folder);
        real = files.real_path(folder);
    }
    if (!real)
        return tl::unexpected(real.error());
    const std::string place = join_path(real->value_or(folder), missing);
    if (auto made = files.make_folders(place); !made)
        return made;
    const std::string target = join_path(place, name_of(path));
    const auto stat = files.stat(target);
    if (!stat)
        return tl::unexpected(stat.error());
    if (*stat)
        return failure(ids::new_exists, {path}, ExitCode::Refused);
    return files.create(target, bytes);
}

}  // namespace vitrina
