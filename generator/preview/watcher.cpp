#include "preview/watcher.h"

#include <algorithm>
#include <utility>

namespace vitrina {
namespace {

using Clock = std::chrono::steady_clock;

std::string_view name_of(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

}  // namespace

Watcher::Watcher(const FileSystem& files, WatchOptions options)
    : options_(std::move(options)), scan_(files, options_.folders, options_.skip) {
    if (options_.poll)
        polling_reason_ = "--poll";
    for (const std::string& folder : options_.folders)
        if (const auto silent = silent_file_system(folder); silent && polling_reason_.empty())
            polling_reason_ = *silent;
    if (polling_reason_.empty())
        watch_folders();
}

void Watcher::watch_folders() {
    for (const std::string& folder : scan_.folders())
        if (polling_reason_.empty() && !events_.watch(folder))
            polling_reason_ = "inotify";
}

void Watcher::take_events(const std::vector<FolderEvent>& events) {
    for (const FolderEvent& event : events) {
        if (event.path.empty())
            must_look_ = true;
        else if (!FolderScan::is_ignored(name_of(event.path)))
            burst_.saw(event.path, event.is_written ? Burst::Event::Written : Burst::Event::Finished,
                       Clock::now());
    }
}

std::chrono::milliseconds Watcher::time_to_wait(Burst::Time next_look) const {
    const Burst::Time next = std::min(next_look, burst_.due().value_or(next_look));
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now());
    return std::clamp(left, std::chrono::milliseconds(0), options_.look_time);
}

void Watcher::run(const std::function<void(std::vector<std::string>)>& changed,
                  const std::function<void()>& tick) {
    const auto tell = [&](std::vector<std::string> paths) {
        if (paths.empty())
            return;
        // What came into a new folder before it was watched has told nobody.
        if (polling_reason_.empty()) {
            watch_folders();
            for (std::string& late : scan_.look(paths))
                paths.push_back(std::move(late));
        }
        changed(std::move(paths));
    };
    // Sources of many thousands of files are not looked at all the time.
    auto pause = polling_reason_.empty() ? options_.look_time : options_.poll_time;
    Burst::Time next_look = Clock::now() + pause;
    while (!is_ending_) {
        take_events(events_.wait(time_to_wait(next_look)));
        if (is_ending_)
            return;
        if (const auto due = burst_.due(); due && *due <= Clock::now())
            tell(scan_.look(burst_.take()));
        if (!must_look_ && Clock::now() < next_look)
            continue;
        must_look_ = false;
        const auto began = Clock::now();
        tell(scan_.rescan());
        const auto spent = std::chrono::ceil<std::chrono::milliseconds>(Clock::now() - began);
        pause = polling_reason_.empty() ? options_.look_time : options_.poll_time;
        next_look = Clock::now() + std::max(pause, 20 * spent);
        tick();
    }
}

void Watcher::stop() {
    is_ending_ = true;
    events_.wake();
}

}  // namespace vitrina
