// The library that asks for files, played: what `mirror` loads in libcurl's place when it is fuzzed.
// CMakeLists.txt gives dlopen and dlsym other names in mirror/http_client.cpp.
//
// Time     nobody waits: while one is played, only pauses and slow answers move the steady clock.
// Network  none. Sockets are made where the program allows an address, and closed at once.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace vitrina::fuzz {

struct PlayedRequest {
    std::string url;
    std::vector<std::string> fields;
};

struct PlayedAnswer {
    std::string address;            // 4 or 16 bytes: what the name resolves to
    bool is_public = true;          // that address
    std::uint16_t port = 443;
    std::vector<std::string> head;  // lines as they come, with their ends
    std::string body;
    bool is_endless = false;        // the last line and the body come again and again
    int seconds = 0;                // that it takes
    int code = 0;                   // CURLcode that it ends with
    // What the library makes of the head.
    long status = 200;
    std::int64_t retry_after = 0;
    std::string redirect;           // absolute
};

// While one lives, requests are answered by it, on one thread.
class PlayedNetwork {
public:
    using Answer = std::function<PlayedAnswer(const PlayedRequest& request)>;

    explicit PlayedNetwork(Answer answer);
    ~PlayedNetwork();
    PlayedNetwork(const PlayedNetwork&) = delete;
    PlayedNetwork& operator=(const PlayedNetwork&) = delete;
};

}  // namespace vitrina::fuzz
