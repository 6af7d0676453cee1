#include "preview/http_server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <limits>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <httplib.h>

#include "preview/connection.h"
#include "preview/request_head.h"

namespace vitrina {
namespace {

using namespace std::chrono_literals;
using Clock = Connection::Clock;

constexpr int backlog = 512;
constexpr std::size_t least_files = 24;  // that the process must be able to open
constexpr std::size_t requests_per_connection = 1000;
constexpr auto idle_thread_time = 5s;
constexpr std::size_t written_piece = 65536;

// What goes with every answer. No page of another site may read, frame or guess what is shown.
const httplib::Headers standing_headers{
    {"Accept-Ranges", "none"},
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy", "frame-ancestors 'none'"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Referrer-Policy", "same-origin"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
};

std::string_view reason_of(int status) {
    switch (status) {
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 503: return "Service Unavailable";
        case 431: return "Request Header Fields Too Large";
        default: return "Bad Request";
    }
}

std::string refusal_text(int status) {
    const std::string reason = std::to_string(status) + " " + std::string(reason_of(status));
    return "HTTP/1.1 " + reason + "\r\nConnection: close\r\nCache-Control: no-store\r\n" +
           (status == 405 ? "Allow: GET, HEAD\r\n" : "") +
           "Content-Type: text/plain\r\nX-Content-Type-Options: nosniff\r\nContent-Length: " +
           std::to_string(reason.size() + 1) + "\r\n\r\n" + reason + "\n";
}

// False ends the connection: a file that has shrunk cannot be sent as long as it was told to be.
bool send_piece(const OpenedFile& file, std::size_t at, std::size_t left, httplib::DataSink& sink) {
    std::array<char, written_piece> piece{};
    const std::size_t wanted = std::min(left, piece.size());
    const auto count = file.read_at(at, {piece.data(), wanted});
    return count && *count == wanted && sink.write(piece.data(), wanted);
}

// What the library reads is a head that has been judged; what it writes goes to the connection.
class JudgedStream : public httplib::Stream {
public:
    JudgedStream(Connection& connection, std::string_view head, std::chrono::milliseconds stall)
        : connection_(connection), head_(head), stall_(stall) {}

    bool is_readable() const override { return !head_.empty(); }
    bool is_writable() const override { return !has_failed_; }
    ssize_t read(char* to, std::size_t size) override {
        const std::size_t count = std::min(size, head_.size());
        std::copy_n(head_.data(), count, to);
        head_.remove_prefix(count);
        return static_cast<ssize_t>(count);
    }
    ssize_t write(const char* bytes, std::size_t size) override {
        has_failed_ = has_failed_ || !connection_.say({bytes, size}, stall_);
        return has_failed_ ? -1 : static_cast<ssize_t>(size);
    }
    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}
    socket_t socket() const override { return INVALID_SOCKET; }

    bool has_failed() const { return has_failed_; }

private:
    Connection& connection_;
    std::string_view head_;
    std::chrono::milliseconds stall_;
    bool has_failed_ = false;
};

// A thread for each job, made when none is idle; none above the limit. A job too many is done by who
// brings it: the thread that accepts connections, which knows what to do with it.
class ConnectionThreads : public httplib::TaskQueue {
public:
    ConnectionThreads(std::size_t limit, std::size_t waiting) : limit_(limit), waiting_(waiting) {}

    void enqueue(std::function<void()> job) override {
        std::unique_lock lock(mutex_);
        join_ended();
        const bool is_full = idle_ <= jobs_.size() && threads_.size() >= limit_;
        if (is_full && jobs_.size() - idle_ >= waiting_) {
            lock.unlock();
            job();
            return;
        }
        jobs_.push_back(std::move(job));
        if (idle_ < jobs_.size() && threads_.size() < limit_)
            start_thread();
        wake_.notify_one();
    }

    void shutdown() override {
        std::unique_lock lock(mutex_);
        is_ending_ = true;
        wake_.notify_all();
        auto threads = std::move(threads_);
        lock.unlock();
        for (auto& [id, thread] : threads)
            thread.join();
    }

private:
    void start_thread() {
        try {
            std::thread thread([this] { work(); });
            const auto id = thread.get_id();
            threads_.emplace(id, std::move(thread));
        } catch (const std::system_error&) {
            // The threads that are there will come to the job.
        }
    }

