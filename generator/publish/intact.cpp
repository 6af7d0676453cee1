#include "publish/intact.h"

#include <atomic>

#include "base/parallel.h"
#include "publish/output_folder.h"
#include "publish/state_folder.h"

namespace vitrina {
namespace {

bool stands(const FolderStats& stats, const RecordedFile& file) {
    const auto stat = stats.stat(file.path);
    return stat && *stat && agrees(file, **stat);
}

bool is_absent(const FileReader& files, const std::string& path) {
    const auto stat = files.stat(path);
    return stat && !*stat;
}

}  // namespace

std::optional<ContentHash> intact_output(const FileReader& files,
                                         const std::string& out,
                                         const std::string& state,
                                         std::size_t threads) {
    const auto text = files.read(StateFolder::record_file(state), StateFolder::largest_text);
    const auto record = text ? parse_record(*text) : std::nullopt;
    const auto folder = files.stat(out + "/.");
    if (!record || !record->complete || !folder || !*folder ||
        (*folder)->inode != record->folder_inode ||
        !is_absent(files, StateFolder::journal_file(state)) ||
        !is_absent(files, StateFolder::stage_folder(state)))
        return std::nullopt;
    const auto stats = files.stats_below(out);
    std::atomic<bool> is_intact = stands(*stats, record->list);
    parallel_for(record->files.size(), threads, [&](std::size_t i) {
        if (is_intact && !stands(*stats, record->files[i]))
            is_intact = false;
    });
    return is_intact ? std::optional(content_hash(*text)) : std::nullopt;
}

std::optional<ContentHash> published_record(const FileReader& files, const std::string& state) {
    const auto text = files.read(StateFolder::record_file(state), StateFolder::largest_text);
    return text ? std::optional(content_hash(*text)) : std::nullopt;
}

}  // namespace vitrina
