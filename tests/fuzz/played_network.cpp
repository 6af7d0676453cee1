#include "fuzz/played_network.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string_view>
#include <utility>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <unistd.h>

#include "fuzz/target.h"

namespace vitrina::fuzz {
namespace {

PlayedNetwork::Answer network;
std::chrono::nanoseconds moved{0};

// More than any request may take of a body or a head.
constexpr std::size_t endless_bytes = std::size_t{6} << 20;
constexpr std::size_t longest_piece = 65'536;

using Take = std::size_t (*)(char*, std::size_t, std::size_t, void*);

struct Handle {
    std::string url;
    curl_slist* fields = nullptr;
    long seconds = 0;
    Take take_head = nullptr;
    Take take_body = nullptr;
    void* head_user = nullptr;
    void* body_user = nullptr;
    curl_opensocket_callback open_socket = nullptr;
    void* socket_user = nullptr;
    PlayedAnswer answer;
};

// The library has room for any address behind its `addr`.
union RoomyAddress {
    curl_sockaddr to;
    std::array<char, 128> room;
};

bool connect(Handle& handle) {
    const PlayedAnswer& answer = handle.answer;
    RoomyAddress address{};
    address.to.socktype = SOCK_STREAM;
    if (answer.address.size() == 4) {
        sockaddr_in four{};
        four.sin_port = htons(answer.port);
        std::memcpy(&four.sin_addr, answer.address.data(), 4);
        address.to.family = AF_INET;
        std::memcpy(address.room.data() + offsetof(curl_sockaddr, addr), &four, sizeof four);
    } else {
        sockaddr_in6 six{};
        six.sin6_port = htons(answer.port);
        std::memcpy(&six.sin6_addr, answer.address.data(), 16);
        address.to.family = AF_INET6;
        std::memcpy(address.room.data() + offsetof(curl_sockaddr, addr), &six, sizeof six);
    }
    const curl_socket_t made =
        handle.open_socket(handle.socket_user, CURLSOCKTYPE_IPCXN, &address.to);
    if (made == CURL_SOCKET_BAD)
        return false;
    close(made);
    require(answer.is_public, "no address is asked that is not public");
    return true;
}

// Whether all of it was taken; what has no end must be refused.
bool give(Take take, void* user, const std::string& text, bool is_endless) {
    std::size_t given = 0;
    do {
        std::string rest = text;
        for (std::size_t at = 0; at < rest.size(); at += longest_piece) {
            const std::size_t size = std::min(longest_piece, rest.size() - at);
            if (take(rest.data() + at, 1, size, user) != size)
                return false;
            given += size;
            require(given < 2 * endless_bytes, "what has no end is refused");
        }
    } while (is_endless && !text.empty());
    return true;
}

CURLcode play(Handle& handle) {
    PlayedRequest request{handle.url, {}};
    for (const curl_slist* field = handle.fields; field != nullptr; field = field->next)
        request.fields.emplace_back(field->data);
    handle.answer = network(request);
    const PlayedAnswer& answer = handle.answer;
    moved += std::chrono::seconds(std::min<long>(answer.seconds, handle.seconds));
    if (!connect(handle))
        return CURLE_COULDNT_CONNECT;
    if (answer.seconds > handle.seconds)
        return CURLE_OPERATION_TIMEDOUT;
    for (const std::string& line : answer.head)
        if (!give(handle.take_head, handle.head_user, line,
                  answer.is_endless && &line == &answer.head.back()))
            return CURLE_WRITE_ERROR;
    if (!give(handle.take_body, handle.body_user, answer.body, answer.is_endless))
        return CURLE_WRITE_ERROR;
    return static_cast<CURLcode>(answer.code);
}

CURLcode played_global_init(long) {
    return CURLE_OK;
}

CURL* played_init() {
    return new Handle;
}

void played_cleanup(CURL* handle) {
    delete static_cast<Handle*>(handle);
}

void played_reset(CURL* handle) {
    *static_cast<Handle*>(handle) = {};
}

// These have the library's types, an enumeration before the dots among them.
#pragma clang diagnostic ignored "-Wvarargs"

CURLcode played_setopt(CURL* curl, CURLoption option, ...) {
    auto& handle = *static_cast<Handle*>(curl);
    std::va_list values;
    va_start(values, option);
    if (option == CURLOPT_URL)
        handle.url = va_arg(values, const char*);
    else if (option == CURLOPT_HTTPHEADER)
        handle.fields = va_arg(values, curl_slist*);
    else if (option == CURLOPT_TIMEOUT)
        handle.seconds = va_arg(values, long);
    else if (option == CURLOPT_HEADERFUNCTION)
        handle.take_head = va_arg(values, Take);
    else if (option == CURLOPT_HEADERDATA)
        handle.head_user = va_arg(values, void*);
    else if (option == CURLOPT_WRITEFUNCTION)
        handle.take_body = va_arg(values, Take);
    else if (option == CURLOPT_WRITEDATA)
        handle.body_user = va_arg(values, void*);
    else if (option == CURLOPT_OPENSOCKETFUNCTION)
        handle.open_socket = va_arg(values, curl_opensocket_callback);
    else if (option == CURLOPT_OPENSOCKETDATA)
        handle.socket_user = va_arg(values, void*);
    va_end(values);
    return CURLE_OK;
}

CURLcode played_perform(CURL* handle) {
    return play(*static_cast<Handle*>(handle));
}

CURLcode played_getinfo(CURL* curl, CURLINFO info, ...) {
    auto& answer = static_cast<Handle*>(curl)->answer;
    std::va_list values;
    va_start(values, info);
    if (info == CURLINFO_RESPONSE_CODE)
        *va_arg(values, long*) = answer.status;
    else if (info == CURLINFO_RETRY_AFTER)
        *va_arg(values, curl_off_t*) = answer.retry_after;
    else if (info == CURLINFO_REDIRECT_URL)
        *va_arg(values, char**) = answer.redirect.empty() ? nullptr : answer.redirect.data();
    va_end(values);
    return CURLE_OK;
}

const char* played_strerror(CURLcode) {
    return "played";
}

curl_slist* played_append(curl_slist* list, const char* text) {
    auto* const last = new curl_slist{strdup(text), nullptr};
    if (list == nullptr)
        return last;
    curl_slist* end = list;
    while (end->next != nullptr)
        end = end->next;
    end->next = last;
    return list;
}

void played_free_all(curl_slist* list) {
    while (list != nullptr) {
        curl_slist* const next = list->next;
        std::free(list->data);
        delete list;
        list = next;
    }
}

template <class Function>
std::pair<std::string_view, void*> named(std::string_view name, Function function) {
    return {name, reinterpret_cast<void*>(function)};
}

}  // namespace

PlayedNetwork::PlayedNetwork(Answer answer) {
    network = std::move(answer);
}

PlayedNetwork::~PlayedNetwork() {
    network = nullptr;
}

}  // namespace vitrina::fuzz

