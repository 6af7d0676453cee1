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
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "search/index.h"

namespace vitrina {

inline constexpr std::size_t most_table = 12000;  // bytes

// Names of all files that a page loads: it asks for them by name alone, whatever folder they are in, so
// that no two are alike, nor like those of the manifest and the cards. Who asks for the names of the same
// texts in the same order gets the same names.
class FileNames {
public:
    // Five letters of the hash of the bytes.
    std::string name_of(std::uint64_t hash);
    std::string name_of(std::string_view bytes);

private:
    std::set<std::string> taken_;
};

struct ChunkEntry {
    std::string_view word;
    std::string text;  // what stands in the chunk: the word and its lists
};

// A file of words.
struct Chunk {
    std::string first;           // word
    std::string last;            // word
    std::size_t first_size = 0;  // bytes of the first word's entry
    std::uint64_t hash = 0;      // of the text
    std::string name;            // see `name_chunks`
    std::string text;            // empty: the file stands where it belongs
};

// Cuts sorted entries. Their texts are gone afterwards: the whole index need not stand in memory twice.
std::vector<Chunk> cut_chunks(std::vector<ChunkEntry>& entries);

struct AmendedChunks {
    std::vector<Chunk> chunks;
    std::vector<std::string> added;  // words that were not there
    std::vector<std::string> gone;
};

// The chunks of the same words but for `changes`, sorted by word; an empty text: the word is gone. As if
// all had been cut anew, but only files near a change are read: `text_of` gives what stands in one. Nothing
// if it gives nothing.
using ReadChunk = std::function<std::optional<std::string>(const Chunk&)>;
std::optional<AmendedChunks> amend_chunks(const std::vector<Chunk>& known,
                                          const std::vector<ChunkEntry>& changes,
                                          const ReadChunk& text_of);

// `search/FOLDER/NAME.js`.
std::string chunk_path(std::string_view folder, const Chunk& chunk);

// Gives each chunk its name and adds the files of those that have a text (search/FOLDER/). False: a file
// that stands where it belongs would get another name.
bool name_chunks(std::vector<Chunk>& chunks,
                 std::string_view folder,
                 FileNames& names,
                 std::vector<IndexFile>& files);

// A word as it stands in the files of ends; a group's own word and a number stand in none: nobody mistypes
// a letter of those.
std::string reversed(std::string_view word);
bool has_end(std::string_view word);

struct ChunkRow {
    std::string beginning;
    std::string name;
};

std::vector<ChunkRow> rows_of(const std::vector<Chunk>& chunks);

struct ChunkTable {
    std::string text;
    std::size_t depth = 0;  // 0: its rows are chunks; 1: tables of chunks …
};

// The table of sorted rows; adds the files of tables (search/tables/).
ChunkTable make_table(std::vector<ChunkRow> rows, FileNames& names, std::vector<IndexFile>& files);

// `vitrinaSearch("name", value);`, and a string as such a value.
std::string script_of(std::string_view name, std::string_view value);
std::string quoted(std::string_view text);
// The text of such a script of a string without signs that JSON escapes; nothing if it is none.
std::optional<std::string> text_in_script(std::string_view name, std::string_view script);

// Whether a byte is not the first one of its sign in UTF-8.
inline bool is_inside_sign(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace vitrina
