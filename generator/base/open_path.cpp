#include "base/open_path.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace vitrina {
namespace {

constexpr int folder_flags = O_PATH | O_DIRECTORY | O_CLOEXEC;

struct DividedPath {
    std::string root;  // links are followed; empty: the working folder
    std::string rest;  // relative, links are refused; empty: the root itself
};

// At the first `/./`, or at a `/.` that ends the path.
std::optional<DividedPath> divide(const std::string& path) {
    std::size_t cut = path.find("/./");
    if (cut == std::string::npos) {
        if (!path.ends_with("/."))
            return std::nullopt;
        cut = path.size() - 2;
    }
    std::string root = cut == 0 ? "/" : path.substr(0, cut);
    const std::size_t rest = path.find_first_not_of('/', std::min(cut + 3, path.size()));
    return DividedPath{std::move(root), rest == std::string::npos ? "" : path.substr(rest)};
}

bool leads_up(std::string_view rest) {
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        if (rest.substr(0, end) == "..")
            return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

int open_part(int folder, std::string_view part, int flags, mode_t mode) {
    const std::string name(part);
    const int opened =
        retry([&] { return ::openat(folder, name.c_str(), flags | O_NOFOLLOW, mode); });
    // With O_DIRECTORY the kernel says of a link only that it is no folder.
    struct ::stat status {};
    if (opened == -1 && errno == ENOTDIR)
        errno = ::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
                        S_ISLNK(status.st_mode)
                    ? ELOOP
                    : ENOTDIR;
    return opened;
}

// Without openat2: each folder on the way is opened by itself, none of them through a link.
int open_part_by_part(int at, std::string_view path, int flags, mode_t mode) {
    Descriptor here;
    if (path.starts_with('/')) {
        here = Descriptor(::open("/", folder_flags));
        at = here.number();
    }
    while (true) {
        path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view part = path.substr(0, end);
        if (path.find_first_not_of('/', end) == std::string_view::npos)
            return open_part(at, part.empty() ? "." : part, flags, mode);
        Descriptor next(open_part(at, part, folder_flags, 0));
        if (next.number() == -1)
            return -1;
        here = std::move(next);
        at = here.number();
        path.remove_prefix(end);
    }
}

}  // namespace

Descriptor::~Descriptor() {
    close();
}

int Descriptor::close() {
    if (number_ == -1)
        return 0;
    // After EINTR the descriptor is gone all the same on Linux: never repeated.
    const int result = ::close(std::exchange(number_, -1));
    return result == -1 && errno == EINTR ? 0 : result;
}

tl::unexpected<Error> error_of(int reason, const std::string& path, Access access) {
    const std::string text = std::generic_category().message(reason);
    switch (reason) {
        case ENOENT:
        case ENOTDIR:
            return failure(ids::file_missing, {path});
        case EACCES:
        case EPERM:
        case EROFS:
            return failure(ids::file_forbidden, {path, text});
        case ELOOP:
            return failure(ids::path_link, {path}, ExitCode::Refused);
        case EISDIR:
            return failure(ids::path_folder, {path});
        case ENXIO:
            return failure(ids::path_special, {path});
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return failure(ids::disk_full, {path, text});
        case EMFILE:
        case ENFILE:
            return failure(ids::too_many_open_files, {path});
        default:
            return failure(access == Access::Read ? ids::file_read : ids::file_write, {path, text});
    }
}

int PathOpener::open_strictly(int at, const std::string& path, int flags, mode_t mode) const {
    if (use_openat2_) {
        ::open_how how{};
        how.flags = static_cast<decltype(how.flags)>(flags);
        how.mode = (flags & O_CREAT) != 0 ? mode : 0;
        how.resolve = RESOLVE_NO_SYMLINKS;
        long opened = 0;
        do {
            opened = ::syscall(SYS_openat2, at, path.c_str(), &how, sizeof how);
        } while (opened == -1 && (errno == EINTR || errno == EAGAIN));
        if (opened != -1 || (errno != ENOSYS && errno != EPERM))
            return static_cast<int>(opened);
        // Old kernels lack the call, and some sandboxes forbid it.
        if (errno == ENOSYS)
            use_openat2_ = false;
    }
    return open_part_by_part(at, path, flags, mode);
}

std::string PathOpener::real_root(const std::string& root) const {
    const std::lock_guard guard(roots_mutex_);
    const auto known = roots_.find(root);
    if (known != roots_.end())
        return known->second;
    std::array<char, PATH_MAX> real{};
    if (::realpath(root.empty() ? "." : root.c_str(), real.data()) == nullptr)
        return "";
    return roots_.emplace(root, real.data()).first->second;
}

Descriptor PathOpener::open(const std::string& path, int flags, Links links, mode_t mode) const {
    flags |= O_CLOEXEC;
    if (const auto divided = divide(path)) {
        if (leads_up(divided->rest)) {
            errno = EXDEV;
            return {};
        }
        const std::string root = real_root(divided->root);
        if (root.empty())
            return {};
        return Descriptor(open_strictly(AT_FDCWD, root + "/" + divided->rest, flags, mode));
    }
    if (links == Links::Nowhere)
        return Descriptor(open_strictly(AT_FDCWD, path, flags, mode));
    return Descriptor(retry([&] { return ::open(path.c_str(), flags | O_NOFOLLOW, mode); }));
}

Descriptor PathOpener::open_below(const Descriptor& folder,
                                  const std::string& rest,
                                  int flags,
                                  mode_t mode) const {
    return Descriptor(open_strictly(folder.number(), rest, flags | O_CLOEXEC, mode));
}

PathOpener::Parent PathOpener::open_parent(const std::string& path, Links links) const {
    const std::size_t end = path.find_last_not_of('/');
    const std::string whole = path.substr(0, end + 1);  // npos + 1 is 0: the path is `/`
    if (whole.empty() || whole.ends_with("/."))
        return {open(whole.empty() ? "/" : whole, folder_flags, links), "."};
    const std::size_t slash = whole.rfind('/');
    std::string name = whole.substr(slash + 1);
    if (slash == std::string::npos)
        return {Descriptor(retry([] { return ::open(".", folder_flags); })), std::move(name)};
    std::string folder = slash == 0 ? "/" : whole.substr(0, slash);
    // Reading follows links on the way: the folder is reached as any path is, its last part too.
    if (links == Links::NotLast && !divide(folder))
        return {Descriptor(retry([&] { return ::open(folder.c_str(), folder_flags); })),
                std::move(name)};
    return {open(folder, folder_flags, links), std::move(name)};
}

}  // namespace vitrina
