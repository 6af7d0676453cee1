#include "search/index.h"

#include <algorithm>
#include <iterator>

#include "base/hash.h"
#include "base/json.h"
#include "base/parallel.h"
#include "search/chunks.h"
#include "search/index_memory.h"
#include "search/lists.h"

namespace vitrina {
namespace {

std::vector<ChunkEntry> word_entries(const IndexSources& sources) {
    const Postings postings(sources.pages, sources.words.size(), sources.threads);
    std::vector<std::uint32_t> order;
    for (std::uint32_t word = 0; word < sources.words.size(); ++word)
        if (postings.has(word))
            order.push_back(word);
    std::ranges::sort(order, {}, [&](std::uint32_t word) { return sources.words[word]; });
    std::vector<ChunkEntry> entries(order.size());
    parallel_for(order.size(), sources.threads, [&](std::size_t i) {
        const std::string_view word = sources.words[order[i]];
        entries[i] = {word, std::string(word) + postings.text_of(order[i])};
    });
    return entries;
}

void add_words(const IndexSources& sources, IndexMemory& memory) {
    std::vector<ChunkEntry> entries = word_entries(sources);
    memory.word_chunks = cut_chunks(entries);
    std::vector<std::string> backwards;
    for (const ChunkEntry& entry : entries)
        if (has_end(entry.word))
            backwards.push_back(reversed(entry.word));
    std::ranges::sort(backwards);
    entries.clear();
    for (const std::string& word : backwards)
        entries.push_back({word, word});
    memory.end_chunks = cut_chunks(entries);
}

std::string cards_of(const IndexSources& sources, std::size_t file) {
    const std::size_t begin = file * sources.cards_per_file;
    const std::size_t end = std::min(begin + sources.cards_per_file, sources.pages.size());
    JsonArray cards;
    for (std::size_t i = begin; i < end; ++i) {
        const IndexedPage& page = sources.pages[i];
        JsonArray card{page.url, page.title, page.beginning, JsonValue::number(page.section)};
        if (!page.school.empty())
            card.emplace_back(page.school);
        cards.push_back(std::move(card));
    }
    return script_of(card_name(file), json_text(cards, JsonForm::Embedded));
}

void add_cards(const IndexSources& sources, IndexMemory& memory, std::vector<IndexFile>& files) {
    const std::size_t per_file = memory.cards_per_file = sources.cards_per_file;
    const std::size_t count = (sources.pages.size() + per_file - 1) / per_file;
    const std::size_t first = files.size();
    files.resize(first + count);
    memory.cards.resize(count);
    parallel_for(count, sources.threads, [&](std::size_t i) {
        files[first + i] = {card_path(i), cards_of(sources, i)};
        memory.cards[i] = content_hash(files[first + i].bytes).low;
    });
}

// The texts of the files, in the order of the facets.
std::vector<std::string> add_facets(const IndexSources& sources, IndexMemory& memory) {
    std::vector<std::string> texts;
    for (const Facet& facet : sources.facets) {
        JsonArray values;
        for (const auto& [title, pages] : facet.values)
            values.push_back(JsonArray{title, encode_list(pages, sources.pages.size(), 0)});
        texts.push_back(json_text(values, JsonForm::Embedded));
        memory.facets.push_back({facet.name, {}, content_hash(texts.back()).low});
    }
    return texts;
}

void add_pages(const IndexSources& sources, IndexMemory& memory) {
    std::vector<std::uint32_t> archived;
    for (std::uint32_t number = 0; number < sources.pages.size(); ++number) {
        const IndexedPage& page = sources.pages[number];
        memory.urls.push_back(url_hash(page.url));
        if (page.seldom_asked)
            memory.seldom_asked.push_back(number);
        if (!page.is_remembered)
            memory.words.emplace(number, page.words);
        if (page.archived)
            archived.push_back(number);
    }
    memory.archived = encode_list(archived, sources.pages.size(), 0);
}

}  // namespace

std::uint32_t IndexSources::section(std::string_view title) {
    auto found = std::ranges::find(sections, title);
    if (found == sections.end())
        found = sections.insert(found, std::string(title));
    return static_cast<std::uint32_t>(found - sections.begin());
}

Index make_index(const IndexSources& sources) {
    IndexMemory memory;
    add_words(sources, memory);
    std::vector<IndexFile> cards;
    add_cards(sources, memory, cards);
    const std::vector<std::string> facets = add_facets(sources, memory);
    add_pages(sources, memory);
    memory.sections = sources.sections;
    memory.schools = encode_list(sources.schools, sources.pages.size() + 1, 0);
    memory.groups = sources.groups;
    Index index;
    add_manifest(memory, false, index.files);
    for (std::size_t i = 0; i < facets.size(); ++i)
        index.files.push_back({"search/facets/" + memory.facets[i].file + ".js",
                               script_of(memory.facets[i].file, facets[i])});
    std::ranges::move(cards, std::back_inserter(index.files));
    // Of many schools' pages the words would be as many as those of all others.
    if (sources.schools.empty())
        index.memory = pack_memory(memory);
    return index;
}

}  // namespace vitrina
