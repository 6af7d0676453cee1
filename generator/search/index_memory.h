// What an index keeps of itself: enough to write its manifest, and to find the files that an edit of a page
// changes, without the other pages.
//
// Lifetime of one numbering of words: it is kept with the words that the numbers stand for.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/chunks.h"
#include "search/index.h"

namespace vitrina {

struct IndexMemory {
    struct Facet {
        std::string name;
        std::string file;
        std::uint64_t hash = 0;  // what the file's name is made of
    };

    std::vector<std::uint64_t> urls;            // their hashes, by page
    std::vector<std::uint32_t> seldom_asked;    // pages
    std::map<std::uint32_t, std::string> words; // packed, of pages that nobody else remembers
    std::vector<Chunk> word_chunks;
    std::vector<Chunk> end_chunks;
    std::vector<std::string> tables;   // paths of all files that a table or its text stands in
    std::vector<std::uint64_t> cards;  // hashes of the files
    std::size_t cards_per_file = 1;
    std::vector<Facet> facets;
    std::vector<std::string> sections;
    std::string archived;
    std::string schools;  // text of that file; empty: there is none
    std::string groups;
};

std::string pack_memory(const IndexMemory& memory);
std::optional<IndexMemory> unpack_memory(std::string_view packed);

std::string card_name(std::size_t file);  // `card7`
std::string card_path(std::size_t file);  // `search/cards/7.js`
std::uint64_t url_hash(std::string_view url);

// Gives the files of words their names, makes the tables and the manifest, which comes first. False: see
// `name_chunks`; the same for facets when `known`.
bool add_manifest(IndexMemory& memory, bool known, std::vector<IndexFile>& files);

}  // namespace vitrina
