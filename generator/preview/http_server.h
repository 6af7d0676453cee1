// HTTP on the loopback interface, for the preview alone. The library parses requests and writes
// answers; what it does not bound is bounded here, before it sees a byte.
//
// Accepts  GET and HEAD without a body; a head of at most 8 KiB and 64 lines within five seconds. Of
//          its fields only those that a PreviewRequest holds and `Connection` go on: no ranges, no
//          encodings, no uploads.
// Threads  one for each connection, made when needed. Above the limit the connection that has kept
//          the server waiting longest for a request is closed, else the new one waits its turn.
// Source   RFC 9110, RFC 9112.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/file_system.h"
#include "base/result.h"

namespace vitrina {

struct PreviewRequest {
    bool is_head = false;
    std::string target;         // as sent: `/memos/x/?y`
    std::string host;
    std::string if_none_match;
    std::string fetch_site;     // Sec-Fetch-Site; empty if the browser does not tell
};

struct PreviewAnswer {
    int status = 200;
    std::string_view type = "text/plain; charset=utf-8";
    std::string tag;       // of the body; empty: none
    std::string location;  // of a redirect, encoded
    std::shared_ptr<const std::string> body;    // null: empty, or
    std::shared_ptr<const OpenedFile> content;  // what is read while it is sent
};

struct HttpLimits {
    std::size_t connections = 1000;  // at once, or half of the files that the process may open
    std::size_t waiting = 64;        // beyond that, for one of them to end; others are sent away
    std::chrono::milliseconds head_time{5000};    // from the connection, or the last answer, to a head
    std::chrono::milliseconds stall_time{10000};  // a reader that takes nothing for so long is gone
};

class HttpServer {
public:
    using Respond = std::function<PreviewAnswer(const PreviewRequest&)>;

    explicit HttpServer(Respond respond, HttpLimits limits = {});
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    // Opens the port on 127.0.0.1 and tells it; 0 lets the system choose. Browsers that come from
    // now on wait for `run`.
    Result<int> open(int port);
    // Answers until `stop`, which any thread may call once; ends when every connection is closed.
    void run();
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace vitrina
