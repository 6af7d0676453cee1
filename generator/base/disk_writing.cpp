// The half of DiskFileSystem that changes the disk.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <mutex>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/disk_file_system.h"

namespace vitrina {
namespace {

constexpr mode_t file_mode = 0644;
constexpr mode_t folder_mode = 0755;
constexpr mode_t mode_bits = 07777;

Result<void> write_all(int file, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const ::ssize_t count = retry([&] { return ::write(file, bytes.data(), bytes.size()); });
        if (count == -1)
            return error_of(errno, path, Access::Write);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

// False and errno, or a folder that was made here, of mode 0755 whatever the umask; what stood
// there already is no error and may be anything.
bool make_folder_at(int at, const char* name, bool& made) {
    made = ::mkdirat(at, name, folder_mode) == 0;
    if (!made)
        return errno == EEXIST;
    struct ::stat status {};
    if (::fstatat(at, name, &status, AT_SYMLINK_NOFOLLOW) == -1)
        return false;
    // The bits above 0777 may come from the folder around it (a shared group), and stay.
    const mode_t mode = (status.st_mode & mode_bits & ~mode_t{0777}) | folder_mode;
    return (status.st_mode & 0777) == folder_mode || ::fchmodat(at, name, mode, 0) == 0;
}

class HeldLock : public FileLock {
public:
    explicit HeldLock(Descriptor file) : file_(std::move(file)) {}

private:
    Descriptor file_;  // the kernel lets go of the lock when this closes
};

}  // namespace

// Keeps the folders that were used last open: pages stand each in a folder of its own, many of them
// in one folder above.
class DiskFolderWriter : public FolderWriter {
public:
    DiskFolderWriter(DiskFileSystem& files, std::string folder)
        : files_(files), folder_(std::move(folder)) {}

    Result<FileStat> create(const std::string& path, std::string_view bytes) override {
        const std::string place = folder_ + "/" + path;
        const std::size_t slash = path.rfind('/');
        const bool has_folder = slash != std::string::npos;
        const std::string folder = has_folder ? path.substr(0, slash) : "";
        const std::size_t name = folder.find_last_of('/') + 1;  // npos + 1 is 0
        auto above = open_folder(folder.substr(0, name));
        if (!above)
            return tl::unexpected(std::move(above.error()));
        bool made = false;
        if (has_folder && !make_folder_at((*above)->number(), folder.c_str() + name, made))
            return error_of(errno, place, Access::Write);
        Descriptor file = files_.opener_.open_below(**above, path.substr(name),
                                                    O_WRONLY | O_CREAT | O_EXCL, file_mode);
        if (file.number() == -1)
            return error_of(errno, place, Access::Write);
        auto written = write_all(file.number(), bytes, place);
        struct ::stat status {};
        if (written && DiskFileSystem::settle_mode(file.number(), status) == -1)
            written = error_of(errno, place, Access::Write);
        return files_.finish_new(std::move(file), std::move(written), place).map([&] {
            return DiskFileSystem::stat_of(status);
        });
    }

private:
    using OpenFolder = std::shared_ptr<const Descriptor>;

    Result<OpenFolder> open_folder(const std::string& path) {
        const std::lock_guard guard(mutex_);
        const auto known =
            std::ranges::find(open_, path, &std::pair<std::string, OpenFolder>::first);
        if (known != open_.end()) {
            std::rotate(open_.begin(), known, known + 1);
            return open_.front().second;
        }
        const std::string place = folder_ + "/" + path + ".";
        if (auto made = files_.make_folders(folder_ + "/" + path); !made)
            return tl::unexpected(std::move(made.error()));
        auto folder = std::make_shared<Descriptor>(
            files_.opener_.open(place, O_PATH | O_DIRECTORY, Links::Nowhere));
        if (folder->number() == -1)
            return error_of(errno, place, Access::Write);
        if (open_.size() == most_open)
            open_.pop_back();
        open_.insert(open_.begin(), {path, folder});
        return folder;
    }

    static constexpr std::size_t most_open = 8;

