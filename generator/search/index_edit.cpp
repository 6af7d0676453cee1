#include "search/index_edit.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "base/json.h"
#include "search/chunks.h"
#include "search/index_memory.h"
#include "search/lists.h"
#include "search/page_words.h"

namespace vitrina {
namespace {

using WordLevel = std::pair<std::uint32_t, std::uint32_t>;

std::vector<WordLevel> unpacked(std::string_view words) {
    std::vector<WordLevel> levels;
    unpack_words(words, [&](std::uint32_t word, std::uint32_t level) {
        levels.emplace_back(word, level);
    });
    return levels;
}

// Words that an edited page gained, lost or weighs otherwise.
std::set<std::uint32_t> changed_words(const std::vector<EditedPage>& edited) {
    std::set<std::uint32_t> changed;
    for (const EditedPage& page : edited) {
        std::vector<WordLevel> differing;
        std::ranges::set_symmetric_difference(unpacked(page.words_before), unpacked(page.words),
                                              std::back_inserter(differing));
        for (const auto& [word, level] : differing)
            changed.insert(word);
    }
    return changed;
}

// Behind the string of a JSON text that begins at `at`.
std::size_t string_end(std::string_view json, std::size_t at) {
    for (++at; at < json.size() && json[at] != '"'; ++at)
        at += json[at] == '\\' ? 1 : 0;
    return std::min(at + 1, json.size());
}

// The script of a file of cards with another third string, the beginning, of one of its cards.
std::optional<std::string> with_beginning(const std::string& script,
                                          std::size_t card,
                                          std::string_view beginning) {
    std::size_t at = script.find("[[");
    for (std::size_t passed = 0; at < script.size(); ++at) {
        if (script[at] == '"')
            at = string_end(script, at) - 1;
        else if (script[at] == '[' && script[at + 1] == '"' && passed++ == card)
            break;
    }
    for (int strings = 0; strings < 2 && at < script.size(); ++strings)
        at = string_end(script, at + 1);
    if (at >= script.size())
        return std::nullopt;
    const std::size_t begin = at + 1;
    return script.substr(0, begin) + json_text(beginning, JsonForm::Embedded) +
           script.substr(string_end(script, begin));
}

class IndexEditor {
public:
    IndexEditor(const IndexEditSources& sources, IndexMemory memory)
        : sources_(sources), memory_(std::move(memory)) {}

    bool edit() {
        const std::set<std::uint32_t> changed = changed_words(sources_.edited);
        std::vector<std::string> before = paths();
        if (!changed.empty() && !edit_words(changed))
            return false;
        for (const EditedPage& page : sources_.edited)
            if (page.beginning && !edit_card(page))
                return false;
        if (!add_manifest(memory_, true, edit_.files))
            return false;
        for (IndexFile& card : cards_)
            edit_.files.push_back(std::move(card));
        std::vector<std::string> now = paths();
        std::ranges::sort(before);
        std::ranges::sort(now);
        std::ranges::set_difference(before, now, std::back_inserter(edit_.removed));
        edit_.memory = pack_memory(memory_);
        return true;
    }

    IndexEdit take() { return std::move(edit_); }

private:
    // Of all files whose names are made of what is in them, but for facets.
    std::vector<std::string> paths() const {
        std::vector<std::string> paths = memory_.tables;
        for (const Chunk& chunk : memory_.word_chunks)
            paths.push_back(chunk_path("words", chunk));
        for (const Chunk& chunk : memory_.end_chunks)
            paths.push_back(chunk_path("ends", chunk));
        return paths;
    }

    ReadChunk reader(std::string_view folder) const {
        return [this, folder](const Chunk& chunk) {
            const auto script = sources_.read(chunk_path(folder, chunk));
            return script ? text_in_script(chunk.name, *script) : std::nullopt;
        };
    }

    // Pages by number, with their words alone.
    std::optional<std::vector<IndexedPage>> indexed_pages() const {
        std::vector<IndexedPage> pages(memory_.urls.size());
        for (std::uint32_t number = 0; number < pages.size(); ++number) {
            const auto own = memory_.words.find(number);
            const auto found = sources_.pages.find(memory_.urls[number]);
            if (own == memory_.words.end() && found == sources_.pages.end())
                return std::nullopt;
            pages[number].words =
                own == memory_.words.end() ? found->second : std::string_view(own->second);
        }
        for (const std::uint32_t number : memory_.seldom_asked)
            if (number < pages.size())
                pages[number].seldom_asked = true;
        return pages;
    }

    bool edit_words(const std::set<std::uint32_t>& changed) {
        const auto pages = indexed_pages();
        if (!pages || *changed.rbegin() >= sources_.words.size())
            return false;
        std::vector<std::uint32_t> places(sources_.words.size(), Postings::no_place);
        std::uint32_t count = 0;
        for (const std::uint32_t word : changed)
            places[word] = count++;
        const Postings postings(*pages, places, count, sources_.threads);
        std::vector<ChunkEntry> changes;
        for (const std::uint32_t number : changed) {
            const std::string_view word = sources_.words[number];
            const std::uint32_t place = places[number];
            changes.push_back({word, postings.has(place)
                                         ? std::string(word) + postings.text_of(place)
                                         : std::string()});
        }
        std::ranges::sort(changes, {}, &ChunkEntry::word);
        auto words = amend_chunks(memory_.word_chunks, changes, reader("words"));
        if (!words)
            return false;
        memory_.word_chunks = std::move(words->chunks);
        return edit_ends(words->added, words->gone);
    }

    bool edit_ends(const std::vector<std::string>& added, const std::vector<std::string>& gone) {
        std::vector<std::pair<std::string, bool>> backwards;
        for (const auto* words : {&added, &gone})
            for (const std::string& word : *words)
                if (has_end(word))
                    backwards.emplace_back(reversed(word), words == &added);
        if (backwards.empty())
            return true;
        std::ranges::sort(backwards);
        std::vector<ChunkEntry> changes;
        for (const auto& [word, is_added] : backwards)
            changes.push_back({word, is_added ? word : std::string()});
        auto ends = amend_chunks(memory_.end_chunks, changes, reader("ends"));
        if (ends)
            memory_.end_chunks = std::move(ends->chunks);
        return ends.has_value();
    }

    bool edit_card(const EditedPage& page) {
        const auto found = std::ranges::find(memory_.urls, url_hash(page.url));
        const auto number = static_cast<std::size_t>(found - memory_.urls.begin());
        const std::size_t file = number / memory_.cards_per_file;
        if (file >= memory_.cards.size())
            return false;
        const std::string path = card_path(file);
        const auto edited = std::ranges::find(cards_, path, &IndexFile::path);
        const auto before = edited != cards_.end() ? std::optional(edited->bytes) : sources_.read(path);
        auto script = before ? with_beginning(*before, number % memory_.cards_per_file, *page.beginning)
                             : std::nullopt;
        if (!script)
            return false;
        memory_.cards[file] = content_hash(*script).low;
        if (edited != cards_.end())
            edited->bytes = std::move(*script);
        else
            cards_.push_back({path, std::move(*script)});
        return true;
    }

    const IndexEditSources& sources_;
    IndexMemory memory_;
    std::vector<IndexFile> cards_;
    IndexEdit edit_;
};

}  // namespace

std::optional<IndexEdit> edit_index(const IndexEditSources& sources) {
    auto memory = unpack_memory(sources.memory);
    if (!memory)
        return std::nullopt;
    IndexEditor editor(sources, std::move(*memory));
    return editor.edit() ? std::optional(editor.take()) : std::nullopt;
}

}  // namespace vitrina
