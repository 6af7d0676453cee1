#include "publish/output_paths.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "publish/file_list.h"

namespace vitrina {
namespace {

std::string origin_of(const PlannedOutput& output) {
    return output.origin.source ? output.origin.source->path : output.path;
}

// Paths with one key are one file for a disk that knows no letter case.
std::string key_of(const std::string& path) {
    return fold_case(to_nfc(path));
}

using ByKey = std::unordered_map<std::string, const PlannedOutput*>;

// Most sites: every path is its own key, each stands once, and none is the folder of another. What
// lies below a path comes after all that goes on with a byte before `/`.
bool are_plainly_different(const std::vector<PlannedOutput>& sorted) {
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const std::string& path = sorted[i].path;
        if (!is_lower_ascii(path) || (i > 0 && sorted[i - 1].path == path))
            return false;
        const auto below =
            std::ranges::lower_bound(sorted.begin() + static_cast<std::ptrdiff_t>(i), sorted.end(),
                                     path + '/', {}, &PlannedOutput::path);
        if (below != sorted.end() && below->path.starts_with(path + '/'))
            return false;
    }
    return true;
}

// Errors where an output meets an earlier one of the same name.
ByKey check_twins(const std::vector<PlannedOutput>& outputs, Diagnostics& out) {
    ByKey by_key;
    for (const PlannedOutput& output : outputs) {
        const auto [earlier, is_new] = by_key.try_emplace(key_of(output.path), &output);
        if (is_new)
            continue;
        // Told at a file of the author: what the program makes by itself has no place.
        const bool is_own = !output.origin.source;
        const PlannedOutput& here = is_own ? *earlier->second : output;
        const PlannedOutput& other = is_own ? output : *earlier->second;
        if (here.path == other.path)
            out.error(ids::output_duplicate, here.origin, here.path, origin_of(other));
        else
            out.error(ids::output_twins, here.origin, here.path, other.path, origin_of(other));
    }
    return by_key;
}

void check_folders(const std::vector<PlannedOutput>& outputs,
                   const ByKey& by_key,
                   Diagnostics& out) {
    std::string last_folder;
    for (const PlannedOutput& output : outputs) {
        std::string folder = output.path.substr(0, output.path.rfind('/') + 1);
        if (folder.empty() || folder == last_folder)
            continue;
        for (std::size_t end = folder.find('/'); end != std::string::npos;
             end = folder.find('/', end + 1)) {
            const auto file = by_key.find(key_of(folder.substr(0, end)));
            if (file == by_key.end())
                continue;
            const Place& place = file->second->origin.source ? file->second->origin : output.origin;
            out.error(ids::output_file_and_folder, place, file->second->path, output.path,
                      origin_of(output));
        }
        last_folder = std::move(folder);
    }
}

}  // namespace

void check_output_names(std::vector<PlannedOutput> outputs, Diagnostics& out) {
    if (!std::ranges::is_sorted(outputs, {}, &PlannedOutput::path))
        std::ranges::stable_sort(outputs, {}, &PlannedOutput::path);
    for (const PlannedOutput& output : outputs)
        if (!is_output_path(output.path))
            out.error(ids::output_path, output.origin, output.path);
    if (!are_plainly_different(outputs))
        check_folders(outputs, check_twins(outputs, out), out);
}

Result<void> check_output_paths(std::vector<PlannedOutput> outputs,
                                const Publication& publication,
                                Diagnostics& out) {
    // What we published before is ours.
    const bool are_all_ours =
        std::ranges::includes(publication.listed(), outputs, {}, {}, &PlannedOutput::path);
    for (const PlannedOutput& output : outputs) {
        if (are_all_ours || !is_output_path(output.path))
            continue;
        const auto taken = publication.is_taken(output.path);
        if (!taken)
            return tl::unexpected(taken.error());
        if (*taken)
            out.error(ids::output_taken, output.origin, publication.shown(output.path));
    }
    check_output_names(std::move(outputs), out);
    return {};
}

}  // namespace vitrina
