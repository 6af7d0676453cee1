#include "formats/sitemap.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace vitrina {
namespace {

constexpr std::size_t max_urls = 50'000;
constexpr std::size_t max_bytes = 50'000'000;  // 50 MiB with room for head and foot

constexpr std::string_view xml_head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
constexpr std::string_view name_space = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

struct Part {
    std::string text;
    std::size_t urls = 0;
    Date updated;  // the newest of its pages
};

std::string_view without_slash(std::string_view base_url) {
    return base_url.ends_with('/') ? base_url.substr(0, base_url.size() - 1) : base_url;
}

// `/school` of `https://example.org/school/`; empty for a site at the root.
std::string_view path_of(std::string_view base_url) {
    const std::string_view base = without_slash(base_url);
    const std::size_t scheme = base.find("://");
    const std::size_t path = base.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
    return path == std::string_view::npos ? std::string_view() : base.substr(path);
}

std::string location(std::string_view tag, std::string_view address, Date updated) {
    std::string text = "  <";
    text.append(tag).append("><loc>");
    append_escaped(text, address);
    text += "</loc>";
    if (updated.is_set())
        text.append("<lastmod>").append(iso_date(updated)).append("</lastmod>");
    return text.append("</").append(tag).append(">\n");
}

std::string document(std::string_view tag, std::string_view content) {
    return fmt::format("{}<{} {}>\n{}</{}>\n", xml_head, tag, name_space, content, tag);
}

std::vector<Part> parts_of(std::string_view base, std::span<const SitemapPage> pages) {
    std::vector<Part> parts(1);
    for (const SitemapPage& page : pages) {
        const std::string text = location("url", std::string(base) + page.url, page.updated);
        if (parts.back().urls == max_urls || parts.back().text.size() + text.size() > max_bytes)
            parts.emplace_back();
        Part& part = parts.back();
        part.text += text;
        ++part.urls;
        part.updated = std::max(part.updated, page.updated);
    }
    return parts;
}

}  // namespace

std::vector<SitemapFile> sitemap_files(std::string_view base_url,
                                       std::span<const SitemapPage> pages) {
    const std::string_view base = without_slash(base_url);
    const std::vector<Part> parts = parts_of(base, pages);
    if (parts.size() == 1)
        return {{"/sitemap.xml", document("urlset", parts.front().text)}};
    std::vector<SitemapFile> files(1);
    std::string index;
    for (const Part& part : parts) {
        const std::string url = fmt::format("/sitemap-{}.xml", files.size());
        index += location("sitemap", std::string(base) + url, part.updated);
        files.push_back({url, document("urlset", part.text)});
    }
    files.front() = {"/sitemap.xml", document("sitemapindex", index)};
    return files;
}

std::string robots_text(std::string_view base_url, std::span<const std::string> disallowed) {
    std::string text = "User-agent: *\n";
    for (const std::string& url : disallowed)
        text += fmt::format("Disallow: {}{}\n", path_of(base_url), url);
    if (disallowed.empty())
        text += "Disallow:\n";
    return text + fmt::format("\nSitemap: {}/sitemap.xml\n", without_slash(base_url));
}

}  // namespace vitrina
