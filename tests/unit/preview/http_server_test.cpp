// The server on a real socket of this machine.
#include <array>
#include <atomic>
#include <cstring>
#include <future>
#include <thread>

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory_file_system.h"
#include "preview/http_server.h"

namespace vitrina {
namespace {

using namespace std::chrono_literals;

class Client {
public:
    explicit Client(int port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client() { close(socket_); }

    void say(const std::string& bytes) const {
        send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    // Everything until the other side closes.
    std::string hear() const {
        std::string all;
        std::array<char, 4096> piece{};
        for (ssize_t count = 1; count > 0;) {
            count = recv(socket_, piece.data(), piece.size(), 0);
            all.append(piece.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        }
        return all;
    }
    void half_close() const { shutdown(socket_, SHUT_WR); }

private:
    int socket_;
};

class Running {
public:
    explicit Running(HttpServer::Respond respond, HttpLimits limits = {})
        : server_(std::move(respond), limits), port_(*server_.open(0)),
          thread_([this] { server_.run(); }) {}
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
        server_.stop();
        thread_.join();
    }

    int port() const { return port_; }
    std::string ask(const std::string& bytes) const {
        const Client client(port_);
        client.say(bytes);
        return client.hear();
    }

private:
    HttpServer server_;
    int port_;
    std::thread thread_;
};

// A file of which nothing is left when it is read.
class ShrunkFile : public OpenedFile {
public:
    const FileStat& stat() const override { return stat_; }
    Result<std::size_t> read_at(std::uint64_t, std::span<char>) const override { return 0; }

private:
    FileStat stat_{.size = 1000};
};

PreviewAnswer echo(const PreviewRequest& request) {
    return {.tag = "t", .body = std::make_shared<const std::string>("at " + request.target)};
}

std::string get(const std::string& target, const std::string& more = "") {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
}

const std::string last = "Connection: close\r\n";

}  // namespace

TEST_SUITE("preview/http_server") {
    TEST_CASE("a request is answered with the standing headers") {
        const Running server(echo);
        const std::string answer = server.ask(get("/a%20b?c", last));
        CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
        CHECK(answer.ends_with("\r\n\r\nat /a%20b?c"));
        for (const std::string_view header :
             {"Cache-Control: no-store\r\n", "ETag: \"t\"\r\n", "Accept-Ranges: none\r\n",
              "Cross-Origin-Resource-Policy: same-origin\r\n", "X-Content-Type-Options: nosniff\r\n"})
            CHECK_MESSAGE(answer.find(header) != std::string::npos, header);
        CHECK(answer.find("Access-Control") == std::string::npos);
    }

    TEST_CASE("HEAD has no body, ranges and encodings are not known") {
        const Running server(echo);
        const std::string head = server.ask("HEAD /x HTTP/1.1\r\nHost: a\r\n" + last + "\r\n");
        CHECK(head.find("Content-Length: 5") != std::string::npos);
        CHECK(head.ends_with("\r\n\r\n"));
        const std::string range =
            server.ask(get("/x", "Range: bytes=0-0\r\nAccept-Encoding: gzip\r\n" + last));
        CHECK(range.starts_with("HTTP/1.1 200"));
        CHECK(range.ends_with("at /x"));
    }

    TEST_CASE("requests in a row are answered in a row") {
        const Running server(echo);
        const std::string answers = server.ask(get("/1") + get("/2") + get("/3", last));
        CHECK(answers.find("at /1HTTP/1.1 200") != std::string::npos);
        CHECK(answers.ends_with("at /3"));
    }

    TEST_CASE("what is no good request is refused and the connection closed") {
        const Running server(echo);
        CHECK(server.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
                  .starts_with("HTTP/1.1 405"));
        CHECK(server.ask(get("/", "Content-Length: 3\r\n") + "abc").starts_with("HTTP/1.1 413"));
        CHECK(server.ask("\x16\x03\x01 garbage\r\n\r\n").starts_with("HTTP/1.1 400"));
        CHECK(server.ask(get("/", "X: " + std::string(20000, 'a') + "\r\n"))
                  .starts_with("HTTP/1.1 431"));
        CHECK(server.ask(get("/ok", last)).ends_with("at /ok"));
    }

    TEST_CASE("who is slow with a request is sent away") {
        const Running server(echo, {.head_time = 100ms});
        CHECK(server.ask("GET / HTTP/1.1\r\nHost:").starts_with("HTTP/1.1 408"));
        CHECK(server.ask("").empty());
    }

    TEST_CASE("who has said all it will say is still answered") {
        const Running server(echo);
        const Client client(server.port());
        client.say(get("/half"));
        client.half_close();
        CHECK(client.hear().ends_with("at /half"));
    }

    TEST_CASE("with every connection taken the longest idle one gives way") {
        const Running server(echo, {.connections = 8, .head_time = 60s});
        std::vector<std::unique_ptr<Client>> idle;
        for (int i = 0; i < 20; ++i)
            idle.push_back(std::make_unique<Client>(server.port()));
        CHECK(server.ask(get("/mine", last)).ends_with("at /mine"));
    }

    TEST_CASE("above the limit of all connections the next ones are sent away at once") {
        std::promise<void> may_go;
        const auto gate = may_go.get_future().share();
        std::atomic<std::size_t> held = 0;
        const auto hold = [&, gate](const PreviewRequest& request) {
            ++held;
            gate.wait();
            return echo(request);
        };
        const Running server(hold, {.connections = 4, .waiting = 2, .head_time = 60s});
        std::vector<std::unique_ptr<Client>> clients;
        while (clients.size() < 4) {
            clients.push_back(std::make_unique<Client>(server.port()));
            clients.back()->say(get("/held", last));
            while (held < clients.size())
                std::this_thread::yield();
        }
        const Client first(server.port());
        const Client second(server.port());
        for (int i = 0; i < 20; ++i)
            CHECK(Client(server.port()).hear().starts_with("HTTP/1.1 503"));
        may_go.set_value();
        for (const auto& client : clients)
            CHECK(client->hear().starts_with("HTTP/1.1 200"));
    }

    TEST_CASE("a large file is read while it is sent, and never told to be whole when it is not") {
        MemoryFileSystem files;
        std::string bytes;
        for (int i = 0; i < 200'000; ++i)
            bytes += std::to_string(i);
        files.put("/large.zip", bytes);
        const Running server([&](const PreviewRequest& request) -> PreviewAnswer {
            if (request.target == "/shrunk")
                return {.content = std::make_shared<const ShrunkFile>()};
            return {.content = *files.open("/large.zip")};
        });
        const std::string answer = server.ask(get("/large.zip", last));
        CHECK(answer.find("Content-Length: " + std::to_string(bytes.size())) != std::string::npos);
        CHECK(answer.ends_with("\r\n\r\n" + bytes));
        const std::string half = server.ask(get("/shrunk"));
        CHECK(half.find("Content-Length: 1000") != std::string::npos);
        CHECK(half.ends_with("\r\n\r\n"));
    }

    TEST_CASE("an exception of ours is not told to the browser") {
        const Running server([](const PreviewRequest&) -> PreviewAnswer {
            throw std::runtime_error("private words");
        });
        const std::string answer = server.ask(get("/", last));
        CHECK(answer.starts_with("HTTP/1.1 500"));
        CHECK(answer.find("private words") == std::string::npos);
    }

    TEST_CASE("a port that is taken or cannot be is an error of its own") {
        HttpServer first(echo);
        const auto port = first.open(0);
        REQUIRE(port);
        HttpServer second(echo);
        const auto again = second.open(*port);
        REQUIRE(!again);
        CHECK(again.error().id == ids::preview_port_taken);
        HttpServer third(echo);
        const auto refused = third.open(99999);
        REQUIRE(!refused);
        CHECK(refused.error().id == ids::preview_port_refused);
    }

    TEST_CASE("an open connection does not keep the server from ending") {
        auto server = std::make_unique<Running>(echo, HttpLimits{.head_time = 3600s});
        const Client idle(server->port());
        idle.say("GET /");
        server.reset();
        CHECK(idle.hear().empty());
    }
}

}  // namespace vitrina
