#include "preview/connection.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "preview/request_head.h"

namespace vitrina {
namespace {

using namespace std::chrono_literals;

// Whether the socket is ready within the time; EINTR is no end.
bool wait_for(int socket, short what, Connection::Clock::time_point deadline) {
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - Connection::Clock::now());
        if (left <= 0ms)
            return false;
        pollfd one{socket, what, 0};
        const int ready = poll(&one, 1, static_cast<int>(left.count()) + 1);
        if (ready > 0)
            return true;
        if (ready < 0 && errno != EINTR)
            return false;
    }
}

}  // namespace

Connection::Connection(int socket) : socket_(socket) {}

Connection::~Connection() {
    close(socket_);
}

Connection::Heard Connection::hear(Clock::time_point deadline, std::string& head) {
    std::array<char, 4096> piece{};
    for (;;) {
        // What a client may send ahead of a request.
        while (heard_.starts_with("\r\n"))
            heard_.erase(0, 2);
        const std::size_t end = end_of_head(heard_);
        if (end != std::string::npos && end <= largest_head) {
            head = heard_.substr(0, end);
            heard_.erase(0, end);
            return Heard::Head;
        }
        if (heard_.size() > largest_head)
            return Heard::TooLarge;
        if (!wait_for(socket_, POLLIN, deadline))
            return heard_.empty() ? Heard::Nothing : Heard::TooSlow;
        const ssize_t count = recv(socket_, piece.data(), piece.size(), MSG_DONTWAIT);
        if (count > 0)
            heard_.append(piece.data(), static_cast<std::size_t>(count));
        else if (count == 0 || (errno != EAGAIN && errno != EINTR))
            return Heard::Nothing;
    }
}

bool Connection::say(std::string_view bytes, std::chrono::milliseconds stall) {
    while (!bytes.empty()) {
        const ssize_t count =
            send(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count > 0)
            bytes.remove_prefix(static_cast<std::size_t>(count));
        else if (errno == EAGAIN && !wait_for(socket_, POLLOUT, Clock::now() + stall))
            return false;
        else if (errno != EAGAIN && errno != EINTR)
            return false;
    }
    return true;
}

// Closing a socket with unread bytes resets it, and the answer may be lost with that.
void Connection::finish() {
    shutdown(socket_, SHUT_WR);
    std::array<char, 4096> piece{};
    const auto deadline = Clock::now() + 200ms;
    for (int pieces = 0; pieces < 64 && wait_for(socket_, POLLIN, deadline); ++pieces)
        if (recv(socket_, piece.data(), piece.size(), MSG_DONTWAIT) <= 0)
            return;
}

void Connection::shut_down() {
    shutdown(socket_, SHUT_RDWR);
}

}  // namespace vitrina
