// A reader that remembers what it was asked: of every file that was read or looked for, and of
// every folder that was listed, the stat before, and the names in it. Whoever finds all of them as they
// were would read the same again.
//
// Threads  safe.
// Lifetime the reader behind it lives longer.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/file_system.h"
#include "base/hash.h"

namespace vitrina {

struct TracedFile {
    std::string path;              // without `/./`; a folder that was listed ends in `/.`
    std::optional<FileStat> stat;  // nothing: there was none
    ContentHash names;             // of a folder that was listed, see `hash_of`

    bool operator==(const TracedFile&) const = default;
};

struct FileTrace {
    std::vector<TracedFile> files;  // sorted by path, each once
    // A change of a file after its stat was taken would show in the stat. If not, the trace tells
    // nothing for certain.
    bool is_settled = true;
};

// Of names and types.
ContentHash hash_of(const std::vector<DirectoryEntry>& entries);

class TracedFiles : public FileReader {
public:
    explicit TracedFiles(const FileReader& files) : files_(files) {}

    FileTrace trace() const;

    Result<std::vector<DirectoryEntry>> list(const std::string& folder) const override;
    Result<std::optional<FileStat>> stat(const std::string& path) const override;
    std::unique_ptr<FolderStats> stats_below(const std::string& folder) const override;
    bool is_settled(const FileStat& stat) const override { return files_.is_settled(stat); }
    Result<std::string> read(const std::string& path, std::uint64_t limit) const override;
    Result<std::unique_ptr<OpenedFile>> open(const std::string& path) const override;
    Result<FileDigest> digest(const std::string& path) const override;
    Result<std::optional<std::string>> real_path(const std::string& path) const override;
    bool is_writable(const std::string& folder) const override;
    Result<bool> same_mount(const std::string& a, const std::string& b) const override;

private:
    class Stats;

    void remember(std::string path, const Result<std::optional<FileStat>>& stat) const;
    void remember_names(const std::string& folder, const std::vector<DirectoryEntry>& names) const;
    void look_at(const std::string& path) const;

    struct Seen {
        std::optional<FileStat> stat;
        ContentHash names;
    };
    // Threads that read a large folder would wait for each other at one table.
    struct Part {
        std::mutex mutex;
        std::unordered_map<std::string, Seen> seen;
    };
    Part& part_of(const std::string& path) const;

    const FileReader& files_;
    mutable std::array<Part, 32> parts_;
    mutable std::atomic<bool> is_settled_ = true;
};

}  // namespace vitrina
