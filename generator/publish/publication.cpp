#include "publish/publication.h"

#include <algorithm>
#include <iterator>
#include <new>
#include <set>
#include <utility>

#include "publish/file_list.h"

namespace vitrina {
namespace {

std::string parent_of(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}

// The record after an interrupted commit was finished: what it wrote, and what it left alone.
Result<OutputRecord> merge_record(const FileReader& files,
                                  const std::string& out,
                                  OutputRecord old,
                                  const Journal& journal) {
    OutputRecord record{
        .folder_inode = journal.folder_inode, .complete = false, .list = {}, .files = {}};
    std::set<std::string_view> superseded;
    for (const auto* removals : {&journal.make_way, &journal.removals})
        for (const RecordedFile& file : *removals)
            superseded.insert(file.path);
    for (const WrittenFile& file : journal.written) {
        superseded.insert(file.path);
        const auto stat = files.stat(out + "/" + file.path);
        if (!stat)
            return tl::unexpected(stat.error());
        if (*stat && (*stat)->size == file.digest.size)
            record.files.push_back(record_file(file.path, file.digest, **stat));
    }
    for (RecordedFile& file : old.files)
        if (!superseded.contains(file.path))
            record.files.push_back(std::move(file));
    std::ranges::sort(record.files, {}, &RecordedFile::path);
    return record;
}

}  // namespace

Result<std::unique_ptr<Publication>> open_publication(FileSystem& files,
                                                      const PublishOptions& options,
                                                      Diagnostics& out) {
    auto folder = find_output_folder(files, options.out, options.forbidden);
    if (!folder)
        return tl::unexpected(folder.error());
    auto state = find_state_folder(files, *folder, options.state);
    if (!state)
        return tl::unexpected(state.error());
    std::unique_ptr<Publication> publication(
        new Publication(files, options, std::move(*folder), StateFolder(files, *state)));
    if (auto prepared = publication->prepare(out); !prepared)
        return tl::unexpected(prepared.error());
    return publication;
}

Publication::~Publication() {
    if (!has_stage_)
        return;
    try {
        const auto journal = files_.stat(state_.journal());
        if (journal && !*journal)
            static_cast<void>(state_.remove_stage());
    } catch (const std::bad_alloc&) {
        // The next build removes it.
    }
}

Result<void> Publication::prepare(Diagnostics& out) {
    if (options_.dry_run)
        return read_last_build();
    const auto before = stat_last_build();
    const bool was_there = folder_.exists;
    // Refused before anything is made, a folder of our own included.
    if (auto read = read_last_build(); !read)
        return read;
    if (auto made = files_.make_folders(parent_of(folder_.path)); !made)
        return made;
    auto lock = state_.lock(options_.lock_wait);
    if (!lock)
        return tl::unexpected(lock.error());
    if (!*lock)
        out.warning(ids::publish_unlocked, {}, folder_.shown);
    lock_ = std::move(*lock);
    // Another build may have published while we waited.
    auto folder = find_output_folder(files_, options_.out, options_.forbidden);
    if (!folder)
        return tl::unexpected(folder.error());
    folder_ = std::move(*folder);
    return check_places()
        .and_then([&] { return finish_interrupted(out); })
        .and_then([&] { return state_.make_stage(); })
        .and_then([&] {
            has_stage_ = true;
            stage_ = files_.write_below(state_.staged_files());
            const auto now = stat_last_build();
            const bool is_same = before && now && *now == *before && folder_.exists == was_there;
            return is_same ? Result<void>() : read_last_build();
        });
}

Result<void> Publication::check_places() const {
    const std::string place = folder_.exists ? folder_.path : parent_of(folder_.path) + "/.";
    const auto same = files_.same_mount(state_.path(), place);
    if (!same)
        return tl::unexpected(same.error());
    if (!*same)
        return failure(ids::output_other_disk, {state_.path(), folder_.shown}, ExitCode::Usage);
    if (!files_.is_writable(place))
        return failure(ids::output_not_writable, {folder_.shown});
    return {};
}

Result<void> Publication::finish_interrupted(Diagnostics& out) {
    const auto journal = state_.read_journal();
    if (!journal)
        return tl::unexpected(journal.error());
    const auto stat = files_.stat(folder_.path);
    if (!stat)
        return tl::unexpected(stat.error());
    const bool is_ours = *journal && *stat && (*stat)->inode == (*journal)->folder_inode;
    if (is_ours && state_.has_stage()) {
        const auto folders = state_.commit_folders(folder_.path);
        auto finished = folders ? apply_journal(files_, **journal, *folders)
                                : Result<void>(tl::unexpected(folders.error()));
        if (!finished) {
            out.warning(ids::publish_interrupted, {}, folder_.shown);
            return finished;
        }
        auto old = state_.read_record((*stat)->inode);
        const auto record = merge_record(files_, folder_.path, std::move(old), **journal);
        if (!record)
            return tl::unexpected(record.error());
        if (auto written = state_.write_record(*record); !written)
            return written;
    }
    return state_.remove_journal();
}

// The list and the record are replaced as a whole, never written into.
Result<Publication::LastBuildStats> Publication::stat_last_build() const {
    const std::string paths[] = {folder_.path, folder_.path + "/" + std::string(file_list_name),
                                 StateFolder::record_file(state_.path()), state_.journal()};
    LastBuildStats stats;
    for (std::size_t i = 0; i < stats.size(); ++i) {
        const auto stat = files_.stat(paths[i]);
        if (!stat)
            return tl::unexpected(stat.error());
        stats[i] = *stat;
    }
    return stats;
}

Result<void> Publication::read_last_build() {
    auto list =
        read_file_list(files_, folder_, options_.adopt ? Ownership::Adopt : Ownership::OursOnly);
    if (!list)
        return tl::unexpected(list.error());
    list_ = std::move(*list);
    read_record_ = {};
    record_ = &read_record_;
    if (!folder_.exists)
        return {};
    stats_ = files_.stats_below(folder_.path);
    const auto stat = files_.stat(folder_.path);
    // In the middle of an interrupted commit the record tells of files that are no longer there.
    const auto journal = files_.stat(state_.journal());
    if (!stat || !*stat || !journal || *journal)
        return {};
    const LeftOutput* known = options_.known;
    if (known != nullptr && known->record.folder_inode == (*stat)->inode &&
        published_record(files_, state_.path()) == known->hash)
        record_ = &known->record;
    else
        read_record_ = state_.read_record((*stat)->inode);
    return {};
}

Result<void> Publication::look_at(StagedFile& file) const {
    if (!folder_.exists)
        return {};
    const RecordedFile* recorded = record_->find(file.path);
    const auto stat = stats_->stat(file.path);
    if (!stat)
        return tl::unexpected(stat.error());
    if (!*stat) {
        file.standing = recorded != nullptr ? Standing::Removed : Standing::Nothing;
        return {};
    }
    file.stat = **stat;
    if (file.stat.type != FileType::Regular) {
        file.standing = recorded != nullptr ? Standing::Edited : Standing::Other;
        return {};
    }
    if (recorded != nullptr && agrees(*recorded, file.stat)) {
        file.is_recorded = recorded->digest == file.digest;
        file.standing = file.is_recorded ? Standing::Same : Standing::Other;
        return {};
    }
    const auto actual = files_.digest(folder_.path + "/./" + file.path);
    if (!actual)
        return tl::unexpected(actual.error());
    if (*actual == file.digest)
        file.standing = Standing::Same;
    else if (recorded != nullptr && *actual != recorded->digest)
        file.standing = Standing::Edited;
    else
        file.standing = Standing::Other;
    return {};
}

Result<std::optional<StagedFile>> Publication::keep(const std::string& path,
                                                    const FileDigest& digest) const {
    const RecordedFile* recorded = folder_.exists ? record_->find(path) : nullptr;
    if (recorded == nullptr || recorded->digest != digest)
        return std::nullopt;
    const auto stat = stats_->stat(path);
    if (!stat)
        return tl::unexpected(stat.error());
    if (!*stat || !agrees(*recorded, **stat))
        return std::nullopt;
    return StagedFile{path, digest, Standing::Same, true, **stat};
}

std::vector<StagedFile> Publication::with_changes(std::vector<StagedFile> changed,
                                                  const std::vector<std::string>& gone) const {
    std::vector<StagedFile> files;
    files.reserve(record_->files.size() + changed.size());
    auto next = changed.begin();
    for (const RecordedFile& file : record_->files) {
        for (; next != changed.end() && next->path < file.path; ++next)
            files.push_back(std::move(*next));
        if (next != changed.end() && next->path == file.path)
            files.push_back(std::move(*next++));
        else if (!std::ranges::binary_search(gone, file.path))
            files.push_back({file.path, file.digest, Standing::Same, true, stat_of(file)});
    }
    files.insert(files.end(), std::move_iterator(next), std::move_iterator(changed.end()));
    return files;
}

Result<StagedFile> Publication::stage(const std::string& path, std::string_view bytes) const {
    StagedFile file{.path = path, .digest = {content_hash(bytes), bytes.size()}};
    return stage_if_new(std::move(file), [&](StagedFile& staged) {
        return stage_->create(staged.path, bytes).map([&](const FileStat& stat) {
            if (staged.standing == Standing::Nothing || staged.standing == Standing::Removed)
                staged.stat = stat;
        });
    });
}

Result<StagedFile> Publication::stage_copy(const std::string& path,
                                           const std::string& source) const {
    const auto digest = files_.digest(source);
    if (!digest)
        return tl::unexpected(digest.error());
    return stage_if_new({.path = path, .digest = *digest}, [&](StagedFile& file) -> Result<void> {
        const std::string place = state_.staged_files() + "/" + file.path;
        // What was copied counts: the source may have changed since.
        return files_.make_folders(parent_of(place))
            .and_then([&] { return files_.copy(source, place); })
            .map([&](const FileDigest& copied) { file.digest = copied; });
    });
}

Result<StagedFile> Publication::stage_if_new(StagedFile file, const WriteFile& write) const {
    if (!is_output_path(file.path))
        return failure(ids::output_path, {file.path}, ExitCode::Refused);
    if (auto looked = look_at(file); !looked)
        return tl::unexpected(looked.error());
    if (file.standing == Standing::Same || options_.dry_run)
        return file;
    if (auto written = write(file); !written)
        return tl::unexpected(written.error());
    return file;
}

Result<bool> Publication::is_taken(const std::string& path) const {
    if (!folder_.exists || options_.adopt || std::ranges::binary_search(list_, path))
        return false;
    const auto stat = files_.stat(folder_.path + "/" + path);
    if (!stat)
        return tl::unexpected(stat.error());
    // A folder may hold nothing but files of ours that go: the commit finds out.
    return *stat && (*stat)->type != FileType::Directory;
}

}  // namespace vitrina
