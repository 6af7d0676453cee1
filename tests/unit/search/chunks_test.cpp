#include "search/chunks.h"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>

#include "search/lists.h"

using namespace vitrina;

namespace {

// A word of six letters for each number, in order.
std::string word_of(std::size_t number) {
    std::string word(6, 'a');
    for (std::size_t at = word.size(); at-- > 0; number /= 16)
        word[at] = static_cast<char>('a' + number % 16);
    return word;
}

std::vector<ChunkRow> rows_of(std::size_t count) {
    std::vector<ChunkRow> rows;
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back({i == 0 ? "" : word_of(i * 27), word_of(i).substr(1)});
    return rows;
}

// As a browser reads: through one table of each depth to the file where a word stands.
class Reader {
public:
    explicit Reader(std::vector<ChunkRow> rows) {
        FileNames names;
        std::vector<IndexFile> made;
        root = make_table(std::move(rows), names, made);
        for (IndexFile& file : made)
            files.emplace(std::move(file.path), std::move(file.bytes));
    }

    std::string name_for(const std::string& word) {
        std::string text = root.text;
        for (std::size_t depth = root.depth;; --depth) {
            const std::string name = row_for(text, word);
            if (depth == 0)
                return name;
            const std::string& bytes = files.at("search/tables/" + name + ".js");
            const std::string begin = "vitrinaSearch(\"" + name + "\",\"";
            REQUIRE(bytes.starts_with(begin));
            text = bytes.substr(begin.size(), bytes.size() - begin.size() - 4);
            loaded += bytes.size();
        }
    }

    ChunkTable root;
    std::map<std::string, std::string> files;
    std::size_t loaded = 0;

private:
    static std::string row_for(std::string_view table, const std::string& word) {
        std::string beginning;
        std::string name;
        while (!table.empty()) {
            const std::size_t space = table.find(' ');
            beginning.resize(index_digits.find(table[0]));
            beginning += table.substr(1, space - 1);
            if (beginning > word)
                return name;
            name = table.substr(space + 1, 5);
            table.remove_prefix(space + 6);
        }
        return name;
    }
};

}  // namespace

TEST_SUITE("search/chunks") {
    TEST_CASE("a short table stands alone") {
        const Reader reader(rows_of(600));
        CHECK(reader.root.depth == 0);
        CHECK(reader.files.empty());
    }

    TEST_CASE("a long table is cut into tables, and every chunk is found by one of each depth") {
        for (const std::size_t count : {std::size_t{6000}, std::size_t{600000}}) {
            CAPTURE(count);
            Reader reader(rows_of(count));
            CHECK(reader.root.depth == (count == 6000 ? 1 : 2));
            CHECK(reader.root.text.size() <= most_table);
            std::size_t wrong = 0;
            for (std::size_t i = 1; i < count; i += 371)
                wrong += reader.name_for(word_of(i * 27 + 26)) == word_of(i).substr(1) ? 0 : 1;
            CHECK(wrong == 0);
            CHECK(reader.name_for("") == word_of(0).substr(1));
            CHECK(reader.name_for("zzz") == word_of(count - 1).substr(1));
            const auto longest = std::ranges::max_element(
                reader.files, {}, [](const auto& file) { return file.second.size(); });
            CHECK(longest->second.size() < 4100);
        }
    }

    TEST_CASE("a chunk that changes, comes or goes makes few other tables") {
        const std::vector<ChunkRow> rows = rows_of(60000);
        const Reader before(rows);
        const auto changed = [&](std::vector<ChunkRow> now) {
            const Reader after(std::move(now));
            return std::ranges::count_if(after.files, [&](const auto& file) {
                return !before.files.contains(file.first);
            });
        };
        std::vector<ChunkRow> renamed = rows;
        renamed[7000].name = "other";
        CHECK(changed(renamed) == 1);
        std::vector<ChunkRow> fewer = rows;
        fewer.erase(fewer.begin() + 7000);
        CHECK(changed(fewer) <= 2);
        std::vector<ChunkRow> more = rows;
        more.insert(more.begin() + 7000, ChunkRow{word_of(6999 * 27 + 13), "other"});
        CHECK(changed(more) <= 2);
    }
}
