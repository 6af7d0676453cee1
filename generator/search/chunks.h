// Sorted words in files of some kilobytes, and the tables by which a reader finds the files.
//
// Cuts     where the words themselves say, not by count: a word that changes leaves all other files as
//          they are.
// Tables   a row for each file: the beginning of its first word, space, name; of the beginning a digit
//          of base 64 for the letters that it shares with the row before, and the rest. A table longer
//          than `most_table` is cut in the same way into tables of its own, of which there is a table
//          again: a reader of a large site loads one at each depth, not all.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/index.h"

namespace vitrina {

inline constexpr std::size_t most_table = 12000;  // bytes

// Names of all files that a page loads: it asks for them by name alone, whatever folder they are in, so
// that no two are alike, nor like those of the manifest and the cards.
class FileNames {
public:
    // Five letters of the hash of the bytes.
    std::string name_of(std::string_view bytes);

private:
    std::set<std::string> taken_;
};

struct ChunkEntry {
    std::string_view word;
    std::string text;  // what stands in the chunk: the word and its lists
};

struct ChunkRow {
    std::string beginning;
    std::string name;
};

struct ChunkTable {
    std::string text;
    std::size_t depth = 0;  // 0: its rows are chunks; 1: tables of chunks …
};

// Adds the files of chunks (search/FOLDER/) and of tables (search/tables/). Texts of entries are gone
// afterwards: the whole index need not stand in memory twice.
ChunkTable cut_chunks(std::vector<ChunkEntry>& entries,
                      std::string_view folder,
                      FileNames& names,
                      std::vector<IndexFile>& files);

// The table of sorted rows; adds the files of tables.
ChunkTable make_table(std::vector<ChunkRow> rows, FileNames& names, std::vector<IndexFile>& files);

// `vitrinaSearch("name", value);`, and a string as such a value.
std::string script_of(std::string_view name, std::string_view value);
std::string quoted(std::string_view text);

// Whether a byte is not the first one of its sign in UTF-8.
inline bool is_inside_sign(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace vitrina
