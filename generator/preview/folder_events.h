// What the kernel tells of folders: which files were written, made, renamed, removed.
//
// Source   inotify(7). Not every file system reports changes that others make; see `is_silent`.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vitrina {

struct FolderEvent {
    std::string path;          // empty: events were lost, look at everything
    bool is_written = false;   // and not yet closed
};

class FolderEvents {
public:
    FolderEvents();
    ~FolderEvents();
    FolderEvents(const FolderEvents&) = delete;
    FolderEvents& operator=(const FolderEvents&) = delete;

    // False: the system has no more watches, or none at all.
    bool watch(const std::string& folder);
    // Waits at most so long for events or `wake`.
    std::vector<FolderEvent> wait(std::chrono::milliseconds longest);
    // Ends a wait, from any thread.
    void wake();

private:
    void read_events(std::vector<FolderEvent>& to);

    int events_;
    int wake_;
    std::map<int, std::string> folders_;  // by watch
};

// Whether the folder's file system is one whose changes the kernel does not tell: of a network, of
// another system under WSL, of a user's program. Its name, for people.
std::optional<std::string> silent_file_system(const std::string& folder);
// The same of a file system by its number in statfs(2).
std::optional<std::string> silent_type(std::uint32_t magic);

}  // namespace vitrina
