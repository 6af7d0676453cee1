// The real disk. See base/file_system.h for the rules.
//
// Cost     of a page by `write_below`: one mkdir, open, write and close, and a stat of both.
// Threads  safe; holds no state but what the kernel was found to know.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "base/open_path.h"

struct stat;

namespace vitrina {

// Part of what the kernel can do is new; without it the same rules are kept by more calls.
enum class KernelSupport : std::uint8_t { Full, OpenAtOnly };

class DiskFileSystem : public FileSystem {
public:
    explicit DiskFileSystem(KernelSupport support = KernelSupport::Full)
        : opener_(support == KernelSupport::Full) {}

    Result<std::vector<DirectoryEntry>> list(const std::string& folder) const override;
    Result<std::optional<FileStat>> stat(const std::string& path) const override;
    std::unique_ptr<FolderStats> stats_below(const std::string& folder) const override;
    bool is_settled(const FileStat& stat) const override;
    Result<std::string> read(const std::string& path, std::uint64_t limit) const override;
    Result<std::unique_ptr<OpenedFile>> open(const std::string& path) const override;
    Result<FileDigest> digest(const std::string& path) const override;
    Result<std::optional<std::string>> real_path(const std::string& path) const override;
    bool is_writable(const std::string& folder) const override;
    Result<bool> same_mount(const std::string& a, const std::string& b) const override;

    Result<void> create(const std::string& path, std::string_view bytes) override;
    std::unique_ptr<FolderWriter> write_below(const std::string& folder) override;
    Result<FileDigest> copy(const std::string& from, const std::string& to) override;
    Result<void> make_folders(const std::string& folder) override;
    Result<void> rename(const std::string& from, const std::string& to) override;
    Result<bool> rename_new(const std::string& from, const std::string& to) override;
    Result<void> remove_file(const std::string& path) override;
    Result<bool> remove_empty_folder(const std::string& folder) override;
    Result<void> sync(const std::string& folder) override;
    Result<void> sync_file(const std::string& path) override;
    Result<std::unique_ptr<FileLock>> try_lock(const std::string& path) override;

private:
    friend class DiskFolderStats;
    friend class DiskFolderWriter;

    struct RegularFile {
        Descriptor file;
        FileStat stat;
    };
    static FileStat stat_of(const struct ::stat& status);
    // Takes what a file says until it ends; EINTR and short reads are no end.
    using TakePiece = std::function<Result<void>(std::string_view)>;
    static Result<void> read_pieces(int file, const std::string& path, const TakePiece& take);
    Result<RegularFile> open_regular(const std::string& path) const;
    Result<Descriptor> open_new(const std::string& path) const;
    // 0, or -1 and errno: with the mode of our files whatever the umask.
    static int settle_mode(int file, struct ::stat& status);
    Result<void> finish_new(Descriptor file, Result<void> written, const std::string& path);
    // 0, or -1 and errno.
    int rename_at(const std::string& from, const std::string& to, unsigned int flags) const;

    PathOpener opener_;
};

}  // namespace vitrina
