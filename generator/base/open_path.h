// Opening files by the rules of base/file_system.h: which links are followed, and which never.
//
// Linux    openat2(2) where the kernel has it, else one openat(2) per part of the path.
// Errors   a message of the machine for errno (`error_of`), with the path.
#pragma once

#include <atomic>
#include <cerrno>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include <sys/types.h>

#include "base/result.h"

namespace vitrina {

// An open file of the system, closed when it goes.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor();

    int number() const { return number_; }
    int release() { return std::exchange(number_, -1); }
    // The result of close(2): 0, or -1 and errno.
    int close();

private:
    int number_ = -1;
};

// Repeats a call of the system that a signal interrupted.
template <class Call>
auto retry(const Call& call) {
    auto result = call();
    while (result == -1 && errno == EINTR)
        result = call();
    return result;
}

enum class Access { Read, Write };

// What errno means for a path that was read or written.
tl::unexpected<Error> error_of(int reason, const std::string& path, Access access);

enum class Links {
    NotLast,  // followed on the way, refused as the last part
    Nowhere,  // refused in any part
};

class PathOpener {
public:
    explicit PathOpener(bool use_openat2) : use_openat2_(use_openat2) {}

    // As open(2); -1 and errno. `links` concerns paths without `/./`.
    Descriptor open(const std::string& path, int flags, Links links, mode_t mode = 0) const;

    // Below an open folder: `rest` is relative, links are refused in any part of it.
    Descriptor open_below(const Descriptor& folder,
                          const std::string& rest,
                          int flags,
                          mode_t mode = 0) const;

    // The folder that holds the path's last part, for calls of the …at family. `name` is that part;
    // `.` when the path is a folder that ends in `/.` or has one part only that is `/`.
    struct Parent {
        Descriptor folder;
        std::string name;
    };
    Parent open_parent(const std::string& path, Links links) const;

private:
    // `at`: an open folder that a relative path begins at, or AT_FDCWD.
    int open_strictly(int at, const std::string& path, int flags, mode_t mode) const;
    // Where the root of a confined path really is, found once; empty and errno.
    std::string real_root(const std::string& root) const;

    mutable std::atomic<bool> use_openat2_;
    mutable std::mutex roots_mutex_;
    mutable std::map<std::string, std::string> roots_;
};

}  // namespace vitrina
