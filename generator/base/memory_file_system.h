// A disk in memory, for tests: the rules of base/file_system.h without a disk, and with faults.
//
// Paths    relative ones begin at `/`, which is also the working folder; folders appear with `put`.
// Times    a clock of its own: every change is one nanosecond later and a new file has a new inode,
//          so that a test sees whether a file was touched; a folder's times change with its names.
// Threads  safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"

namespace vitrina {

enum class FaultKind : std::uint8_t {
    Once,    // one call fails, as a disk that is full for a moment
    Onwards  // so do all after it: a full disk, or a process that was killed there
};

class MemoryFileSystem : public FileSystem {
public:
    MemoryFileSystem();
    // The same disk again, of its own from now on; nothing is locked or failing there.
    MemoryFileSystem(const MemoryFileSystem& other);
    MemoryFileSystem& operator=(const MemoryFileSystem&) = delete;

    Result<std::vector<DirectoryEntry>> list(const std::string& folder) const override;
    Result<std::optional<FileStat>> stat(const std::string& path) const override;
    bool is_settled(const FileStat&) const override { return true; }
    Result<std::string> read(const std::string& path, std::uint64_t limit) const override;
    Result<std::unique_ptr<OpenedFile>> open(const std::string& path) const override;
    Result<FileDigest> digest(const std::string& path) const override;
    Result<std::optional<std::string>> real_path(const std::string& path) const override;
    bool is_writable(const std::string& folder) const override;
    Result<bool> same_mount(const std::string& a, const std::string& b) const override;

    Result<void> create(const std::string& path, std::string_view bytes) override;
    Result<FileDigest> copy(const std::string& from, const std::string& to) override;
    Result<void> make_folders(const std::string& folder) override;
    Result<void> rename(const std::string& from, const std::string& to) override;
    Result<bool> rename_new(const std::string& from, const std::string& to) override;
    Result<void> remove_file(const std::string& path) override;
    Result<bool> remove_empty_folder(const std::string& folder) override;
    Result<void> sync(const std::string& folder) override;
    Result<void> sync_file(const std::string& path) override;
    Result<std::unique_ptr<FileLock>> try_lock(const std::string& path) override;

    // What another program does: never fails, makes the folders, replaces what is there.
    void put(const std::string& path, std::string_view bytes);
    void put_link(const std::string& path, const std::string& target);
    void put_special(const std::string& path);  // a pipe or a device
    void put_folder(const std::string& path);
    void erase(const std::string& path);  // with everything below
    void touch(const std::string& path);  // new times, the same bytes
    // New bytes in the same file, whose time is put back: only `ctime_ns` tells.
    void rewrite(const std::string& path, std::string_view bytes);

    // The folder and what is below are another disk, or cannot be changed.
    void mount(const std::string& folder);
    void make_read_only(const std::string& folder);

    // The call that changes something, counted from 1 beginning now, that fails with «disk full»; a
    // file that was being written is left in half. 0: none.
    void fail_at(std::size_t call, FaultKind kind);
    std::size_t changing_calls() const;  // since `fail_at`, or since the beginning

    // Every file below the folder, path relative to it → bytes; a link as `-> target`, a folder
    // that is empty as `path/`.
    std::map<std::string, std::string> tree(const std::string& folder) const;

private:
    struct Entry {
        FileStat stat;
        std::string bytes;  // of a link, its target
    };
    using Entries = std::map<std::string, Entry>;  // by absolute path without a slash at the end
    enum class Way { Followed, Refused };          // links before the last part
    enum class Last { Followed, Kept };            // a link as the last part

    static std::string parent_of(const std::string& path);
    static bool is_inside(const std::string& path, const std::string& folder);
    Result<std::string> resolve(const std::string& path, Way way, Last last) const;
    Result<std::string> resolve_from(std::string at, std::string left, Way way, Last last) const;
    Result<const Entry*> find_file(const std::string& path) const;
    bool next_call_works();
    bool is_below(const std::set<std::string>& folders, const std::string& path) const;
    void note_in_parent(const std::string& path);  // its times change with its names
    Entry& add(const std::string& path, FileType type);
    void put_entry(const std::string& path, FileType type, std::string_view bytes);
    Result<std::string> place_for(const std::string& path);
    Result<void> rename_resolved(const std::string& from, const std::string& to);
    bool has_children(const std::string& folder) const;

    mutable std::mutex mutex_;
    Entries entries_;
    std::set<std::string> mounts_;
    std::set<std::string> read_only_;
    std::shared_ptr<std::set<std::string>> locks_ = std::make_shared<std::set<std::string>>();
    std::int64_t clock_ = 0;
    std::uint64_t next_inode_ = 1;
    std::size_t calls_ = 0;
    std::size_t failing_call_ = 0;
    FaultKind fault_kind_ = FaultKind::Once;
};

}  // namespace vitrina