    void join_ended() {
        for (const std::thread::id id : std::exchange(ended_, {}))
            if (const auto thread = threads_.find(id); thread != threads_.end()) {
                thread->second.join();
                threads_.erase(thread);
            }
    }

    void work() {
        std::unique_lock lock(mutex_);
        for (;;) {
            ++idle_;
            wake_.wait_for(lock, idle_thread_time, [this] { return is_ending_ || !jobs_.empty(); });
            --idle_;
            if (jobs_.empty())
                break;
            const std::function<void()> job = std::move(jobs_.front());
            jobs_.pop_front();
            lock.unlock();
            job();
            lock.lock();
        }
        ended_.push_back(std::this_thread::get_id());
    }

    const std::size_t limit_;
    const std::size_t waiting_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> jobs_;
    std::map<std::thread::id, std::thread> threads_;
    std::vector<std::thread::id> ended_;
    std::size_t idle_ = 0;
    bool is_ending_ = false;
};

}  // namespace

class HttpServer::Impl : public httplib::Server {
public:
    Impl(Respond respond, HttpLimits limits) : respond_(std::move(respond)), limits_(limits) {
        rlimit files{};
        if (getrlimit(RLIMIT_NOFILE, &files) == 0)
            files_ = files.rlim_cur;
        limits_.connections = std::min(limits_.connections, files_ / 2);
        limits_.waiting = std::min(limits_.waiting, files_ / 8);
        new_task_queue = [this] {
            return new ConnectionThreads(limits_.connections, limits_.waiting);
        };
        set_default_headers(standing_headers);
        set_payload_max_length(0);
        set_keep_alive_max_count(requests_per_connection);
        // Two previews must not share a port.
        set_socket_options([](socket_t socket) {
            const int yes = 1;
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& to) {
            answer(request, to);
            return HandlerResponse::Handled;
        });
        set_exception_handler([](const httplib::Request&, httplib::Response& to,
                                 const std::exception_ptr&) { to.status = 500; });
    }

    ~Impl() override { close_port(); }

    Result<int> open(int port) {
        constexpr int largest_port = 65535;
        // Browsers would wait for ever for a connection that cannot be accepted.
        if (files_ < least_files)
            return failure(ids::preview_port_refused, {std::to_string(port), std::strerror(EMFILE)});
        errno = 0;
        bool is_open = false;
        if (port == 0)
            is_open = (port = bind_to_any_port("127.0.0.1")) > 0;
        else if (port <= largest_port)
            is_open = bind_to_port("127.0.0.1", port);
        if (!is_open) {
            const int error = errno == 0 ? EINVAL : errno;
            if (error == EADDRINUSE)
                return failure(ids::preview_port_taken, {std::to_string(port)});
            return failure(ids::preview_port_refused, {std::to_string(port), std::strerror(error)});
        }
        // The library's own queue is of five.
        ::listen(svr_sock_, backlog);
        return port;
    }

    void run() {
        accepting_ = std::this_thread::get_id();
        is_started_ = true;
        if (!is_ending_)
            listen_after_bind();
        is_over_ = true;
    }

    void end() {
        is_ending_ = true;
        // The library forgets a `stop` that comes before it listens.
        while (is_started_ && !is_over_ && !is_running())
            std::this_thread::yield();
        stop();
        close_port();
        const std::scoped_lock lock(mutex_);
        for (const auto& [connection, waits_since] : connections_)
            connection->shut_down();
    }

private:
    // What the library leaves open when it never listened.
    void close_port() {
        if (const socket_t port = svr_sock_.exchange(INVALID_SOCKET); port != INVALID_SOCKET)
            ::close(port);
    }

    bool process_and_close_socket(socket_t socket) override {
        const int yes = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        Connection connection(socket);
        if (std::this_thread::get_id() == accepting_) {
            connection.say(refusal_text(503), 0ms);
            return false;
        }
        enter(connection);
        converse(connection);
        leave(connection);
        return true;
    }

