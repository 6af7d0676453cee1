#include "base/disk_file_system.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <ctime>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/heap.h"

namespace vitrina {
namespace {

// Two changes within so short a time may leave the same times: kernels tick every 4 or 10 ms, and
// some disks keep whole seconds only, FAT every second one.
constexpr std::int64_t tick_ns = 50'000'000;
constexpr std::int64_t coarse_tick_ns = 2'000'000'000;
constexpr std::int64_t second_ns = 1'000'000'000;
constexpr std::size_t piece_size = std::size_t{128} << 10;
constexpr std::size_t least_piece = 4096;  // of a file that was empty a moment ago

FileType type_of(mode_t mode) {
    if (S_ISREG(mode))
        return FileType::Regular;
    if (S_ISDIR(mode))
        return FileType::Directory;
    return S_ISLNK(mode) ? FileType::Link : FileType::Other;
}

std::int64_t nanoseconds(const ::timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

bool is_missing(int reason) {
    return reason == ENOENT || reason == ENOTDIR;
}

class OpenedDiskFile : public OpenedFile {
public:
    OpenedDiskFile(Descriptor file, const FileStat& stat, std::string path)
        : file_(std::move(file)), stat_(stat), path_(std::move(path)) {}

    const FileStat& stat() const override { return stat_; }
    Result<std::size_t> read_at(std::uint64_t at, std::span<char> to) const override {
        std::size_t used = 0;
        while (used < to.size()) {
            const ::ssize_t count = retry([&] {
                return ::pread(file_.number(), to.data() + used, to.size() - used,
                               static_cast<::off_t>(at + used));
            });
            if (count == -1)
                return error_of(errno, path_, Access::Read);
            if (count == 0)
                break;
            used += static_cast<std::size_t>(count);
        }
        return used;
    }

private:
    Descriptor file_;
    FileStat stat_;
    std::string path_;
};

}  // namespace

FileStat DiskFileSystem::stat_of(const struct ::stat& status) {
    return {.type = type_of(status.st_mode),
            .size = static_cast<std::uint64_t>(status.st_size),
            .mtime_ns = nanoseconds(status.st_mtim),
            .ctime_ns = nanoseconds(status.st_ctim),
            .inode = status.st_ino,
            .device = status.st_dev};
}

Result<void> DiskFileSystem::read_pieces(int file, const std::string& path, const TakePiece& take) {
    std::string piece(piece_size, '\0');
    while (true) {
        const ::ssize_t count = retry([&] { return ::read(file, piece.data(), piece.size()); });
        if (count == -1)
            return error_of(errno, path, Access::Read);
        if (count == 0)
            return {};
        if (auto taken = take(std::string_view(piece).substr(0, static_cast<std::size_t>(count)));
            !taken)
            return taken;
    }
}

Result<std::vector<DirectoryEntry>> DiskFileSystem::list(const std::string& folder) const {
    Descriptor opened = opener_.open(folder, O_RDONLY | O_DIRECTORY, Links::NotLast);
    if (opened.number() == -1)
        return error_of(errno, folder, Access::Read);
    const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(opened.number()), ::closedir);
    if (!stream)
        return error_of(errno, folder, Access::Read);
    const int at = opened.release();  // the stream's now
    std::vector<DirectoryEntry> entries;
    while (true) {
        errno = 0;
        const ::dirent* entry = ::readdir(stream.get());
        if (entry == nullptr)
            break;
        std::string name = entry->d_name;
        if (name == "." || name == "..")
            continue;
        auto mode = static_cast<mode_t>(DTTOIF(entry->d_type));
        if (entry->d_type == DT_UNKNOWN) {
            struct ::stat status {};
            // A file that vanished meanwhile is no longer part of the folder.
            if (::fstatat(at, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == -1)
                continue;
            mode = status.st_mode;
        }
        entries.push_back({std::move(name), type_of(mode)});
    }
    if (errno != 0)
        return error_of(errno, folder, Access::Read);
    std::ranges::sort(entries, {}, &DirectoryEntry::name);
    return entries;
}

Result<std::optional<FileStat>> DiskFileSystem::stat(const std::string& path) const {
    struct ::stat status {};
    int result = 0;
    if (path.find("/./") == std::string::npos) {
        result =
            retry([&] { return ::fstatat(AT_FDCWD, path.c_str(), &status, AT_SYMLINK_NOFOLLOW); });
    } else {
        const auto parent = opener_.open_parent(path, Links::NotLast);
        result = parent.folder.number();
        if (result != -1)
            result = retry([&] {
                return ::fstatat(result, parent.name.c_str(), &status, AT_SYMLINK_NOFOLLOW);
            });
    }
    if (result != -1)
        return stat_of(status);
    if (is_missing(errno))
        return std::nullopt;
    return error_of(errno, path, Access::Read);
}

class DiskFolderStats : public FolderStats {
public:
    explicit DiskFolderStats(Descriptor folder, std::string path)
        : folder_(std::move(folder)), path_(std::move(path)) {}

