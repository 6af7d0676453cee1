// When nothing but texts has changed, the pages are edited and no site is assembled; what comes out is what
// the whole build gives.
#include "edit_build.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <doctest/doctest.h>

#include "base/disk_file_system.h"
#include "support/rounds.h"
#include "support/temp_dir.h"
#include "support/two_outputs.h"

namespace vitrina {
namespace {

using test::build_into;
using test::Told;

constexpr std::size_t texts = 66;  // more than are printed as one document

std::string text_path(std::size_t number) {
    switch (number) {
        case 0:
            return "content/acts/prikaz.md";
        case 1:
            return "content/events/beseda.md";
        case 2:
            return "content/procedures/vpr.md";
        default:
            return "content/memos/" + std::string(number % 2 == 0 ? "четвёртый/" : "") + "t" +
                   std::to_string(number) + ".md";
    }
}

std::string head_of(std::size_t number) {
    switch (number) {
        case 0:
            return "---\ntype: приказ\nnumber: \"8\"\ndate: 2025-09-01\nsubject: О ВПР\n"
                   "preamble: В целях ВПР\n---\n";
        case 1:
            return "---\ntitle: Беседа\nstart: 2026-03-20 18:00\n---\n";
        case 2:
            return "---\ntitle: Проверочные работы\ncode: ВПР\nwindow: {from: 2026-03-15, to: 2026-05-20}\n---\n";
        default:
            return "---\ntitle: Текст " + std::to_string(number) + "\ndate: 2026-02-0" +
                   std::to_string(1 + number % 7) + "\naudience: parents\n" +
                   (number % 5 == 0 ? "summary: Коротко о ВПР\n" : "") +
                   (number % 7 == 0 ? "school_year: 2024-2025\n" : "") + "---\n";
    }
}

// Edits texts of a site by chance, as a rule without touching what else depends on them.
class TextAuthor {
public:
    explicit TextAuthor(std::uint32_t seed) : chance_(test::seeded_chance(seed)) {
        test::put_theme(files);
        test::put_site(files, "content");
        test::edit_file(files, "content/site.yaml", "title: Открытое",
                        "glossary: {ВПР: Всероссийские проверочные работы, ФГОС: Стандарт}\n"
                        "search: {synonyms: {ВПР: [проверочные работы]}}\ntitle: Открытое");
        files.put("content/files/blank.txt", "бланк\n");
        for (std::size_t number = 0; number < texts; ++number)
            write(number, false);
    }

    // What was done to one text or to something else.
    std::string edit() {
        const std::size_t number = chance_(texts);
        if (chance_(25) == 0) {
            test::edit_file(files, "content/memos/t3.md", "title: ", "title: Ещё ");
            return "a title";
        }
        if (chance_(25) == 0) {
            test::edit_file(files, "content/site.yaml", "Стандарт", "Стандарт и");
            return "the glossary";
        }
        if (chance_(15) == 0) {
            headings_[number] = chance_(3);
            write(number, true);
            return "headings of " + text_path(number);
        }
        write(number, true);
        return text_path(number);
    }

    // What holds a build back.
    void mend() {
        for (const std::size_t number : std::exchange(written_, {}))
            write(number, false);
    }
    void forget_what_was_written() { written_.clear(); }

    void meddle() {
        const auto published = files.tree("public");
        if (published.empty())
            return;
        auto page = published.begin();
        std::advance(page, chance_(published.size()));
        for (const std::string out : {"public/", "plain/"})
            files.put(out + page->first, "чужое");
    }

    std::size_t below(std::size_t count) { return chance_(count); }

    MemoryFileSystem files;

private:
    std::string words() {
        static constexpr std::string_view some[] = {"оценка", "ВПР",      "критерий", "учитель", "родители",
                                                    "балл",   "проверка", "ФГОС",     "работа",  "пример",
                                                    "«5»",    "& <",      "a_b",      "*важно*"};
        std::string text;
        for (std::size_t left = 1 + chance_(8); left > 0; --left)
            text += std::string(some[chance_(std::size(some))]) + " ";
        return text + std::to_string(chance_(300)) + ".";
    }

    std::string link() {
        static constexpr std::string_view some[] = {
            "[Третий](/memos/t3.md)", "[Глава](/memos/t3.md#glava)", "[Адрес](/memos/t5/)",
            "[Выше](#glava)", "[Положение](/acts/polozhenie.md#p1.1)", "[Бланк](/files/blank.txt)",
            "[Критерии](/criteria/math.yaml)", "[Все](/memos/)", "[Процедура](/procedures/vpr.md)",
            "[Сайт](https://example.org/?a=1&b=2)", "[Почта](mailto:a@example.org)", "[Главная](/)",
            "[Нет](/memos/net.md)", "[Нет главы](/memos/t3.md#net)", "[Четвёртый](/memos/четвёртый/t4.md)"};
        const std::size_t which = chance_(std::size(some));
        const bool is_broken = which == 12 || which == 13;
        return std::string(some[is_broken && !may_break_ ? 0 : which]);
    }

