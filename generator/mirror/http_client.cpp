#include "mirror/http_client.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <mutex>

#include <curl/curl.h>
#include <dlfcn.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"
#include "mirror/public_address.h"

namespace vitrina {
namespace {

// Seconds until a connection stands, of a whole request, of less than `slow_bytes` a second.
struct Deadlines {
    long connect;
    long total;
    long slow;
};
constexpr Deadlines usual_deadlines{5, 60, 10};
constexpr Deadlines short_deadlines{2, 20, 4};
constexpr long slow_bytes = 1024;
constexpr std::size_t largest_head = 65'536;
constexpr std::size_t longest_validator = 1000;

// What is used of the library.
struct Library {
    decltype(&curl_global_init) global_init = nullptr;
    decltype(&curl_easy_init) easy_init = nullptr;
    decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
    decltype(&curl_easy_reset) easy_reset = nullptr;
    decltype(&curl_easy_setopt) easy_setopt = nullptr;
    decltype(&curl_easy_perform) easy_perform = nullptr;
    decltype(&curl_easy_getinfo) easy_getinfo = nullptr;
    decltype(&curl_easy_strerror) easy_strerror = nullptr;
    decltype(&curl_slist_append) slist_append = nullptr;
    decltype(&curl_slist_free_all) slist_free_all = nullptr;
    std::string problem;  // why it could not be loaded
};

template <class Function>
void load(void* library, const char* name, Function& to, std::string& problem) {
    to = reinterpret_cast<Function>(dlsym(library, name));
    if (to == nullptr && problem.empty())
        problem = name;
}

Library load_library() {
    Library made;
    void* library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        const char* why = dlerror();
        made.problem = why != nullptr ? why : "dlopen";
        return made;
    }
    load(library, "curl_global_init", made.global_init, made.problem);
    load(library, "curl_easy_init", made.easy_init, made.problem);
    load(library, "curl_easy_cleanup", made.easy_cleanup, made.problem);
    load(library, "curl_easy_reset", made.easy_reset, made.problem);
    load(library, "curl_easy_setopt", made.easy_setopt, made.problem);
    load(library, "curl_easy_perform", made.easy_perform, made.problem);
    load(library, "curl_easy_getinfo", made.easy_getinfo, made.problem);
    load(library, "curl_easy_strerror", made.easy_strerror, made.problem);
    load(library, "curl_slist_append", made.slist_append, made.problem);
    load(library, "curl_slist_free_all", made.slist_free_all, made.problem);
    if (made.problem.empty() && made.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        made.problem = "curl_global_init";
    return made;
}

const Library& library() {
    static const Library loaded = load_library();
    return loaded;
}

// One request under way; what the library's callbacks write to.
struct Exchange {
    const HttpOptions* options = nullptr;
    std::uint64_t limit = 0;
    HttpAnswer answer;
    std::size_t head_bytes = 0;
    bool is_encoded = false;  // nobody asked for a compressed body
    bool is_too_large = false;
    bool is_forbidden = false;
};

bool is_allowed(const HttpOptions& options, const curl_sockaddr& to) {
    const auto* raw = reinterpret_cast<const unsigned char*>(&to.addr);
    int port = 0;
    bool is_public = false;
    if (to.family == AF_INET) {
        sockaddr_in address{};
        std::memcpy(&address, raw, sizeof address);
        Ip4 bytes{};
        std::memcpy(bytes.data(), &address.sin_addr, bytes.size());
        port = ntohs(address.sin_port);
        is_public = is_public_address(bytes);
    } else if (to.family == AF_INET6) {
        sockaddr_in6 address{};
        std::memcpy(&address, raw, sizeof address);
        Ip6 bytes{};
        std::memcpy(bytes.data(), &address.sin6_addr, bytes.size());
        port = ntohs(address.sin6_port);
        is_public = is_public_address(bytes);
    } else {
        return false;
    }
    return (is_public || options.allow_private) &&
           std::ranges::find(options.ports, port) != options.ports.end();
}

curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* to) {
    auto& exchange = *static_cast<Exchange*>(user);
    if (!is_allowed(*exchange.options, *to)) {
        exchange.is_forbidden = true;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    const std::size_t bytes = size * count;
    if (exchange.answer.body.size() + bytes > exchange.limit) {
        exchange.is_too_large = true;
        return 0;
    }
    exchange.answer.body.append(data, bytes);
    return bytes;
}

// What a site calls a version, as far as it may go back to it in a field of a request.
std::string validator(std::string value) {
    const bool is_line = std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; });
    return is_line && value.size() <= longest_validator ? std::move(value) : std::string();
}

