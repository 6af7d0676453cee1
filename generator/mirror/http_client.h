// One HTTP request at a time to a server that nobody vouches for: the wrapper of libcurl, which is
// loaded when the first client is made, so that no other command pays for it.
//
// Limits   every request has a deadline, a least speed, a cap on bytes of head and body. Proxies of
//          the environment are not asked: they would hide the address that is checked.
// Address  the address that the name resolved to is judged when the socket is made, at every hop.
// Threads  a client belongs to one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace vitrina {

struct HttpOptions {
    std::string user_agent;
    std::string ca_file;  // empty: the system's
    bool allow_private = false;
    std::vector<int> ports = {80, 443};
};

struct HttpRequest {
    std::string url;
    std::string etag;           // of what is known; empty: none
    std::string last_modified;  // the same
    std::uint64_t limit = 0;    // bytes of the body
    bool is_hurried = false;    // short deadlines
};

struct HttpAnswer {
    int status = 0;
    std::string body;
    std::string etag;
    std::string last_modified;
    std::string content_type;
    std::string redirect;                     // absolute; empty: none
    std::optional<std::int64_t> retry_after;  // seconds
};

enum class HttpFault : std::uint8_t { Unreachable, Certificate, Address, TooLarge };

struct HttpFailure {
    HttpFault fault = HttpFault::Unreachable;
    std::string why;  // the library's words
};

class HttpClient {
public:
    // `mirror-library`, exit 3, if libcurl cannot be loaded.
    static Result<std::unique_ptr<HttpClient>> make(const HttpOptions& options);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    // One request, no redirect followed.
    tl::expected<HttpAnswer, HttpFailure> get(const HttpRequest& request);

private:
    struct Handle;
    explicit HttpClient(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> handle_;
};

}  // namespace vitrina