    std::string block() {
        switch (chance_(12)) {
            case 0:
                return "1.2. " + words();
            case 1:
                return "| а | б |\n|---|---|\n| " + words() + " | " + link() + " |";
            case 2:
                return words() + "[^1]\n\n[^1]: " + words();
            case 3:
                return "- [x] " + words() + "\n- [ ] " + words();
            case 4:
                return "$x^2 + " + std::to_string(chance_(9)) + "$ " + words();
            case 5:
                return may_break_ ? "<b>" + words() + "</b>" : "> " + words();
            case 6:
            case 7:
                return link() + " " + words();
            default:
                return words();
        }
    }

    void write(std::size_t number, bool may_break) {
        written_.push_back(number);
        may_break_ = may_break && chance_(10) == 0;
        std::string text = head_of(number);
        if (!may_break_ || chance_(4) != 0)
            text += "## Глава {#glava}\n\n" + block() + "\n\n";
        for (std::size_t left = headings_[number]; left > 0; --left)
            text += "## Раздел " + std::to_string(left) + "\n\n" + block() + "\n\n";
        files.put(text_path(number), text + block() + "\n");
    }

    test::Chance chance_;
    std::vector<std::size_t> headings_ = std::vector<std::size_t>(texts, 1);
    bool may_break_ = false;
    std::vector<std::size_t> written_;  // since the last build that was published
};

// Whether a build was one of edits.
struct CountedBuild {
    Told told;
    bool is_edited = false;
};

bool is_edit(const Profile& profile) {
    const auto rows = profile.rows();
    return std::ranges::find(rows, "texts", &Profile::Row::name) != rows.end() &&
           std::ranges::find(rows, "read", &Profile::Row::name) == rows.end();
}

CountedBuild build_counted(TextAuthor& author, BuildOptions options) {
    Profile profile;
    options.profile = &profile;
    CountedBuild build{build_into(author.files, options, "public"), false};
    build.is_edited = is_edit(profile);
    return build;
}

BuildOptions lenient_build() {
    BuildOptions options = test::small_build();
    options.strict = false;
    return options;
}

std::string first_difference(const MemoryFileSystem& files) {
    const auto with = files.tree("public");
    const auto without = files.tree("plain");
    for (const auto& [path, text] : with)
        if (const auto same = without.find(path); same == without.end() || same->second != text)
            return path;
    return with.size() == without.size() ? "" : "a file is missing";
}

}  // namespace

TEST_SUITE("edit_build") {
    TEST_CASE("whatever texts authors write, an edited site is the one that a clean build makes") {
        const std::uint32_t authors = test::are_rounds_long() ? 120 : 5;
        std::size_t edited = 0;
        std::size_t builds = 0;
        for (std::uint32_t seed = 1; seed <= authors; ++seed) {
            TextAuthor author(seed);
            std::string history;
            for (int step = 0; step < 14; ++step) {
                CAPTURE(seed);
                CAPTURE(history);
                BuildOptions options = lenient_build();
                options.threads = 1 + seed % 2;
                const CountedBuild with = build_counted(author, options);
                options.use_cache = false;
                const Told without = build_into(author.files, options, "plain");
                REQUIRE(with.told.messages == without.messages);
                if (step == 0)
                    REQUIRE_MESSAGE(with.told.exit == ExitCode::Done, with.told.messages);
                REQUIRE(with.told == without);
                REQUIRE(first_difference(author.files) == "");
                edited += with.is_edited ? 1 : 0;
                ++builds;
                if (without.exit != ExitCode::Done)
                    author.mend();
                author.forget_what_was_written();
                if (author.below(10) == 0)
                    author.meddle();
                for (std::size_t edits = 1 + author.below(2); edits > 0; --edits)
                    history += author.edit() + ", ";
                history += with.is_edited ? "edited; " : "built; ";
            }
        }
        MESSAGE(edited << " of " << builds << " builds were edits");
        CHECK(edited * 4 > builds);
    }

    TEST_CASE("an edit writes the page, what the search needs for it, and nothing else") {
        TextAuthor author(1);
        build_counted(author, lenient_build());
        const std::string path = "content/memos/t9.md";
        author.files.put(path, *author.files.read(path, 1 << 20) + "\nНебывалое слово.\n");
        const CountedBuild edit = build_counted(author, lenient_build());
        REQUIRE(edit.is_edited);
        CHECK(edit.told.stale_dates == std::vector<std::string>{"memos/t9"});
        REQUIRE(edit.told.written.size() >= 5);
        CHECK(edit.told.written.size() <= 8);
        CHECK(edit.told.written.front() == "memos/t9/index.html");
        for (std::size_t i = 1; i < edit.told.written.size(); ++i)
            CHECK(edit.told.written[i].starts_with("search/"));
        const CountedBuild again = build_counted(author, lenient_build());
        CHECK(again.told.written.empty());
        CHECK(!again.is_edited);
    }

    TEST_CASE("an edit that is taken back in a whole build is gone from the search too") {
        TextAuthor author(1);
        build_counted(author, lenient_build());
        const auto before = author.files.tree("public");
        const std::string path = "content/memos/t9.md";
        const std::string text = *author.files.read(path, 1 << 20);
        author.files.put(path, text + "\nНебывалое слово.\n");
        REQUIRE(build_counted(author, lenient_build()).is_edited);
        author.files.put(path, text);
        author.files.put("content/site.yaml", *author.files.read("content/site.yaml", 1 << 20));
        CHECK(!build_counted(author, lenient_build()).is_edited);
        CHECK(author.files.tree("public") == before);
    }

    TEST_CASE("a fault at any call of an edit leaves the old site or the way to the new one") {
        TextAuthor author(1);
        build_counted(author, lenient_build());
        const auto old_tree = author.files.tree("public");
        const std::string path = "content/memos/t9.md";
        author.files.put(path, *author.files.read(path, 1 << 20) + "\nНебывалое слово.\n");
        const MemoryFileSystem before = author.files;
        REQUIRE(build_counted(author, lenient_build()).is_edited);
        const auto new_tree = author.files.tree("public");
        std::size_t calls = 0;
        for (const FaultKind kind : {FaultKind::Once, FaultKind::Onwards})
            for (std::size_t call = 1;; ++call, ++calls) {
                CAPTURE(call);
                MemoryFileSystem files = before;
                files.fail_at(call, kind);
                const Told failed = build_into(files, lenient_build(), "public");
                const bool was_hit = files.changing_calls() >= call;
                files.fail_at(0, FaultKind::Once);
                if (!was_hit)
                    break;
                const auto tree = files.tree("public");
                if (failed.exit == ExitCode::Done)
                    CHECK(tree == new_tree);
                else if (!*files.stat(".vitrina/public/journal"))
                    CHECK((tree == old_tree || tree == new_tree));
                const Told healed = build_into(files, lenient_build(), "public");
                CHECK(healed.exit == ExitCode::Done);
                CHECK(files.tree("public") == new_tree);
                CHECK(build_into(files, lenient_build(), "public").written.empty());
            }
        MESSAGE(calls << " faults");
        CHECK(calls > 40);
    }

    TEST_CASE("a text that is saved beside itself and renamed is edited, on the disk") {
        const test::TempDir folder;
        TextAuthor author(1);
        for (const auto& [path, text] : author.files.tree("content"))
            if (!path.ends_with('/'))
                folder.write("content/" + path, text);
        std::filesystem::copy(test::tests_folder() + "/../themes", folder / "themes",
                              std::filesystem::copy_options::recursive);
        DiskFileSystem files;
        BuildOptions options = lenient_build();
        options.folder = folder / "content";
        options.theme_folders = {folder / "themes"};
        const auto settle = [] { std::this_thread::sleep_for(std::chrono::milliseconds(60)); };
        settle();
        build_into(files, options, "public", folder / "");
        const std::string text = test::read_test_file(folder / "content/memos/t9.md");
        folder.write("content/memos/t9.md.new", text + "\nДругое слово.\n");
        std::filesystem::rename(folder / "content/memos/t9.md.new", folder / "content/memos/t9.md");
        settle();
        Profile profile;
        options.profile = &profile;
        const Told edit = build_into(files, options, "public", folder / "");
        CHECK(is_edit(profile));
        CHECK(edit.written.front() == "memos/t9/index.html");
        // Another letter, with the size and the time that the file had: ctime tells.
        const std::string saved = folder / "content/memos/t9.md";
        const auto time = std::filesystem::last_write_time(saved);
        std::fstream(saved, std::ios::binary | std::ios::in | std::ios::out)
            << std::string(test::read_test_file(saved)).replace(text.size() + 1, 2, "д");
        std::filesystem::last_write_time(saved, time);
        settle();
        Profile of_letter;
        options.profile = &of_letter;
        CHECK(build_into(files, options, "public", folder / "").written.front() ==
              "memos/t9/index.html");
        CHECK(is_edit(of_letter));
        // A folder that holds what it held is as it was.
        folder.write("content/memos/x.new", "");
        std::filesystem::remove(folder / "content/memos/x.new");
        settle();
        Profile of_nothing;
        options.profile = &of_nothing;
        CHECK(build_into(files, options, "public", folder / "").written.empty());
        CHECK(of_nothing.rows().size() == 1);
    }
}

}  // namespace vitrina
