#include "preview/folder_events.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "content/walk.h"

namespace vitrina {
namespace {

constexpr std::uint32_t watched = IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_CREATE | IN_DELETE |
                                  IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF |
                                  IN_EXCL_UNLINK;

struct SilentType {
    std::uint32_t magic;
    std::string_view name;
};

// Source: statfs(2), linux/magic.h; WSL's own are 9p and wslfs.
constexpr auto silent_types = std::to_array<SilentType>({
    {0x01021997, "9p"},
    {0x53464846, "wslfs"},
    {0xFF534D42, "CIFS"},
    {0xFE534D42, "SMB2"},
    {0x517B, "SMB"},
    {0x6969, "NFS"},
    {0x65735546, "FUSE"},
    {0x786F4256, "vboxsf"},
    {0x00C36400, "Ceph"},
    {0x73757245, "Coda"},
    {0x5346414F, "AFS"},
});

}  // namespace

FolderEvents::FolderEvents()
    : events_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

FolderEvents::~FolderEvents() {
    if (events_ >= 0)
        close(events_);
    if (wake_ >= 0)
        close(wake_);
}

bool FolderEvents::watch(const std::string& folder) {
    if (events_ < 0)
        return false;
    const int watch = inotify_add_watch(events_, folder.c_str(), watched | IN_ONLYDIR);
    // A folder that has gone meanwhile is no want of watches.
    if (watch < 0)
        return errno == ENOENT || errno == ENOTDIR || errno == EACCES;
    folders_[watch] = folder;
    return true;
}

std::vector<FolderEvent> FolderEvents::wait(std::chrono::milliseconds longest) {
    std::array<pollfd, 2> ready{{{wake_, POLLIN, 0}, {events_, POLLIN, 0}}};
    poll(ready.data(), events_ >= 0 ? 2 : 1, static_cast<int>(longest.count()));
    std::uint64_t count = 0;
    while (read(wake_, &count, sizeof count) > 0) {
    }
    std::vector<FolderEvent> found;
    if (events_ >= 0)
        read_events(found);
    return found;
}

void FolderEvents::read_events(std::vector<FolderEvent>& to) {
    alignas(inotify_event) std::array<char, 65536> bytes{};
    for (;;) {
        const ssize_t count = read(events_, bytes.data(), bytes.size());
        if (count <= 0)
            return;
        for (std::size_t at = 0; at < static_cast<std::size_t>(count);) {
            inotify_event event{};
            std::memcpy(&event, bytes.data() + at, sizeof event);
            const std::string name =
                event.len > 0 ? std::string(bytes.data() + at + sizeof event) : std::string();
            at += sizeof event + event.len;
            const auto folder = folders_.find(event.wd);
            if ((event.mask & IN_Q_OVERFLOW) != 0)
                to.push_back({});
            else if (folder == folders_.end())
                continue;
            else if ((event.mask & IN_IGNORED) != 0)
                folders_.erase(folder);
            else
                to.push_back({join_path(folder->second, name),
                              (event.mask & IN_MODIFY) != 0});
        }
    }
}

void FolderEvents::wake() {
    const std::uint64_t one = 1;
    if (write(wake_, &one, sizeof one) < 0)
        return;  // it is awake already
}

std::optional<std::string> silent_file_system(const std::string& folder) {
    struct statfs stat {};
    if (statfs(folder.c_str(), &stat) != 0)
        return std::nullopt;
    return silent_type(static_cast<std::uint32_t>(stat.f_type));
}

std::optional<std::string> silent_type(std::uint32_t magic) {
    const auto found = std::ranges::find(silent_types, magic, &SilentType::magic);
    return found == silent_types.end() ? std::nullopt : std::optional(std::string(found->name));
}

}  // namespace vitrina
