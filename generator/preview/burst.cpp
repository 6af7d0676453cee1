#include "preview/burst.h"

#include <algorithm>

namespace vitrina {
namespace {

using namespace std::chrono_literals;

constexpr auto quiet = 8ms;          // after the last event, when every file is closed
constexpr auto quiet_if_open = 150ms;
constexpr auto longest = 300ms;      // after the first event, whatever comes

}  // namespace

void Burst::saw(const std::string& path, Event event, Time now) {
    if (paths_.empty())
        first_ = now;
    last_ = now;
    paths_.insert(path);
    if (event == Event::Written)
        open_.insert(path);
    else
        open_.erase(path);
}

std::optional<Burst::Time> Burst::due() const {
    if (paths_.empty())
        return std::nullopt;
    return std::min(first_ + longest, last_ + (open_.empty() ? quiet : quiet_if_open));
}

std::vector<std::string> Burst::take() {
    std::vector<std::string> paths(paths_.begin(), paths_.end());
    paths_.clear();
    open_.clear();
    return paths;
}

}  // namespace vitrina
