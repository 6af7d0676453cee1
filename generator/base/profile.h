// Where the time of a build goes: how long each pass lasts, and what each kind of output costs.
//
// Units    seconds of wall time; work that threads share is summed over them.
// Threads  `add` may be called from any.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace vitrina {

class Profile {
public:
    using Clock = std::chrono::steady_clock;

    struct Row {
        std::string name;  // `read`, `render memo`
        double seconds = 0;
        std::size_t count = 0;
    };

    // Adds to the row of that name; rows stand in the order in which they were begun.
    void add(std::string_view name, Clock::duration spent, std::size_t count = 1);
    std::vector<Row> rows() const;

private:
    mutable std::mutex mutex_;
    std::vector<Row> rows_;
};

// Measures from here to the end of its scope; nothing at all without a profile.
class Stopwatch {
public:
    Stopwatch(Profile* profile, std::string_view name)
        : profile_(profile),
          name_(name),
          start_(profile ? Profile::Clock::now() : Profile::Clock::time_point()) {}
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;
    ~Stopwatch() {
        if (profile_)
            profile_->add(name_, Profile::Clock::now() - start_);
    }

private:
    Profile* profile_;
    std::string_view name_;
    Profile::Clock::time_point start_;
};

}  // namespace vitrina
