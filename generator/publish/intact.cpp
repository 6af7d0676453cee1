#include "publish/intact.h"

#include <algorithm>
#include <atomic>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "publish/output_folder.h"
#include "publish/state_folder.h"

namespace vitrina {
namespace {

constexpr std::size_t most_neighbours = 128;

// Files whose folders stand in one folder: from there the system has a short way to each. A page has
// a folder of its own.
struct Neighbours {
    std::string_view folder;  // from OUT, with its slash; empty: OUT, of its own files too
    std::span<const RecordedFile> files;
};

std::string_view folder_above(std::string_view path) {
    const std::size_t own = path.rfind('/');
    const std::size_t above = own == 0 || own == path.npos ? path.npos : path.rfind('/', own - 1);
    return path.substr(0, above == path.npos ? 0 : above + 1);
}

std::vector<Neighbours> neighbours_of(const std::vector<RecordedFile>& sorted) {
    std::vector<Neighbours> all;
    for (std::size_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
        const std::string_view folder = folder_above(sorted[begin].path);
        while (end < sorted.size() && end - begin < most_neighbours &&
               folder_above(sorted[end].path) == folder)
            ++end;
        all.push_back({folder, std::span(sorted).subspan(begin, end - begin)});
    }
    return all;
}

// `prefix`: how many bytes of the path name the folder of `stats`.
bool stands(const FolderStats& stats, const RecordedFile& file, std::size_t prefix) {
    const auto stat = stats.stat(file.path.substr(prefix));
    return stat && *stat && agrees(file, **stat);
}

bool stand(const FileReader& files, const std::string& out, const Neighbours& those) {
    const auto stats = files.stats_below(out + "/" + std::string(those.folder) + ".");
    return std::ranges::all_of(those.files, [&](const RecordedFile& file) {
        return stands(*stats, file, those.folder.size());
    });
}

bool is_absent(const FileReader& files, const std::string& path) {
    const auto stat = files.stat(path);
    return stat && !*stat;
}

}  // namespace

std::optional<LeftOutput> read_left_output(const FileReader& files,
                                           const std::string& out,
                                           const std::string& state) {
    const auto text = files.read(StateFolder::record_file(state), StateFolder::largest_text);
    auto record = text ? parse_record(*text) : std::nullopt;
    const auto folder = files.stat(out + "/.");
    if (!record || !record->complete || !folder || !*folder ||
        (*folder)->inode != record->folder_inode ||
        !is_absent(files, StateFolder::journal_file(state)) ||
        !is_absent(files, StateFolder::stage_folder(state)))
        return std::nullopt;
    return LeftOutput{std::move(*record), content_hash(*text)};
}

bool is_untouched(const FileReader& files,
                  const std::string& out,
                  const OutputRecord& record,
                  std::size_t threads) {
    if (!stands(*files.stats_below(out), record.list, 0))
        return false;
    const std::vector<Neighbours> all = neighbours_of(record.files);
    std::atomic<bool> is_intact = true;
    parallel_for(all.size(), threads, [&](std::size_t i) {
        if (is_intact && !stand(files, out, all[i]))
            is_intact = false;
    });
    return is_intact;
}

std::optional<ContentHash> published_record(const FileReader& files, const std::string& state) {
    const auto text = files.read(StateFolder::record_file(state), StateFolder::largest_text);
    return text ? std::optional(content_hash(*text)) : std::nullopt;
}

}  // namespace vitrina
