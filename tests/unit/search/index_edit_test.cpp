// An edited index is the one that would be made of the edited pages.
#include "search/index_edit.h"

#include <map>
#include <random>
#include <set>

#include <doctest/doctest.h>

#include "search/index_memory.h"
#include "search/page_words.h"
#include "support/rounds.h"

using namespace vitrina;

namespace {

using Files = std::map<std::string, std::string>;

class EditedSite {
public:
    EditedSite(std::size_t pages, unsigned seed) : random_(seed) {
        texts_.resize(pages);
        read_.resize(pages);
        for (std::size_t i = 0; i < pages; ++i) {
            urls_.push_back("memos/" + std::to_string(i) + "/");
            write(i);
        }
        Index index = make();
        memory_ = std::move(index.memory);
        files = files_of(index);
    }

    // Other words for some pages; false: the whole index has to be made.
    bool edit(std::size_t count) {
        std::vector<PageWords> before;
        std::vector<EditedPage> edited;
        std::set<std::size_t> chosen;
        while (chosen.size() < count)
            chosen.insert(1 + random_() % (texts_.size() - 1));
        before.reserve(count);
        for (const std::size_t page : chosen) {
            before.push_back(read_[page]);
            write(page);
            const bool begins_same = before.back().beginning == read_[page].beginning;
            edited.push_back({urls_[page], before.back().words, read_[page].words,
                              begins_same ? std::nullopt
                                          : std::optional<std::string_view>(read_[page].beginning)});
        }
        IndexEditSources sources;
        sources.memory = memory_;
        sources.words = search_.words();
        sources.edited = edited;
        sources.threads = 2;
        for (std::size_t i = 1; i < urls_.size(); ++i)
            sources.pages.emplace(url_hash(urls_[i]), read_[i].words);
        sources.read = [&](const std::string& path) {
            ++files_read;
            const auto found = files.find(path);
            return found == files.end() ? std::nullopt : std::optional(found->second);
        };
        auto index = edit_index(sources);
        if (!index)
            return false;
        for (IndexFile& file : index->files)
            files[file.path] = std::move(file.bytes);
        for (const std::string& path : index->removed)
            files.erase(path);
        memory_ = std::move(index->memory);
        return true;
    }

    // What is wrong with the edited files; empty: nothing.
    std::string judge() {
        const Index index = make();
        const Files right = files_of(index);
        for (const auto& [path, bytes] : right)
            if (const auto found = files.find(path); found == files.end() || found->second != bytes)
                return (found == files.end() ? "missing " : "other bytes in ") + path;
        for (const auto& [path, bytes] : files)
            if (!right.contains(path))
                return "left over " + path;
        return memory_ == index.memory ? "" : "the memory differs";
    }

    Files files;
    std::size_t files_read = 0;

private:
    static Files files_of(const Index& index) {
        Files files;
        for (const IndexFile& file : index.files)
            files.emplace(file.path, file.bytes);
        return files;
    }

    std::string word() {
        static constexpr std::string_view syllables[] = {"ба", "ве", "ги", "до", "жу", "за",
                                                         "ка", "ле", "ми", "но", "пу", "ра"};
        if (random_() % 4 == 0)
            return std::to_string(random_() % 50);
        std::string word;
        for (std::uint64_t part = 2 + random_() % 2; part > 0; --part)
            word += syllables[random_() % std::size(syllables)];
        return word + "т";
    }

    // A page keeps some of its words, and nearly all pages share one.
    void write(std::size_t page) {
        std::string& text = texts_[page];
        text = text.empty() || random_() % 3 == 0 ? "" : text.substr(text.find(' ') + 1);
        for (std::uint64_t left = 2 + random_() % 6; left > 0; --left)
            text += (random_() % 9 == 0 ? "\"впр\" " : "") + word() + " ";
        if (random_() % 20 != 0)
            text += "общее ";
        if (random_() % 3 == 0)
            text += "общее часто ";
        read_[page] = search_.read({"<main><p>" + text + "</p></main>", {}, 20});
    }

    Index make() {
        IndexSources sources;
        sources.words = search_.words();
        sources.groups = search_.groups();
        sources.sections = {"Памятки"};
        sources.facets = {{"kind", {{"Памятки", {0}}}}, {"classes", {{"Памятки", {0}}}}};
        sources.threads = 2;
        for (std::size_t i = 0; i < urls_.size(); ++i)
            sources.pages.push_back({urls_[i], "«Памятка», [\"1\"]", read_[i].beginning, 0, i % 7 == 0,
                                     i % 5 == 0, read_[i].words, i % 3 == 0 ? "Школа" : "", i > 0});
        return make_index(sources);
    }

    std::mt19937 random_;
    SearchWords search_{{{"ВПР", "проверочные работы"}}};
    std::vector<std::string> urls_;
    std::vector<std::string> texts_;
    std::vector<PageWords> read_;
    std::string memory_;
};

}  // namespace

TEST_SUITE("search/index_edit") {
    TEST_CASE("edits, one after another, leave the files that the whole index would have") {
        const unsigned rounds = test::are_rounds_long() ? 400 : 12;
        std::size_t edits = 0;
        for (unsigned seed = 0; seed < rounds; ++seed) {
            CAPTURE(seed);
            EditedSite site(seed % 4 == 3 ? 2500 : 20 + seed * 13 % 400, seed);
            for (std::size_t edit = 0; edit < 6; ++edit) {
                CAPTURE(edit);
                REQUIRE(site.edit(1 + (seed + edit) % 4));
                REQUIRE(site.judge() == "");
                ++edits;
            }
        }
        MESSAGE(edits << " edits");
    }

    TEST_CASE("few files are read, and none is believed that is not as it was published") {
        EditedSite site(2500, 1);
        REQUIRE(site.edit(1));
        CHECK(site.files_read < 40);
        CHECK(site.files.size() > 1200);
        for (auto& [path, bytes] : site.files)
            if (path.starts_with("search/words/"))
                bytes = "vitrinaSearch(";
        CHECK(!site.edit(1));
    }
}
