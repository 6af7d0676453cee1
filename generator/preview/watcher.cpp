#include "preview/watcher.h"

#include <algorithm>
#include <utility>

namespace vitrina {
namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

Watcher::Watcher(const FileReader& files, WatchOptions options)
    : options_(std::move(options)), scan_(files, options_.folders) {
    if (options_.poll)
        polling_reason_ = "--poll";
    std::vector<std::string> roots = options_.folders.themes;
    roots.push_back(options_.folders.content);
    for (const std::string& folder : roots)
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
        else if (scan_.matters(event.path))
            burst_.saw(event.path, event.is_written ? Burst::Event::Written : Burst::Event::Finished,
                       Clock::now());
    }
}

std::chrono::milliseconds Watcher::time_to_wait(Burst::Time next_look) const {
    const Burst::Time next = std::min(next_look, burst_.due().value_or(next_look));
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now());
    return std::clamp(left, std::chrono::milliseconds(0), options_.look_time);
}

void Watcher::tell(std::vector<std::string> paths, const WatchReports& reports) {
    if (paths.empty())
        return;
    // What came into a new folder before it was watched has told nobody.
    if (polling_reason_.empty()) {
        watch_folders();
        for (std::string& late : scan_.look(paths))
            paths.push_back(std::move(late));
        if (!polling_reason_.empty() && reports.polls)
            reports.polls(polling_reason_);
    }
    reports.changed(std::move(paths));
}

void Watcher::run(const WatchReports& reports) {
    // Sources of many thousands of files are not looked at all the time.
    auto pause = polling_reason_.empty() ? options_.look_time : options_.poll_time;
    Burst::Time next_look = Clock::now() + pause;
    while (!is_ending_) {
        take_events(events_.wait(time_to_wait(next_look)));
        if (is_ending_)
            return;
        if (const auto due = burst_.due(); due && *due <= Clock::now())
            tell(scan_.look(burst_.take()), reports);
        if (!must_look_ && Clock::now() < next_look)
            continue;
        must_look_ = false;
        const auto began = Clock::now();
        tell(scan_.rescan(), reports);
        const auto spent = std::chrono::ceil<std::chrono::milliseconds>(Clock::now() - began);
        pause = polling_reason_.empty() ? options_.look_time : options_.poll_time;
        next_look = Clock::now() + std::max(pause, 20 * spent);
        if (reports.tick)
            reports.tick();
    }
}

void Watcher::stop() {
    is_ending_ = true;
    events_.wake();
}

}  // namespace vitrina
