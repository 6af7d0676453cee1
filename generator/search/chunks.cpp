#include "search/chunks.h"

#include <algorithm>

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

}  // namespace

std::string FileNames::name_of(std::string_view bytes) {
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

std::string quoted(std::string_view text) {
    return json_text(JsonValue(text), JsonForm::Compact);
}

std::string script_of(std::string_view name, std::string_view value) {
    std::string text = "vitrinaSearch(";
    text.append(quoted(name)).append(",").append(value).append(");\n");
    return text;
}

ChunkTable make_table(std::vector<ChunkRow> rows, FileNames& names, std::vector<IndexFile>& files) {
    for (std::size_t depth = 0;; ++depth) {
        std::string text = table_text(rows);
        if (text.size() <= most_table)
            return {std::move(text), depth};
        rows = TableCutter(names, files).cut(rows);
    }
}

ChunkTable cut_chunks(std::vector<ChunkEntry>& entries,
                      std::string_view folder,
                      FileNames& names,
                      std::vector<IndexFile>& files) {
    std::vector<ChunkRow> rows;
    std::string chunk;
    std::size_t first = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        chunk.append(chunk.empty() ? "" : " ").append(entries[i].text);
        const bool is_last = i + 1 == entries.size();
        const bool may_end = chunk.size() >= chunk_cut.least &&
                             may_end_file(entries[i].word, entries[i].text.size(), chunk_cut);
        std::string().swap(entries[i].text);
        const bool ends = is_last || may_end ||
                          chunk.size() + entries[i + 1].text.size() > chunk_cut.most;
        if (!ends)
            continue;
        std::string name = names.name_of(chunk);
        files.push_back({"search/" + std::string(folder) + "/" + name + ".js",
                         script_of(name, quoted(chunk))});
        rows.push_back({first == 0 ? std::string()
                                   : std::string(least_beginning(entries[first - 1].word,
                                                                 entries[first].word)),
                        std::move(name)});
        chunk.clear();
        first = i + 1;
    }
    return make_table(std::move(rows), names, files);
}

}  // namespace vitrina
