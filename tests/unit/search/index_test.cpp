// What the files of the index hold, and which of them an edit touches.
#include "search/index.h"

#include <map>
#include <random>
#include <set>

#include <doctest/doctest.h>

#include "base/text.h"
#include "search/page_words.h"

using namespace vitrina;

namespace {

struct SmallIndex {
    explicit SmallIndex(const std::vector<std::string>& texts,
                        const std::vector<SynonymGroup>& groups = {},
                        std::size_t threads = 1)
        : search(groups) {
        std::vector<PageWords> pages;
        for (const std::string& text : texts)
            pages.push_back(search.read({"<main>" + text + "</main>", {}, 100}));
        IndexSources sources;
        sources.words = search.words();
        sources.groups = search.groups();
        sources.sections = {"Памятки"};
        sources.threads = threads;
        std::vector<std::string> urls;
        for (std::size_t i = 0; i < pages.size(); ++i)
            urls.push_back("memos/" + std::to_string(i) + "/");
        for (std::size_t i = 0; i < pages.size(); ++i)
            sources.pages.push_back({urls[i], "Памятка", pages[i].beginning, 0, i == 1, false,
                                     pages[i].words, {}, true});
        sources.facets = {{"kind", {{"Памятки", {0}}}}};
        Index index = make_index(sources);
        for (IndexFile& file : index.files)
            files.emplace(std::move(file.path), std::move(file.bytes));
    }

    // All bytes below a folder of search/.
    std::string all(const std::string& folder) const {
        std::string text;
        for (const auto& [path, bytes] : files)
            if (path.starts_with("search/" + folder))
                text += bytes;
        return text;
    }
    bool has_word(const std::string& entry) const {
        return (" " + all("words/")).find(entry) != std::string::npos;
    }

    SearchWords search;
    std::map<std::string, std::string> files;
};

std::string random_text(std::mt19937& random, std::size_t words) {
    static constexpr std::string_view syllables[] = {"ба", "ве", "ги", "до", "жу", "за", "ка", "ле",
                                                     "ми", "но", "пу", "ра", "се", "ти", "фо", "ша"};
    std::string text = "<p>";
    for (std::size_t i = 0; i < words; ++i) {
        for (int part = 0; part < 4; ++part)
            text += syllables[random() % std::size(syllables)];
        text += "н ";
    }
    return text + "</p>";
}

}  // namespace

