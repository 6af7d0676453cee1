#include "preview/rebuilder.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace vitrina {

Rebuilder::Rebuilder(Rebuild rebuild, Piece piece)
    : rebuild_(std::move(rebuild)), piece_(std::move(piece)) {}

void Rebuilder::ask(std::vector<std::string> changed) {
    const std::scoped_lock lock(mutex_);
    is_anything_ = is_anything_ || changed.empty();
    std::ranges::move(changed, std::back_inserter(waiting_));
    std::ranges::sort(waiting_);
    waiting_.erase(std::unique(waiting_.begin(), waiting_.end()), waiting_.end());
    is_asked_ = true;
    asked_.notify_one();
}

// Whether a reading is wanted; waits for one if there is nothing else to do.
bool Rebuilder::take(std::vector<std::string>& changed, bool is_idle) {
    std::unique_lock lock(mutex_);
    if (is_idle)
        asked_.wait(lock, [this] { return is_asked_ || is_ending_; });
    if (is_ending_ || !is_asked_)
        return false;
    is_asked_ = false;
    changed = std::exchange(waiting_, {});
    if (std::exchange(is_anything_, false))
        changed.clear();
    return true;
}

void Rebuilder::run() {
    bool is_idle = false;
    for (;;) {
        std::vector<std::string> changed;
        if (take(changed, is_idle)) {
            rebuild_(std::move(changed));
            is_idle = false;
        }
        {
            const std::scoped_lock lock(mutex_);
            if (is_ending_)
                return;
            if (is_asked_)
                continue;
        }
        is_idle = !piece_();
    }
}

void Rebuilder::stop() {
    const std::scoped_lock lock(mutex_);
    is_ending_ = true;
    asked_.notify_one();
}

}  // namespace vitrina
