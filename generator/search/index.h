// The index that the browser reads, as files. A query loads the manifest once, the chunks where its
// words stand, and the cards of the results it shows; each file is a script that calls one function.
// A page that is edited changes the chunks of the words it gained, lost or weighs otherwise, the tables
// that name them, and no other.
//
//   search/index.js          vitrinaSearch("index", {…}), the only name that never changes:
//     pages                  how many there are; their numbers go from the oldest to the newest
//     words                  the table of chunks or, on a large site, of tables, see chunks.h
//     ends                   name of the file with the same of the words backwards: search/NAME.js
//     depths                 {words: 0, ends: 0}: how many tables lie between these and the chunks
//     cards, cardsVersion    pages a card file holds; behind `?` of its address: another when any is
//     facets                 {kind: "name", …}
//     stop, groups           stop words; groups of synonyms, see SearchWords::groups
//     sections               names of sections, for cards
//     archived               pages that are shown only when asked for, as a list
//     schools                name of the file with the first page of each school, its own, and the
//                            first page behind all of them, as a list: search/NAME.js; not there: none
//   search/tables/NAME.js    a table of chunks, or of tables
//   search/words/NAME.js     vitrinaSearch("NAME", "математик!AbC+d ‹next word›"): words sorted, each
//                            with a list for every level that it has (0 is the least), see lists.h
//   search/ends/NAME.js      the same words backwards, without lists: for words with a wrong letter
//   search/cards/7.js        [[url, title, beginning, section, school?], …] of pages 7·cards and the
//                            next; a url with a scheme is of another site
//   search/facets/NAME.js    [[title, list], …]
//
// Source   ours; themes/base/assets/search_index.js reads it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrina {

// Views of texts that somebody else keeps: a country has a million pages.
struct IndexedPage {
    std::string_view url;  // behind the site's root: `memos/vpr-4/`; or absolute
    std::string_view title;
    std::string_view beginning;
    std::uint32_t section = 0;
    bool archived = false;
    bool seldom_asked = false;  // its words have a level less, but for the three least
    std::string_view words;     // packed, see page_words.h
    std::string_view school;    // whose page it is; empty: the site's own
    bool is_remembered = false;  // whoever wants to edit the index will have its words again
};

struct Facet {
    std::string name;  // kind, audience, subjects, classes, schools
    std::vector<std::pair<std::string, std::vector<std::uint32_t>>> values;  // title → page numbers
};

struct IndexSources {
    std::vector<IndexedPage> pages;            // by number
    std::vector<std::string_view> words;       // by number: what packed words refer to
    std::vector<std::string> sections;
    std::vector<Facet> facets;
    std::vector<std::uint32_t> schools;  // see the manifest; empty: no filter by name
    std::string groups;
    std::size_t cards_per_file = 2;
    std::size_t threads = 0;

    std::uint32_t section(std::string_view title);  // its number; a new one is added
};

struct IndexFile {
    std::string path;
    std::string bytes;
};

struct Index {
    std::vector<IndexFile> files;  // the manifest first
    std::string memory;            // packed, see index_edit.h
};

// Same bytes for any numbering of the words and any number of threads.
Index make_index(const IndexSources& sources);

}  // namespace vitrina
