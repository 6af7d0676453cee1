// Links in texts: from what an author wrote to an address on the page, checked against the site.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "content/markdown.h"
#include "pages/page.h"

namespace vitrina {

struct ResolvedLink {
    std::string href;    // relative to the page, or absolute; empty: broken, already reported
    std::string page;    // the page of this site that it leads to; empty for files and outer links
    std::string anchor;
    bool is_text = false;  // what it leads to is the page of a Markdown file
};

// `../criteria/math.yaml#6-control`, `/acts/x.md`, `/criteria/math/#6-control`, `../files/a.pdf`,
// `#anchor`, `https://…`. `source_path` is the file that the link stands in, `page` the page's url.
ResolvedLink resolve_markdown_link(const Site& site,
                                   std::string_view source_path,
                                   std::string_view page,
                                   const MarkdownLink& link,
                                   Diagnostics& out);

// A link is neither outer nor into its own page.
bool needs_site(std::string_view url);

// The same for links that need nothing of the site but where its texts are published: outer ones, those
// into their own page and those to other texts. Nothing: it is another one, or a broken one.
// `source_path` is relative to the site's folder.
std::optional<ResolvedLink> resolve_text_link(std::string_view source_path,
                                              std::string_view page,
                                              const MarkdownLink& link,
                                              const PublishedTexts& texts);

// A path as written in a file of the site → the path from the site's root, without leading slash.
// Nothing if it leaves the site.
std::optional<std::string> site_path(const Site& site,
                                     std::string_view source_path,
                                     std::string_view written);

// The file of the site that a link of a text leads to, from the site's root; empty: none.
std::string linked_attachment(const Site& site,
                              std::string_view source_path,
                              std::string_view url);

// `{title, href, note}` of an attachment: a file of the site with format and size, or a document
// elsewhere.
stache::Value attachment_view(const PageWorld& world,
                              std::string_view page_url,
                              std::string_view source_path,
                              const Attachment& attachment);

}  // namespace vitrina
