// One page in the making: its frame (address, title, breadcrumbs), its texts with checked links, and
// the view that its template gets.
//
// Flow     planner → Output whose render() makes a PageMaker, builds a view and calls `finish`.
// Urls     every address in a page is relative to it; `href` makes them.
// Facts    anchors and links are gathered while texts are rendered, and checked when all pages exist.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/file_system.h"
#include "content/markdown.h"
#include "pages/output.h"
#include "pages/text_page.h"
#include "pages/theme.h"
#include "search/page_words.h"
#include "site/site.h"
#include "stache/value.h"

namespace vitrina {

// What every planner and page gets; lives as long as the outputs.
struct PageWorld {
    const Site& site;
    const Theme& theme;
    const FileReader& files;
    const std::vector<Abbreviation>& abbreviations;
    const stache::Value& site_view;  // shared by all pages: title, organisation, menu …
    const SearchWords& search;
};

struct Crumb {
    std::string title;
    std::string url;
};

// Another form of the page for machines: JSON, CSV, calendar, feed.
struct Alternate {
    std::string type;   // media type
    std::string title;  // shown to readers
    std::string url;    // site url
};

struct PageFrame {
    std::string url;          // `/memos/vpr-4/`; `/404.html` for that page
    std::string title;        // plain text
    std::string dated_title;  // under tables: whence and of which day; may be empty
    std::string description;  // for search engines; may be empty
    std::string section;      // key of the menu entry that the page belongs to
    std::vector<Crumb> crumbs;  // without the page itself
    std::vector<Alternate> alternates;
    bool in_search_engines = true;
    bool has_qr_code = false;  // of its address, on paper
    // Shows again what other pages show: mistakes in it are told there.
    bool repeats = false;
};

class PageMaker {
public:
    // `record` may be null: pages that no record makes.
    PageMaker(const PageWorld& world, PageFrame frame, const Record* record);

    const Site& site() const { return world_.site; }
    const Theme& theme() const { return world_.theme; }
    Diagnostics& messages() { return rendered_.messages; }

    // Texts of the record, with links checked and abbreviations explained at their first use.
    stache::Html block(const BlockText& text);
    stache::Html inline_html(const InlineText& text);
    // The record's Markdown body, read again from its file; headings begin at <h2>.
    stache::Html body(std::vector<MarkdownAnchor>& headings);
    // The body of any record; `id_prefix` keeps the ids of several texts on a page apart.
    stache::Html body_of(RecordId id, int first_heading_level, const std::string& id_prefix);
    // Texts of another record (site.yaml's, a task of the bank): links are relative to that file.
    stache::Html block_of(const SourcePtr& source, const BlockText& text);
    stache::Html inline_of(const SourcePtr& source, const InlineText& text);

    std::string href(std::string_view site_url) const;
    // `{title, href, note}` of a record, a reference, an attachment or other document.
    stache::Value record_link(RecordId id) const;
    stache::Value target_link(const Target& target) const;
    stache::Value document_link(const Attachment& attachment) const;
    stache::Value evidence_link(const Evidence& evidence) const;
    // `{iso, text}` of a date; null when unset.
    stache::Value date(Date date) const;
    stache::Value range(DateRange range) const;

    void add_anchor(std::string id);
    // Checks an anchor of this site that a view links to (references with `#`).
    void link_to(const Target& target, const Place& place);

    // The finished page: the view's own fields under `page`, beside the frame.
    Rendered finish(std::string_view template_name, stache::Object page);

private:
    // Where a body goes on the page, and how its ids begin.
    struct BodyFrame {
        int first_heading_level;
        std::string id_prefix;
        std::string title;  // beside other texts: tells their tables and notes apart by ear
    };

    void add_words();
    void begin_text_page();
    void finish_text_page();
    MarkdownOptions markdown_options(const SourcePtr& source);
    MarkdownTarget resolve_link(const MarkdownLink& link, const SourcePtr& source);
    stache::Html read_body(const Record& record,
                           const BodyFrame& frame,
                           std::vector<MarkdownAnchor>& headings);
    void forget_repeated_mistakes();

    const PageWorld& world_;
    PageFrame frame_;
    const Record* record_;
    std::vector<bool> abbreviations_used_;
    Rendered rendered_;
    int texts_ = 0;  // texts rendered so far: keeps ids of footnotes apart
    // While nothing is rendered behind the record's own text.
    std::optional<TextPage> text_page_;
    std::size_t text_size_ = 0;  // of the text as it stands in the page
    std::vector<std::size_t> text_places_;
    bool is_in_text_ = false;
};

// The shape of a page's whole view: the frame, and the page's own object under `page`.
stache::Shape page_shape(const Theme& theme, stache::Shape page);
// Shapes that many pages use.
stache::Shape link_shape();        // {title, href, note}
stache::Shape date_shape();        // {iso, text}
stache::Shape range_shape();       // {from, to, text}
stache::Shape site_shape();        // what `site` holds
// What all pages share: made once per site.
// Menu entries that name nothing are reported.
stache::Value make_site_view(const Site& site, const Theme& theme, Diagnostics& out);

// The fields that every record's page shows around its own: summary, dates, documents, revisions,
// back references, feedback, archive and expiry marks.
stache::ShapeField record_shape();
stache::Object record_view(PageMaker& page, RecordId id);

// Planned outputs of one kind of page.
using Outputs = std::vector<Output>;
// The frame of a record's own page.
PageFrame record_frame(const Site& site, const Theme& theme, RecordId id);
// The path of the output at a url: `/memos/x/` → `memos/x/index.html`.
std::string output_path(std::string_view url);

}  // namespace vitrina