    void converse(Connection& connection) {
        std::string head;
        for (std::size_t i = 0; i < requests_per_connection && !is_ending_; ++i) {
            const Connection::Heard heard =
                connection.hear(Clock::now() + limits_.head_time, head);
            if (heard == Connection::Heard::Nothing)
                return;
            RequestHead judged;
            if (heard == Connection::Heard::Head)
                judged = judge_head(head);
            else
                judged.refusal = heard == Connection::Heard::TooLarge ? 431 : 408;
            if (judged.refusal != 0) {
                if (connection.say(refusal_text(judged.refusal), limits_.stall_time))
                    connection.finish();
                return;
            }
            set_waiting(connection, false);
            if (!pass_on(connection, judged.canonical, i + 1 == requests_per_connection))
                return;
            set_waiting(connection, true);
        }
    }

    // Whether the connection stays open; with the last request the browser is told that it does not.
    bool pass_on(Connection& connection, std::string_view head, bool is_last) {
        JudgedStream stream(connection, head, limits_.stall_time);
        bool is_closed = false;
        const bool is_done = process_request(stream, is_last, is_closed, nullptr);
        return is_done && !is_last && !is_closed && !stream.has_failed();
    }

    void answer(const httplib::Request& request, httplib::Response& to) {
        const PreviewAnswer answer =
            respond_({request.method == "HEAD", request.target, request.get_header_value("Host"),
                      request.get_header_value("If-None-Match"),
                      request.get_header_value("Sec-Fetch-Site")});
        to.status = answer.status;
        if (!answer.tag.empty())
            to.set_header("ETag", '"' + answer.tag + '"');
        if (!answer.location.empty())
            to.set_header("Location", answer.location);
        if (answer.status == 304)
            return;
        if (answer.body)
            to.set_content_provider(
                answer.body->size(), std::string(answer.type),
                [body = answer.body](std::size_t at, std::size_t left, httplib::DataSink& sink) {
                    return sink.write(body->data() + at, std::min(left, written_piece));
                });
        else if (answer.content)
            to.set_content_provider(
                answer.content->stat().size, std::string(answer.type),
                [file = answer.content](std::size_t at, std::size_t left, httplib::DataSink& sink) {
                    return send_piece(*file, at, left, sink);
                });
    }

    void enter(Connection& connection) {
        const std::scoped_lock lock(mutex_);
        // One less than there may be threads: a new connection must get one to be judged.
        if (connections_.size() + 1 >= limits_.connections)
            drop_longest_waiting();
        connections_[&connection] = Clock::now();
        if (is_ending_)
            connection.shut_down();
    }

    void drop_longest_waiting() {
        const auto longest = std::ranges::min_element(connections_, {}, [](const auto& one) {
            return one.second.value_or(Clock::time_point::max());
        });
        if (longest != connections_.end() && longest->second)
            longest->first->shut_down();
    }

    void leave(Connection& connection) {
        const std::scoped_lock lock(mutex_);
        connections_.erase(&connection);
    }

    void set_waiting(Connection& connection, bool is_waiting) {
        const std::scoped_lock lock(mutex_);
        connections_[&connection] = is_waiting ? std::optional(Clock::now()) : std::nullopt;
    }

    Respond respond_;
    HttpLimits limits_;
    std::size_t files_ = std::numeric_limits<std::size_t>::max();
    std::thread::id accepting_;
    std::atomic<bool> is_started_ = false;
    std::atomic<bool> is_ending_ = false;
    std::atomic<bool> is_over_ = false;
    std::mutex mutex_;
    // Since when each has kept the server waiting for a request; nothing: it is being answered.
    std::map<Connection*, std::optional<Clock::time_point>> connections_;
};

HttpServer::HttpServer(Respond respond, HttpLimits limits)
    : impl_(std::make_unique<Impl>(std::move(respond), limits)) {}

HttpServer::~HttpServer() = default;

Result<int> HttpServer::open(int port) {
    return impl_->open(port);
}

void HttpServer::run() {
    impl_->run();
}

void HttpServer::stop() {
    impl_->end();
}

}  // namespace vitrina
