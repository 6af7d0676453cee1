#include "publish/intact.h"

#include <algorithm>
#include <utility>

#include "publish/output_folder.h"
#include "publish/state_folder.h"

namespace vitrina {
namespace {

constexpr std::size_t most_neighbours = 128;

std::string_view folder_above(std::string_view path) {
    const std::size_t own = path.rfind('/');
    const std::size_t above = own == 0 || own == path.npos ? path.npos : path.rfind('/', own - 1);
    return path.substr(0, above == path.npos ? 0 : above + 1);
}

// `prefix`: how many bytes of the path name the folder of `stats`.
bool stands(const FolderStats& stats, const RecordedFile& file, std::size_t prefix) {
    const auto stat = stats.stat(file.path.substr(prefix));
    return stat && *stat && agrees(file, **stat);
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

OutputCheck::OutputCheck(const FileReader& files, const std::string& out, const OutputRecord& record)
    : files_(files), out_(out), record_(record) {
    const std::vector<RecordedFile>& sorted = record.files;
    for (std::size_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
        const std::string_view folder = folder_above(sorted[begin].path);
        while (end < sorted.size() && end - begin < most_neighbours &&
               folder_above(sorted[end].path) == folder)
            ++end;
        pieces_.push_back({folder, std::span(sorted).subspan(begin, end - begin)});
    }
}

bool OutputCheck::is_untouched(std::size_t piece) const {
    if (piece == 0)
        return stands(*files_.stats_below(out_), record_.list, 0);
    const Neighbours& those = pieces_[piece - 1];
    const auto stats = files_.stats_below(out_ + "/" + std::string(those.folder) + ".");
    return std::ranges::all_of(those.files, [&](const RecordedFile& file) {
        return stands(*stats, file, those.folder.size());
    });
}

std::optional<ContentHash> published_record(const FileReader& files, const std::string& state) {
    const auto text = files.read(StateFolder::record_file(state), StateFolder::largest_text);
    return text ? std::optional(content_hash(*text)) : std::nullopt;
}

}  // namespace vitrina
