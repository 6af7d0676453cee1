#include <algorithm>
#include <cassert>
#include <utility>

#include "base/parallel.h"
#include "publish/changes.h"
#include "publish/file_list.h"
#include "publish/publication.h"

namespace vitrina {
namespace {

// A few files are brought to the disk one by one: syncing all of it would also wait for what other
// programs are writing.
constexpr std::size_t most_single_syncs = 8;

std::vector<std::string> paths_of(const std::vector<StagedFile>& outputs) {
    std::vector<std::string> paths;
    paths.reserve(outputs.size());
    for (const StagedFile& output : outputs)
        paths.push_back(output.path);
    return paths;
}

std::vector<std::string> union_of(const std::vector<std::string>& a,
                                  const std::vector<std::string>& b) {
    std::vector<std::string> both;
    std::ranges::set_union(a, b, std::back_inserter(both));
    return both;
}

PublishReport report_of(const std::vector<StagedFile>& outputs, const Journal& journal) {
    PublishReport report;
    for (const WrittenFile& file : journal.written)
        report.written.push_back(file.path);
    for (const auto* removals : {&journal.make_way, &journal.removals})
        for (const RecordedFile& file : *removals)
            report.removed.push_back(file.path);
    std::ranges::sort(report.removed);
    report.unchanged = outputs.size() - report.written.size();
    return report;
}

}  // namespace

Result<PublishReport> Publication::commit(std::vector<StagedFile> outputs,
                                          const CommitOptions& options,
                                          Diagnostics& out) {
    if (!std::ranges::is_sorted(outputs, {}, &StagedFile::path))
        std::ranges::sort(outputs, {}, &StagedFile::path);
    assert(std::ranges::adjacent_find(outputs, {}, &StagedFile::path) == outputs.end());
    if (!options_.allow_shrink)
        if (auto checked = check_shrinking(list_, outputs, options.removable); !checked)
            return tl::unexpected(checked.error());
    const PublishedState published{folder_, list_, *record_, options_.adopt};
    auto journal = plan_changes(files_, published, outputs, out);
    if (!journal)
        return tl::unexpected(journal.error());
    PublishReport report = report_of(outputs, *journal);
    if (!options_.dry_run)
        if (auto done = publish(outputs, std::move(*journal), out); !done)
            return tl::unexpected(done.error());
    return report;
}

Result<void> Publication::publish(const std::vector<StagedFile>& outputs,
                                  Journal journal,
                                  Diagnostics& out) {
    const bool all_recorded = std::ranges::all_of(outputs, &StagedFile::is_recorded) &&
                              outputs.size() == record_->files.size() && record_->complete;
    const bool is_list_same = std::ranges::equal(list_, outputs, {}, {}, &StagedFile::path);
    Result<void> done;
    if (!journal.empty() || !is_list_same) {
        const std::vector<std::string> list = is_list_same ? list_ : paths_of(outputs);
        const auto standing =
            folder_.exists ? files_.list(folder_.path) : Result<std::vector<DirectoryEntry>>();
        if (!standing)
            return tl::unexpected(standing.error());
        done = standing->empty() ? publish_whole(list) : publish_changes(list, std::move(journal));
    } else if (all_recorded) {
        return {};
    }
    done = std::move(done).and_then([&] { return write_record(outputs); }).and_then([&] {
        return state_.remove_journal();
    });
    if (!done) {
        const auto left = files_.stat(state_.journal());
        if (!left || *left)
            out.warning(ids::publish_interrupted, {}, folder_.shown);
    }
    return done;
}

// The first build: the stage becomes the output in one step.
Result<void> Publication::publish_whole(const std::vector<std::string>& list) {
    const std::string stage = state_.staged_files();
    return files_.create(stage + "/" + std::string(file_list_name), format_file_list(list))
        .and_then([&] { return files_.sync(stage); })
        .and_then([&] { return state_.remove_record(); })
        .and_then([&] { return files_.rename(stage, folder_.path); })
        .map([&] { folder_.exists = is_published_whole_ = true; });
}

// What was staged, lists of ours among it, reaches the disk.
Result<void> Publication::sync_stage(std::vector<std::string> fresh, const Journal& journal) const {
    for (const WrittenFile& file : journal.written)
        fresh.push_back(state_.staged_files() + "/" + file.path);
    if (fresh.size() > most_single_syncs)
        return files_.sync(state_.stage());
    for (const std::string& path : fresh)
        if (auto synced = files_.sync_file(path); !synced)
            return synced;
    return {};
}

Result<void> Publication::publish_changes(const std::vector<std::string>& list, Journal journal) {
    const auto stat = files_.stat(folder_.path);
    const auto folders = state_.commit_folders(folder_.path);
    if (!stat || !folders)
        return tl::unexpected(!stat ? stat.error() : folders.error());
    if (!*stat)
        return failure(ids::file_missing, {folder_.shown});
    journal.folder_inode = (*stat)->inode;
    std::vector<std::string> lists;
    if (list != list_) {
        lists = {folders->lists + "/list-both", folders->lists + "/list"};
        auto written = files_.create(lists[0], format_file_list(union_of(list_, list)))
                           .and_then([&] { return files_.create(lists[1], format_file_list(list)); });
        if (!written)
            return written;
    }
    return sync_stage(std::move(lists), journal)
        .and_then([&] { return state_.write_journal(journal); })
        .and_then([&] { return apply_journal(files_, journal, *folders); });
}

Result<std::optional<FileStat>> Publication::stat_published(const StagedFile& output) const {
    const bool is_as_staged = is_published_whole_ && output.stat.inode != 0;
    if (output.standing == Standing::Same || is_as_staged)
        return output.stat;
    return files_.stat(folder_.path + "/" + output.path);
}

Result<void> Publication::write_record(const std::vector<StagedFile>& outputs) const {
    const auto folder = files_.stat(folder_.path);
    if (!folder || !*folder)
        return folder ? Result<void>() : tl::unexpected(folder.error());
    OutputRecord record{
        .folder_inode = (*folder)->inode, .complete = true, .list = {}, .files = {}};
    const auto list = files_.stat(folder_.path + "/" + std::string(file_list_name));
    if (list && *list)
        record.list = record_file(std::string(file_list_name), {{}, (*list)->size}, **list);
    record.files.reserve(outputs.size());
    std::vector<Result<std::optional<FileStat>>> stats(outputs.size());
    parallel_for(outputs.size(), options_.threads,
                 [&](std::size_t i) { stats[i] = stat_published(outputs[i]); });
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const auto& stat = stats[i];
        if (!stat)
            return tl::unexpected(stat.error());
        // Another size: somebody was quicker, and the next build has to see it.
        if (*stat && (*stat)->size == outputs[i].digest.size)
            record.files.push_back(record_file(outputs[i].path, outputs[i].digest, **stat));
    }
    return state_.write_record(record);
}

}  // namespace vitrina
