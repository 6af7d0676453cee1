// What pages/ makes of a site: outputs. An output is bytes that a pure function renders, or a file
// to copy; all of them are planned, and their paths checked, before any is rendered.
//
// Waves    assets; pages and records; catalogues (portal, sitemap, feeds), which may ask for the
//          hashes and sizes of what the wave before them made.
// Threads  `render` is called once, by any thread; it reads const data only.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/hash.h"
#include "base/source.h"
#include "site/site.h"

namespace vitrina {

enum class Wave : std::uint8_t { Assets, Pages, Catalogues };

// A link on a page to a page of this site whose anchor must exist.
struct AnchorLink {
    std::string url;     // `/acts/x/`
    std::string anchor;
    Place place;
};

// A Markdown body that a page shows.
struct BodyRead {
    RecordId record;
    ContentHash hash;  // of its file
};

// What a rendered page tells the checks that come after all pages are there.
struct PageFacts {
    std::vector<std::string> anchors;
    std::vector<AnchorLink> links;
    std::string words;      // for search, packed; of the pages of records
    std::string beginning;  // of its text, for lists of results
    std::string text_page;  // packed, see pages/text_page.h; empty: it is none
};

// A file that an output makes beside its own.
struct BesideFile {
    std::string path;
    std::string bytes;
};

struct Rendered {
    std::string bytes;
    std::vector<BesideFile> beside;
    PageFacts facts;
    std::vector<BodyRead> bodies;
    std::string index;  // what the search index remembers of itself, see search/index_edit.h
    bool reads_attachments = false;  // no digest tells when those change: made again in every build
    Diagnostics messages;
};

// SHA-256 and size of outputs of the wave before, for catalogues.
struct PublishedFile {
    std::string sha256;
    std::size_t size = 0;
};
using PublishedFiles = std::map<std::string, PublishedFile, std::less<>>;  // by output path

// What the search index asks of the pages of the wave before.
struct SearchedText {
    std::string_view words;
    std::string_view beginning;
};
struct RenderedPages {
    std::function<SearchedText(const std::string& path)> text;  // empty: no such page
    std::size_t threads = 0;
};

struct Output {
    std::string path;          // `memos/vpr-4/index.html`
    Wave wave = Wave::Pages;
    std::string_view maker;    // the planner's name, for the profile
    Place origin;              // the source that makes it, for collisions; may be null
    bool catalogued = false;   // its hash will be asked for
    bool in_sitemap = true;    // of a page: search engines may list it
    std::function<Rendered(const PublishedFiles&)> render;
    // Instead of `render`, of a catalogue: it needs the words of all pages.
    std::function<Rendered(const RenderedPages&)> render_of_pages;
    std::string copy_from;     // instead of `render`: a file to copy
};

}  // namespace vitrina