    DiskFileSystem& files_;
    std::string folder_;
    std::mutex mutex_;
    std::vector<std::pair<std::string, OpenFolder>> open_;  // the last used first
};

std::unique_ptr<FolderWriter> DiskFileSystem::write_below(const std::string& folder) {
    return std::make_unique<DiskFolderWriter>(*this, folder);
}

// The mode given to open(2) passes through the umask, and some disks have ideas of their own.
int DiskFileSystem::settle_mode(int file, struct ::stat& status) {
    if (::fstat(file, &status) == -1)
        return -1;
    if ((status.st_mode & mode_bits) == file_mode)
        return 0;
    return ::fchmod(file, file_mode) == -1 ? -1 : ::fstat(file, &status);
}

Result<Descriptor> DiskFileSystem::open_new(const std::string& path) const {
    Descriptor file = opener_.open(path, O_WRONLY | O_CREAT | O_EXCL, Links::Nowhere, file_mode);
    struct ::stat status {};
    if (file.number() == -1 || settle_mode(file.number(), status) == -1)
        return error_of(errno, path, Access::Write);
    return file;
}

// Half a file is none: what could not be written to its end is removed again.
Result<void> DiskFileSystem::finish_new(Descriptor file,
                                        Result<void> written,
                                        const std::string& path) {
    if (file.close() == -1 && written)
        written = error_of(errno, path, Access::Write);
    if (!written)
        static_cast<void>(remove_file(path));
    return written;
}

Result<void> DiskFileSystem::create(const std::string& path, std::string_view bytes) {
    auto file = open_new(path);
    if (!file)
        return tl::unexpected(std::move(file.error()));
    auto written = write_all(file->number(), bytes, path);
    return finish_new(std::move(*file), std::move(written), path);
}

Result<FileDigest> DiskFileSystem::copy(const std::string& from, const std::string& to) {
    auto source = open_regular(from);
    if (!source)
        return tl::unexpected(std::move(source.error()));
    auto target = open_new(to);
    if (!target)
        return tl::unexpected(std::move(target.error()));
    ContentHasher hasher;
    std::uint64_t size = 0;
    auto copied = read_pieces(source->file.number(), from, [&](std::string_view piece) {
        hasher.add(piece);
        size += piece.size();
        return write_all(target->number(), piece, to);
    });
    auto finished = finish_new(std::move(*target), std::move(copied), to);
    if (!finished)
        return tl::unexpected(std::move(finished.error()));
    return FileDigest{hasher.hash(), size};
}

Result<void> DiskFileSystem::make_folders(const std::string& folder) {
    if (folder.empty())
        return {};
    auto parent = opener_.open_parent(folder, Links::Nowhere);
    if (parent.folder.number() == -1 && errno == ENOENT) {
        const std::size_t slash = folder.find_last_of('/', folder.find_last_not_of('/'));
        if (auto made = make_folders(folder.substr(0, slash)); !made)
            return made;
        parent = opener_.open_parent(folder, Links::Nowhere);
    }
    const int at = parent.folder.number();
    const char* name = parent.name.c_str();
    if (at == -1)
        return error_of(errno, folder, Access::Write);
    bool made = false;
    if (!make_folder_at(at, name, made))
        return error_of(errno, folder, Access::Write);
    if (made)
        return {};
    struct ::stat status {};
    if (::fstatat(at, name, &status, AT_SYMLINK_NOFOLLOW) == -1)
        return error_of(errno, folder, Access::Write);
    if (!S_ISDIR(status.st_mode))
        return error_of(S_ISLNK(status.st_mode) ? ELOOP : EEXIST, folder, Access::Write);
    return {};
}

int DiskFileSystem::rename_at(const std::string& from,
                              const std::string& to,
                              unsigned int flags) const {
    const auto source = opener_.open_parent(from, Links::Nowhere);
    if (source.folder.number() == -1)
        return -1;
    const auto target = opener_.open_parent(to, Links::Nowhere);
    if (target.folder.number() == -1)
        return -1;
    return retry([&] {
        return ::renameat2(source.folder.number(), source.name.c_str(), target.folder.number(),
                           target.name.c_str(), flags);
    });
}

Result<void> DiskFileSystem::rename(const std::string& from, const std::string& to) {
    if (rename_at(from, to, 0) == -1)
        return error_of(errno, to, Access::Write);
    return {};
}

Result<bool> DiskFileSystem::rename_new(const std::string& from, const std::string& to) {
    if (rename_at(from, to, RENAME_NOREPLACE) == 0)
        return true;
    if (errno == EEXIST)
        return false;
    if (errno != EINVAL && errno != ENOSYS)
        return error_of(errno, to, Access::Write);
    // Some network disks cannot do it in one step.
    const auto there = stat(to);
    if (!there)
        return tl::unexpected(there.error());
    if (*there)
        return false;
    return rename(from, to).map([] { return true; });
}

Result<void> DiskFileSystem::remove_file(const std::string& path) {
    const auto parent = opener_.open_parent(path, Links::Nowhere);
    if (parent.folder.number() == -1 ||
        ::unlinkat(parent.folder.number(), parent.name.c_str(), 0) == -1)
        return error_of(errno, path, Access::Write);
    return {};
}

Result<bool> DiskFileSystem::remove_empty_folder(const std::string& folder) {
    const auto parent = opener_.open_parent(folder, Links::Nowhere);
    if (parent.folder.number() == -1)
        return error_of(errno, folder, Access::Write);
    if (::unlinkat(parent.folder.number(), parent.name.c_str(), AT_REMOVEDIR) == 0)
        return true;
    if (errno == ENOTEMPTY || errno == EEXIST)
        return false;
    return error_of(errno, folder, Access::Write);
}

Result<void> DiskFileSystem::sync(const std::string& folder) {
    const Descriptor opened = opener_.open(folder, O_RDONLY | O_DIRECTORY, Links::Nowhere);
    if (opened.number() == -1 || ::syncfs(opened.number()) == -1)
        return error_of(errno, folder, Access::Write);
    return {};
}

Result<void> DiskFileSystem::sync_file(const std::string& path) {
    const Descriptor file = opener_.open(path, O_RDONLY | O_NONBLOCK, Links::Nowhere);
    if (file.number() == -1 || ::fsync(file.number()) == -1)
        return error_of(errno, path, Access::Write);
    const auto parent = opener_.open_parent(path, Links::Nowhere);
    const Descriptor folder(
        ::openat(parent.folder.number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() == -1 || ::fsync(folder.number()) == -1)
        return error_of(errno, path, Access::Write);
    return {};
}

Result<std::unique_ptr<FileLock>> DiskFileSystem::try_lock(const std::string& path) {
    Descriptor file = opener_.open(path, O_RDWR | O_CREAT | O_NONBLOCK, Links::Nowhere, file_mode);
    if (file.number() == -1)
        return error_of(errno, path, Access::Write);
    if (retry([&] { return ::flock(file.number(), LOCK_EX | LOCK_NB); }) == -1) {
        if (errno == EWOULDBLOCK)
            return nullptr;
        return failure(ids::publish_unlocked, {path});
    }
    // Who holds it is a courtesy to the one who waits: the lock is held without it.
    const std::string holder = fmt::format("{}\n", ::getpid());
    if (::ftruncate(file.number(), 0) == 0)
        static_cast<void>(write_all(file.number(), holder, path));
    return std::make_unique<HeldLock>(std::move(file));
}

}  // namespace vitrina
