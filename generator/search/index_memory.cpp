#include "search/index_memory.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/packed.h"
#include "search/language.h"

namespace vitrina {
namespace {

void pack_chunks(const std::vector<Chunk>& chunks, PackWriter& to) {
    to.number(chunks.size());
    for (const Chunk& chunk : chunks) {
        to.text(chunk.first);
        to.text(chunk.last);
        to.number(chunk.first_size);
        to.number(chunk.hash);
        to.text(chunk.name);
    }
}

std::vector<Chunk> unpack_chunks(PackReader& from) {
    std::vector<Chunk> chunks(from.count());
    for (Chunk& chunk : chunks) {
        chunk.first = from.text();
        chunk.last = from.text();
        chunk.first_size = static_cast<std::size_t>(from.number());
        chunk.hash = from.number();
        chunk.name = from.text();
    }
    return chunks;
}

template <class Number>
void pack_numbers(const std::vector<Number>& numbers, PackWriter& to) {
    to.number(numbers.size());
    for (const Number number : numbers)
        to.number(number);
}

template <class Number>
std::vector<Number> unpack_numbers(PackReader& from) {
    std::vector<Number> numbers(from.count());
    for (Number& number : numbers)
        number = static_cast<Number>(from.number());
    return numbers;
}

// What few queries need is loaded when they do.
std::string add_text(const std::string& text,
                     FileNames& names,
                     IndexMemory& memory,
                     std::vector<IndexFile>& files) {
    std::string name = names.name_of(text);
    files.push_back({"search/" + name + ".js", script_of(name, quoted(text))});
    memory.tables.push_back(files.back().path);
    return name;
}

ChunkTable add_table(const std::vector<Chunk>& chunks,
                     FileNames& names,
                     IndexMemory& memory,
                     std::vector<IndexFile>& files) {
    const std::size_t first = files.size();
    ChunkTable table = make_table(rows_of(chunks), names, files);
    for (std::size_t i = first; i < files.size(); ++i)
        memory.tables.push_back(files[i].path);
    return table;
}

// What stands behind `?` in addresses of cards.
std::string cards_version(const std::vector<std::uint64_t>& cards) {
    ContentHasher all;
    for (const std::uint64_t card : cards)
        all.add(std::to_string(card) + " ");
    return hash_text(all.hash()).substr(0, 8);
}

JsonValue number(std::size_t value) {
    return JsonValue::number(static_cast<std::int64_t>(value));
}

}  // namespace

std::string pack_memory(const IndexMemory& memory) {
    PackWriter to;
    pack_numbers(memory.urls, to);
    pack_numbers(memory.seldom_asked, to);
    to.number(memory.words.size());
    for (const auto& [page, words] : memory.words) {
        to.number(page);
        to.text(words);
    }
    pack_chunks(memory.word_chunks, to);
    pack_chunks(memory.end_chunks, to);
    to.texts(memory.tables);
    pack_numbers(memory.cards, to);
    to.number(memory.cards_per_file);
    to.number(memory.facets.size());
    for (const IndexMemory::Facet& facet : memory.facets) {
        to.text(facet.name);
        to.text(facet.file);
        to.number(facet.hash);
    }
    to.texts(memory.sections);
    for (const std::string* text : {&memory.archived, &memory.schools, &memory.groups})
        to.text(*text);
    return to.take();
}

std::optional<IndexMemory> unpack_memory(std::string_view packed) {
    PackReader from(packed);
    IndexMemory memory;
    memory.urls = unpack_numbers<std::uint64_t>(from);
    memory.seldom_asked = unpack_numbers<std::uint32_t>(from);
    for (std::size_t left = from.count(); left > 0 && !from.failed(); --left) {
        const auto page = static_cast<std::uint32_t>(from.number());
        memory.words.emplace(page, from.text());
    }
    memory.word_chunks = unpack_chunks(from);
    memory.end_chunks = unpack_chunks(from);
    memory.tables = from.texts();
    memory.cards = unpack_numbers<std::uint64_t>(from);
    memory.cards_per_file = static_cast<std::size_t>(from.number());
    memory.facets.resize(from.count());
    for (IndexMemory::Facet& facet : memory.facets) {
        facet.name = from.text();
        facet.file = from.text();
        facet.hash = from.number();
    }
    memory.sections = from.texts();
    for (std::string* text : {&memory.archived, &memory.schools, &memory.groups})
        *text = from.text();
    if (from.failed() || !from.at_end() || memory.cards_per_file == 0)
        return std::nullopt;
    return memory;
}

std::string card_name(std::size_t file) {
    return "card" + std::to_string(file);
}

std::string card_path(std::size_t file) {
    return "search/cards/" + std::to_string(file) + ".js";
}

std::uint64_t url_hash(std::string_view url) {
    return content_hash(url).low;
}

bool add_manifest(IndexMemory& memory, bool known, std::vector<IndexFile>& files) {
    FileNames names;
    memory.tables.clear();
    if (!name_chunks(memory.word_chunks, "words", names, files))
        return false;
    const ChunkTable words = add_table(memory.word_chunks, names, memory, files);
    if (!name_chunks(memory.end_chunks, "ends", names, files))
        return false;
    const ChunkTable ends = add_table(memory.end_chunks, names, memory, files);
    JsonObject facets;
    for (IndexMemory::Facet& facet : memory.facets) {
        std::string file = names.name_of(facet.hash);
        if (known && file != facet.file)
            return false;
        facets.add(facet.name, file);
        facet.file = std::move(file);
    }
    JsonObject manifest;
    manifest.add("pages", number(memory.urls.size()));
    manifest.add("cards", number(memory.cards_per_file));
    manifest.add("cardsVersion", cards_version(memory.cards));
    manifest.add("facets", std::move(facets));
    manifest.add("sections", JsonArray(memory.sections.begin(), memory.sections.end()));
    manifest.add("archived", memory.archived);
    if (!memory.schools.empty())
        manifest.add("schools", add_text(memory.schools, names, memory, files));
    manifest.add("stop", stop_words());
    manifest.add("groups", memory.groups);
    manifest.add("words", words.text);
    manifest.add("ends", add_text(ends.text, names, memory, files));
    JsonObject depths;
    depths.add("words", number(words.depth));
    depths.add("ends", number(ends.depth));
    manifest.add("depths", std::move(depths));
    files.insert(files.begin(), {"search/index.js",
                                 script_of("index", json_text(manifest, JsonForm::Embedded))});
    return true;
}

}  // namespace vitrina
