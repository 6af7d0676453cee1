// Whole builds of a small site in memory.
#include <algorithm>

#include <doctest/doctest.h>

#include "support/small_workspace.h"

namespace vitrina {
namespace {

struct Built {
    BuildReport report;
    std::string messages;
};

// A disk with a bad place under one file.
class BadDisk : public MemoryFileSystem {
public:
    explicit BadDisk(std::string end) : end_(std::move(end)) {}

    Result<std::string> read(const std::string& path, std::uint64_t limit) const override {
        if (path.ends_with(end_))
            return failure(ids::file_read, {path, "Input/output error"});
        return MemoryFileSystem::read(path, limit);
    }

private:
    std::string end_;
};

// A folder is there and cannot be listed.
class ClosedFolder : public MemoryFileSystem {
public:
    explicit ClosedFolder(std::string end) : end_(std::move(end)) {}

    Result<std::vector<DirectoryEntry>> list(const std::string& folder) const override {
        if (folder.ends_with(end_))
            return failure(ids::file_read, {folder, "Cannot allocate memory"});
        return MemoryFileSystem::list(folder);
    }

private:
    std::string end_;
};

class Workspace {
public:
    Workspace() {
        test::put_theme(files);
        test::put_site(files, "content");
    }

    Built build(const BuildOptions& options = test::small_build()) {
        Diagnostics out;
        Built built;
        built.report = build_workspace(options, files, out);
        built.messages = test::messages_of(out, built.report, files);
        return built;
    }

    // The file with its first `from` replaced.
    void edit(const std::string& path, const std::string& from, const std::string& to) {
        test::edit_file(files, path, from, to);
    }

    MemoryFileSystem files;
};

// A memo that somebody saves again each time it has been read, so many times.
class BusyFiles : public MemoryFileSystem {
public:
    explicit BusyFiles(int saves) : left_(saves) {}

    Result<std::string> read(const std::string& path, std::uint64_t limit) const override {
        auto text = MemoryFileSystem::read(path, limit);
        if (text && path.ends_with("memos/pered-vpr.md") && left_ > 0)
            text->append(static_cast<std::size_t>(left_--), '\n');
        return text;
    }

private:
    mutable int left_;
};

// The folder of memos is somewhere else for so many looks, from the moment that it was listed.
class MovingFolder : public MemoryFileSystem {
public:
    explicit MovingFolder(int looks) : left_(looks) {}

    Result<std::vector<DirectoryEntry>> list(const std::string& folder) const override {
        auto entries = MemoryFileSystem::list(place_of(folder));
        was_listed_ = was_listed_ || folder.ends_with("/memos");
        return entries;
    }
    Result<std::optional<FileStat>> stat(const std::string& path) const override {
        return MemoryFileSystem::stat(place_of(path));
    }
    Result<std::string> read(const std::string& path, std::uint64_t limit) const override {
        return MemoryFileSystem::read(place_of(path), limit);
    }
    Result<std::unique_ptr<OpenedFile>> open(const std::string& path) const override {
        return MemoryFileSystem::open(place_of(path));
    }

private:
    std::string place_of(const std::string& path) const {
        const bool is_away = was_listed_ && path.find("/memos") != std::string::npos && left_-- > 0;
        return is_away ? path + ".away" : path;
    }

