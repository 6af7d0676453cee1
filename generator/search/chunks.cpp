#include "search/chunks.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "base/hash.h"
#include "base/json.h"
#include "base/text.h"
#include "search/lists.h"

namespace vitrina {
namespace {

// A file may end once it holds `least`, where a hash says so, and ends at the most.
struct Cut {
    std::size_t least;
    std::size_t usual_rest;
    std::size_t most;
};
constexpr Cut chunk_cut = {3000, 1024, 6000};
constexpr Cut table_cut = {2000, 1024, 4000};

// Depends on the word and roughly on the size of its text: neighbours and small edits move no cut.
bool may_end_file(std::string_view word, std::size_t text, const Cut& cut) {
    std::size_t size = 16;
    while (size < text)
        size *= 2;
    return content_hash(word).low % cut.usual_rest < size;
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

// Words have at most forty signs: one digit tells how many are shared.
std::string row_text(std::string_view before, const ChunkRow& row) {
    const std::string_view beginning = row.beginning;
    std::size_t same = shared_beginning(before, beginning);
    while (same > 0 && same < beginning.size() && is_inside_sign(beginning[same]))
        --same;
    std::string text(1, index_digits[count_code_points(beginning.substr(0, same))]);
    return text.append(beginning.substr(same)).append(" ").append(row.name);
}

std::string table_text(const std::vector<ChunkRow>& rows) {
    std::string text;
    std::string_view before;
    for (const ChunkRow& row : rows) {
        text += row_text(before, row);
        before = row.beginning;
    }
    return text;
}

class TableCutter {
public:
    TableCutter(FileNames& names, std::vector<IndexFile>& files) : names_(names), files_(files) {}

    // The tables that hold these rows, as rows.
    std::vector<ChunkRow> cut(const std::vector<ChunkRow>& rows) {
        for (const ChunkRow& row : rows) {
            const std::string text = row_text(part_.empty() ? "" : part_.back().beginning, row);
            if (size_ + text.size() > table_cut.most)
                end();
            part_.push_back(row);
            size_ += text.size();
            if (size_ >= table_cut.least && may_end_file(row.beginning, text.size(), table_cut))
                end();
        }
        if (!part_.empty())
            end();
        return std::move(tables_);
    }

private:
    void end() {
        const std::string text = table_text(part_);
        std::string name = names_.name_of(text);
        files_.push_back({"search/tables/" + name + ".js", script_of(name, quoted(text))});
        tables_.push_back({part_.front().beginning, std::move(name)});
        part_.clear();
        size_ = 0;
    }

    FileNames& names_;
    std::vector<IndexFile>& files_;
    std::vector<ChunkRow> part_;
    std::size_t size_ = 0;
    std::vector<ChunkRow> tables_;
};

// Cuts entries that come one by one.
class ChunkCutter {
public:
    // `next`: bytes of the entry that comes next; 0: none does.
    void add(std::string_view word, std::string_view text, std::size_t next) {
        if (now_.text.empty()) {
            now_.first = word;
            now_.first_size = text.size();
        } else {
            now_.text += ' ';
        }
        now_.text += text;
        now_.last = word;
        const bool may_end =
            now_.text.size() >= chunk_cut.least && may_end_file(word, text.size(), chunk_cut);
        if (next != 0 && !may_end && now_.text.size() + next <= chunk_cut.most)
            return;
        now_.hash = content_hash(now_.text).low;
        chunks_.push_back(std::move(now_));
        now_ = {};
    }

    // A file that is as it was; only between files.
    void keep(const Chunk& chunk) { chunks_.push_back(chunk); }
    bool is_between_files() const { return now_.text.empty(); }
    std::vector<Chunk> take() { return std::move(chunks_); }

private:
    std::vector<Chunk> chunks_;
    Chunk now_;  // without its hash
};

// Behind the word its lists begin, with a sign that no word holds; a group's own word begins with one.
std::string_view word_of_entry(std::string_view entry) {
    const auto is_of_word = [](char byte) {
        return byte < 0 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
    };
    std::size_t end = entry.starts_with('=') ? 1 : 0;
    while (end < entry.size() && is_of_word(entry[end]))
        ++end;
    return entry.substr(0, end);
}

class ChunkAmender {
public:
    ChunkAmender(const std::vector<Chunk>& known,
                 const std::vector<ChunkEntry>& changes,
                 const ReadChunk& text_of)
        : known_(known), changes_(changes), text_of_(text_of), is_changed_(known.size()) {
        for (const ChunkEntry& change : changes) {
            const std::size_t at = chunk_of(change.word);
            is_changed_[at] = true;
            // Where the file before it ends depends on the size of what comes next.
            if (at > 0 && change.word == known[at].first)
                is_changed_[at - 1] = true;
        }
    }

    std::optional<AmendedChunks> amend() {
        for (std::size_t at = 0; at < known_.size();) {
            if (!is_changed_[at] && cutter_.is_between_files()) {
                cutter_.keep(known_[at++]);
                continue;
            }
            // Where files are read without a gap the size of what comes next is known.
            std::vector<ChunkEntry> entries;
            std::deque<std::string> texts;
            do {
                auto text = text_of_(known_[at]);
                if (!text)
                    return std::nullopt;
                texts.push_back(std::move(*text));
                merge(at++, texts.back(), entries);
            } while (at < known_.size() && is_changed_[at]);
            const std::size_t behind = at < known_.size() ? known_[at].first_size : 0;
            for (std::size_t i = 0; i < entries.size(); ++i)
                cutter_.add(entries[i].word, entries[i].text,
                            i + 1 < entries.size() ? entries[i + 1].text.size() : behind);
        }
        amended_.chunks = cutter_.take();
        return std::move(amended_);
    }

private:
    std::size_t chunk_of(std::string_view word) const {
        const auto behind = std::ranges::upper_bound(known_, word, {}, &Chunk::first);
        return behind == known_.begin() ? 0
                                        : static_cast<std::size_t>(behind - known_.begin()) - 1;
    }

    // The entries of a file with its changes.
    void merge(std::size_t at, std::string_view text, std::vector<ChunkEntry>& to) {
        const auto add_changes = [&](auto is_due) {
            for (; next_ < changes_.size() && chunk_of(changes_[next_].word) == at && is_due(); ++next_)
                if (!changes_[next_].text.empty()) {
                    amended_.added.emplace_back(changes_[next_].word);
                    to.push_back(changes_[next_]);
                }
        };
        while (!text.empty()) {
            const std::string_view entry = text.substr(0, text.find(' '));
            text.remove_prefix(std::min(text.size(), entry.size() + 1));
            const std::string_view word = word_of_entry(entry);
            add_changes([&] { return changes_[next_].word < word; });
            if (next_ == changes_.size() || changes_[next_].word != word) {
                to.push_back({word, std::string(entry)});
            } else if (const ChunkEntry& change = changes_[next_++]; !change.text.empty()) {
                to.push_back(change);
            } else {
                amended_.gone.emplace_back(word);
            }
        }
        add_changes([] { return true; });
    }

    const std::vector<Chunk>& known_;
    const std::vector<ChunkEntry>& changes_;
    const ReadChunk& text_of_;
    std::vector<bool> is_changed_;
    std::size_t next_ = 0;  // of the changes
    ChunkCutter cutter_;
    AmendedChunks amended_;
};

}  // namespace

std::string FileNames::name_of(std::uint64_t hash) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";
    constexpr std::size_t length = 5;
    for (;;) {
        std::string name;
        std::uint64_t rest = hash;
        for (std::size_t i = 0; i < length; ++i, rest /= letters.size())
            name += letters[rest % letters.size()];
        if (name != "index" && !name.starts_with("card") && taken_.insert(name).second)
            return name;
        hash = content_hash(std::to_string(hash)).low;
    }
}

std::string FileNames::name_of(std::string_view bytes) {
    return name_of(content_hash(bytes).low);
}

std::string quoted(std::string_view text) {
    return json_text(JsonValue(text), JsonForm::Compact);
}

std::string script_of(std::string_view name, std::string_view value) {
    std::string text = "vitrinaSearch(";
    text.append(quoted(name)).append(",").append(value).append(");\n");
    return text;
}

std::optional<std::string> text_in_script(std::string_view name, std::string_view script) {
    const std::string whole = script_of(name, quoted(""));
    const std::size_t begin = whole.rfind('"');
    const std::string_view end = std::string_view(whole).substr(begin);
    if (script.size() < whole.size() || !script.starts_with(whole.substr(0, begin)) ||
        !script.ends_with(end))
        return std::nullopt;
    const std::string_view text = script.substr(begin, script.size() - whole.size());
    return text.find_first_of("\"\\") == text.npos ? std::optional(std::string(text)) : std::nullopt;
}

ChunkTable make_table(std::vector<ChunkRow> rows, FileNames& names, std::vector<IndexFile>& files) {
    for (std::size_t depth = 0;; ++depth) {
        std::string text = table_text(rows);
        if (text.size() <= most_table)
            return {std::move(text), depth};
        rows = TableCutter(names, files).cut(rows);
    }
}

std::vector<Chunk> cut_chunks(std::vector<ChunkEntry>& entries) {
    ChunkCutter cutter;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        cutter.add(entries[i].word, entries[i].text,
                   i + 1 < entries.size() ? entries[i + 1].text.size() : 0);
        std::string().swap(entries[i].text);
    }
    return cutter.take();
}

