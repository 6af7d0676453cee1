// Markdown: GitHub's dialect with our guards, rendered to HTML and facts in one parse.
//
// Dialect  tables, task lists, strikethrough, autolinks, footnotes; raw HTML is shown as text; urls
//          pass an allow-list after full decoding (http, https, mailto, tel, relative); fenced
//          blocks `do`, `dont`, `steps` become lists (a line = an item, inline Markdown) (formats
//          §1).
// Math     `$…$` and `$$…$$` are TeX and become MathML (formats §7; markdown_math.h, math.h); the
//          plain text keeps the TeX as typed, with its dollars.
// Anchors  a heading's text in lower case, letters and digits of any script kept, a run of spaces
//          and hyphens to one `-`; `{#id}` at its end overrides; a repeated one gets its parent
//          heading's id before it. With `clauses` a paragraph (also a line of one) that begins with
//          `3.2.` has the anchor `p3.2`, an outer list's item `3.` the anchor `p3`.
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
    std::string url;  // as written, after Markdown's own decoding
    Place place;      // of the destination in the file; of the whole link if it cannot be told
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

// The words that Markdown adds to the author's text; a theme gives them in the page's language.
struct MarkdownLabels {
    std::string table = "Таблица";         // name of a table's scrolling box
    std::string formula = "Формула";       // name of a long formula's scrolling box
    std::string footnotes = "Примечания";  // name of the list of footnotes
    std::string footnote = "Примечание";   // of a footnote's mark; its number follows
    std::string footnote_back =
        "Назад к тексту, примечание";  // of the way back; its number follows
    std::string task_done = "выполнено";
    std::string task_open = "не выполнено";
};

struct MarkdownOptions {
    SourcePtr source;                        // for places
    const MarkdownLabels* labels = nullptr;  // null: as above
    bool clauses = false;                    // acts: numbered paragraphs are anchors
    int first_heading_level = 2;  // the highest heading gets it, those below follow without a gap
    // Called for every link and image whose url passed the allow-list; reports broken ones itself.
    std::function<MarkdownTarget(const MarkdownLink&)> resolve;
    const std::vector<Abbreviation>* abbreviations = nullptr;  // may be null
    std::vector<bool>* abbreviations_used =
        nullptr;            // per page: beside `abbreviations`; set on first use
    std::string id_prefix;  // before footnote and heading ids when a page holds several texts
};

// Block Markdown: paragraphs, lists, tables … `text` may be a body or a YAML scalar.
std::string render_markdown(const MappedText& text,
                            const MarkdownOptions& options,
                            MarkdownFacts& facts,
                            Diagnostics& out);

// One line: inline Markdown only, without a surrounding paragraph. Block syntax stays as typed
// (`1.` in a cell is the text «1.»).
std::string render_inline(const MappedText& text, const MarkdownOptions& options, Diagnostics& out);

// The plain text that a reader sees, one line per block, list items with `– ` (numbered ones with
// their number) before them, cells with ` | ` between: for CSV, iCalendar, GIFT, JSON, search,
// <title>. Text of one line is read as by `render_inline`; formulas stay TeX. The only flattening
// function of the program.
std::string flatten_markdown(std::string_view text);

// The same with pictures marked: `picture_begin`, once for the first picture of the list, twice for
// the second …, its alternative text, `picture_end`. Both are control characters, which `clean_text`
// drops. `urls` are addresses as written; what is there stays, an address stands there once.
inline constexpr char picture_begin = '\x1E';
inline constexpr char picture_end = '\x1F';
std::string flatten_with_pictures(std::string_view text, std::vector<std::string>& urls);

// An inline text as it is read aloud, its formulas too: `x² = 4`.
std::string readable_line(std::string_view text);

// The anchor of a heading with this plain text, before disambiguation; at most 100 characters.
std::string heading_anchor(std::string_view plain_text);

// http, https, mailto, tel or a path, once every disguise (percent signs, entities, control
// characters, backslashes) is taken off; an address that begins with `//` is refused.
bool is_allowed_url(std::string_view url);

}  // namespace vitrina
