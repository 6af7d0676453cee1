// A page that is one text in a frame: what is needed to put an edited text into the published page,
// without the site that the frame was made of.
//
// Which    pages of records whose own Markdown body is the last text that is rendered on them, and stands
//          on them once. Whatever else a page shows is of the fields of records, the theme and site.yaml.
// Links    lead to other texts, wherever those are published now, or where they led before. Any other one
//          needs the site.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "content/markdown.h"
#include "pages/output.h"
#include "search/page_words.h"

namespace vitrina {

inline constexpr int body_heading_level = 2;  // of a record's own text on its page

struct TextPage {
    struct Link {
        std::string url;  // as written
        bool image = false;
        std::string href;
        std::string page;  // of this site, if the link has an anchor that must stand there
        std::string anchor;

        auto operator<=>(const Link&) const = default;
    };

    std::uint64_t id = 0;    // hash of the record's id
    ContentHash head;        // of all of its file that is not the text
    bool clauses = false;    // see MarkdownOptions
    std::size_t begin = 0;   // bytes of the page before the text
    std::size_t behind = 0;  // and behind it
    ContentHash anchors;     // of the text: contents and links of others depend on them
    std::vector<std::uint32_t> abbreviations;  // used before the text
    std::size_t links_before = 0;  // links with anchors, before the text's own
    std::vector<Link> links;       // of the text, but for those that `resolve_text_link` finds; sorted
    bool is_searched = false;
    std::vector<std::string> filed_under;
};

// What all such pages of a site share.
struct TextSite {
    std::vector<Abbreviation> abbreviations;
    std::vector<SynonymGroup> synonyms;
    std::size_t longest_beginning = 0;
};

std::string pack_text_page(const TextPage& page);
std::optional<TextPage> unpack_text_page(std::string_view packed);
std::uint64_t id_hash(std::string_view id);
// Of a packed page; 0 for other bytes.
std::uint64_t id_hash_of(std::string_view packed);
std::string pack_text_site(const TextSite& site);
std::optional<TextSite> unpack_text_site(std::string_view packed);

ContentHash hash_of(const std::vector<MarkdownAnchor>& anchors);

struct EditedTextPage {
    std::string bytes;
    std::vector<AnchorLink> links;  // of the text
};

// Where such pages are published.
struct PublishedTexts {
    std::function<std::optional<std::string>(const std::string& id)> page_of;  // its url
    std::function<bool(const std::string& url)> is_page;
};

struct ChangedText {
    std::string_view path;  // of the file, relative to the site's folder
    SourcePtr source;
    Span body;
    std::string_view url;        // of the page
    std::string_view published;  // the page as it is
    PublishedTexts texts;
};

// Nothing if there is anything to tell of the text, if its headings are not what they were, or if a link
// needs the site. Whether the anchors of links exist remains to be seen.
std::optional<EditedTextPage> edit_text_page(const TextPage& page,
                                             const TextSite& site,
                                             const ChangedText& edit);

}  // namespace vitrina