std::optional<AmendedChunks> amend_chunks(const std::vector<Chunk>& known,
                                          const std::vector<ChunkEntry>& changes,
                                          const ReadChunk& text_of) {
    return known.empty() ? std::nullopt : ChunkAmender(known, changes, text_of).amend();
}

std::string chunk_path(std::string_view folder, const Chunk& chunk) {
    return "search/" + std::string(folder) + "/" + chunk.name + ".js";
}

bool name_chunks(std::vector<Chunk>& chunks,
                 std::string_view folder,
                 FileNames& names,
                 std::vector<IndexFile>& files) {
    for (Chunk& chunk : chunks) {
        std::string name = names.name_of(chunk.hash);
        if (chunk.text.empty() && name != chunk.name)
            return false;
        chunk.name = std::move(name);
        if (chunk.text.empty())
            continue;
        files.push_back({chunk_path(folder, chunk), script_of(chunk.name, quoted(chunk.text))});
        std::string().swap(chunk.text);
    }
    return true;
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

bool has_end(std::string_view word) {
    return !word.starts_with('=') && !std::ranges::all_of(word, [](char byte) {
        return byte >= '0' && byte <= '9';
    });
}

std::vector<ChunkRow> rows_of(const std::vector<Chunk>& chunks) {
    std::vector<ChunkRow> rows;
    std::string_view before;
    for (const Chunk& chunk : chunks) {
        rows.push_back({rows.empty() ? std::string()
                                     : std::string(least_beginning(before, chunk.first)),
                        chunk.name});
        before = chunk.last;
    }
    return rows;
}

}  // namespace vitrina
