#include "formats/sitemap.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace vitrina;

TEST_SUITE("formats/sitemap") {
    TEST_CASE("a small site has one file") {
        const SitemapPage pages[] = {{"/", {2026, 3, 19}}, {"/memos/vpr-4/", {}}};

        const auto files = sitemap_files("https://example.org/a&b/", pages);

        REQUIRE(files.size() == 1);
        CHECK(files[0].url == "/sitemap.xml");
        CHECK(files[0].text == R"(<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url><loc>https://example.org/a&amp;b/</loc><lastmod>2026-03-19</lastmod></url>
  <url><loc>https://example.org/a&amp;b/memos/vpr-4/</loc></url>
</urlset>
)");
    }

    TEST_CASE("more than fifty thousand pages are split under an index") {
        std::vector<SitemapPage> pages(50'001, SitemapPage{"/p/", {2026, 1, 1}});
        pages.back() = {"/last/", {2026, 2, 1}};

        const auto files = sitemap_files("https://example.org", pages);

        REQUIRE(files.size() == 3);
        CHECK(files[0].text == R"(<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap><loc>https://example.org/sitemap-1.xml</loc><lastmod>2026-01-01</lastmod></sitemap>
  <sitemap><loc>https://example.org/sitemap-2.xml</loc><lastmod>2026-02-01</lastmod></sitemap>
</sitemapindex>
)");
        CHECK(files[1].url == "/sitemap-1.xml");
        CHECK(std::ranges::count(files[1].text, '\n') == 50'003);
        CHECK(files[2].text.find("https://example.org/last/") != std::string::npos);
        pages.pop_back();
        CHECK(sitemap_files("https://example.org", pages).size() == 1);
    }

    TEST_CASE("robots.txt names the sitemap and forbids only what it is told") {
        CHECK(robots_text("https://example.org/school/", {}) ==
              "User-agent: *\nDisallow:\n\nSitemap: https://example.org/school/sitemap.xml\n");
        const std::string hidden[] = {"/drafts/"};
        CHECK(robots_text("https://example.org/school", hidden) ==
              "User-agent: *\nDisallow: /school/drafts/\n\n"
              "Sitemap: https://example.org/school/sitemap.xml\n");
        CHECK(robots_text("https://example.org", hidden) ==
              "User-agent: *\nDisallow: /drafts/\n\nSitemap: https://example.org/sitemap.xml\n");
    }
}