TEST_SUITE("search/index") {
    TEST_CASE("every word has the pages it stands on, by level") {
        const SmallIndex index({"<h1>Критерии</h1><p>Оценки</p>", "<p>Критерий</p>", "<p>Балл</p>"});
        // Page 0 in the list of the title's level, page 1 in that of the text.
        CHECK(index.has_word("критер$B)A"));
        CHECK(index.has_word("балл$C"));
        CHECK(index.files.at("search/index.js").starts_with("vitrinaSearch(\"index\",{\"pages\":3,"));
    }

    TEST_CASE("what a reader does not see on the page is not found") {
        const SmallIndex index({"<p>Видно</p><details data-no-search><p>Ответ</p></details>"
                                "<nav>Меню</nav><script>\"скрипт\"</script><p hidden>Тайна</p>"
                                "<p>Снова <b>вид</b>но &lt;тег&gt;</p>"});
        CHECK(index.has_word("видн"));
        CHECK(index.has_word("тег"));
        for (const std::string hidden : {"ответ", "мен", "скрипт", "тайн", "lt"})
            CHECK_MESSAGE(!index.has_word(hidden), hidden);
    }

    TEST_CASE("attributes are read whole: a class among others, a word of one inside another's value") {
        const SmallIndex index({"<p title='hidden data-no-search' data-hidden=\"\">Видно</p>"
                                "<p class=\"wide\" hidden>Тайна</p><p data-no-search=\"\">Ответ</p>"});
        CHECK(index.has_word("видн"));
        CHECK(!index.has_word("тайн"));
        CHECK(!index.has_word("ответ"));
        const SmallIndex lead({"<p class=\"wide lead\">Ясно</p>", "<p class=\"leader\">Ясно</p>"});
        // Two lists: what leads a page weighs more.
        CHECK(lead.has_word("ясн$B%A"));
    }

    TEST_CASE("a word of a short title weighs more than one of a long title") {
        const SmallIndex index({"<h1>Двойка</h1>", "<h1>Двойка и все другие отметки первой четверти года</h1>"});
        CHECK(index.has_word("двойк(B)A"));
    }

    TEST_CASE("a spelling of which one word is left says nothing") {
        const SmallIndex index({"<p>согласны</p>"}, {{"апелляция", "не согласны", "жалоба"}});
        CHECK(index.files.at("search/index.js").find("=апелляц|апелляц|жалоб\"") != std::string::npos);
    }

    TEST_CASE("a phrase of a group gives the page the group's own word") {
        const std::vector<SynonymGroup> groups = {{"ВПР", "всероссийские проверочные работы"}};
        const SmallIndex index({"<p>ВПР весной</p>", "<p>о всероссийских проверочных работах</p>",
                                "<p>Проверочные. Всероссийские работы</p>"},
                               groups);
        // Pages 0 and 1, as bits.
        CHECK(index.has_word("=впр.D"));
        CHECK(index.files.at("search/index.js").find("=впр|впр|всероссийск проверочн работ") !=
              std::string::npos);
    }

    TEST_CASE("the beginning of a text stands on its card, without headings and as text") {
        const SmallIndex index({"<h1>Заголовок</h1><h2>Глава</h2><p>Первый &lt;b&gt; абзац.</p>"
                                "<p>Второй.</p>"});
        CHECK(index.all("cards/0.js") ==
              "vitrinaSearch(\"card0\",[[\"memos/0/\",\"Памятка\",\"Первый \\u003cb\\u003e абзац. Второй.\",0]]);\n");
    }

    TEST_CASE("archived pages are told in the manifest") {
        const SmallIndex index({"<p>Первая</p>", "<p>Вторая</p>"});
        CHECK(index.files.at("search/index.js").find("\"archived\":\"!B\"") != std::string::npos);
    }

    TEST_CASE("the same bytes for any number of threads and any order of the words' numbers") {
        std::mt19937 random(1);
        std::vector<std::string> texts;
        for (int i = 0; i < 40; ++i)
            texts.push_back(random_text(random, 60));
        const SmallIndex one(texts, {}, 1);
        const SmallIndex four(texts, {}, 4);
        CHECK(one.files == four.files);
        SmallIndex other({}, {});
        for (auto text = texts.rbegin(); text != texts.rend(); ++text)
            static_cast<void>(other.search.read({"<main>" + *text + "</main>", {}, 100}));
        std::vector<PageWords> pages;
        for (const std::string& text : texts)
            pages.push_back(other.search.read({"<main>" + text + "</main>", {}, 100}));
        IndexSources sources;
        sources.words = other.search.words();
        for (const PageWords& page : pages)
            sources.pages.push_back({"", "", "", 0, false, false, page.words, {}, true});
        std::set<std::string> names;
        const Index index = make_index(sources);
        for (const IndexFile& file : index.files)
            names.insert(file.path);
        for (const auto& [path, bytes] : one.files)
            if (path.starts_with("search/words/"))
                CHECK(names.contains(path));
    }

    TEST_CASE("an edited page changes the chunks of the words it gains and loses, and few others") {
        std::mt19937 random(7);
        std::vector<std::string> texts;
        for (int i = 0; i < 400; ++i)
            texts.push_back(random_text(random, 80));
        const SmallIndex before(texts);
        std::vector<std::string> now = texts;
        now[200] += "<p>совершенноновый</p>";
        const SmallIndex after(now);
        std::size_t words = 0;
        std::size_t changed = 0;
        for (const auto& [path, bytes] : after.files) {
            if (!path.starts_with("search/words/"))
                continue;
            ++words;
            changed += before.files.contains(path) ? 0 : 1;
        }
        MESSAGE(changed << " of " << words << " chunks");
        REQUIRE(words > 40);
        // The page gains one word; its length leaves the levels of its other words as they are.
        CHECK(changed == 1);
    }
}
