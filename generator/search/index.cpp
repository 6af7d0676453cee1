#include "search/index.h"

#include <algorithm>

#include "base/hash.h"
#include "base/json.h"
#include "base/parallel.h"
#include "search/chunks.h"
#include "search/language.h"
#include "search/lists.h"

namespace vitrina {
namespace {

std::string reversed(std::string_view word) {
    std::string text;
    for (std::size_t end = word.size(); end > 0;) {
        std::size_t begin = end - 1;
        while (begin > 0 && is_inside_sign(word[begin]))
            --begin;
        text.append(word.substr(begin, end - begin));
        end = begin;
    }
    return text;
}

bool is_number(std::string_view word) {
    return std::ranges::all_of(word, [](char byte) { return byte >= '0' && byte <= '9'; });
}

struct WordTables {
    ChunkTable words;
    ChunkTable ends;
};

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

WordTables add_words(const IndexSources& sources, FileNames& names, std::vector<IndexFile>& files) {
    std::vector<ChunkEntry> entries = word_entries(sources);
    WordTables tables;
    tables.words = cut_chunks(entries, "words", names, files);
    std::vector<std::string> backwards;
    for (const ChunkEntry& entry : entries)
        if (!entry.word.starts_with('=') && !is_number(entry.word))
            backwards.push_back(reversed(entry.word));
    std::ranges::sort(backwards);
    entries.clear();
    for (const std::string& word : backwards)
        entries.push_back({word, word});
    tables.ends = cut_chunks(entries, "ends", names, files);
    return tables;
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
    return script_of("card" + std::to_string(file), json_text(cards, JsonForm::Embedded));
}

// Gives what stands behind `?` in addresses of cards: another one when any of them is another.
std::string add_cards(const IndexSources& sources, std::vector<IndexFile>& files) {
    const std::size_t per_file = sources.cards_per_file;
    const std::size_t first = files.size();
    files.resize(first + (sources.pages.size() + per_file - 1) / per_file);
    const std::size_t count = files.size() - first;
    parallel_for(count, sources.threads, [&](std::size_t i) {
        files[first + i] = {"search/cards/" + std::to_string(i) + ".js", cards_of(sources, i)};
    });
    ContentHasher all;
    for (std::size_t i = first; i < files.size(); ++i)
        all.add(files[i].bytes);
    return hash_text(all.hash()).substr(0, 8);
}

JsonObject add_facets(const IndexSources& sources, FileNames& names, std::vector<IndexFile>& files) {
    JsonObject table;
    for (const Facet& facet : sources.facets) {
        JsonArray values;
        for (const auto& [title, pages] : facet.values)
            values.push_back(JsonArray{title, encode_list(pages, sources.pages.size(), 0)});
        std::string value = json_text(values, JsonForm::Embedded);
        const std::string name = names.name_of(value);
        files.push_back({"search/facets/" + name + ".js", script_of(name, value)});
        table.add(facet.name, name);
    }
    return table;
}

// What few queries need is loaded when they do.
std::string add_text(const std::string& text, FileNames& names, std::vector<IndexFile>& files) {
    std::string name = names.name_of(text);
    files.push_back({"search/" + name + ".js", script_of(name, quoted(text))});
    return name;
}

}  // namespace

std::uint32_t IndexSources::section(std::string_view title) {
    auto found = std::ranges::find(sections, title);
    if (found == sections.end())
        found = sections.insert(found, std::string(title));
    return static_cast<std::uint32_t>(found - sections.begin());
}

std::vector<IndexFile> make_index(const IndexSources& sources) {
    std::vector<IndexFile> files(1);
    FileNames names;
    const WordTables tables = add_words(sources, names, files);
    std::vector<std::uint32_t> archived;
    for (std::uint32_t number = 0; number < sources.pages.size(); ++number)
        if (sources.pages[number].archived)
            archived.push_back(number);
    JsonObject manifest;
    manifest.add("pages", JsonValue::number(static_cast<std::int64_t>(sources.pages.size())));
    manifest.add("cards", JsonValue::number(static_cast<std::int64_t>(sources.cards_per_file)));
    manifest.add("cardsVersion", add_cards(sources, files));
    manifest.add("facets", add_facets(sources, names, files));
    manifest.add("sections", JsonArray(sources.sections.begin(), sources.sections.end()));
    manifest.add("archived", encode_list(archived, sources.pages.size(), 0));
    if (!sources.schools.empty())
        manifest.add("schools",
                     add_text(encode_list(sources.schools, sources.pages.size() + 1, 0), names, files));
    manifest.add("stop", stop_words());
    manifest.add("groups", sources.groups);
    manifest.add("words", tables.words.text);
    manifest.add("ends", add_text(tables.ends.text, names, files));
    JsonObject depths;
    depths.add("words", JsonValue::number(static_cast<std::int64_t>(tables.words.depth)));
    depths.add("ends", JsonValue::number(static_cast<std::int64_t>(tables.ends.depth)));
    manifest.add("depths", std::move(depths));
    files.front() = {"search/index.js",
                     script_of("index", json_text(manifest, JsonForm::Embedded))};
    return files;
}

}  // namespace vitrina
