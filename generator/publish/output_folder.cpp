#include "publish/output_folder.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "publish/file_list.h"

namespace vitrina {
namespace {

constexpr std::uint64_t largest_list = std::uint64_t{256} << 20;
constexpr std::size_t shown_names = 3;

bool is_same_file(const FileStat& a, const FileStat& b) {
    return a.inode == b.inode && a.device == b.device;
}

std::string parent_of(const std::string& absolute) {
    const std::size_t slash = absolute.rfind('/');
    return slash == 0 ? "/" : absolute.substr(0, slash);
}

// The forbidden folder itself and all that hold it, up to the root.
Result<bool> is_or_holds(const FileReader& files,
                         const FileStat& out,
                         const std::string& forbidden) {
    const auto real = files.real_path(forbidden);
    if (!real)
        return tl::unexpected(real.error());
    for (std::string folder = real->value_or("/");; folder = parent_of(folder)) {
        const auto stat = files.stat(folder);
        if (!stat)
            return tl::unexpected(stat.error());
        if (*stat && is_same_file(**stat, out))
            return true;
        if (folder == "/")
            return false;
    }
}

struct FoundList {
    bool is_there = false;
    std::optional<std::vector<std::string>> paths;  // nothing: there is none, or it is damaged
};

Result<FoundList> find_list(const FileReader& files, const OutputFolder& folder) {
    const auto text = files.read(fmt::format("{}/./{}", folder.path, file_list_name), largest_list);
    if (text)
        return FoundList{true, parse_file_list(*text)};
    switch (text.error().id) {
        case ids::file_missing:
            return FoundList{};
        case ids::path_link:
        case ids::path_folder:
        case ids::path_special:
        case ids::file_too_large:
            return FoundList{true, std::nullopt};
        default:
            return tl::unexpected(text.error());
    }
}

}  // namespace

bool is_within(std::string_view path, std::string_view folder) {
    if (folder == "/")
        return true;
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

Result<std::string> resolve_path(const FileReader& files, const std::string& path) {
    std::string existing = path.substr(0, path.find_last_not_of('/') + 1);
    std::string missing;
    while (true) {
        const auto real = files.real_path(existing.empty() ? "/" : existing);
        if (!real)
            return tl::unexpected(real.error());
        if (*real)
            return (**real == "/" ? "" : **real) + missing;
        const std::size_t slash = existing.rfind('/');
        const std::string name = existing.substr(slash == std::string::npos ? 0 : slash + 1);
        // What comes before such a part is not there: nobody can say where it leads.
        if (name == "..")
            return failure(ids::file_missing, {path});
        if (!name.empty() && name != ".")
            missing = "/" + name + missing;
        existing = slash == std::string::npos ? "." : existing.substr(0, slash);
    }
}

Result<OutputFolder> find_output_folder(const FileReader& files,
                                        const std::string& out,
                                        const std::vector<std::string>& forbidden) {
    auto path = resolve_path(files, out);
    if (!path)
        return tl::unexpected(path.error());
    OutputFolder folder{.path = *path, .shown = out};
    if (folder.path.empty())
        return failure(ids::output_dangerous, {out, "/"}, ExitCode::Refused);
    const auto stat = files.stat(folder.path);
    if (!stat)
        return tl::unexpected(stat.error());
    if (!*stat)
        return folder;
    if ((*stat)->type != FileType::Directory)
        return failure(ids::output_not_folder, {out}, ExitCode::Usage);
    folder.exists = true;
    for (const std::string& other : forbidden) {
        const auto dangerous = is_or_holds(files, **stat, other);
        if (!dangerous)
            return tl::unexpected(dangerous.error());
        if (*dangerous)
            return failure(ids::output_dangerous, {out, other}, ExitCode::Refused);
    }
    return folder;
}

Result<std::vector<std::string>> read_file_list(const FileReader& files,
                                                const OutputFolder& folder,
                                                Ownership ownership) {
    if (!folder.exists)
        return std::vector<std::string>();
    auto list = find_list(files, folder);
    if (!list)
        return tl::unexpected(list.error());
    if (list->paths || ownership == Ownership::Adopt)
        return std::move(list->paths).value_or(std::vector<std::string>());
    const auto entries = files.list(folder.path);
    if (!entries)
        return tl::unexpected(entries.error());
    std::vector<std::string> foreign;
    for (const DirectoryEntry& entry : *entries)
        if (!entry.name.starts_with('.'))
            foreign.push_back(entry.name);
    if (foreign.empty())
        return std::vector<std::string>();
    if (list->is_there)
        return failure(ids::output_list_damaged, {folder.shown}, ExitCode::Refused);
    const std::size_t count = foreign.size();
    foreign.resize(std::min(count, shown_names));
    return failure(
        ids::output_foreign,
        {folder.shown, fmt::format("{}", fmt::join(foreign, ", ")), std::to_string(count)},
        ExitCode::Refused);
}

}  // namespace vitrina