using namespace vitrina::fuzz;

extern "C" void* played_dlopen(const char*, int) {
    return &network;
}

extern "C" void* played_dlsym(void*, const char* name) {
    const auto functions = std::to_array({named("curl_global_init", played_global_init),
                                          named("curl_easy_init", played_init),
                                          named("curl_easy_cleanup", played_cleanup),
                                          named("curl_easy_reset", played_reset),
                                          named("curl_easy_setopt", played_setopt),
                                          named("curl_easy_perform", played_perform),
                                          named("curl_easy_getinfo", played_getinfo),
                                          named("curl_easy_strerror", played_strerror),
                                          named("curl_slist_append", played_append),
                                          named("curl_slist_free_all", played_free_all)});
    const auto found = std::ranges::find(functions, std::string_view(name),
                                         &std::pair<std::string_view, void*>::first);
    return found == functions.end() ? nullptr : found->second;
}

// In place of the system's and the library's: pauses pass at once, on a clock that knows of nothing else.
extern "C" int nanosleep(const timespec* pause, timespec*) {
    moved += std::chrono::seconds(pause->tv_sec) + std::chrono::nanoseconds(pause->tv_nsec);
    return 0;
}

std::chrono::steady_clock::time_point std::chrono::steady_clock::now() noexcept {
    if (network)
        return time_point(moved);
    timespec real{};
    clock_gettime(CLOCK_MONOTONIC, &real);
    return time_point(std::chrono::seconds(real.tv_sec) + std::chrono::nanoseconds(real.tv_nsec));
}
