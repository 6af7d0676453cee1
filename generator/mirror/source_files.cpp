#include "mirror/source_files.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "base/dates.h"
#include "base/text.h"
#include "content/walk.h"

namespace vitrina {
namespace {

constexpr int most_redirects = 5;
constexpr std::chrono::milliseconds between_requests{200};
constexpr std::chrono::milliseconds before_retry{500};
constexpr std::int64_t longest_wait = 86'400;
constexpr std::chrono::minutes source_deadline{30};
constexpr std::size_t shown_address = 120;

std::string host_and_port(std::string_view url) {
    const std::string site = site_of_url(url);
    const std::string host = site.substr(0, site.find('/'));
    return host.starts_with("www.") ? host.substr(4) : host;
}

bool may_follow(std::string_view from, std::string_view to) {
    const std::string low = to_lower(to);
    const bool secure = low.starts_with("https://");
    const bool plain = low.starts_with("http://");
    // The port stays, but for the step from 80 to 443.
    return (secure || (plain && to_lower(from).starts_with("http://"))) &&
           host_and_port(from) == host_and_port(to) && to.find('@') == std::string_view::npos;
}

class SiteReader {
public:
    SiteReader(HttpClient& client, SiteAsked site, HostPace& host)
        : client_(client),
          site_(std::move(site)),
          host_(host),
          started_(std::chrono::steady_clock::now()) {}

    Result<SourceFile> read(const FileWanted& wanted) {
        HttpRequest request{site_.url + wanted.path, wanted.etag, wanted.last_modified,
                            wanted.limit, site_.is_hurried};
        for (int hop = 0; hop <= most_redirects; ++hop) {
            auto answer = ask(request);
            if (!answer)
                return tl::unexpected(answer.error());
            if (answer->redirect.empty() || answer->status / 100 != 3)
                return judge(request, wanted, std::move(*answer));
            if (hop == most_redirects || !may_follow(request.url, answer->redirect))
                return failure(ids::mirror_redirect,
                               {site_.school, shown(request.url), shown(answer->redirect)});
            request.url = answer->redirect;
        }
        return failure(ids::mirror_redirect, {site_.school, shown(site_.url), shown(request.url)});
    }

private:
    static std::string shown(std::string_view url) {
        return shorten(escape_controls(url), shown_address);
    }

    void pause() {
        std::this_thread::sleep_until(host_.last + between_requests);
        host_.last = std::chrono::steady_clock::now();
    }

    Result<HttpAnswer> ask(const HttpRequest& request) {
        if (std::chrono::steady_clock::now() - started_ > source_deadline)
            return failure(
                ids::mirror_unreachable,
                {site_.school, shown(request.url), fmt::format("{} min", source_deadline.count())});
        pause();
        auto answer = client_.get(request);
        if (!answer && answer.error().fault == HttpFault::Unreachable && !site_.is_hurried) {
            std::this_thread::sleep_for(before_retry);
            pause();
            answer = client_.get(request);
        }
        if (answer)
            return std::move(*answer);
        const std::string address = shown(request.url);
        switch (answer.error().fault) {
            case HttpFault::Certificate:
                return failure(ids::mirror_tls, {site_.school, address, answer.error().why});
            case HttpFault::Address:
                return failure(ids::mirror_address, {site_.school, address});
            case HttpFault::TooLarge:
                return failure(ids::mirror_too_large,
                               {site_.school, address, fmt::to_string(request.limit)});
            case HttpFault::Unreachable:
                break;
        }
        return failure(ids::mirror_unreachable, {site_.school, address, answer.error().why});
    }

    Result<SourceFile> judge(const HttpRequest& request,
                             const FileWanted& wanted,
                             HttpAnswer answer) {
        const bool was_conditional = !wanted.etag.empty() || !wanted.last_modified.empty();
        if (answer.status == 304 && was_conditional)
            return SourceFile{.is_unchanged = true, .bytes = {}, .etag = {}, .last_modified = {}};
        if ((answer.status == 429 || answer.status == 503) && answer.retry_after) {
            host_.not_before = site_.now + std::min(*answer.retry_after, longest_wait);
            return failure(ids::mirror_wait,
                           {site_.school, shown(request.url),
                            iso_date_time(utc_date_time(host_.not_before)) + "Z"});
        }
        if (answer.status != 200)
            return failure(ids::mirror_status,
                           {site_.school, shown(request.url), fmt::to_string(answer.status)});
        if (answer.content_type.starts_with("text/html"))
            return failure(ids::mirror_not_json, {site_.school, wanted.path, "text/html"});
        return SourceFile{.is_unchanged = false,
                          .bytes = std::move(answer.body),
                          .etag = std::move(answer.etag),
                          .last_modified = std::move(answer.last_modified)};
    }

    HttpClient& client_;
    SiteAsked site_;
    HostPace& host_;
    std::chrono::steady_clock::time_point started_;
};

}  // namespace

std::string host_of_url(std::string_view url) {
    std::string host = host_and_port(url);
    const std::size_t colon = host.find_last_not_of("0123456789");
    if (colon != std::string::npos && host[colon] == ':')
        host.resize(colon);
    return host;
}

ReadSourceFile read_from_folder(const FileReader& files, std::string school, std::string folder) {
    return [&files, school = std::move(school),
            folder = std::move(folder)](const FileWanted& wanted) -> Result<SourceFile> {
        auto bytes = files.read(confined_path(folder, wanted.path), wanted.limit);
        if (bytes)
            return SourceFile{
                .is_unchanged = false, .bytes = std::move(*bytes), .etag = {}, .last_modified = {}};
        const std::string path = join_path(folder, wanted.path);
        if (bytes.error().id == ids::file_too_large)
            return failure(ids::mirror_too_large, {school, path, fmt::to_string(wanted.limit)});
        return failure(ids::mirror_path,
                       {school, path, std::string(message_text(bytes.error().id).name)});
    };
}

ReadSourceFile read_from_site(HttpClient& client, SiteAsked site, HostPace& host) {
    auto reader = std::make_shared<SiteReader>(client, std::move(site), host);
    return [reader](const FileWanted& wanted) { return reader->read(wanted); };
}

}  // namespace vitrina
