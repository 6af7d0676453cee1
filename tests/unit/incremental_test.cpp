// A build that remembers gives what a build that knows nothing gives: the same bytes, the same
// messages. Authors at random, in memory and on the disk; many more of them with ROUNDS=long.
#include <chrono>
#include <filesystem>
#include <map>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/disk_file_system.h"
#include "support/random_author.h"
#include "support/rounds.h"
#include "support/temp_dir.h"
#include "support/tests_folder.h"

namespace vitrina {
namespace {

struct Told {
    ExitCode exit = ExitCode::Done;
    std::string messages;
    std::vector<std::string> written;
    std::vector<std::string> removed;
    std::vector<std::string> stale_dates;

    bool operator==(const Told&) const = default;
};

std::string without_name(std::string text, const std::string& name) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at))
        text.replace(at, name.size(), "OUT");
    return text;
}

// Into the folder of that name; messages call it OUT.
Told build(FileSystem& files,
           BuildOptions options,
           const std::string& out,
           const std::string& parent = "") {
    options.out = parent + out;
    const TextLoader load = [&](const std::string& path) -> std::optional<std::string> {
        auto text = files.read(path, 4 << 20);
        return text ? std::optional(std::move(*text)) : std::nullopt;
    };
    Diagnostics messages;
    BuildReport report = build_workspace(options, files, messages);
    Told told;
    told.exit = report.exit;
    told.messages = without_name(render_diagnostics(messages, {}, load), out);
    for (const Error& error : report.errors)
        told.messages += without_name(render_message(diagnostic_of(error), {}, load), out);
    for (SiteReport& site : report.sites) {
        told.written.insert(told.written.end(), site.written.begin(), site.written.end());
        told.removed.insert(told.removed.end(), site.removed.begin(), site.removed.end());
        told.stale_dates.insert(told.stale_dates.end(), site.stale_dates.begin(),
                                site.stale_dates.end());
    }
    return told;
}

test::AuthorsDisk memory_disk(MemoryFileSystem& files) {
    return {
        [&files](const std::string& path, const std::string& text) { files.put(path, text); },
        [&files](const std::string& path, const std::string& text) { files.rewrite(path, text); },
        [&files](const std::string& path) { files.erase(path); }};
}

class CountingFiles : public MemoryFileSystem {
public:
    Result<std::string> read(const std::string& path, std::uint64_t limit) const override {
        reads += path.starts_with(".vitrina") || path.starts_with("/.vitrina") ? 0 : 1;
        return MemoryFileSystem::read(path, limit);
    }

    mutable int reads = 0;
};

// Two builds of the same content side by side: `public` remembers, `plain` does not.
class TwoOutputs {
public:
    explicit TwoOutputs(MemoryFileSystem& files) : files_(files) {}

    void build_both(test::RandomAuthor& author) {
        BuildOptions options = test::small_build();
        options.strict = author.below(4) == 0;
        options.drafts = author.below(8) == 0;
        options.threads = 1 + author.below(2);
        if (author.below(8) == 0)
            options.today = Date{2026, 9, 1};
        if (author.below(8) == 0)
            options.mode = BuildMode::Check;
        const Told with = build(files_, options, "public");
        options.use_cache = false;
        const Told without = build(files_, options, "plain");
        CHECK(with.messages == without.messages);
        CHECK(with == without);
        CHECK(files_.tree("public") == files_.tree("plain"));
    }

    // What stands in OUT and in the state is changed by others too.
    void meddle(test::RandomAuthor& author) {
        const auto published = files_.tree("public");
        if (!published.empty() && author.below(6) == 0) {
            auto page = published.begin();
            std::advance(page, author.below(published.size()));
            const bool is_edited = author.below(2) == 0;
            for (const std::string out : {"public/", "plain/"})
                if (is_edited)
                    files_.put(out + page->first, "чужое");
                else
                    files_.erase(out + page->first);
        }
        for (const std::string cache : {"sources", "pages", "_build"})
            if (author.below(8) == 0)
                damage(".vitrina/public/" + cache, author);
    }

private:
    void damage(const std::string& path, test::RandomAuthor& author) {
        auto bytes = files_.read(path, 1 << 26);
        if (!bytes || bytes->empty())
            return;
        const std::size_t at = author.below(bytes->size());
        switch (author.below(3)) {
            case 0:
                (*bytes)[at] = static_cast<char>((*bytes)[at] ^ (1 << author.below(8)));
                break;
            case 1:
                bytes->resize(at);
                break;
            default:
                bytes->insert(at, "x");
                break;
        }
        files_.put(path, *bytes);
    }

    MemoryFileSystem& files_;
};

