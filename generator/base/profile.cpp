#include "base/profile.h"

#include <algorithm>

namespace vitrina {

void Profile::add(std::string_view name, Clock::duration spent, std::size_t count) {
    const std::lock_guard guard(mutex_);
    auto row = std::ranges::find(rows_, name, &Row::name);
    if (row == rows_.end())
        row = rows_.insert(rows_.end(), Row{std::string(name), 0, 0});
    row->seconds += std::chrono::duration<double>(spent).count();
    row->count += count;
}

std::vector<Profile::Row> Profile::rows() const {
    const std::lock_guard guard(mutex_);
    return rows_;
}

}  // namespace vitrina