    Result<std::optional<FileStat>> stat(const std::string& path) const override {
        struct ::stat status {};
        const int result = retry([&] {
            return ::fstatat(folder_.number(), path.c_str(), &status, AT_SYMLINK_NOFOLLOW);
        });
        if (result != -1)
            return DiskFileSystem::stat_of(status);
        if (is_missing(errno))
            return std::nullopt;
        return error_of(errno, path_ + "/" + path, Access::Read);
    }

private:
    Descriptor folder_;
    std::string path_;
};

std::unique_ptr<FolderStats> DiskFileSystem::stats_below(const std::string& folder) const {
    Descriptor opened(
        retry([&] { return ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC); }));
    // A folder that cannot be opened says why when it is asked.
    if (opened.number() == -1)
        return FileReader::stats_below(folder);
    return std::make_unique<DiskFolderStats>(std::move(opened), folder);
}

bool DiskFileSystem::is_settled(const FileStat& stat) const {
    struct ::timespec now {};
    ::clock_gettime(CLOCK_REALTIME, &now);
    const std::int64_t tick = stat.ctime_ns % second_ns == 0 ? coarse_tick_ns : tick_ns;
    return stat.ctime_ns + tick < nanoseconds(now);
}

// Without O_NONBLOCK, opening a pipe would wait for its writer.
Result<DiskFileSystem::RegularFile> DiskFileSystem::open_regular(const std::string& path) const {
    Descriptor file = opener_.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, Links::NotLast);
    struct ::stat status {};
    if (file.number() == -1 || ::fstat(file.number(), &status) == -1)
        return error_of(errno, path, Access::Read);
    if (S_ISDIR(status.st_mode))
        return failure(ids::path_folder, {path});
    if (!S_ISREG(status.st_mode))
        return failure(ids::path_special, {path});
    return RegularFile{std::move(file), stat_of(status)};
}

Result<std::string> DiskFileSystem::read(const std::string& path, std::uint64_t limit) const {
    auto opened = open_regular(path);
    if (!opened)
        return tl::unexpected(std::move(opened.error()));
    const auto too_large = [&](std::uint64_t size) {
        return failure(ids::file_too_large, {path, std::to_string(size), std::to_string(limit)});
    };
    if (opened->stat.size > limit)
        return too_large(opened->stat.size);
    std::string bytes;
    // One byte more than the file had: the end is seen without growing the text. By pieces, which nobody
    // fills with zeros before: the memory of a long text is written once.
    bytes.reserve(opened->stat.size + 1);
    use_large_pages(bytes);
    std::array<char, piece_size> buffer;
    const std::span<char> piece =
        std::span(buffer).first(std::clamp<std::uint64_t>(opened->stat.size + 1, least_piece, piece_size));
    while (true) {
        const ::ssize_t count = retry(
            [&] { return ::read(opened->file.number(), piece.data(), piece.size()); });
        if (count == -1)
            return error_of(errno, path, Access::Read);
        const auto size = static_cast<std::size_t>(count);
        if (bytes.size() + size > limit)
            return too_large(bytes.size() + size);
        bytes.append(piece.data(), size);
        // The size that it had, though more was asked for: this is the end.
        if (size == 0 || (bytes.size() == opened->stat.size && size < piece.size()))
            return bytes;
    }
}

Result<std::unique_ptr<OpenedFile>> DiskFileSystem::open(const std::string& path) const {
    auto opened = open_regular(path);
    if (!opened)
        return tl::unexpected(std::move(opened.error()));
    return std::make_unique<OpenedDiskFile>(std::move(opened->file), opened->stat, path);
}

Result<FileDigest> DiskFileSystem::digest(const std::string& path) const {
    auto opened = open_regular(path);
    if (!opened)
        return tl::unexpected(std::move(opened.error()));
    ContentHasher hasher;
    std::uint64_t size = 0;
    auto done = read_pieces(opened->file.number(), path, [&](std::string_view piece) {
        hasher.add(piece);
        size += piece.size();
        return Result<void>();
    });
    if (!done)
        return tl::unexpected(std::move(done.error()));
    return FileDigest{hasher.hash(), size};
}

Result<std::optional<std::string>> DiskFileSystem::real_path(const std::string& path) const {
    std::array<char, PATH_MAX> resolved{};
    if (::realpath(path.c_str(), resolved.data()) != nullptr)
        return std::string(resolved.data());
    // A link that leads nowhere is not a missing file: whoever makes one there must know.
    struct ::stat status {};
    if (is_missing(errno) && ::lstat(path.c_str(), &status) == -1 && is_missing(errno))
        return std::nullopt;
    return error_of(errno, path, Access::Read);
}

bool DiskFileSystem::is_writable(const std::string& folder) const {
    return ::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0;
}

Result<bool> DiskFileSystem::same_mount(const std::string& a, const std::string& b) const {
    std::array<struct ::statx, 2> status{};
    const std::array paths{&a, &b};
    for (std::size_t i = 0; i < paths.size(); ++i)
        if (::statx(AT_FDCWD, paths[i]->c_str(), 0, STATX_BASIC_STATS | STATX_MNT_ID, &status[i]) ==
            -1)
            return error_of(errno, *paths[i], Access::Read);
    const auto& [left, right] = status;
    const bool same_disk =
        left.stx_dev_major == right.stx_dev_major && left.stx_dev_minor == right.stx_dev_minor;
    const bool known = (left.stx_mask & right.stx_mask & STATX_MNT_ID) != 0;
    return same_disk && (!known || left.stx_mnt_id == right.stx_mnt_id);
}

}  // namespace vitrina
