// Markdown: GitHub's dialect with our guards, rendered to HTML and facts in one parse.
//
// Dialect  tables, task lists, strikethrough, autolinks, footnotes; raw HTML is shown as text; urls
//          pass an allow-list after full decoding (http, https, mailto, tel, relative); fenced blocks
//          `do`, `dont`, `steps` become lists (a line = an item, inline Markdown) (formats §1).
// Anchors  a heading's text in lower case, letters and digits of any script kept, spaces to `-`;
//          `{#id}` at its end overrides; a repeated one gets its parent heading's id before it.
//          With `clauses` a paragraph that begins with `3.2.` has the anchor `p3.2`.
// Errors   inputs that would take more than linear time are refused with a message before parsing.
// Source   CommonMark 0.29 and GFM by cmark-gfm. Thread-safe.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/source.h"

namespace vitrina {

struct MarkdownLink {
    std::string url;   // as written, after Markdown's own decoding
    Place place;       // of the destination in the file; of the whole link if it cannot be told
    bool image = false;
};

struct MarkdownTarget {
    std::string href;  // what to print; empty: no link, the text alone
    int width = 0;     // of an image, if known
    int height = 0;
};

struct MarkdownAnchor {
    std::string id;
    std::string title;  // plain text of the heading; empty for a clause
    int level = 0;      // 1–6; 0 for a clause
};

struct MarkdownFacts {
    std::vector<MarkdownAnchor> anchors;  // in document order
};

// An abbreviation of the glossary: its first use on a page becomes <abbr title="…">.
struct Abbreviation {
    std::string word;
    std::string meaning;
};

struct MarkdownOptions {
    SourcePtr source;                        // for places
    bool clauses = false;                    // acts: numbered paragraphs are anchors
    int first_heading_level = 2;             // `#` becomes this level, deeper ones follow; at most 6
    // Called for every link and image whose url passed the allow-list; reports broken ones itself.
    std::function<MarkdownTarget(const MarkdownLink&)> resolve;
    const std::vector<Abbreviation>* abbreviations = nullptr;  // may be null
    std::vector<bool>* abbreviations_used = nullptr;  // per page: beside `abbreviations`; set on first use
    std::string id_prefix;                   // before footnote and heading ids when a page holds several texts
};

// Block Markdown: paragraphs, lists, tables … `text` may be a body or a YAML scalar.
std::string render_markdown(const MappedText& text,
                            const MarkdownOptions& options,
                            MarkdownFacts& facts,
                            Diagnostics& out);

// One line: inline Markdown only, without a surrounding paragraph. Block syntax stays as typed
// (`1.` in a cell is the text «1.»).
std::string render_inline(const MappedText& text, const MarkdownOptions& options, Diagnostics& out);

// The plain text that a reader sees, one line per block, list items with `– ` before them: for CSV,
// iCalendar, GIFT, JSON, search, <title>. The only flattening function of the program.
std::string flatten_markdown(std::string_view text);

// The anchor of a heading with this plain text, before disambiguation.
std::string heading_anchor(std::string_view plain_text);

}  // namespace vitrina
