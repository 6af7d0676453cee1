#include "search/index.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "base/hash.h"
#include "base/json.h"
#include "base/parallel.h"
#include "base/text.h"
#include "search/language.h"
#include "search/page_words.h"

namespace vitrina {
namespace {

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view gap_signs = "!#$%&()*";
constexpr std::string_view bitmap_signs = "+,./:<=>";

// A chunk may end once it holds this much, where a word's hash says so, and ends at the most.
constexpr std::size_t least_chunk = 3000;
constexpr std::size_t usual_rest = 1024;
constexpr std::size_t most_chunk = 6000;

void append_gap(std::string& to, std::uint32_t gap) {
    constexpr std::uint32_t more = 32;
    for (; gap >= more; gap /= more)
        to += digits[more + gap % more];
    to += digits[gap];
}

std::string gaps_of(const std::uint32_t* begin, const std::uint32_t* end) {
    std::string text;
    std::uint32_t next = 0;
    for (const std::uint32_t* number = begin; number != end; ++number) {
        append_gap(text, *number - next);
        next = *number + 1;
    }
    return text;
}

std::string bitmap_of(const std::uint32_t* begin, const std::uint32_t* end) {
    constexpr std::uint32_t bits = 6;
    std::string text;
    while (begin != end) {
        const std::uint32_t group = *begin / bits;
        text.resize(group, digits[0]);
        std::uint32_t set = 0;
        for (; begin != end && *begin / bits == group; ++begin)
            set |= 1U << (*begin % bits);
        text += digits[set];
    }
    return text;
}

void append_list(std::string& to,
                 const std::uint32_t* begin,
                 const std::uint32_t* end,
                 std::uint32_t level) {
    std::string gaps = gaps_of(begin, end);
    // The last page's place is the length of the bitmap.
    const bool may_be_bitmap = *(end - 1) / 6 < gaps.size();
    std::string bitmap = may_be_bitmap ? bitmap_of(begin, end) : std::string();
    if (may_be_bitmap && bitmap.size() < gaps.size())
        to.append(1, bitmap_signs[level]).append(bitmap);
    else
        to.append(1, gap_signs[level]).append(gaps);
}

// The pages of every word, sorted by word's number, level, page: three counting passes.
class Postings {
public:
    Postings(const std::vector<IndexedPage>& pages, std::size_t words)
        : begins_(words * search_levels + 1) {
        for (const IndexedPage& page : pages)
            unpack_words(page.words, [&](std::uint32_t word, std::uint32_t level) {
                if (word < words)
                    ++begins_[word * search_levels + level + 1];
            });
        std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
        pages_.resize(begins_.back());
        std::vector<std::size_t> next(begins_.begin(), begins_.end() - 1);
        for (std::uint32_t number = 0; number < pages.size(); ++number)
            unpack_words(pages[number].words, [&](std::uint32_t word, std::uint32_t level) {
                if (word < words)
                    pages_[next[word * search_levels + level]++] = number;
            });
    }

    bool has(std::uint32_t word) const {
        return begins_[word * search_levels] != begins_[(word + 1) * search_levels];
    }

