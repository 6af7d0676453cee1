// Where the files of a source come from: a site over HTTP, or another site's output on this disk.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "kinds/sources.h"
#include "mirror/http_client.h"
#include "mirror/take.h"

namespace vitrina {

// Reads below `folder`, never through a link.
ReadSourceFile read_from_folder(const FileReader& files, std::string school, std::string folder);

struct SiteAsked {
    std::string school;
    std::string url;
    std::int64_t now = 0;
    bool is_hurried = false;  // short deadlines, and no second try when nothing comes
};

// What all sites of one host share; they are asked one after another.
struct HostPace {
    std::chrono::steady_clock::time_point last;  // request
    std::int64_t not_before = 0;                 // as the host asks; 0: whenever
};

// Of a machine that answers: whatever its port, with or without `www.`.
std::string host_of_url(std::string_view url);

// Asks a host with at most five requests a second; follows redirects within the host; tries again
// once when nothing comes. `host` outlives the reader.
ReadSourceFile read_from_site(HttpClient& client, SiteAsked site, HostPace& host);

}  // namespace vitrina
