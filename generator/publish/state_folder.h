// `.vitrina/<name of OUT>/` beside an output: the lock, the stage, the journal and the record of
// the last build. Never published; losing it costs time only.
//
// Shape    `lock`; `stage/` with its marker `.vitrina-stage`, `files/` and the lists; `journal`;
//          `outputs`; `replaced/<n>/` what `--adopt` set aside, never removed by us.
//          What a build remembers of its sources and pages stands beside (build.cpp).
// Threads  the paths may be asked for by any; the rest belongs to one.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/file_system.h"
#include "publish/journal.h"
#include "publish/output_folder.h"
#include "publish/record.h"

namespace vitrina {

// Where the state of an output stands. `state` empty: beside the output. Exit 2 if one would stand
// in the other's way.
Result<std::string> find_state_folder(const FileReader& files,
                                      const OutputFolder& out,
                                      const std::string& state);

class StateFolder {
public:
    StateFolder(FileSystem& files, std::string path) : files_(&files), path_(std::move(path)) {}

    // Makes the folder and takes its lock. Exit 4 with the holder's number when `wait` is over; a
    // held lock is null if the disk knows no locks.
    Result<std::unique_ptr<FileLock>> lock(std::chrono::milliseconds wait) const;

    // An empty stage, whatever an earlier build left there. Exit 4 if it is not our stage.
    Result<void> make_stage() const;
    Result<void> remove_stage() const;

    static constexpr std::uint64_t largest_text = std::uint64_t{1} << 30;
    static std::string record_file(const std::string& state) { return state + "/outputs"; }
    static std::string journal_file(const std::string& state) { return state + "/journal"; }
    static std::string stage_folder(const std::string& state) { return state + "/stage"; }

    const std::string& path() const { return path_; }
    bool has_stage() const;
    std::string stage() const { return stage_folder(path_); }
    std::string staged_files() const { return stage() + "/files"; }
    std::string journal() const { return journal_file(path_); }
    // The folders of a commit into `out`; what is set aside goes into a folder that nobody used
    // yet.
    Result<CommitFolders> commit_folders(const std::string& out) const;

    Result<std::optional<Journal>> read_journal() const;
    Result<void> write_journal(const Journal& journal) const;
    Result<void> remove_journal() const;

    // Empty if there is none, or none that can be used for this folder.
    OutputRecord read_record(std::uint64_t folder_inode) const;
    // An error only if an older record is left that tells of other files.
    Result<void> write_record(const OutputRecord& record) const;
    Result<void> remove_record() const;

private:
    FileSystem* files_;
    std::string path_;
};

}  // namespace vitrina