void read_header(std::string_view line, Exchange& exchange) {
    const std::size_t colon = line.find(':');
    if (line.starts_with("HTTP/")) {
        // A further head: of the answer after `100 Continue`.
        exchange.answer = {};
        exchange.is_encoded = false;
        return;
    }
    if (colon == std::string_view::npos)
        return;
    const std::string name = to_lower(line.substr(0, colon));
    const std::string value(trim(line.substr(colon + 1)));
    if (name == "etag")
        exchange.answer.etag = validator(value);
    else if (name == "last-modified")
        exchange.answer.last_modified = validator(value);
    else if (name == "content-type")
        exchange.answer.content_type = to_lower(value);
    else if (name == "content-encoding")
        exchange.is_encoded = to_lower(value) != "identity";
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    const std::size_t bytes = size * count;
    exchange.head_bytes += bytes;
    if (exchange.head_bytes > largest_head) {
        exchange.is_too_large = true;
        return 0;
    }
    read_header({data, bytes}, exchange);
    return bytes;
}

HttpFailure failure_of(CURLcode code, const Exchange& exchange) {
    const std::string why = library().easy_strerror(code);
    if (exchange.is_forbidden)
        return {HttpFault::Address, why};
    if (exchange.is_too_large)
        return {HttpFault::TooLarge, why};
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR ||
        code == CURLE_SSL_CERTPROBLEM || code == CURLE_SSL_CACERT_BADFILE ||
        code == CURLE_SSL_ISSUER_ERROR || code == CURLE_SSL_INVALIDCERTSTATUS)
        return {HttpFault::Certificate, why};
    return {HttpFault::Unreachable, why};
}

}  // namespace

struct HttpClient::Handle {
    HttpOptions options;
    CURL* curl = nullptr;

    void prepare(const HttpRequest& request, Exchange& exchange) const {
        const auto set = [this](CURLoption option, auto value) {
            library().easy_setopt(curl, option, value);
        };
        const Deadlines& deadlines = request.is_hurried ? short_deadlines : usual_deadlines;
        set(CURLOPT_URL, request.url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_PROXY, "");
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_CONNECTTIMEOUT, deadlines.connect);
        set(CURLOPT_TIMEOUT, deadlines.total);
        set(CURLOPT_LOW_SPEED_TIME, deadlines.slow);
        set(CURLOPT_LOW_SPEED_LIMIT, slow_bytes);
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_USERAGENT, options.user_agent.c_str());
        if (!options.ca_file.empty())
            set(CURLOPT_CAINFO, options.ca_file.c_str());
        set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
        set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(&exchange));
        set(CURLOPT_WRITEFUNCTION, &take_body);
        set(CURLOPT_WRITEDATA, static_cast<void*>(&exchange));
        set(CURLOPT_HEADERFUNCTION, &take_header);
        set(CURLOPT_HEADERDATA, static_cast<void*>(&exchange));
    }
};

HttpClient::HttpClient(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}

HttpClient::~HttpClient() {
    library().easy_cleanup(handle_->curl);
}

Result<std::unique_ptr<HttpClient>> HttpClient::make(const HttpOptions& options) {
    if (!library().problem.empty())
        return failure(ids::mirror_library, {library().problem});
    auto handle = std::make_unique<Handle>();
    handle->options = options;
    handle->curl = library().easy_init();
    if (handle->curl == nullptr)
        return failure(ids::mirror_library, {"curl_easy_init"});
    return std::unique_ptr<HttpClient>(new HttpClient(std::move(handle)));
}

tl::expected<HttpAnswer, HttpFailure> HttpClient::get(const HttpRequest& request) {
    const Library& curl = library();
    Exchange exchange{.options = &handle_->options, .limit = request.limit};
    curl.easy_reset(handle_->curl);
    handle_->prepare(request, exchange);
    curl_slist* headers = nullptr;
    const auto add = [&](const std::string& line) {
        headers = curl.slist_append(headers, line.c_str());
    };
    add("Accept: application/json");
    add("Accept-Encoding: identity");
    if (!request.etag.empty())
        add("If-None-Match: " + request.etag);
    if (!request.last_modified.empty())
        add("If-Modified-Since: " + request.last_modified);
    curl.easy_setopt(handle_->curl, CURLOPT_HTTPHEADER, headers);
    const CURLcode code = curl.easy_perform(handle_->curl);
    curl.slist_free_all(headers);
    if (code != CURLE_OK)
        return tl::unexpected<HttpFailure>(failure_of(code, exchange));
    if (exchange.is_encoded)
        return tl::unexpected<HttpFailure>(HttpFailure{HttpFault::Unreachable, "Content-Encoding"});
    long status = 0;
    curl_off_t wait = 0;
    char* redirect = nullptr;
    curl.easy_getinfo(handle_->curl, CURLINFO_RESPONSE_CODE, &status);
    curl.easy_getinfo(handle_->curl, CURLINFO_RETRY_AFTER, &wait);
    curl.easy_getinfo(handle_->curl, CURLINFO_REDIRECT_URL, &redirect);
    exchange.answer.status = static_cast<int>(status);
    if (wait > 0)
        exchange.answer.retry_after = wait;
    if (redirect != nullptr)
        exchange.answer.redirect = redirect;
    return std::move(exchange.answer);
}

}  // namespace vitrina