    std::string text_of(std::uint32_t word) const {
        std::string text;
        for (std::uint32_t level = 0; level < search_levels; ++level) {
            const std::size_t begin = begins_[word * search_levels + level];
            const std::size_t end = begins_[word * search_levels + level + 1];
            if (begin != end)
                append_list(text, pages_.data() + begin, pages_.data() + end, level);
        }
        return text;
    }

private:
    std::vector<std::size_t> begins_;
    std::vector<std::uint32_t> pages_;
};

// A quoted string of a script.
std::string quoted(std::string_view text) {
    return json_text(JsonValue(text), JsonForm::Compact);
}

std::string script_of(std::string_view name, std::string_view value) {
    std::string text = "vitrinaSearch(";
    text.append(quoted(name)).append(",").append(value).append(");\n");
    return text;
}

// Names of all files that a page loads: it asks for them by name alone, whatever folder they are in, so
// that no two are alike, nor like those of the manifest and the cards.
class Names {
public:
    std::string name_of(std::string_view bytes) {
        constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";
        constexpr std::size_t length = 5;
        std::string salted(bytes);
        for (;;) {
            std::uint64_t hash = content_hash(salted).low;
            std::string name;
            for (std::size_t i = 0; i < length; ++i, hash /= letters.size())
                name += letters[hash % letters.size()];
            if (name != "index" && !name.starts_with("card") && taken_.insert(name).second)
                return name;
            salted += ' ';
        }
    }

private:
    std::set<std::string> taken_;
};

struct Entry {
    std::string_view word;
    std::string text;  // what stands in the chunk: the word and its lists
};

// Depends on the word and roughly on its size: neighbours and small edits move no boundary.
bool may_end_chunk(const Entry& entry) {
    std::size_t size = 16;
    while (size < entry.text.size())
        size *= 2;
    return content_hash(entry.word).low % usual_rest < size;
}

// Whether a byte is not the first one of its sign in UTF-8.
bool is_inside_sign(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t shared_beginning(std::string_view a, std::string_view b) {
    std::size_t length = 0;
    while (length < a.size() && length < b.size() && a[length] == b[length])
        ++length;
    return length;
}

// The shortest beginning of `word` that stands behind the word before it.
std::string_view least_beginning(std::string_view before, std::string_view word) {
    std::size_t length = shared_beginning(before, word);
    do
        ++length;
    while (length < word.size() && is_inside_sign(word[length]));
    return word.substr(0, length);
}

// The table of chunks. Words have at most forty signs: one digit tells how many are shared.
class ChunkTable {
public:
    void add(std::string_view beginning, std::string_view name) {
        std::size_t same = shared_beginning(before_, beginning);
        while (same > 0 && same < beginning.size() && is_inside_sign(beginning[same]))
            --same;
        text_ += digits[count_code_points(beginning.substr(0, same))];
        text_.append(beginning.substr(same)).append(" ").append(name);
        before_ = beginning;
    }
    const std::string& text() const { return text_; }

private:
    std::string text_;
    std::string before_;
};

// Cuts sorted entries into chunks, adds their files, and gives the table of them. Texts of entries are
// gone afterwards: the whole index need not stand in memory twice.
std::string cut_chunks(std::vector<Entry>& entries,
                       const std::string& folder,
                       Names& names,
                       std::vector<IndexFile>& files) {
    ChunkTable table;
    std::string chunk;
    std::size_t first = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        chunk.append(chunk.empty() ? "" : " ").append(entries[i].text);
        const bool is_last = i + 1 == entries.size();
        const bool may_end = chunk.size() >= least_chunk && may_end_chunk(entries[i]);
        std::string().swap(entries[i].text);
        const bool ends = is_last || chunk.size() + entries[i + 1].text.size() > most_chunk ||
                          may_end;
        if (!ends)
            continue;
        const std::string name = names.name_of(chunk);
        table.add(first == 0 ? std::string_view()
                             : least_beginning(entries[first - 1].word, entries[first].word),
                  name);
        files.push_back({folder + name + ".js", script_of(name, quoted(chunk))});
        chunk.clear();
        first = i + 1;
    }
    return table.text();
}

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
    std::string words;
    std::string ends;
};

std::vector<Entry> word_entries(const IndexSources& sources) {
    const Postings postings(sources.pages, sources.words.size());
    std::vector<std::uint32_t> order;
    for (std::uint32_t word = 0; word < sources.words.size(); ++word)
        if (postings.has(word))
            order.push_back(word);
    std::ranges::sort(order, {}, [&](std::uint32_t word) { return sources.words[word]; });
    std::vector<Entry> entries(order.size());
    parallel_for(order.size(), sources.threads, [&](std::size_t i) {
        const std::string_view word = sources.words[order[i]];
        entries[i] = {word, std::string(word) + postings.text_of(order[i])};
    });
    return entries;
}

WordTables add_words(const IndexSources& sources, Names& names, std::vector<IndexFile>& files) {
    std::vector<Entry> entries = word_entries(sources);
    WordTables tables;
    tables.words = cut_chunks(entries, "search/words/", names, files);
    std::vector<std::string> backwards;
    for (const Entry& entry : entries)
        if (!entry.word.starts_with('=') && !is_number(entry.word))
            backwards.push_back(reversed(entry.word));
    std::ranges::sort(backwards);
    entries.clear();
    for (const std::string& word : backwards)
        entries.push_back({word, word});
    tables.ends = cut_chunks(entries, "search/ends/", names, files);
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

JsonObject add_facets(const IndexSources& sources, Names& names, std::vector<IndexFile>& files) {
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
std::string add_text(const std::string& text, Names& names, std::vector<IndexFile>& files) {
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

std::string encode_list(const std::vector<std::uint32_t>& numbers,
                        std::size_t pages,
                        std::uint32_t level) {
    std::string text;
    if (!numbers.empty() && numbers.back() < pages)
        append_list(text, numbers.data(), numbers.data() + numbers.size(), level);
    return text;
}

std::vector<IndexFile> make_index(const IndexSources& sources) {
    std::vector<IndexFile> files(1);
    Names names;
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
    manifest.add("words", tables.words);
    manifest.add("ends", add_text(tables.ends, names, files));
    files.front() = {"search/index.js",
                     script_of("index", json_text(manifest, JsonForm::Embedded))};
    return files;
}

}  // namespace vitrina
