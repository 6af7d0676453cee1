#include "state_file.h"

#include <cstdint>
#include <utility>

namespace vitrina {
namespace {

constexpr std::uint64_t size_limit = std::uint64_t{4} << 30;

}  // namespace

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
