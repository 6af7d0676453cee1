#include "site/file_paths.h"

#include <optional>
#include <vector>

#include "base/text.h"

namespace vitrina {
namespace {

// Without `.`, `..` and doubled slashes; nothing if it leaves the site.
std::optional<std::string> plain_path(std::string_view folder, std::string_view written) {
    std::string path = written.starts_with('/') ? "" : std::string(folder);
    while (!written.empty()) {
        const std::size_t slash = std::min(written.find('/'), written.size());
        const std::string_view part = written.substr(0, slash);
        written.remove_prefix(std::min(slash + 1, written.size()));
        if (part.empty() || part == ".")
            continue;
        if (part != "..") {
            path += (path.empty() ? "" : "/") + std::string(part);
            continue;
        }
        if (path.empty())
            return std::nullopt;
        const std::size_t parent = path.rfind('/');
        path.erase(parent == std::string::npos ? 0 : parent);
    }
    return path;
}

std::string_view last_part(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

}  // namespace

FilePaths::FilePaths(const Site& site, Diagnostics& out) : out_(out) {
    for (const std::string& path : site.attachments)
        files_.emplace(to_nfc(path), path);
}

void FilePaths::settle(FilePath& file, std::string_view folder, const Place& place) const {
    const auto path = plain_path(folder, to_nfc(file.path));
    if (!path) {
        out_.error(ids::file_outside, place, shorten(file.path, 80));
        return;
    }
    const auto found = files_.find(*path);
    if (found == files_.end())
        out_.error(ids::file_unknown, place, shorten(file.path, 80), nearest(*path));
    else
        file.path = "/" + found->second;
}

std::string FilePaths::nearest(std::string_view path) const {
    std::vector<std::string_view> known;
    for (const auto& [composed, on_disk] : files_) {
        if (last_part(composed) == last_part(path))
            return "/" + composed;  // the same file in another folder
        known.push_back(composed);
    }
    const std::string near = nearest_name(path, known);
    return near.empty() ? near : "/" + near;
}

}  // namespace vitrina
