// The only door to the disk: everything the generator reads or writes goes through a FileSystem, so
// that a whole build also runs in memory. Who only reads takes a FileReader.
//
// Paths    `/`-separated, relative to the working folder or absolute. `/./` divides a path: links
//          are followed before it and refused after it (`content/./memos/a.md`), whoever plants
//          them and whenever. A path may end in `/.`: the folder itself, even if it is reached by a
//          link.
// Links    without `/./`: reading does not follow the last component; writing follows none at all,
//          resolve the folder once with `real_path`. A refused link is `path-link`, exit 4.
// Errors   the system's reason with the path (`file-read`, `file-write`, or a more telling one:
//          `file-missing`, `file-forbidden`, `disk-full` …), exit 3. EINTR is retried, short writes
//          are continued, every return value counts.
// Threads  calls for different paths may run at the same time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace vitrina {

enum class FileType : std::uint8_t { Regular, Directory, Link, Other };

struct FileStat {
    FileType type = FileType::Regular;
    std::uint64_t size = 0;
    std::int64_t mtime_ns = 0;
    std::int64_t ctime_ns = 0;
    std::uint64_t inode = 0;
    std::uint64_t device = 0;

    bool operator==(const FileStat&) const = default;
};

struct FileDigest {
    ContentHash hash;
    std::uint64_t size = 0;
    bool operator==(const FileDigest&) const = default;
};

struct DirectoryEntry {
    std::string name;  // bytes as on disk; may be no UTF-8
    FileType type = FileType::Regular;
};

// Held while it lives; released by the kernel when the process ends in whatever way.
class FileLock {
public:
    FileLock() = default;
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    virtual ~FileLock() = default;
};

// A regular file that was opened: it stays the same file whatever comes to stand at its path.
// Threads: any.
class OpenedFile {
public:
    OpenedFile() = default;
    OpenedFile(const OpenedFile&) = delete;
    OpenedFile& operator=(const OpenedFile&) = delete;
    virtual ~OpenedFile() = default;

    virtual const FileStat& stat() const = 0;  // when it was opened
    // Fills `to` from a place of the file on; fewer bytes than asked for: the file ends there.
    virtual Result<std::size_t> read_at(std::uint64_t at, std::span<char> to) const = 0;
};

// Makes many new files below one folder, which nothing moves or removes meanwhile, with the folders
// that they need. Threads: any, for different paths. The file system outlives it.
class FolderWriter {
public:
    FolderWriter() = default;
    FolderWriter(const FolderWriter&) = delete;
    FolderWriter& operator=(const FolderWriter&) = delete;
    virtual ~FolderWriter() = default;

    // As FileSystem::create; `path` is relative to the folder. Tells what now stands there.
    virtual Result<FileStat> create(const std::string& path, std::string_view bytes) = 0;
};

// Stats of many files below one folder. Links are followed on the way to a file, never as the file
// itself. Threads: any. The file system outlives it.
class FolderStats {
public:
    FolderStats() = default;
    FolderStats(const FolderStats&) = delete;
    FolderStats& operator=(const FolderStats&) = delete;
    virtual ~FolderStats() = default;

    // As FileSystem::stat; `path` is relative to the folder.
    virtual Result<std::optional<FileStat>> stat(const std::string& path) const = 0;
};

// The half that changes nothing.
class FileReader {
public:
    FileReader() = default;
    FileReader(const FileReader&) = delete;
    FileReader& operator=(const FileReader&) = delete;
    virtual ~FileReader() = default;

    // Sorted by bytes, without `.` and `..`.
    virtual Result<std::vector<DirectoryEntry>> list(const std::string& folder) const = 0;
    // Nothing if there is no such file; a link is not followed.
    virtual Result<std::optional<FileStat>> stat(const std::string& path) const = 0;
    // For many files below one folder: the same, with fewer questions to the disk.
    virtual std::unique_ptr<FolderStats> stats_below(const std::string& folder) const;
    // The times are so old that whatever changes the file from now on will change them.
    virtual bool is_settled(const FileStat& stat) const = 0;
    // A regular file of at most `limit` bytes; `file-too-large` beyond. Does not block on a FIFO.
    virtual Result<std::string> read(const std::string& path, std::uint64_t limit) const = 0;
    // A regular file of any size, to be read in pieces; as `read` otherwise.
    virtual Result<std::unique_ptr<OpenedFile>> open(const std::string& path) const = 0;
    // Of a regular file of any size, streamed.
    virtual Result<FileDigest> digest(const std::string& path) const = 0;
    // Absolute and without links, as the system sees it now; nothing if there is no such file.
    virtual Result<std::optional<std::string>> real_path(const std::string& path) const = 0;
    // Files may be made and removed in the folder, as far as the system tells beforehand.
    virtual bool is_writable(const std::string& folder) const = 0;
    // A file can be renamed from one folder to the other: both are on one mount.
    virtual Result<bool> same_mount(const std::string& a, const std::string& b) const = 0;
};

class FileSystem : public FileReader {
public:
    // A new file of mode 0644 whatever the umask; its folder exists. An existing file is an error.
    virtual Result<void> create(const std::string& path, std::string_view bytes) = 0;
    // For many files below one folder: the same, with fewer questions to the disk.
    virtual std::unique_ptr<FolderWriter> write_below(const std::string& folder);
    // A new file with the bytes of another, streamed; tells what was copied.
    virtual Result<FileDigest> copy(const std::string& from, const std::string& to) = 0;
    // All missing folders of the path, mode 0755 whatever the umask.
    virtual Result<void> make_folders(const std::string& folder) = 0;
    // Replaces what stands at `to`.
    virtual Result<void> rename(const std::string& from, const std::string& to) = 0;
    // False: something stands at `to`, and nothing was moved.
    virtual Result<bool> rename_new(const std::string& from, const std::string& to) = 0;
    virtual Result<void> remove_file(const std::string& path) = 0;
    // False: the folder is not empty, and stays.
    virtual Result<bool> remove_empty_folder(const std::string& folder) = 0;
    // Everything written below the folder has reached the disk.
    virtual Result<void> sync(const std::string& folder) = 0;
    // One file and its name have reached the disk.
    virtual Result<void> sync_file(const std::string& path) = 0;
    // Nothing if somebody else holds it. The lock's file is made if missing; it holds the number of
    // the process that has the lock. `publish-unlocked`: the disk knows no locks.
    virtual Result<std::unique_ptr<FileLock>> try_lock(const std::string& path) = 0;
};

}  // namespace vitrina
