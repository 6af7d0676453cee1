// The list of all pages for search engines (sitemaps.org 0.9) and robots.txt (RFC 9309).
//
// Limits   a file holds 50,000 addresses and 50 MiB; beyond, `sitemap.xml` becomes an index of
//          `sitemap-1.xml`, `sitemap-2.xml` …
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/dates.h"

namespace vitrina {

struct SitemapPage {
    std::string url;  // site url: `/memos/vpr-4/`
    Date updated;     // may be unset
};

struct SitemapFile {
    std::string url;  // site url: `/sitemap.xml`
    std::string text;
};

// `base_url` with or without its last slash; pages in the order of the file. The first file is
// `/sitemap.xml`.
std::vector<SitemapFile> sitemap_files(std::string_view base_url, std::span<const SitemapPage> pages);

// Allows everything but the site urls given, and names the sitemap.
std::string robots_text(std::string_view base_url, std::span<const std::string> disallowed);

}  // namespace vitrina