    mutable bool was_listed_ = false;
    mutable int left_;
};

bool holds(const std::vector<std::string>& paths, std::string_view path) {
    return std::ranges::find(paths, path) != paths.end();
}

}  // namespace

TEST_SUITE("build") {
    TEST_CASE("a second build of the same content touches nothing") {
        Workspace space;
        CHECK(space.build().report.exit == ExitCode::Done);
        const auto before = test::stats_of(space.files, "public");
        const Built again = space.build();
        CHECK(again.report.exit == ExitCode::Done);
        CHECK(again.report.sites.front().written.empty());
        CHECK(test::stats_of(space.files, "public") == before);
    }

    TEST_CASE("raw counts of results stand in no file that a build writes") {
        const std::string raw = "journal_vs_work: {2: [2, 0, 0, 0], 3: [0, 8, 1, 0]}";
        Workspace space;
        space.files.put("content/results/vpr.yaml",
                        "title: ВПР\nprocedure: ВПР\nyear: 2026\nsubject: Математика\nclasses: [4]\n"
                        "participants: 25\n" + raw + "\n");
        CHECK(space.build().messages == "");
        bool keeps_sources = false;
        for (const std::string folder : {".vitrina", "public"})
            for (const auto& [path, bytes] : space.files.tree(folder)) {
                CHECK_MESSAGE(bytes.find(raw) == std::string::npos, path);
                CHECK_MESSAGE(bytes.find("[2, 0, 0, 0]") == std::string::npos, path);
                keeps_sources = keeps_sources || (path.ends_with("sources") &&
                                                  bytes.find("title:") != std::string::npos);
            }
        // Other sources are remembered there.
        CHECK(keeps_sources);
        // And the file is read again when it changes.
        space.edit("content/results/vpr.yaml", "participants: 25", "participants: 26");
        CHECK(space.build().report.exit == ExitCode::Done);
        CHECK(space.files.tree("public")["results/vpr.json"].find("26") != std::string::npos);
    }

    TEST_CASE("an edited memo changes its page, files of search, and nothing that does not show it") {
        Workspace space;
        space.build();
        space.edit("content/memos/pered-vpr.md", "Выспитесь", "Хорошо выспитесь");
        const Built again = space.build();
        std::vector<std::string> written = again.report.sites.front().written;
        CHECK(std::erase_if(written, [](const std::string& path) {
            return path.starts_with("search/") && path.ends_with(".js");
        }) > 1);
        CHECK(written == std::vector<std::string>{"memos/pered-vpr/index.html"});
        CHECK(again.report.sites.front().stale_dates ==
              std::vector<std::string>{"memos/pered-vpr"});
    }

    TEST_CASE("any number of threads makes the same bytes") {
        std::vector<std::map<std::string, std::string>> trees;
        for (const std::size_t threads : {1, 2, 8}) {
            Workspace space;
            BuildOptions options = test::small_build();
            options.threads = threads;
            CHECK(space.build(options).report.exit == ExitCode::Done);
            trees.push_back(space.files.tree("public"));
        }
        CHECK(trees[0] == trees[1]);
        CHECK(trees[0] == trees[2]);
    }

    TEST_CASE("a check writes nothing") {
        Workspace space;
        BuildOptions options = test::small_build();
        options.mode = BuildMode::Check;
        CHECK(space.build(options).report.exit == ExitCode::Done);
        CHECK(space.files.tree("public").empty());
        CHECK(space.files.tree(".vitrina").empty());
    }

    TEST_CASE("today decides what is let in and never enters a byte") {
        Workspace space;
        space.build();
        const auto before = space.files.tree("public");
        BuildOptions later = test::small_build();
        later.today = Date{2027, 11, 30};
        CHECK(space.build(later).report.sites.front().written.empty());
        CHECK(space.files.tree("public") == before);
    }

    TEST_CASE("a record past its last day is removed and leaves a dated trace") {
        Workspace space;
        space.files.put("content/memos/na-vremya.md",
                        "---\ntitle: На время\nremove_after: 2026-03-10\n---\nТекст.\n");
        CHECK(space.build().report.exit == ExitCode::Done);
        CHECK(space.files.tree("public").contains("memos/na-vremya/index.html"));
        BuildOptions later = test::small_build();
        later.today = Date{2026, 3, 11};
        const Built again = space.build(later);
        CHECK(again.report.exit == ExitCode::Done);
        CHECK(holds(again.report.sites.front().removed, "memos/na-vremya/index.html"));
        CHECK(space.files.tree("public").at("portal.json").find("memos/na-vremya") !=
              std::string::npos);
    }

    TEST_CASE("a draft is published only when drafts are asked for") {
        Workspace space;
        space.files.put("content/memos/chernovik.md",
                        "---\ntitle: Черновик\ndraft: true\n---\nТекст.\n");
        space.build();
        CHECK(!space.files.tree("public").contains("memos/chernovik/index.html"));
        BuildOptions options = test::small_build();
        options.drafts = true;
        space.build(options);
        CHECK(space.files.tree("public").contains("memos/chernovik/index.html"));
    }

    TEST_CASE("a broken site holds the others back unless they are to go on") {
        Workspace space;
        test::put_site(space.files, "rayon/a");
        test::put_site(space.files, "rayon/b");
        space.files.put("rayon/b/memos/plohaya.md", "Нет полей\n");
        BuildOptions options = test::small_build();
        options.folder = "rayon";
        CHECK(space.build(options).report.exit == ExitCode::ContentErrors);
        CHECK(space.files.tree("public").empty());
        options.keep_going = true;
        CHECK(space.build(options).report.exit == ExitCode::ContentErrors);
        CHECK(space.files.tree("public").contains("a/index.html"));
        CHECK(!space.files.tree("public").contains("b/index.html"));
    }

    TEST_CASE("a file without fields is a mistake, beside another site too") {
        for (const char* text : {"", "---\n", "word\n", "- a\n"}) {
            Workspace space;
            test::put_site(space.files, "rayon/a");
            test::put_site(space.files, "rayon/b");
            space.files.put("rayon/b/plans/pusto.yaml", text);
            BuildOptions options = test::small_build();
            options.folder = "rayon";
            CHECK(space.build(options).report.exit == ExitCode::ContentErrors);
        }
    }

    TEST_CASE("a memo that is saved during the build is read again") {
        for (const int saves : {1, 2}) {
            BusyFiles files(saves);
            test::put_theme(files);
            test::put_site(files, "content");
            Diagnostics out;
            CHECK(build_workspace(test::small_build(), files, out).exit == ExitCode::Done);
            CHECK(out.items().empty());
        }
    }

    TEST_CASE("a memo that does not come to rest is named and nothing is published") {
        BusyFiles files(100);
        test::put_theme(files);
        test::put_site(files, "content");
        Diagnostics out;
        CHECK(build_workspace(test::small_build(), files, out).exit == ExitCode::ContentErrors);
        REQUIRE(out.items().size() == 1);
        CHECK(out.items().front().id == ids::file_changed);
        CHECK(out.items().front().place.source->path == "content/memos/pered-vpr.md");
        CHECK(files.list("public").has_value() == false);
    }

    TEST_CASE("a folder that moves away during the build is found again or named") {
        for (const int looks : {1, 2, 3, 1000}) {
            CAPTURE(looks);
            MovingFolder files(looks);
            test::put_theme(files);
            test::put_site(files, "content");
            Diagnostics out;
            const BuildReport report = build_workspace(test::small_build(), files, out);
            if (report.exit == ExitCode::Done) {
                CHECK(looks == 1);
                CHECK(files.read("public/memos/pered-vpr/index.html", 1 << 20));
                continue;
            }
            REQUIRE(out.items().size() == 1);
            CHECK(out.items().front().id == ids::file_missing);
            CHECK(out.items().front().place.source->path == "content/memos/pered-vpr.md");
            CHECK(files.list("public").has_value() == false);
        }
    }

    TEST_CASE("what the machine does not give is named with its reason and is no author's mistake") {
        for (const std::string path :
             {"site.yaml", "memos/pered-vpr.md", "base/theme.yaml", "strings/ru.yaml",
              "templates/memo.html"}) {
            CAPTURE(path);
            BadDisk files(path);
            test::put_theme(files);
            test::put_site(files, "content");
            Diagnostics out;
            CHECK(build_workspace(test::small_build(), files, out).exit == ExitCode::Machine);
            const std::string said = test::messages_of(out, {}, files);
            CHECK(out.items().front().id == ids::file_read);
            CHECK(said.find("Input/output error") != std::string::npos);
            CHECK(files.list("public").has_value() == false);
        }
    }

    TEST_CASE("a theme's folder that cannot be listed is named, and no template is blamed") {
        for (const std::string folder : {"base/assets", "base/templates"}) {
            CAPTURE(folder);
            ClosedFolder files(folder);
            test::put_theme(files);
            test::put_site(files, "content");
            Diagnostics out;
            CHECK(build_workspace(test::small_build(), files, out).exit == ExitCode::Machine);
            const std::string said = test::messages_of(out, {}, files);
            CHECK(out.items().front().id == ids::file_read);
            CHECK(said.find("Cannot allocate memory") != std::string::npos);
        }
    }

    TEST_CASE("a folder without a site is a mistake of the command") {
        Workspace space;
        BuildOptions options = test::small_build();
        options.folder = "themes";
        const Built built = space.build(options);
        CHECK(built.report.exit == ExitCode::Usage);
        CHECK(built.messages.find("[workspace-empty]") != std::string::npos);
    }

    TEST_CASE("a catalogue whose newest date falls is warned about") {
        Workspace space;
        space.files.put("content/memos/novaya.md",
                        "---\ntitle: Новая\ndate: 2026-02-20\n---\nТекст.\n");
        space.build();
        space.files.erase("content/memos/novaya.md");
        BuildOptions options = test::small_build();
        options.strict = false;
        const Built again = space.build(options);
        CHECK(again.report.exit == ExitCode::Done);
        CHECK(again.messages.find("[portal-date-falls]") != std::string::npos);
    }

    TEST_CASE("a child theme replaces a file and takes the rest from its parent") {
        Workspace space;
        space.files.put("themes/nasha/theme.yaml", "name: nasha\nversion: \"1\"\nextends: base\n");
        space.files.put("themes/nasha/strings/ru.yaml", "home: В начало\n");
        space.files.put("themes/nasha/templates/memo.html",
                        "{{<parent:memo}}{{/parent:memo}}<!-- наша -->\n");
        space.edit("content/site.yaml", "school_year: 2025-2026",
                   "school_year: 2025-2026\ntheme: nasha");
        const Built built = space.build();
        CHECK(built.messages.empty());
        const std::string page = space.files.tree("public")["memos/pered-vpr/index.html"];
        CHECK(page.find("<!-- наша -->") != std::string::npos);
        CHECK(page.find("В начало") != std::string::npos);
    }

    TEST_CASE("a child theme may do without what its parent's page took in") {
        Workspace space;
        space.files.put("themes/nasha/theme.yaml", "name: nasha\nversion: \"1\"\nextends: base\n");
        space.files.put("themes/nasha/templates/home.html",
                        "{{<base}}{{$main}}<p>{{title}}</p>{{/main}}{{/base}}\n");
        space.edit("content/site.yaml", "school_year: 2025-2026",
                   "school_year: 2025-2026\ntheme: nasha");
        CHECK(space.build().messages == "");
    }

    TEST_CASE("a theme's mistakes are told") {
        struct Mistake {
            std::string path;
            std::string text;
            std::string id;
        };
        const std::vector<Mistake> mistakes = {
            {"theme.yaml", "name: nasha\nversion: \"1\"\nextends: nasha\n", "theme-chain"},
            {"theme.yaml", "name: nasha\nversion: \"1\"\n", "theme-template-missing"},
            {"assets/site.css", "@import \"net.css\";\n", "link-unknown"},
            {"templates/lishnij.html", "<p></p>\n", "theme-template-unused"},
            {"templates/memo.html", "{{<base}}{{$main}}{{titel}}{{/main}}{{/base}}\n",
             "template-unknown-name"},
        };
        for (const Mistake& mistake : mistakes) {
            CAPTURE(mistake.id);
            Workspace space;
            space.files.put("themes/nasha/theme.yaml",
                            "name: nasha\nversion: \"1\"\nextends: base\n");
            space.files.put("themes/nasha/" + mistake.path, mistake.text);
            space.edit("content/site.yaml", "school_year: 2025-2026",
                       "school_year: 2025-2026\ntheme: nasha");
            const Built built = space.build();
            CHECK(built.report.exit == ExitCode::ContentErrors);
            CHECK(built.messages.find("[" + mistake.id + "]") != std::string::npos);
        }
    }

    TEST_CASE("hostile text in every field of a memo stays text") {
        Workspace space;
        const std::string hostile = "</title><script>alert(1)</script>\\\" onload=x {{title}} ]]>";
        space.files.put("content/memos/zlaya.md",
                        "---\ntitle: \"" + hostile + "\"\nsummary: \"" + hostile +
                            "\"\nstatus: \"" + hostile + "\"\nkey_points: [\"" + hostile +
                            "\"]\ntopics: [\"" + hostile + "\"]\n---\n" + hostile + "\n");
        BuildOptions options = test::small_build();
        options.strict = false;
        const Built built = space.build(options);
        CHECK(built.report.exit == ExitCode::Done);
        for (const auto& [path, bytes] : space.files.tree("public"))
            CHECK_MESSAGE(bytes.find("<script>alert") == std::string::npos, path);
    }
}

}  // namespace vitrina