// Saves so that the file, its size and its time stay what they were.
void save_quietly(const std::string& path, const std::string& text) {
    struct ::stat before {};
    REQUIRE(::stat(path.c_str(), &before) == 0);
    std::fstream(path, std::ios::binary | std::ios::in | std::ios::out) << text;
    const struct ::timespec times[] = {before.st_atim, before.st_mtim};
    REQUIRE(::utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
}

std::map<std::string, std::string> tree_of(const test::TempDir& folder, const std::string& name) {
    namespace fs = std::filesystem;
    std::map<std::string, std::string> tree;
    const fs::path root(folder / name);
    if (fs::exists(root))
        for (const auto& entry : fs::recursive_directory_iterator(root))
            if (entry.is_regular_file())
                tree[fs::relative(entry.path(), root).generic_string()] =
                    test::read_test_file(entry.path().string());
    return tree;
}

}  // namespace

TEST_SUITE("incremental") {
    TEST_CASE("whatever authors do, a remembering build is a clean build") {
        const std::uint32_t authors = test::are_rounds_long() ? 400 : 16;
        for (std::uint32_t seed = 1; seed <= authors; ++seed) {
            MemoryFileSystem files;
            test::put_theme(files);
            test::RandomAuthor author(seed, memory_disk(files));
            TwoOutputs outputs(files);
            std::string history;
            for (int step = 0; step < 6; ++step) {
                CAPTURE(seed);
                CAPTURE(history);
                outputs.build_both(author);
                outputs.meddle(author);
                for (std::size_t acts = author.below(3); acts > 0; --acts)
                    history += author.act() + ", ";
                history += "built; ";
            }
        }
    }

    TEST_CASE("on the disk too, where only ctime tells of a quiet edit") {
        const test::TempDir folder;
        namespace fs = std::filesystem;
        fs::copy(test::tests_folder() + "/../themes", folder / "themes",
                 fs::copy_options::recursive);
        test::RandomAuthor author(
            7, {[&](const std::string& path, const std::string& text) { folder.write(path, text); },
                [&](const std::string& path, const std::string& text) {
                    save_quietly(folder / path, text);
                },
                [&](const std::string& path) { fs::remove(folder / path); }});
        DiskFileSystem files;
        std::string history;
        for (int step = 0; step < 24; ++step) {
            CAPTURE(history);
            BuildOptions options = test::small_build();
            options.folder = folder / "content";
            options.theme_folders = {folder / "themes"};
            options.strict = false;
            const Told with = build(files, options, "public", folder / "");
            options.use_cache = false;
            CHECK(with == build(files, options, "plain", folder / ""));
            CHECK(tree_of(folder, "public") == tree_of(folder, "plain"));
            // Half of the edits come while the files are too fresh to be remembered.
            if (step % 2 == 0)
                std::this_thread::sleep_for(std::chrono::milliseconds(60));
            history += author.act() + "; ";
        }
    }

    TEST_CASE("when nothing has changed no source is read") {
        CountingFiles files;
        test::put_theme(files);
        test::put_site(files, "content");
        files.put("content/memos/v.md", "---\ntitle: Памятка\n---\n<b>Разметка</b>\n");
        BuildOptions options = test::small_build();
        options.strict = false;
        const Told first = build(files, options, "public");
        CHECK(first.messages.find("v.md:4:1") != std::string::npos);
        files.reads = 0;
        const Told again = build(files, options, "public");
        CHECK(files.reads == 1);  // for the excerpt in the message
        CHECK(again.messages == first.messages);
        CHECK(again.exit == first.exit);
        options.today = Date{2026, 3, 2};
        build(files, options, "public");
        CHECK(files.reads > 1);
    }

    TEST_CASE("what a killed build left is cleared away though nothing has changed") {
        MemoryFileSystem files;
        test::put_theme(files);
        test::put_site(files, "content");
        build(files, test::small_build(), "public");
        const auto state = files.tree(".vitrina");
        files.put(".vitrina/public/stage/.vitrina-stage", "");
        files.put(".vitrina/public/stage/files/404.html", "");
        build(files, test::small_build(), "public");
        CHECK(files.tree(".vitrina") == state);
    }

    TEST_CASE("the cache of another program or of another time is no cache") {
        MemoryFileSystem files;
        test::put_theme(files);
        test::put_site(files, "content");
        build(files, test::small_build(), "public");
        const auto before = files.tree("public");
        for (const std::string name : {"sources", "pages", "_build"}) {
            const std::string path = ".vitrina/public/" + name;
            const std::string bytes = *files.read(path, 1 << 26);
            for (const std::string& other :
                 {std::string(), std::string("vitrina"), "x" + bytes, bytes + "x",
                  bytes.substr(bytes.find('\n') + 1), std::string(1 << 16, '\xff')}) {
                files.put(path, other);
                if (name != "_build")
                    files.erase(".vitrina/public/_build");
                const Told told = build(files, test::small_build(), "public");
                CHECK(told.exit == ExitCode::Done);
                CHECK(told.messages == "");
                CHECK(told.written.empty());
                CHECK(*files.read(path, 1 << 26) == bytes);
            }
        }
        CHECK(files.tree("public") == before);
    }
}

}  // namespace vitrina
