// When to read again: saves come in bursts, and a file that is being written is not read half.
//
// A pure clockwork: the caller tells it the time. A file counts as open from its first change until
// it is told to be closed; editors that never tell are waited for only so long.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace vitrina {

class Burst {
public:
    using Time = std::chrono::steady_clock::time_point;

    enum class Event { Written, Finished };  // Finished: closed, renamed, removed, made
    void saw(const std::string& path, Event event, Time now);
    // When the burst is over, as far as is known now; nothing: there is none.
    std::optional<Time> due() const;
    // The paths of the burst, sorted; the next one begins.
    std::vector<std::string> take();

private:
    std::set<std::string> paths_;
    std::set<std::string> open_;
    Time first_;
    Time last_;
};

}  // namespace vitrina
