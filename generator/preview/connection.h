// A connection of the preview's server: a socket that is read and written with deadlines and that
// another thread may shut down.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace vitrina {

class Connection {
public:
    using Clock = std::chrono::steady_clock;

    // Takes the socket over and closes it in the end.
    explicit Connection(int socket);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    enum class Heard { Head, Nothing, TooLarge, TooSlow };
    // The next request's head, with its empty line. `Nothing`: the other side has gone, or has sent
    // nothing in time.
    Heard hear(Clock::time_point deadline, std::string& head);
    // False: the other side has gone, or takes nothing for `stall`.
    bool say(std::string_view bytes, std::chrono::milliseconds stall);
    // Says no more, and lets the other side read what was said before it is cut off.
    void finish();
    // From any thread: reading and writing end at once.
    void shut_down();

private:
    int socket_;
    std::string heard_;  // bytes behind the last head
};

}  // namespace vitrina
