// The progress line: on a terminal, for work that takes longer than half a second.
//
// Threads  `show` may be called from any; one of them draws.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "build.h"
#include "cli/command.h"

namespace vitrina {

class ProgressLine {
public:
    explicit ProgressLine(const CommonOptions& common);
    void show(const BuildProgress& progress);
    // Takes the line away before anything else is printed.
    void clear();

private:
    using Clock = std::chrono::steady_clock;

    std::string line_of(const BuildProgress& progress, std::int64_t now) const;

    const CommonOptions& common_;
    const bool is_shown_;
    const Clock::time_point start_ = Clock::now();
    std::atomic<std::int64_t> next_;       // when the line is drawn again, in ms since the start
    std::atomic<std::int64_t> began_ = 0;  // when the counted pass began
    std::atomic<bool> is_drawn_ = false;
};

}  // namespace vitrina
