// Publishing: the outputs of a build become the files of OUT, and nothing else of OUT changes.
//
// Use      `open_publication` before rendering (it refuses early), `stage` for every output from any
//          thread, `commit` with all of them. Without a commit OUT stays as it was.
// Kept     a file whose bytes are published already is not touched; only files of `.vitrina-files`
//          are replaced or removed; new files come first, removals last; a commit that was killed
//          is finished by the next `open_publication`.
// Errors   exit 2 for the choice of folders, 3 for the machine, 4 refused for safety.
// Lifetime the FileSystem outlives the Publication, which holds the lock.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/file_system.h"
#include "publish/intact.h"
#include "publish/output_folder.h"
#include "publish/record.h"
#include "publish/state_folder.h"

namespace vitrina {

struct PublishOptions {
    std::string out;                     // as the user named it; may be a link to a folder
    std::string state;                   // empty: `.vitrina/<name of out>` beside the output
    std::vector<std::string> forbidden;  // sources, project, home: OUT neither is nor holds one
    bool adopt = false;
    bool allow_shrink = false;
    bool dry_run = false;     // `check`: all is compared, nothing written, nothing locked
    std::size_t threads = 0;  // 0: one per core
    // What the record of the last build held when it was read before; it outlives the Publication. Read
    // again only if it is another one by now.
    const LeftOutput* known = nullptr;
    std::chrono::milliseconds lock_wait{5000};
};

// What stands in OUT where an output belongs.
enum class Standing : std::uint8_t {
    Nothing,
    Removed,  // nothing, though the last build left a file there
    Same,     // the very bytes
    Other,    // other bytes, or no regular file
    Edited,   // bytes that neither the last build wrote nor this one
};

struct StagedFile {
    std::string path;  // relative to OUT
    FileDigest digest;
    Standing standing = Standing::Nothing;
    bool is_recorded = false;  // the record of the last build says the same
    // Of what stands there; where nothing does, of the staged file, as far as it is known (its inode
    // is not 0).
    FileStat stat;
};

struct CommitOptions {
    // Addresses (`memos/x/index.html`) that are meant to go: no sign of a mistake.
    std::vector<std::string> removable;
};

struct PublishReport {
    std::size_t unchanged = 0;
    std::vector<std::string> written;  // sorted paths: new and changed files
    std::vector<std::string> removed;
};

class Publication {
public:
    Publication(const Publication&) = delete;
    Publication& operator=(const Publication&) = delete;
    // An uncommitted stage is removed, unless the next build has to go on from it.
    ~Publication();

    // Puts an output into the stage if OUT does not hold the same bytes. Threads: any, for
    // different paths.
    Result<StagedFile> stage(const std::string& path, std::string_view bytes) const;
    // The same for the bytes of a file, which may be large.
    Result<StagedFile> stage_copy(const std::string& path, const std::string& source) const;

    // An output whose bytes are known without being made: staged if OUT holds them as recorded.
    // Else nothing: it has to be made.
    Result<std::optional<StagedFile>> keep(const std::string& path, const FileDigest& digest) const;

    // What is known of OUT is what `PublishOptions::known` holds.
    bool is_as_known() const { return options_.known != nullptr && record_ == &options_.known->record; }
    // Every file of the record, as one that stands as it was left, but for those of `changed` and
    // `gone` (both sorted by path): for whoever has just looked (publish/intact.h).
    std::vector<StagedFile> with_changes(std::vector<StagedFile> changed,
                                         const std::vector<std::string>& gone) const;

    // All outputs of the site, each once. Afterwards the Publication is of no more use.
    // Reports to `out` what was found changed by hand, put right or kept.
    Result<PublishReport> commit(std::vector<StagedFile> outputs,
                                 const CommitOptions& options,
                                 Diagnostics& out);

    // Files of ours in OUT, sorted.
    const std::vector<std::string>& listed() const { return list_; }
    // A file that is not ours stands where the output belongs, and it may not be taken over.
    Result<bool> is_taken(const std::string& path) const;
    // The output's path as the user named it, for messages.
    std::string shown(const std::string& path) const { return folder_.shown + "/" + path; }

private:
    friend Result<std::unique_ptr<Publication>> open_publication(FileSystem& files,
                                                                 const PublishOptions& options,
                                                                 Diagnostics& out);

    Publication(FileSystem& files, PublishOptions options, OutputFolder folder, StateFolder state)
        : files_(files),
          options_(std::move(options)),
          folder_(std::move(folder)),
          state_(std::move(state)) {}

    // Of OUT, its list, the record of it and a journal.
    using LastBuildStats = std::array<std::optional<FileStat>, 4>;
    using WriteFile = std::function<Result<void>(StagedFile& file)>;

    Result<void> prepare(Diagnostics& out);
    Result<void> check_places() const;
    Result<void> finish_interrupted(Diagnostics& out);
    Result<LastBuildStats> stat_last_build() const;
    Result<void> read_last_build();
    Result<void> look_at(StagedFile& file) const;
    Result<StagedFile> stage_if_new(StagedFile file, const WriteFile& write) const;
    Result<void> publish(const std::vector<StagedFile>& outputs, Journal journal, Diagnostics& out);
    Result<void> publish_whole(const std::vector<std::string>& list);
    Result<void> publish_changes(const std::vector<std::string>& list, Journal journal);
    Result<void> sync_stage(std::vector<std::string> fresh, const Journal& journal) const;
    Result<void> write_record(const std::vector<StagedFile>& outputs) const;
    Result<std::optional<FileStat>> stat_published(const StagedFile& output) const;

    FileSystem& files_;
    PublishOptions options_;
    OutputFolder folder_;
    StateFolder state_;
    std::unique_ptr<FileLock> lock_;
    bool has_stage_ = false;
    std::unique_ptr<FolderWriter> stage_;  // while there is a stage that is not published
    bool is_published_whole_ = false;      // the stage became OUT: its files are as they were staged
    std::vector<std::string> list_;  // our files in OUT, sorted
    std::unique_ptr<FolderStats> stats_;  // of OUT, if it exists
    OutputRecord read_record_;
    const OutputRecord* record_ = &read_record_;  // or the one that was known
};

Result<std::unique_ptr<Publication>> open_publication(FileSystem& files,
                                                      const PublishOptions& options,
                                                      Diagnostics& out);

}  // namespace vitrina
