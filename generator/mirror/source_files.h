// Where the files of a source come from: a site over HTTP, or another site's output on this disk.
#pragma once

#include <memory>
#include <string>

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

// Asks a site with at most five requests a second; follows redirects within the host; tries again
// once when nothing comes. `not_before` becomes the time that the site asks not to be asked before.
ReadSourceFile read_from_site(HttpClient& client, SiteAsked site, std::int64_t& not_before);

}  // namespace vitrina
