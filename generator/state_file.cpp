#include "state_file.h"

#include <cstdint>
#include <utility>

#include "content/walk.h"
#include "publish/output_folder.h"

namespace vitrina {
namespace {

constexpr std::uint64_t size_limit = std::uint64_t{4} << 30;

std::string last_part(const std::string& path) {
    return path.substr(path.find_last_of('/') + 1);
}

std::string parent_of(const std::string& path) {
    const std::size_t slash = path.find_last_of('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

std::string workspace_state(const FileReader& files, const std::string& out, const std::string& chosen) {
    if (!chosen.empty())
        return chosen;
    const auto real = resolve_path(files, out);
    const std::string& place = real && !real->empty() ? *real : out;
    return join_path(parent_of(place), ".vitrina/" + last_part(place));
}

std::string site_state(const std::string& state, const std::string& site) {
    return site == "." ? state : join_path(state, site);
}

std::string sources_file(const std::string& state) {
    return join_path(state, "sources");
}

std::string pages_file(const std::string& state) {
    return join_path(state, "pages");
}

// No site has this name: names that begin with `_` are passed over.
std::string last_build_file(const std::string& state) {
    return join_path(state, "_build");
}

std::string read_state_file(const FileReader& files, const std::string& path) {
    auto text = files.read(path, size_limit);
    return text ? std::move(*text) : std::string();
}

Result<void> save_state_file(FileSystem& files,
                             const std::string& path,
                             std::string_view before,
                             std::string_view text) {
    const std::string fresh = path + ".new";
    // Of a build that was killed; it goes even where there is nothing to write.
    const auto left_over = files.stat(fresh);
    if (left_over && *left_over)
        if (auto removed = files.remove_file(fresh); !removed)
            return removed;
    if (text == before)
        return {};
    if (auto made = files.create(fresh, text); !made)
        return made;
    return files.rename(fresh, path);
}

}  // namespace vitrina
